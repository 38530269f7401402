"""Notes that may be about one person, in words and as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vaultwell.graph.names import link_key
from vaultwell.model.contact import Contact
from vaultwell.practices.duplicates import Duplicate
from vaultwell.render.documents import VERSION
from vaultwell.render.page import Indent, Page, Part, Text
from vaultwell.render.safe import plain
from vaultwell.render.sources import say_sources
from vaultwell.render.words import say_number


def render_duplicates(found: Sequence[Duplicate], people: Iterable[Contact]) -> Page:
    """Each pair with its reasons, and the command that makes one note of them."""
    if not found:
        return [Text("No two notes look like one person’s.")]
    named = Counter(link_key(contact.name) for contact in people)
    parts: list[Part] = [Text(_say_how_many(len(found)))]
    for pair in found:
        parts += [Text(), Text(plain(f"{pair.first.name} · {pair.second.name}"), style="bold cyan")]
        parts += [Indent(Text(plain(line))) for line in _list_lines(pair, named)]
    parts += [Text(), Text('Two people after all? not_same_as: "[[Name]]" in one of the notes says so.')]
    return parts


def _say_how_many(count: int) -> str:
    if count == 1:
        return "Two notes may be about one person."
    return f"{say_number(count).capitalize()} pairs of notes may be about one person each."


def _list_lines(pair: Duplicate, named: Counter[str]) -> Iterator[str]:
    for reason in pair.reasons:
        yield f"{reason.words} ({say_sources(reason.sources)})"
    names = (_say_who(contact, named) for contact in (pair.first, pair.second))
    yield f"→ vaultwell merge {' '.join(names)}"


def _say_who(contact: Contact, named: Counter[str]) -> str:
    """The person as the command line takes them: the name, or the path where several have the name."""
    words = contact.name if named[link_key(contact.name)] == 1 else contact.path
    return f'"{words}"'


def duplicates_document(found: Sequence[Duplicate]) -> dict[str, Any]:
    """The pairs for a program."""
    return {"version": VERSION, "duplicates": [_pair_document(pair) for pair in found]}


def _pair_document(pair: Duplicate) -> dict[str, Any]:
    return {
        "first": {"name": pair.first.name, "path": pair.first.path},
        "second": {"name": pair.second.name, "path": pair.second.path},
        "reasons": [
            {
                "words": reason.words,
                "sources": [f"{source.path}:{source.line}" for source in reason.sources],
            }
            for reason in pair.reasons
        ],
    }
