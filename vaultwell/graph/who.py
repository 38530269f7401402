"""Whom a name on the command line means (cli.md, "Names")."""

from collections.abc import Iterable, Iterator
from posixpath import basename, splitext
from typing import TYPE_CHECKING
from unicodedata import normalize

from vaultwell.graph.names import link_key, name_key
from vaultwell.model.errors import UsageError, VaultwellError

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact
    from vaultwell.model.graph import Graph


def find_person(graph: "Graph", who: str) -> "Contact":
    """The one contact that `who` means: exact path, name, alias, the same ignoring case and accents,
    part of a name (a whole word before any other part); the first of these that fits anybody decides.

    Raises `VaultwellError` with near names when nobody fits, `UsageError` when several do.
    """
    for found in _look_up(graph, who):
        if len(found) == 1:
            return graph.contacts[found[0]]
        if found:
            several = ", ".join(f"“{path}”" for path in found[:10])
            more = " and others" if len(found) > 10 else ""
            raise UsageError(f"“{who}” could be {several}{more}. Give the path.")
    raise VaultwellError(f"Nobody is called “{who}”.{_suggestion(graph.called.values(), who)}")


def find_name(graph: "Graph", words: str) -> str | None:
    """The name of somebody whose name, alias or first name these words are."""
    found = graph.find_called(name_key(words))
    return graph.person_names[min(found)] if found else None


def _look_up(graph: "Graph", who: str) -> Iterator[list[str]]:
    """The paths of those whom each way finds, one way after the other."""
    called = graph.called
    yield [path for path in (who, f"{who}.md") if path in called]
    key, link, folded = normalize("NFC", who), link_key(who).removesuffix(".md"), name_key(who)
    alike = {path: called[path] for path in sorted(graph.find_called(folded) if folded else called)}
    yield [path for path, (name, *_) in alike.items() if normalize("NFC", name) == key]
    yield [
        path for path in called if normalize("NFC", splitext(basename(path))[0]) == key
    ]  # Denote's say more
    yield [path for path, (_, *more) in alike.items() if key in (normalize("NFC", name) for name in more)]
    yield [path for path in called if link_key(path).removesuffix(".md") == link]
    keys = {path: [name_key(name) for name in names] for path, names in called.items()}
    yield [path for path, (name, *_) in keys.items() if name == folded]
    yield [path for path, (_, *more) in keys.items() if folded in more]
    if folded:
        yield [path for path, (name, *_) in keys.items() if folded in name.split(" ")]
        yield [path for path, (name, *_) in keys.items() if folded in name]


def _suggestion(called: Iterable[tuple[str, ...]], who: str) -> str:
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for first, *aliases in called:
        for name in (first, *aliases):
            names.setdefault(name_key(name), first)
            names.setdefault(name_key(name).split(" ")[0], first)
    near = dict.fromkeys(names[key] for key in get_close_matches(name_key(who), names, n=3, cutoff=0.6))
    if near:
        return f" Did you mean {' or '.join(f'“{name}”' for name in near)}?"
    return f' For somebody new: vaultwell new "{who}"'
