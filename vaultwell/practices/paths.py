"""Who could introduce you to somebody, and how warm each step is (P12)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise
from typing import Literal

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.ask import Stance, find_stance
from vaultwell.practices.history import LastContact, find_history, find_last_contact
from vaultwell.practices.network import MOST_AT_ONCE, Ground, Pair, build_network, find_grounds
from vaultwell.practices.serve import Told, list_told
from vaultwell.practices.topics import Topic, find_shared, parse_topic

MOST_WAYS = 3
# Where somebody is, by what says it.
PLACE_KEYS = ("org", "communities", "field", "role", "location")
_RECENT_DAYS, _YEAR_DAYS = 90, 365
_CLOSE_WITHIN_DAYS = 1095  # a friend not heard of for three years is somebody to write to first
_MOST_STEPS = 3

Warmth = Literal["close", "recent", "this year", "long ago", "never"]

# How far it is from you to somebody, and at most between two people: of several ways the nearest counts.
_DISTANCE: Mapping[Warmth, int] = {"close": 1, "recent": 1, "this year": 2, "long ago": 4, "never": 9}
_FARTHEST = 3


@dataclass(frozen=True, slots=True)
class Common:
    """An organisation or community (`key`) of two people: a weak ground, for they may never have met."""

    key: str
    first: Told
    second: Told


@dataclass(frozen=True, slots=True)
class Step:
    """From somebody to the next: how they know each other, the surest line first."""

    person: Contact
    next: Contact
    grounds: tuple[Ground, ...] = ()
    commons: tuple[Common, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """You, then `first`, then step by step to whom you look for.

    `last` is your own last contact with `first`, and `stance` whether to ask them now.
    """

    first: Contact
    last: LastContact | None
    warmth: Warmth
    steps: tuple[Step, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody looked for, your own last contact with them, and the ways to them, the nearest first.

    Whom you were in touch with this year you know yourself, and there are no ways.
    """

    contact: Contact
    last: LastContact | None
    warmth: Warmth
    stance: Stance
    ways: tuple[Way, ...] = ()

    @property
    def is_known(self) -> bool:
        """You can write to them yourself."""
        return self.warmth in ("close", "recent", "this year")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose note names what you look for: they may know somebody there."""

    contact: Contact
    stance: Stance
    told: tuple[Told, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, a field, a city: who is there, by what says so, and who speaks of it."""

    words: str
    there: tuple[tuple[Told, Target], ...]
    speakers: tuple[Speaker, ...]
    more_speakers: int = 0


class Map:
    """Who knows whom, ready to be asked several times."""

    def __init__(self, graph: Graph, settings: Settings, today: date) -> None:
        self._graph, self._settings, self._today = graph, settings, today
        self._grounds = find_grounds(graph)
        self._commons = _find_commons(graph)
        self._network = build_network({**dict.fromkeys(self._commons, ()), **self._grounds})
        for pair in self._network.edges:
            self._network.edges[pair]["far"] = self._measure(_ordered(*pair))

    def find_target(self, contact: Contact) -> Target:
        """The ways to one person: at most three, each beginning with somebody else."""
        target = Target(contact, *self._find_warmth(contact), self._find_stance(contact, contact))
        return target if target.is_known else replace(target, ways=tuple(self._find_ways(contact)))

    def _find_stance(self, first: Contact, goal: Contact) -> Stance:
        what = f"an introduction to {goal.name}" if first is not goal else ""
        return find_stance(self._graph, self._settings, first, self._today, what)

    def _find_ways(self, wanted: Contact) -> Iterator[Way]:
        import networkx as nx

        goal = wanted.path
        if goal not in self._network:
            return
        living = self._network.subgraph(
            path for path in self._network if path == goal or self._may_help(path)
        )
        far, routes = nx.single_source_dijkstra(living, goal, cutoff=_MOST_STEPS * _FARTHEST, weight="far")
        warm = {path: self._find_warmth(self._graph.contacts[path]) for path in routes if path != goal}
        first = [path for path, (last, _) in warm.items() if last and len(routes[path]) <= _MOST_STEPS + 1]
        first.sort(key=lambda path: (far[path] + _DISTANCE[warm[path][1]], path))
        found: list[str] = []
        for path in first:
            if not set(routes[path]) & set(found) and len(found) < MOST_WAYS:
                found.append(path)
                contact = self._graph.contacts[path]
                steps = tuple(self._list_steps(routes[path][::-1]))
                yield Way(contact, *warm[path], steps, self._find_stance(contact, wanted))

    def _may_help(self, path: str) -> bool:
        return not self._graph.contacts[path].is_away

    def _list_steps(self, route: Sequence[str]) -> Iterator[Step]:
        contacts = self._graph.contacts
        for path, following in pairwise(route):
            pair = _ordered(path, following)
            grounds, commons = self._grounds.get(pair, ()), self._commons.get(pair, ())
            yield Step(contacts[path], contacts[following], grounds, commons)

    def _find_warmth(self, contact: Contact) -> tuple[LastContact | None, Warmth]:
        last = find_last_contact(find_history(self._graph, contact, self._settings), self._today)
        if last is None:
            return None, "never"
        days = (self._today - last.on).days
        if contact.is_close and days <= _CLOSE_WITHIN_DAYS:
            return last, "close"
        return last, "recent" if days <= _RECENT_DAYS else "this year" if days <= _YEAR_DAYS else "long ago"

    def _measure(self, pair: Pair) -> int:
        """How far two people are from each other: kin, introduced, or together this year are near."""
        grounds = self._grounds.get(pair, ())
        if not grounds:
            return _FARTHEST
        if any(ground.kind != "together" for ground in grounds):
            return 1
        latest = max((ground.on for ground in grounds if ground.on), default=date.min)
        return 1 if (self._today - latest).days <= _YEAR_DAYS else 2


