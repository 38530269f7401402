"""Notes that may be about one person, two by two, each with its reasons.

Nobody is compared with everybody: two people are looked at only when something of theirs is the same –
an address, a number, a name in another order, or a place together with the beginning of a name – so
ten thousand people take seconds. Who is certainly two people is left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from vaultwell.graph.marks import KEYS, org_key
from vaultwell.graph.names import link_key, name_key
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.source import Source

_SHARED = {
    "uid": "the same id",
    "email": "the same e-mail",
    "phone": "the same phone",
    "url": "the same page",
}
_MOST_OWNERS = 3  # what more people than this have is an office's
_MOST_BEARERS = 8  # a name that more people than this have says nothing
_LONG_NAME = 10  # letters; two slips are likely in a name as long as this, and one in a shorter
_BEGINNING = 3
_LARGEST = 200  # names that are compared with each other
_WORDS = re.compile(r"\w+")


class Likeness(NamedTuple):
    """One reason to take two notes for one person: in words, and the lines it stands in."""

    words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two notes that may be about one person: the one with more in it first."""

    first: Contact
    second: Contact
    reasons: tuple[Likeness, ...]


class _Name(NamedTuple):
    """One name of somebody: as typed, as compared, and the line it stands in."""

    contact: Contact
    typed: str
    key: str
    source: Source


_Found = Iterator[tuple[Contact, Contact, Likeness]]


def find_duplicates(graph: Graph) -> tuple[Duplicate, ...]:
    """Everybody who may have two notes, in the order of their paths."""
    people = list(graph.contacts.values())
    names = [name for contact in people for name in _list_names(contact)]
    pairs: dict[tuple[str, str], dict[str, Likeness]] = {}
    for finds in (_find_shared(people), _find_alike(names), _find_initials(names), _find_near(names)):
        for one, other, reason in finds:
            pair = (one.path, other.path) if one.path < other.path else (other.path, one.path)
            pairs.setdefault(pair, {}).setdefault(reason.words, reason)
    return tuple(
        _build(graph, *pair, tuple(reasons.values()))
        for pair, reasons in sorted(pairs.items())
        if not _are_two(graph, *pair)
    )


def _build(graph: Graph, one: str, other: str, reasons: tuple[Likeness, ...]) -> Duplicate:
    """The fuller note first: that is the one to keep."""

    def count(path: str) -> tuple[int, int, str]:
        return -len(graph.of(path)), -len(graph.contacts[path].lines), path

    first, second = sorted((one, other), key=count)
    return Duplicate(graph.contacts[first], graph.contacts[second], reasons)


def _are_two(graph: Graph, one: str, other: str) -> bool:
    """A relation or an introduction links them, both are in one entry, or they were born on two days."""
    if any(relation.person == other for relation in graph.relations.get(one, ())):
        return True
    if graph.between(one, other) or graph.between(other, one):
        return True
    if any({one, other} <= {*found.people, found.by} for found in graph.introductions):
        return True
    days, others = (_list_birthdays(graph.contacts[path]) for path in (one, other))
    return bool(days and others and days.isdisjoint(others))


def _list_birthdays(contact: Contact) -> set[tuple[int, int]]:
    return {(day.month, day.day) for day in contact.yearly if day.label == "birthday"}


def _list_names(contact: Contact) -> Iterator[_Name]:
    yield _Name(contact, contact.name, name_key(contact.name), Source(contact.path, 1))
    for alias in contact.aliases:
        yield _Name(contact, alias, name_key(alias), Source(contact.path, contact.lines.get("aliases", 1)))


def _find_shared(people: Iterable[Contact]) -> _Found:
    """The same address, number, page or id."""
    for means, write_key in KEYS.items():
        owners: dict[str, list[Contact]] = {}
        for contact in people:
            for key in dict.fromkeys(write_key(value) for value in contact.fact(means)):
                if key:
                    owners.setdefault(key, []).append(contact)
        for found in owners.values():
            for one, other in combinations(found, 2) if len(found) <= _MOST_OWNERS else ():
                yield one, other, Likeness(_SHARED[means], (one.source(means), other.source(means)))


