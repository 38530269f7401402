"""Why somebody is due: one small function for each reason; none knows of the others (format.md, "When
someone is due")."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from vaultwell.model.entry import Entry, Kind
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import find_first_follow_up, find_point, is_silent, may_be_due
from vaultwell.practices.history import History
from vaultwell.practices.reasons import (
    find_unthanked,
    list_borrowed,
    list_my_promises,
    list_their_asks,
    thanks_on,
)
from vaultwell.practices.row import DueReason, Matter
from vaultwell.practices.today import is_resting, may_be_offered

ASKS_ONCE_MORE_DAYS = 14  # a promise asks once more two weeks past its date …
ASKS_UNTIL_DAYS = 21  # … for a week, and then rides on the person's own row
DATE_STAYS_DAYS = 3


def find_matters(history: History, settings: Settings, today: date, horizon: date) -> Iterator[Matter]:
    """What a person is due for until `horizon`, or without a day; a yearly date some days sooner."""
    kinds = history.log.kinds
    for kind, find in _FINDERS:
        matter = find(history, settings, today, horizon) if kind is None or kind in kinds else None
        if matter is not None and is_within(matter, horizon):
            yield matter


def is_within(matter: Matter, horizon: date) -> bool:
    """Whether the list shows it already; a yearly date always, for it is found only some days ahead."""
    return matter.due_on is None or matter.due_on <= horizon or matter.reason == "date"


def find_next_day(history: History, settings: Settings, today: date) -> date | None:
    """The next day to reach out to a person: by rhythm, after a first meeting, or set by hand.

    Promises and birthdays are other matters; nobody has such a day while you rest.
    """
    if not may_be_offered(history) or is_resting(settings, today):
        return None
    matters = (find(history, settings, today, date.max) for find in _REACHING_OUT)
    return min((matter.due_on for matter in matters if matter and matter.due_on), default=None)


def _by_cadence(history: History, settings: Settings, today: date, horizon: date) -> Matter | None:
    if history.cadence is None or not may_be_due(history, settings, horizon, today + timedelta(1)):
        return None
    point = find_point(history, today, today + timedelta(1), settings)
    if point is None:
        return None
    if point.on is None or point.anchor is None:
        return Matter("cadence", None, is_estimated=True)
    if point.is_dormant:
        return Matter("dormant", point.on, is_estimated=point.is_estimated)
    return Matter("cadence", point.on, (point.on - point.anchor).days, point.is_estimated)


def _by_first_follow_up(history: History, _settings: Settings, today: date, _horizon: date) -> Matter | None:
    on = find_first_follow_up(history, today, today + timedelta(1))
    return Matter("first-follow-up", on) if on is not None else None


def _by_silence(history: History, settings: Settings, today: date, _horizon: date) -> Matter | None:
    """Untracked and long silent: at the bottom of the inbox."""
    return Matter("reconnect", None) if is_silent(history, today, today + timedelta(1), settings) else None


def _by_follow_up(history: History, _settings: Settings, today: date, _horizon: date) -> Matter | None:
    """A day set by hand, or of an open task that names them, until a contact on or after it."""
    by_hand = history.contact.follow_up
    wanted: list[tuple[date, Entry | None]] = [(by_hand, None)] if by_hand else []
    wanted.extend((entry.due_on, entry) for entry in history.log.find("todo") if entry.due_on)
    if not wanted:
        return None
    last = history.last_touch(today + timedelta(1)) or date.min
    snooze = history.contact.snooze or date.min
    open_days = [(max(on, snooze), entry) for on, entry in wanted if last < on]
    if not open_days:
        return None
    on, entry = min(open_days, key=lambda found: (found[0], found[1] is not None))
    return Matter("follow-up", on, entry=entry)


def _by_promise(history: History, _settings: Settings, today: date, _horizon: date) -> Matter | None:
    return _first_dated("promise", list_my_promises(history), today)


def _by_loan(history: History, _settings: Settings, today: date, _horizon: date) -> Matter | None:
    return _first_dated("loan", list_borrowed(history), today)


def _first_dated(reason: DueReason, entries: Sequence[Entry], today: date) -> Matter | None:
    """The first whose day has come and is not long past."""
    for entry in entries:
        if entry.due_on is not None and (today - entry.due_on).days < ASKS_UNTIL_DAYS:
            return Matter(reason, entry.due_on, entry=entry)
    return None


def _by_ask(history: History, _settings: Settings, today: date, _horizon: date) -> Matter | None:
    asks = [(entry.due_on or entry.on, entry.source, entry) for entry in list_their_asks(history, today)]
    if not asks:
        return None
    on, _, entry = min(asks)
    return Matter("ask", on, entry=entry)


def _by_thanks(history: History, _settings: Settings, today: date, _horizon: date) -> Matter | None:
    favor = find_unthanked(history, today)
    return Matter("thanks", thanks_on(favor), entry=favor) if favor is not None else None


def _by_date(history: History, settings: Settings, today: date, horizon: date) -> Matter | None:
    """A yearly date, some days ahead until three days after, or until a contact on or after the day."""
    if not history.contact.yearly:
        return None
    first_day = today - timedelta(DATE_STAYS_DAYS)
    last_day = max(today + timedelta(settings.dates_ahead), horizon)
    last_touch = history.last_touch(today + timedelta(1)) or date.min
    coming = [
        (on, yearly.source, yearly)
        for yearly in history.contact.yearly
        for year in range(first_day.year, min(last_day.year, today.year + 1) + 1)
        if yearly.year is None or year > yearly.year
        if first_day <= (on := yearly.on(year)) <= last_day and last_touch < on
    ]
    if not coming:
        return None
    on, _, yearly = min(coming, key=lambda found: found[:2])
    return Matter("date", on, yearly=yearly)


_Finder = Callable[[History, Settings, date, date], Matter | None]
_REACHING_OUT: tuple[_Finder, ...] = (_by_cadence, _by_first_follow_up, _by_follow_up)
# With the kind of entry without which there is nothing to look for.
_FINDERS: tuple[tuple[Kind | None, _Finder], ...] = (
    *((None, find) for find in _REACHING_OUT),
    ("promise", _by_promise),
    ("favor", _by_thanks),
    ("loan", _by_loan),
    (None, _by_date),
    (None, _by_silence),
    ("ask", _by_ask),
)
