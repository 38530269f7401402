"""The days on which something between you and a person turns by itself, though nobody tells anything more:
a rhythm comes round, a promise is long past, a birthday comes near.

Each rule stands where its number is named. A day too many costs a second look; a day too few would leave
somebody on a list, or off it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from vaultwell.model.cadence import add_days
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import list_rhythm_days
from vaultwell.practices.history import History
from vaultwell.practices.matters import ASKS_UNTIL_DAYS, DATE_STAYS_DAYS
from vaultwell.practices.reasons import (
    PLAIN_ASK_DAYS,
    THANKS_WITHIN_DAYS,
    find_unthanked,
    list_borrowed,
    list_my_promises,
    list_their_asks,
    thanks_on,
)


def find_turning_day(history: History, settings: Settings, today: date) -> date:
    """The first day after `today` on which something turns, or shows because it will in `dates_ahead` days;
    `date.max` when there is none."""
    ahead = timedelta(settings.dates_ahead)
    shown = add_days(today, settings.dates_ahead)
    days = _list_turning_days(history, settings, today)
    return min((day - ahead if day > shown else day for day in days if day > today), default=date.max)


def _list_turning_days(history: History, settings: Settings, today: date) -> Iterator[date]:
    contact, kinds = history.contact, history.log.kinds
    yield from filter(None, (settings.rest_until, contact.snooze, contact.follow_up))
    for day in _list_dated_ahead(history, today):
        yield from (day, add_days(day, 1))  # a list is made of what is dated before its day, or on it
    yield from list_rhythm_days(history, settings, today)
    if "todo" in kinds:
        yield from (entry.due_on for entry in history.log.find("todo") if entry.due_on)
    if "promise" in kinds or "loan" in kinds:
        yield from _list_days_of_debts(history)
    if "ask" in kinds:
        for entry in list_their_asks(history, today):
            yield from _with_end(entry.due_on or entry.on, PLAIN_ASK_DAYS)
    if "favor" in kinds and (favor := find_unthanked(history, today)):
        yield thanks_on(favor)
        yield add_days(favor.on, THANKS_WITHIN_DAYS + 1)
    for yearly in contact.yearly:
        for year in range(max(today.year - 1, 1), min(today.year + 2, date.max.year) + 1):
            yield from _with_end(yearly.on(year), DATE_STAYS_DAYS + 1)


def _with_end(day: date, days: int) -> tuple[date, date]:
    return day, add_days(day, days)


def _list_dated_ahead(history: History, today: date) -> Iterator[date]:
    """Of all that is told the days that are not over."""
    contact = history.contact
    days = (*history.log.days_from(today), *history.touches[-1:], contact.met, contact.created)
    return (day for day in days if day is not None and day >= today)


def _list_days_of_debts(history: History) -> Iterator[date]:
    for entry in (*list_my_promises(history), *list_borrowed(history)):
        if entry.due_on is not None:
            yield from _with_end(entry.due_on, ASKS_UNTIL_DAYS)
