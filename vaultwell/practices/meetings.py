"""Whom you will see: plans, open tasks with a day, dated notes of the future (P19)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.history import History, LastContact, find_history
from vaultwell.practices.reasons import Reason, find_reasons


@dataclass(frozen=True, slots=True)
class Guest:
    """One of the people you will see: what was last told between you, and everything to bring up."""

    history: History
    told: LastContact | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One line that says whom you will see on a day; `plan` is the entry of the first of the guests."""

    on: date
    plan: Entry
    guests: tuple[Guest, ...]


def find_meetings(graph: Graph, settings: Settings, today: date, within_days: int = 0) -> tuple[Meeting, ...]:
    """Whom you will see today and in so many days, by day and line."""
    return tuple(
        meeting
        for days in range(within_days + 1)
        for meeting in _find_on(graph, settings, today + timedelta(days), today)
    )


def _find_on(graph: Graph, settings: Settings, day: date, today: date) -> Iterator[Meeting]:
    lines: dict[tuple[str, int], list[Entry]] = {}
    for entry in graph.plans_on(day):
        if graph.contacts[entry.person].died is None:
            lines.setdefault((entry.source.path, entry.source.line), []).append(entry)
    for _, entries in sorted(lines.items()):
        guests = (
            _find_guest(find_history(graph, graph.contacts[e.person], settings), today) for e in entries
        )
        yield Meeting(day, entries[0], tuple(guests))


def _find_guest(history: History, today: date) -> Guest:
    return Guest(history, _find_told(history, today), find_reasons(history, today))


def _find_told(history: History, today: date) -> LastContact | None:
    """The last time somebody told something: a day in touch without words is passed over."""
    told = [entry for entry in history.entries if entry.touch_on and entry.touch_on <= today and entry.text]
    if not told:
        return None
    entry = max(told, key=lambda entry: (entry.touch_on, entry.verb != "contact", entry.source))
    return LastContact(entry.touch_on or entry.on, entry.verb, entry.by, entry.text, entry.source)
