"""How much of what stands in the notes: counts, and of nobody in particular."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from vaultwell.model.cadence import add_months
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry, Kind
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings, find_cadence

MONTHS = 12


@dataclass(frozen=True, slots=True)
class CircleCount:
    """How many people a circle has (None: those in no circle), and how many lines tell of them."""

    circle: str | None
    people: int
    entries: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of the whole vault.

    `tracked` people have a cadence that asks for them; `kinds` every kind of entry that there is, in the
    order of the format; `months` the last twelve, oldest first, as first days, with the days on which
    you were in touch with somebody – one for each person and day.
    """

    people: int
    tracked: int
    paused: int
    let_go: int
    died: int
    first_on: date | None
    last_on: date | None
    kinds: Mapping[Kind, int]
    months: Mapping[date, int]
    circles: tuple[CircleCount, ...]


def find_stats(graph: Graph, settings: Settings, today: date) -> Stats:
    """The counts as of `today`; what lies ahead of it counts among the kinds alone."""
    contacts = list(graph.contacts.values())
    entries = [entry for contact in contacts for entry in graph.of(contact.path)]
    past = [entry.on for entry in entries if entry.on <= today]
    return Stats(
        people=len(contacts),
        tracked=sum(_is_tracked(contact, settings) for contact in contacts),
        paused=sum(contact.is_paused for contact in contacts),
        let_go=sum(contact.let_go is not None for contact in contacts),
        died=sum(contact.died is not None for contact in contacts),
        first_on=min(past, default=None),
        last_on=max(past, default=None),
        kinds=_count_kinds(entries),
        months=_count_months(graph, today),
        circles=_count_circles(contacts, graph, settings),
    )


def _is_tracked(contact: Contact, settings: Settings) -> bool:
    return find_cadence(contact, settings) is not None and not contact.is_away


def _count_kinds(entries: Iterable[Entry]) -> dict[Kind, int]:
    counts = Counter(entry.kind for entry in entries)
    return {kind: counts[kind] for kind in get_args(Kind) if counts[kind]}


def _count_months(graph: Graph, today: date) -> dict[date, int]:
    this_month = today.replace(day=1)
    months = {add_months(this_month, -ago): 0 for ago in range(MONTHS - 1, -1, -1)}
    for path in graph.contacts:
        for day in graph.touches(path):
            if day <= today and day.replace(day=1) in months:
                months[day.replace(day=1)] += 1
    return months


def _count_circles(contacts: Iterable[Contact], graph: Graph, settings: Settings) -> tuple[CircleCount, ...]:
    """The circles of the settings in their order, then others by name, then those in none."""
    people: Counter[str | None] = Counter()
    lines: Counter[str | None] = Counter()
    for contact in contacts:
        people[contact.circle] += 1
        lines[contact.circle] += len(graph.of(contact.path))
    known = list(settings.circles or ())
    others = sorted(circle for circle in people if circle is not None and circle not in known)
    ordered = [*known, *others, None]
    return tuple(CircleCount(circle, people[circle], lines[circle]) for circle in ordered if people[circle])
