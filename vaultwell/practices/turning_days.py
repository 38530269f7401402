"""The days on which something between you and a person turns by itself, though nobody tells anything more:
a rhythm comes round, a promise is long past, a birthday comes near.

Each rule stands where its number is named. A day too many costs a second look; a day too few would leave
somebody on a list, or off it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from vaultwell.model.cadence import add_days
from vaultwell.model.contact import YearlyDate
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import list_rhythm_days
from vaultwell.practices.history import History
from vaultwell.practices.matters import ASKS_UNTIL_DAYS, DATE_STAYS_DAYS
from vaultwell.practices.reasons import (
    PLAIN_ASK_DAYS,
    THANKS_WITHIN_DAYS,
    find_unthanked,
    thanks_on,
)

_Span = tuple[date, date]
"""The day on which something is due, shown some days ahead, and the day on which it is over, or another."""


def find_turning_day(history: History, settings: Settings, today: date) -> date:
    """The first day after `today` on which something turns or begins to show; `date.max` if there is none."""
    ahead = timedelta(settings.dates_ahead)
    shown = add_days(today, settings.dates_ahead)
    first = date.max
    for due, over in _list_spans(history, settings, today):
        if due > shown:
            first = min(first, due - ahead)
        if over > today:
            first = min(first, over)
    return first


def _list_spans(history: History, settings: Settings, today: date) -> Iterator[_Span]:
    contact, log, tomorrow = history.contact, history.log, add_days(today, 1)
    by_hand = (settings.rest_until, contact.snooze, contact.follow_up)
    dated_ahead = (*log.find_days_from(tomorrow), history.next_touch(tomorrow))
    for day in (*list_rhythm_days(history, settings, today), *by_hand, *dated_ahead):
        if day is not None:
            yield day, day
    for due in log.due_days:
        yield due, add_days(due, ASKS_UNTIL_DAYS)
        yield due, add_days(due, PLAIN_ASK_DAYS)
    for on in log.find_days("ask"):
        yield on, add_days(on, PLAIN_ASK_DAYS)
    if "favor" in log.kinds and (favor := find_unthanked(history, today)) is not None:
        yield thanks_on(favor), add_days(favor.on, THANKS_WITHIN_DAYS + 1)
    for yearly in contact.yearly:
        yield from _list_years(yearly, today)


def _list_years(yearly: YearlyDate, today: date) -> Iterator[_Span]:
    first = today - timedelta(DATE_STAYS_DAYS)
    for year in range(first.year, min(today.year + 1, date.max.year) + 1):
        on = yearly.on(year)
        yield on, add_days(on, DATE_STAYS_DAYS + 1)
