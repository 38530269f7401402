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
    list_borrowed,
    list_my_promises,
    list_their_asks,
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
    kinds = history.log.kinds
    yield from ((day, day) for day in _list_days(history, settings, today))
    if "promise" in kinds or "loan" in kinds:
        for debt in (*list_my_promises(history), *list_borrowed(history)):
            if debt.due_on is not None:
                yield debt.due_on, add_days(debt.due_on, ASKS_UNTIL_DAYS)
    if "ask" in kinds:
        for ask in list_their_asks(history, today):
            on = ask.due_on or ask.on
            yield on, add_days(on, PLAIN_ASK_DAYS)
    if "favor" in kinds and (favor := find_unthanked(history, today)) is not None:
        yield thanks_on(favor), add_days(favor.on, THANKS_WITHIN_DAYS + 1)
    for yearly in history.contact.yearly:
        yield from _list_years(yearly, today)


def _list_days(history: History, settings: Settings, today: date) -> Iterator[date]:
    """What is due by rhythm, or by hand, and all that is dated ahead."""
    contact, log = history.contact, history.log
    yield from list_rhythm_days(history, settings, today)
    yield from filter(None, (settings.rest_until, contact.snooze, contact.follow_up))
    if "todo" in log.kinds:
        yield from (todo.due_on for todo in log.find("todo") if todo.due_on)
    for day in (log.find_next_day(today), *history.touches[-1:], contact.met, contact.created):
        if day is not None and day >= today:
            yield from (day, add_days(day, 1))  # what is dated today is seen by the list of tomorrow


def _list_years(yearly: YearlyDate, today: date) -> Iterator[_Span]:
    first = today - timedelta(DATE_STAYS_DAYS)
    for year in range(first.year, min(today.year + 1, date.max.year) + 1):
        on = yearly.on(year)
        yield on, add_days(on, DATE_STAYS_DAYS + 1)
