"""From the bottom of the inbox: today's few, and those not heard from for long (P3, P4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import find_anchor, find_point, is_silent
from vaultwell.practices.draft import find_told
from vaultwell.practices.due import find_due
from vaultwell.practices.history import History, LastContact, find_histories, find_last_contact
from vaultwell.practices.row import DueRow
from vaultwell.practices.standing import Standings, find_standings
from vaultwell.practices.today import is_resting, may_be_offered, pick_week


@dataclass(frozen=True, slots=True)
class Pick:
    """One of today's few; `days` are those of this week on which they were picked, today included."""

    row: DueRow
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Dormant:
    """Somebody not heard from since `since`, for longer than `dormant_after`.

    `told` is the last talk of which something was written down. `is_estimated`: never in touch, so
    counted from the day you met.
    """

    history: History
    since: date
    is_estimated: bool
    last: LastContact | None
    told: Entry | None


@dataclass(frozen=True, slots=True)
class Reconnection:
    """Whom to write to: the few of the day, and everybody dormant beside them, longest silence first.

    `rows` are all due rows of the day; `is_resting`: nobody is offered, because you rest.
    """

    few: tuple[Pick, ...]
    dormant: tuple[Dormant, ...]
    rows: tuple[DueRow, ...]
    is_resting: bool


def find_reconnection(graph: Graph, settings: Settings, today: date) -> Reconnection:
    """Today's few as the due note has them, and the dormant ties."""
    standings = find_standings(graph, settings, today)
    rows = find_due(graph, settings, today, standings=standings)
    if is_resting(settings, today):
        return Reconnection((), (), rows, is_resting=True)
    offered = [history for history in find_histories(graph, settings) if may_be_offered(history)]
    picked = [row for row in rows if row.is_today_pick]
    days = _find_days(standings, settings, today)
    few = tuple(Pick(row, days.get(row.path, ())) for row in picked)
    taken = {row.path for row in picked}
    dormant = [_build(history, today) for history in offered if _is_dormant(history, settings, today)]
    waiting = [found for found in dormant if found and found.history.contact.path not in taken]
    waiting.sort(key=lambda found: (found.since, found.history.contact.path))
    return Reconnection(few, tuple(waiting), rows, is_resting=False)


def _find_days(standings: Standings, settings: Settings, today: date) -> dict[str, tuple[date, ...]]:
    """On which days of this week everybody was picked."""
    days: dict[str, tuple[date, ...]] = {}
    week = pick_week({path: one.turns for path, one in standings.items()}, settings, today)
    for day, few in week.items():
        for path in few:
            days[path] = (*days.get(path, ()), day)
    return days


def _is_dormant(history: History, settings: Settings, today: date) -> bool:
    limit = today + timedelta(1)
    point = find_point(history, today, limit, settings)
    if point is not None:
        return point.is_dormant and point.on is not None and point.on <= today
    return is_silent(history, today, limit, settings)


def _build(history: History, today: date) -> Dormant | None:
    since, is_estimated = find_anchor(history, today + timedelta(1))
    if since is None:
        return None
    last = find_last_contact(history, today)
    return Dormant(history, since, is_estimated, last, find_told(history, today))
