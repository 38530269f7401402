"""Whose need somebody else could meet, and who should know each other (P14)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.source import Source
from vaultwell.practices.network import MOST_AT_ONCE, Pair, find_grounds
from vaultwell.practices.topics import find_shared, is_half_of_both, is_one_thing, parse_topic, split_parts

OFFER_DAYS = 365
# What a person could help with, by what says it.
_MEETS = ("offers", "interests", "role", "field")


class Told(NamedTuple):
    """A few words of somebody's note: what they are (`offers`, `interests`, …) and where they stand."""

    path: str
    name: str
    key: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Match:
    """A need that something of somebody else's could meet; `words` of the need are in both."""

    need: Told
    answer: Told
    words: tuple[str, ...]
    is_acquainted: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people who do not know each other, as far as your notes tell, and what both care about."""

    first: Contact
    second: Contact
    shared: tuple[tuple[Told, Told], ...]


@dataclass(frozen=True, slots=True)
class Service:
    """Needs in the order of their people; meetings with most in common first."""

    matches: tuple[Match, ...]
    meetings: tuple[Meeting, ...]


def find_service(graph: Graph, today: date) -> Service:
    """What you could do for people by thinking of two of them at once.

    Whoever died, is let go or paused is left in peace.
    """
    grounds = find_grounds(graph)
    contacts = [contact for contact in graph.contacts.values() if not contact.is_away]
    index = _Index(told for contact in contacts for told in _list_answers(contact, graph, today))
    places = _find_places(graph)
    needs = [told for contact in contacts for told in list_told(contact, "needs")]
    matches = tuple(match for need in needs for match in _meet(need, index, grounds, places))
    known = {*grounds, *(_pair(match.need, match.answer) for match in matches)}
    return Service(matches, tuple(_list_meetings(contacts, known)))


def list_told(contact: Contact, key: str) -> Iterator[Told]:
    """What a property says, value by value."""
    return (Told(contact.path, contact.name, key, text, contact.source(key)) for text in contact.fact(key))


def _list_answers(contact: Contact, graph: Graph, today: date) -> Iterator[Told]:
    for key in _MEETS:
        yield from list_told(contact, key)
    first = today - timedelta(OFFER_DAYS)
    for entry in graph.of(contact.path):
        is_theirs = entry.kind == "offer" and entry.by == "them" and entry.state in ("open", None)
        if is_theirs and first <= entry.on <= today:
            yield Told(contact.path, contact.name, "offers", entry.text, entry.source)


class _Index:
    """Answers by the stems of their words, so that ten thousand people need no comparing of all with all."""

    def __init__(self, answers: Iterable[Told]) -> None:
        self._by_stem: dict[str, list[Told]] = {}
        for told in answers:
            for stem in sorted(parse_topic(told.text).all_stems):
                self._by_stem.setdefault(stem, []).append(told)

    def find(self, text: str) -> Iterator[Told]:
        """Every answer that shares a word with `text`, once."""
        stems = sorted(parse_topic(text).all_stems)
        yield from dict.fromkeys(told for stem in stems for told in self._by_stem.get(stem, ()))


def _meet(need: Told, index: _Index, grounds: Mapping[Pair, object], places: frozenset[str]) -> list[Match]:
    """One answer for each person, the one with most words in common; offers before what is only liked."""
    best: dict[str, Match] = {}
    for answer in index.find(need.text):
        if answer.path == need.path or not _fits(need, answer, places):
            continue
        words = find_shared(parse_topic(need.text), parse_topic(answer.text))
        match = Match(need, answer, words, _pair(need, answer) in grounds)
        known = best.setdefault(answer.path, match)
        if _match_order(match) < _match_order(known):
            best[answer.path] = match
    return sorted(best.values(), key=_match_order)


def _match_order(match: Match) -> tuple[int, int, str, str]:
    answer = match.answer
    return _MEETS.index(answer.key), -len(match.words), answer.path, answer.text


def _fits(need: Told, answer: Told, places: frozenset[str]) -> bool:
    """What is offered may be of half of the need; what somebody only likes or does is of the thing itself."""
    places |= _after_in(need.text) & _after_in(answer.text)
    pairs = product(*(map(parse_topic, split_parts(told.text)) for told in (need, answer)))
    is_offer = answer.key == "offers"
    return any(
        is_one_thing(one, other) or (is_offer and is_half_of_both(one, other, places)) for one, other in pairs
    )


_IN = re.compile(r"(?<!\w)in\s+(\w+)")


def _after_in(text: str) -> frozenset[str]:
    """The stems of what follows “in”: where both texts have it, it is where, not what."""
    return frozenset().union(*(parse_topic(word).all_stems for word in _IN.findall(text)))


def _find_places(graph: Graph) -> frozenset[str]:
    """The stems of every place where somebody lives: two people of one city share nothing by that."""
    told = (text for contact in graph.contacts.values() for text in contact.fact("location"))
    return frozenset().union(*(parse_topic(text).all_stems for text in told))


def _pair(one: Told, other: Told) -> Pair:
    return min(one.path, other.path), max(one.path, other.path)


def _list_meetings(contacts: Iterable[Contact], known: Iterable[Pair]) -> list[Meeting]:
    """Pairs who share an interest that is not everybody's, and do not know each other."""
    people: dict[str, dict[str, Told]] = {}
    by_path = {contact.path: contact for contact in contacts}
    for contact in by_path.values():
        for told in list_told(contact, "interests"):
            for part in split_parts(told.text):
                people.setdefault(_interest_key(part), {}).setdefault(contact.path, told)
    shared: dict[Pair, dict[tuple[Told, Told], None]] = {}
    acquainted = frozenset(known)
    for key, told_by in people.items():
        if not key or not 1 < len(told_by) <= MOST_AT_ONCE:
            continue
        for first, second in combinations(sorted(told_by), 2):
            if (first, second) not in acquainted:
                shared.setdefault((first, second), {})[told_by[first], told_by[second]] = None
    meetings = [Meeting(by_path[a], by_path[b], tuple(told)) for (a, b), told in shared.items()]
    return sorted(meetings, key=lambda one: (-len(one.shared), one.first.path, one.second.path))


def _interest_key(text: str) -> str:
    """One key for one interest, however it is inflected; none for a text without meaning."""
    return " ".join(sorted(min(stems) for stems in parse_topic(text).stems))