def _find_alike(names: Iterable[_Name]) -> _Found:
    """One whole name, but for its case, its accents, or the order of its words; no alias of one word."""
    bearers: dict[str, list[_Name]] = {}
    for name in names:
        words = _WORDS.findall(name.key)
        if len(words) > 1 or name.typed == name.contact.name:
            bearers.setdefault(" ".join(sorted(words)), []).append(name)
    for found in bearers.values():
        for one, other in combinations(found, 2) if len(found) <= _MOST_BEARERS else ():
            if one.contact is not other.contact:
                yield one.contact, other.contact, Likeness(_say_alike(one, other), (one.source, other.source))


def _say_alike(one: _Name, other: _Name) -> str:
    is_alias = one.typed != one.contact.name or other.typed != other.contact.name
    if _WORDS.findall(one.key) != _WORDS.findall(other.key):
        return "the same name in another order"
    if is_alias:
        return f"“{one.typed}” is a name of both"
    if link_key(one.typed) != link_key(other.typed):
        return "the same name but for how it is written"
    return "the same name"


def _find_initials(names: Iterable[_Name]) -> _Found:
    """“A. Díaz” and “Ana Díaz”, when only a few people could be meant."""
    families: dict[tuple[str, str], list[tuple[_Name, str]]] = {}
    for name in names:
        words = _WORDS.findall(name.key)
        if len(words) > 1:
            families.setdefault((words[0][0], words[-1]), []).append((name, words[0]))
    for found in families.values():
        full = [name for name, first in found if len(first) > 1]
        if len({name.contact.path for name in full}) > _MOST_OWNERS:
            continue
        for short in (name for name, first in found if len(first) == 1):
            for name in full:
                if name.contact is not short.contact:
                    said = f"“{short.typed}” may be short for “{name.typed}”"
                    yield short.contact, name.contact, Likeness(said, (short.source, name.source))


def _find_near(names: Sequence[_Name]) -> _Found:
    """Names that differ in a letter or two, or a first name alone, in one place or organisation."""
    blocks: dict[tuple[str, str, str], list[_Name]] = {}
    for name in names:
        for block in _list_blocks(name):
            blocks.setdefault(block, []).append(name)
    for (means, _, _), found in blocks.items():
        for one, other in (pair for part in _split(found) for pair in _list_near(part)):
            if one.contact is not other.contact:
                words = f"near names, and the same {_MEANS[means]}"
                places = one.contact.source(means), other.contact.source(means)
                yield one.contact, other.contact, Likeness(words, places)


_MEANS = {"location": "place", "org": "organisation"}


def _list_blocks(name: _Name) -> Iterator[tuple[str, str, str]]:
    """What two near names have in common at least: a place, and how the first or last word begins."""
    words = _WORDS.findall(name.key)
    beginnings = {words[0][:_BEGINNING], words[-1][:_BEGINNING]} if words else set()
    for means, write_key in (("location", name_key), ("org", org_key)):
        for place in {write_key(value) for value in name.contact.fact(means)} - {""}:
            yield from ((means, place, beginning) for beginning in sorted(beginnings))


def _split(names: Sequence[_Name]) -> Iterator[Sequence[_Name]]:
    """A large block in smaller ones, in which both the first and the last word begin alike."""
    if len(names) <= _LARGEST:
        yield names
        return
    parts: dict[tuple[str, str], list[_Name]] = {}
    for name in names:
        words = _WORDS.findall(name.key)
        parts.setdefault((words[0][:_BEGINNING], words[-1][:_BEGINNING]), []).append(name)
    yield from parts.values()


def _list_near(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    if len(names) < 2:
        return
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    keys = [name.key for name in names]
    for index, name in enumerate(names):
        rest = keys[index + 1 :]
        for key, distance, at in extract_iter(name.key, rest, scorer=OSA.distance, score_cutoff=2):
            shorter = min(len(key), len(name.key))
            if distance <= (2 if shorter >= _LONG_NAME else 1) and shorter > _BEGINNING:
                yield name, names[index + 1 + at]
        yield from _list_longer(name, names)


def _list_longer(name: _Name, names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """The one name of which this is the first word alone."""
    if " " not in name.key:
        longer = [other for other in names if other.key.startswith(f"{name.key} ")]
        if len({other.contact.path for other in longer}) == 1:
            yield name, longer[0]
