"""The due list: everybody who is due, for which reason, since when (format.md, "When someone is due").

One small function for each reason; none knows of the others. What hides a person (let go, died,
paused, a rest of your own) is decided in one place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import find_first_follow_up, find_point, is_silent
from vaultwell.practices.history import History, find_histories
from vaultwell.practices.reasons import (
    find_unthanked,
    list_borrowed,
    list_my_promises,
    list_their_asks,
    thanks_on,
)
from vaultwell.practices.row import (
    OPEN_REASONS,
    PICKED_REASONS,
    REASON_ORDER,
    DueReason,
    DueRow,
    find_ids,
    row_id,
)
from vaultwell.practices.today import is_resting, may_be_offered, pick_today

ASKS_ONCE_MORE_DAYS = 14  # a promise asks once more two weeks past its date …
ASKS_UNTIL_DAYS = 21  # … for a week, and then rides on the person's own row
DATE_STAYS_DAYS = 3


def find_due(graph: Graph, settings: Settings, today: date, within_days: int = 0) -> tuple[DueRow, ...]:
    """The due list of `today`, in its order; `within_days` adds what comes in so many days."""
    histories = [history for history in find_histories(graph, settings) if not _is_hidden_for_good(history)]
    offered = [history for history in histories if may_be_offered(history)]
    picked = pick_today(offered, settings, today)
    horizon = today + timedelta(within_days)
    rows = [
        row
        for history in histories
        for row in _find_rows(history, settings, today, horizon)
        if _is_shown(row, settings, today, picked)
    ]
    rows.extend(_oldest_undated_promise(histories, rows, today))
    rows.sort(key=_order)
    finished = (_finish(row, picked, today) for row in rows)
    return tuple(row for row in finished if not _is_logged(row))


def find_next_day(history: History, settings: Settings, today: date) -> date | None:
    """The next day to reach out to a person: by rhythm, after a first meeting, or set by hand.

    Promises and birthdays are other matters; nobody has such a day while you rest.
    """
    if _is_hidden_for_good(history) or history.contact.is_paused or is_resting(settings, today):
        return None
    rows = (find(history, settings, today, date.max) for find in _REACHING_OUT)
    return min((row.due_on for row in rows if row and row.due_on), default=None)


def _is_hidden_for_good(history: History) -> bool:
    return history.contact.has_left


def _is_shown(row: DueRow, settings: Settings, today: date, picked: frozenset[str]) -> bool:
    """What a pause, and a rest of my own, leave; `reconnect` is only for those picked today."""
    if row.history.contact.is_paused and row.reason not in ("promise", "loan"):
        return False
    if is_resting(settings, today) and row.reason not in ("promise", "date"):
        return False
    return row.reason != "reconnect" or row.path in picked


def _is_logged(row: DueRow) -> bool:
    """A line that was logged for this very row stands in the person's note, by its block id."""
    if row.reason in OPEN_REASONS:
        return False
    ids = find_ids(row.history.log.close)  # a line with an id is read closely
    return bool(ids) and row_id(row) in ids


def _order(row: DueRow) -> tuple[date, int, str, str, int]:
    """By day, name, path, reason; without a day last: undated people, the undated promise, `reconnect`."""
    order = REASON_ORDER[row.reason]
    return (row.due_on or date.max, order if row.due_on is None else -1, row.name, row.path, order)


def _finish(row: DueRow, picked: frozenset[str], today: date) -> DueRow:
    return replace(
        row,
        is_today_pick=row.reason in PICKED_REASONS
        and row.path in picked
        and (row.due_on is None or row.due_on <= today),
    )


def _find_rows(history: History, settings: Settings, today: date, horizon: date) -> Iterator[DueRow]:
    for find in _FINDERS:
        row = find(history, settings, today, horizon)
        if row is not None:
            yield row


def _by_cadence(history: History, settings: Settings, today: date, horizon: date) -> DueRow | None:
    point = find_point(history, today, today + timedelta(1), settings)
    if point is None:
        return None
    if point.on is None:
        return DueRow(history, today, "cadence", None, is_estimated=True)
    if point.on > horizon or point.anchor is None:
        return None
    if point.is_dormant:
        return DueRow(history, today, "dormant", point.on, is_estimated=point.is_estimated)
    days = (point.on - point.anchor).days
    return DueRow(history, today, "cadence", point.on, days, point.is_estimated)


def _by_first_follow_up(history: History, _settings: Settings, today: date, horizon: date) -> DueRow | None:
    on = find_first_follow_up(history, today, today + timedelta(1))
    return DueRow(history, today, "first-follow-up", on) if on is not None and on <= horizon else None


