"""Names that stand in dated notes without a link, where a link would say that you were in touch.

One hint for each person, at the latest such line. Nothing is said of a name that stood there before you
were last in touch: a link would change nothing about when they are due.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from unicodedata import normalize

from vaultwell.graph.account import Account
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.links import mask
from vaultwell.notes.mentions import find_refs
from vaultwell.notes.structure import Heading, Item, parse_structure

_LOOK_BACK = timedelta(days=365)  # who wrote a name longer ago does not remember what it was about
_WORD = re.compile(r"[^\W\d_]+")

_Names = dict[tuple[str, str], list[tuple[str, str]]]
_Found = tuple[str, int, int]
"""A person's path, and the line and column of their name."""


def check_unlinked(
    graph: Graph, notes: Iterable[Account], mention_headings: frozenset[str], today: date
) -> Iterator[Problem]:
    """The hints, in no particular order; `mention_headings` in lower case."""
    names = _list_names(graph)
    recent = [note for note in notes if note.day is not None and today - _LOOK_BACK <= note.day <= today]
    latest: dict[str, tuple[Account, _Found]] = {}
    more: dict[str, int] = {}
    for note in sorted(recent, key=lambda note: (note.day, note.path), reverse=True):
        hits = {
            name: person
            for name, person in _find_hits(note, names).items()
            if note.day is not None and note.day > _last_touch(graph, person)
        }
        for found in _find_unlinked(note, hits, mention_headings) if hits else ():
            person = found[0]
            if person not in latest:
                latest[person] = note, found
            elif latest[person][0] is not note:
                more[person] = more.get(person, 0) + 1
    for person, (note, found) in latest.items():
        yield _build(graph, note, found, more.get(person, 0))


def _list_names(graph: Graph) -> _Names:
    """Whole names of two words or more that mean one person, with their path, by their first two words."""
    owners: dict[str, list[str]] = {}
    for contact in graph.contacts.values():
        for name in {contact.name, *contact.aliases}:
            owners.setdefault(name, []).append(contact.path)
    names: _Names = {}
    for name, paths in owners.items():
        contact = graph.contacts[paths[0]]
        words = _WORD.findall(normalize("NFC", name))[:2]
        is_clear = len(paths) == 1 and contact.name == name and " " in name
        if is_clear and len(words) == 2 and not (contact.let_go or contact.died):
            names.setdefault((words[0], words[1]), []).append((normalize("NFC", name), contact.path))
    return names


def _find_hits(note: Account, names: _Names) -> dict[str, str]:
    """The names that stand anywhere in a note, linked or not, with their paths."""
    text = normalize("NFC", "\n".join(note.lines))
    begun = names.keys() & set(pairwise(_WORD.findall(text)))
    return {name: path for words in begun for name, path in names[words] if name in text}


def _find_unlinked(
    note: Account, hits: Mapping[str, str], mention_headings: frozenset[str]
) -> Iterator[_Found]:
    """Where a link around one of the names would say that you were in touch."""
    first_line = parse_front_matter(note.path, note.lines).body_line
    patterns = [(path, re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")) for name, path in hits.items()]
    for block in parse_structure(note.lines, first_line).blocks:
        if isinstance(block, Heading) or not mention_headings.isdisjoint(map(_heading_key, block.headings)):
            continue
        if isinstance(block, Item) and block.box not in (None, "x", "X"):
            continue
        masked = mask(block.text)
        for path, pattern in patterns:
            found = pattern.search(masked)
            if found and _would_count(block.text, found.start(), found.end()):
                yield path, block.line, block.column + found.start()


def _heading_key(heading: str) -> str:
    return heading.strip().lower()


def _would_count(text: str, start: int, end: int) -> bool:
    """A link around these words would be more than a mention."""
    linked = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return any(ref.column == start + 1 and not ref.is_mention for ref in find_refs(linked, 1, 1))


def _last_touch(graph: Graph, person: str) -> date:
    days = (*graph.touches(person)[-1:], graph.contacts[person].last_contact or date.min)
    return max(days)


def _build(graph: Graph, note: Account, found: _Found, more: int) -> Problem:
    person, line, column = found
    name = graph.contacts[person].name
    also = f", nor in {more} older note{'s' if more > 1 else ''}" if more else ""
    target = name if person in graph.names else f"{person.removesuffix('.md')}|{name}"
    return Problem(
        note.path,
        line,
        column,
        "unlinked-name",
        "hint",
        f"“{name}” is no link, so this does not count as being in touch{also}",
        f"If you were in touch that day, write [[{target}]].",
        note.lines[line - 1],
        len(name),
    )
