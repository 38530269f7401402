"""Names that stand in dated notes without a link, where a link would say that you were in touch.

One hint for each person, at the latest such line. Nothing is said of a name that stood there before you
were last in touch: a link would change nothing about when they are due.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from vaultwell.graph.account import Account
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings

_LOOK_BACK = timedelta(days=365)  # who wrote a name longer ago does not remember what it was about
_WORD = re.compile(r"[^\W\d_]+")

WholeNames = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
"""Names of two words or more that mean one person, with their path, by their first two words."""

Hits = Mapping[str, str]
"""The whole names that stand anywhere in a dated note, linked or not, with their paths."""

_Found = tuple[str, int, int]
"""A person's path, and the line and column of their name."""


class Called(NamedTuple):
    """What a person is called, their name first; `has_left`: let go, or died."""

    path: str
    names: Sequence[str]
    has_left: bool


def find_called(contact: Contact) -> Called:
    """What a contact is called."""
    return Called(contact.path, contact.called, bool(contact.let_go or contact.died))


def is_recent(day: date, today: date) -> bool:
    """A dated note that is still asked about."""
    return today - _LOOK_BACK <= day <= today


def find_whole_names(people: Iterable[Called]) -> WholeNames:
    """Those of everybody; a name or alias that two people have means neither."""
    owners: dict[str, list[Called]] = {}
    for person in people:
        for name in dict.fromkeys(person.names):
            owners.setdefault(name, []).append(person)
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, called in owners.items():
        if len(called) > 1 or called[0].names[0] != name or " " not in name or called[0].has_left:
            continue
        words = _WORD.findall(normalize("NFC", name))[:2]
        if len(words) == 2:
            found.setdefault((words[0], words[1]), []).append((normalize("NFC", name), called[0].path))
    return found


def find_hits(note: Account, names: WholeNames) -> Hits:
    """The names that stand in a note."""
    text = normalize("NFC", "\n".join(note.lines))
    begun = names.keys() & set(pairwise(_WORD.findall(text)))
    return {name: path for words in begun for name, path in names[words] if name in text}


def check_unlinked(
    graph: Graph,
    recent: Iterable[tuple[date, str]],
    accounts: Mapping[str, Account],
    hits: Mapping[str, Hits],
    touched: Mapping[str, date],
    settings: Settings,
) -> Iterator[Problem]:
    """The hints, in no particular order, about the `recent` dated notes (day and path), with their `hits`.

    `touched` has the day on which you were last in touch, by person.
    """
    mention_headings = frozenset(heading.lower() for heading in settings.mention_headings)
    latest: dict[str, tuple[Account, _Found]] = {}
    more: dict[str, int] = {}
    for day, path in sorted(recent, reverse=True):
        names = {name: person for name, person in hits[path].items() if day > touched[person]}
        for found in _find_unlinked(accounts[path], names, mention_headings) if names else ():
            person = found[0]
            if person not in latest:
                latest[person] = accounts[path], found
            elif latest[person][0].path != path:
                more[person] = more.get(person, 0) + 1
    for person, (note, found) in latest.items():
        yield _build(graph, note, found, more.get(person, 0))


def _find_unlinked(
    note: Account, hits: Mapping[str, str], mention_headings: frozenset[str]
) -> Iterator[_Found]:
    """Where a link around one of the names would say that you were in touch."""
    from vaultwell.notes.front_matter import parse_front_matter
    from vaultwell.notes.links import mask
    from vaultwell.notes.structure import Heading, Item, parse_structure

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
    from vaultwell.notes.mentions import find_refs

    linked = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return any(ref.column == start + 1 and not ref.is_mention for ref in find_refs(linked, 1, 1))


def find_last_touch(graph: Graph, person: str) -> date:
    """The day on which you were last in touch with somebody."""
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
