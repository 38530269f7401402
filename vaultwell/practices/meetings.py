"""Whom you will see: plans, open tasks with a day, dated notes of the future (P19)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.history import History, LastContact, build_finder
from vaultwell.practices.reasons import Reason, find_reasons
from vaultwell.practices.standing import Standings, find_standings


@dataclass(frozen=True)
class Guest:
    """One of the people you will see; what there is to bring up is looked up when somebody asks for it."""

    path: str
    name: str
    today: date
    find: Callable[[str], History] = field(repr=False, compare=False)

    @cached_property
    def history(self) -> History:
        """The person's days."""
        return self.find(self.path)

    @cached_property
    def told(self) -> LastContact | None:
        """What was last told between you."""
        return _find_told(self.history, self.today)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything to bring up."""
        return find_reasons(self.history, self.today)


class Meeting(NamedTuple):
    """One line that says whom you will see on a day; `plan` is the entry of the first of the guests."""

    on: date
    plan: Entry
    guests: tuple[Guest, ...]


def find_meetings(
    graph: Graph,
    settings: Settings,
    today: date,
    within_days: int = 0,
    standings: Standings | None = None,
) -> tuple[Meeting, ...]:
    """Whom you will see today and in so many days, by day and line; `standings` as in `find_due`."""
    if standings is None:
        standings = find_standings(graph, settings, today, within_days)
    find = build_finder(graph, settings)
    last = today + timedelta(within_days)
    lines: dict[tuple[date, str, int], list[Entry]] = {}
    for path in sorted(path for path, one in standings.items() if one.plans):
        for plan in standings[path].plans:
            if plan.on <= last:
                lines.setdefault((plan.on, *plan.source), []).append(plan)
    return tuple(
        Meeting(on, plans[0], tuple(Guest(p.person, standings[p.person].name, today, find) for p in plans))
        for (on, *_), plans in sorted(lines.items())
    )


def _find_told(history: History, today: date) -> LastContact | None:
    """The last time somebody told something: a day in touch without words is passed over."""
    told = [entry for entry in history.entries if entry.touch_on and entry.touch_on <= today and entry.text]
    if not told:
        return None
    entry = max(told, key=lambda entry: (entry.touch_on, entry.verb != "contact", entry.source))
    return LastContact(entry.touch_on or entry.on, entry.verb, entry.by, entry.text, entry.source)
