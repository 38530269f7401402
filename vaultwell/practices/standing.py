"""How things stand with one person on one day: all that the due list and the due note need of them.

A standing follows from that person's own contact and log, the settings and the day, and from nothing else:
whoever's notes say the same stands the same. Most people are not due, and of them nothing is kept.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.history import History, find_histories
from vaultwell.practices.matters import find_matters
from vaultwell.practices.reasons import has_context, list_my_promises
from vaultwell.practices.row import OPEN_REASONS, DueRow, Matter, find_ids, row_id
from vaultwell.practices.today import Turn, find_turns, is_resting, may_be_offered
from vaultwell.practices.turning_days import find_turning_day


class Standing(NamedTuple):
    """How things stand with one person on one day.

    `matters` are what they are due for until the horizon, without what hides (let go, died, paused, a
    rest of your own) and what was logged already; the `reconnect` among them only counts for those
    picked today. `turns` say when this week they can be picked, `plans` are the open ones from today
    until the horizon (nobody's who died), `promise` is my oldest one without a day. `name`, `circle`
    and `has_context` stand only where one of these does; `is_tracked`: a cadence holds.
    """

    name: str = ""
    circle: str | None = None
    has_context: bool = False
    is_tracked: bool = False
    matters: tuple[Matter, ...] = ()
    promise: Entry | None = None
    turns: tuple[Turn, ...] = ()
    plans: tuple[Entry, ...] = ()


Standings = Mapping[str, Standing]
NOTHING, NOTHING_YET = Standing(), Standing(is_tracked=True)


def find_standings(graph: Graph, settings: Settings, today: date, within_days: int = 0) -> Standings:
    """Everybody's standing by the path of their note; see `find_standing`."""
    return {
        history.contact.path: find_standing(history, settings, today, within_days)
        for history in find_histories(graph, settings)
    }


def find_standing(history: History, settings: Settings, today: date, within_days: int = 0) -> Standing:
    """One person's standing; the horizon is `dates_ahead`, or `within_days` if they are more."""
    horizon = today + timedelta(max(settings.dates_ahead, within_days))
    contact = history.contact
    matters = tuple(_list_matters(history, settings, today, horizon))
    promise = _find_undated_promise(history)
    turns = find_turns(history, settings, today) if may_be_offered(history) else ()
    plans = tuple(_list_plans(history, today, horizon)) if history.plans else ()
    is_tracked = history.cadence is not None
    if not (matters or promise or turns or plans):
        return NOTHING_YET if is_tracked else NOTHING
    knows = bool(matters or promise) and has_context(history, today)
    return Standing(contact.name, contact.circle, knows, is_tracked, matters, promise, turns, plans)


def find_until(standing: Standing, history: History, settings: Settings, today: date) -> date:
    """Until before which day today's standing holds, as long as nothing else is told of the person."""
    if history.contact.has_left and not history.plans:
        return date.max
    if (standing.plans or standing.turns) and _is_dated(history, today):
        return today + timedelta(1)
    until = find_turning_day(history, settings, today)
    if all(turn.is_lasting for turn in standing.turns):
        return until
    return min(until, today + timedelta(7 - today.weekday()))  # turns are those of one week


def _is_dated(history: History, day: date) -> bool:
    """Something is dated that very day: a turn does not know of it yet, and a plan is over the day after."""
    return day in (*history.plans, *history.touches, *history.attempts, history.first_day)


def _list_matters(history: History, settings: Settings, today: date, horizon: date) -> Iterator[Matter]:
    if history.contact.has_left:
        return
    for matter in find_matters(history, settings, today, horizon):
        if _is_shown(matter, history, settings, today) and not _is_logged(matter, history, today):
            yield matter


def _is_shown(matter: Matter, history: History, settings: Settings, today: date) -> bool:
    """What a pause, and a rest of my own, leave."""
    if history.contact.is_paused and matter.reason not in ("promise", "loan"):
        return False
    return not is_resting(settings, today) or matter.reason in ("promise", "date")


def _is_logged(matter: Matter, history: History, today: date) -> bool:
    """A line that was logged for this very row stands in the person's note, by its block id."""
    if matter.reason in OPEN_REASONS:
        return False
    ids = find_ids(history.log.close)  # a line with an id is read closely
    return bool(ids) and row_id(_build_row(matter, history, today)) in ids


def _build_row(matter: Matter, history: History, today: date) -> DueRow:
    contact = history.contact
    return DueRow(contact.path, contact.name, contact.circle, False, today, lambda _: history, False, *matter)


def _find_undated_promise(history: History) -> Entry | None:
    if history.contact.has_left or "promise" not in history.log.kinds:
        return None
    undated = (entry for entry in list_my_promises(history) if entry.due_on is None)
    return min(undated, key=lambda entry: (entry.on, entry.source), default=None)


def _list_plans(history: History, today: date, horizon: date) -> Iterator[Entry]:
    if history.contact.died is None and history.plans[-1] >= today:
        open_plans = history.log.find("plan", where=lambda told: told.state == "open")
        yield from (plan for plan in open_plans if today <= plan.on <= horizon)