def _ordered(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def _find_commons(graph: Graph) -> dict[Pair, tuple[Common, ...]]:
    """People of one organisation or community that is small enough for them to know each other."""
    members: dict[tuple[str, str], dict[str, Told]] = {}
    for contact in graph.contacts.values():
        for key in ("org", "communities"):
            for told in list_told(contact, key):
                members.setdefault((key, name_key(told.text)), {}).setdefault(contact.path, told)
    found: dict[Pair, list[Common]] = {}
    for (key, _), people in members.items():
        if len(people) <= MOST_AT_ONCE:
            for first, second in combinations(sorted(people), 2):
                found.setdefault((first, second), []).append(Common(key, people[first], people[second]))
    return {pair: tuple(commons) for pair, commons in found.items()}


def find_place(graph: Graph, settings: Settings, words: str, today: date, most: int | None = None) -> Place:
    """Who is at `words` – an organisation, a field, a city –, the ways to them, and who speaks of it.

    Of those who speak of it at most so many are looked at closely.
    """
    topic = parse_topic(words)
    people = [c for c in graph.contacts.values() if not c.has_left]
    found = {contact.path: told for contact in people if (told := _find_there(contact, words, topic))}
    there: list[tuple[Told, Target]] = []
    if found:
        known = Map(graph, settings, today)
        there = [(told, known.find_target(graph.contacts[path])) for path, told in found.items()]
    others = [contact for contact in people if contact.path not in found]
    heard = [(c, *lines) for c in others if any(lines := _find_lines(graph, c, words, topic, today))]
    heard.sort(key=lambda one: (not one[1], one[0].path))  # what their properties say is meant to last
    what = f"an introduction at {words}"
    speakers = tuple(
        Speaker(contact, find_stance(graph, settings, contact, today, what), told, entries)
        for contact, told, entries in heard[:most]
    )
    return Place(words, tuple(sorted(there, key=_target_order)), speakers, len(heard) - len(speakers))


def _target_order(found: tuple[Told, Target]) -> tuple[int, str]:
    return _DISTANCE[found[1].warmth], found[1].contact.path


def _find_there(contact: Contact, words: str, topic: Topic) -> Told | None:
    return next(
        (told for key in PLACE_KEYS for told in list_told(contact, key) if _names(told.text, words, topic)),
        None,
    )


def _names(text: str, words: str, topic: Topic) -> bool:
    """All the words stand in the text, in whatever form; without any that means something, as typed."""
    if not topic.words:
        return name_key(words) in name_key(text).split()
    return len(find_shared(topic, parse_topic(text))) == len(topic.words)


_TOLD_KEYS = ("offers", "why", "interests", "goals", "needs", "met_at")
_SILENT_KINDS = frozenset({"mention", "todo", "plan", "attempt"})


def _find_lines(
    graph: Graph, contact: Contact, words: str, topic: Topic, today: date
) -> tuple[tuple[Told, ...], tuple[Entry, ...]]:
    """What a person's properties say of it, and your lines about them."""
    told = [one for key in _TOLD_KEYS for one in list_told(contact, key) if _names(one.text, words, topic)]
    begin = name_key(topic.words[0] if topic.words else words)[:3]
    entries = [
        entry
        for entry in graph.of(contact.path)[::-1]
        if entry.kind not in _SILENT_KINDS and entry.on <= today and begin in name_key(entry.text)
        if _names(entry.text, words, topic)
    ]
    return tuple(told), tuple(entries)