def _by_silence(history: History, settings: Settings, today: date, _horizon: date) -> DueRow | None:
    """Untracked and long silent: at the bottom of the inbox."""
    if not is_silent(history, today, today + timedelta(1), settings):
        return None
    return DueRow(history, today, "reconnect", None)


def _by_follow_up(history: History, _settings: Settings, today: date, horizon: date) -> DueRow | None:
    """A day set by hand, or of an open task that names them, until a contact on or after it."""
    wanted: list[tuple[date, Entry | None]] = []
    if history.contact.follow_up is not None:
        wanted.append((history.contact.follow_up, None))
    wanted.extend((entry.due_on, entry) for entry in history.log.find("todo") if entry.due_on)
    last = history.last_touch(today + timedelta(1)) or date.min
    snooze = history.contact.snooze or date.min
    open_days = [(max(on, snooze), entry) for on, entry in wanted if last < on]
    if not open_days:
        return None
    on, entry = min(open_days, key=lambda found: (found[0], found[1] is not None))
    return DueRow(history, today, "follow-up", on, entry=entry) if on <= horizon else None


def _by_promise(history: History, _settings: Settings, today: date, horizon: date) -> DueRow | None:
    return _first_dated(history, "promise", list_my_promises(history), today, horizon)


def _by_loan(history: History, _settings: Settings, today: date, horizon: date) -> DueRow | None:
    return _first_dated(history, "loan", list_borrowed(history), today, horizon)


def _first_dated(
    history: History, reason: DueReason, entries: Sequence[Entry], today: date, horizon: date
) -> DueRow | None:
    """The first whose day has come and is not long past."""
    for entry in entries:
        if entry.due_on is not None and (today - entry.due_on).days < ASKS_UNTIL_DAYS:
            return (
                DueRow(history, today, reason, entry.due_on, entry=entry) if entry.due_on <= horizon else None
            )
    return None


def _by_ask(history: History, _settings: Settings, today: date, horizon: date) -> DueRow | None:
    asks = sorted(
        (entry.due_on or entry.on, entry.source, entry) for entry in list_their_asks(history, today)
    )
    if not asks or asks[0][0] > horizon:
        return None
    return DueRow(history, today, "ask", asks[0][0], entry=asks[0][2])


def _by_thanks(history: History, _settings: Settings, today: date, horizon: date) -> DueRow | None:
    favor = find_unthanked(history, today)
    if favor is None or thanks_on(favor) > horizon:
        return None
    return DueRow(history, today, "thanks", thanks_on(favor), entry=favor)


def _by_date(history: History, settings: Settings, today: date, horizon: date) -> DueRow | None:
    """A yearly date, some days ahead until three days after, or until a contact on or after the day."""
    last_day = max(today + timedelta(settings.dates_ahead), horizon)
    last_touch = history.last_touch(today + timedelta(1)) or date.min
    coming = [
        (on, yearly.source, yearly)
        for yearly in history.contact.yearly
        for year in (today.year - 1, today.year, today.year + 1)
        if yearly.year is None or year > yearly.year
        if today - timedelta(DATE_STAYS_DAYS) <= (on := yearly.on(year)) <= last_day and last_touch < on
    ]
    if not coming:
        return None
    on, _, yearly = min(coming, key=lambda found: found[:2])
    return DueRow(history, today, "date", on, yearly=yearly)


_Finder = Callable[[History, Settings, date, date], DueRow | None]
_REACHING_OUT: tuple[_Finder, ...] = (_by_cadence, _by_first_follow_up, _by_follow_up)
_FINDERS: tuple[_Finder, ...] = (
    _by_cadence,
    _by_first_follow_up,
    _by_follow_up,
    _by_promise,
    _by_thanks,
    _by_loan,
    _by_date,
    _by_silence,
    _by_ask,
)


def _oldest_undated_promise(
    histories: Sequence[History], rows: Sequence[DueRow], today: date
) -> Iterator[DueRow]:
    """Of all my promises without a date the oldest, one a day, so that they never are a wall."""
    taken = {row.path for row in rows if row.reason == "promise"}
    undated = [
        (entry.on, entry.source, DueRow(history, today, "promise", None, entry=entry))
        for history in histories
        if history.contact.path not in taken
        for entry in list_my_promises(history)
        if entry.due_on is None
    ]
    if undated:
        yield min(undated, key=lambda found: found[:2])[2]
