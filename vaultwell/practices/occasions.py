"""Why one writes: the occasion of a message, and the line of the notes that is one (P4, P8, P10, P12)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from vaultwell.model.contact import YearlyDate
from vaultwell.model.entry import Entry
from vaultwell.practices.history import History
from vaultwell.practices.reasons import (
    find_reasons,
    find_unthanked,
    list_borrowed,
    list_my_promises,
    list_their_asks,
)
from vaultwell.practices.row import DueReason, DueRow

Occasion = Literal[
    "reconnect",
    "follow-up",
    "thank",
    "how-it-ended",
    "close-the-loop",
    "congratulate",
    "console",
    "introduce",
    "share",
    "ask",
    "answer",
    "decline",
    "promise",
]
OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)

# News that is good or bad whatever it is about; `moved`, `left` and `news` may be either.
GLAD_NEWS = frozenset("born married engaged promoted joined started retired".split()) | {
    "got married",
    "got engaged",
}
SAD_NEWS = frozenset({"lost"})
_SAD_DAY = re.compile(r"death|died|funeral|memorial|passing|loss")
SOON_DAYS = 3

# Of several rows of one day the first of these is written about: what is owed before what is pleasant.
_ROW_ORDER: tuple[DueReason, ...] = (
    "date",
    "thanks",
    "promise",
    "loan",
    "ask",
    "first-follow-up",
    "follow-up",
    "cadence",
    "dormant",
    "reconnect",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An occasion with what it is about: a line (`matter`), or a day that comes every year.

    `row` is the due row it was picked from, None when nothing is due, or when the user chose (`is_chosen`).
    """

    occasion: Occasion
    matter: Entry | None = None
    day: tuple[date, YearlyDate] | None = None
    row: DueRow | None = None
    is_chosen: bool = False


def choose_occasion(history: History, rows: tuple[DueRow, ...], today: date) -> Choice:
    """The occasion of a person's due `rows`; without any, their news or thanks, else to reconnect."""
    row = min(rows, key=lambda row: _rank(row, today), default=None)
    if row is not None:
        return _choose_by_row(history, row, today)
    if (favor := find_unthanked(history, today)) is not None:
        return Choice(_thanks_for(history, favor), favor)
    return _choose_by_news(history, None, today)


def find_matter(history: History, occasion: Occasion, today: date) -> Choice:
    """What an occasion that was asked for would be about; nothing when the notes have nothing of it."""
    entry: Entry | None = None
    if find := _MATTERS.get(occasion):
        entry = find(history, today)
    if occasion == "congratulate" and entry is None:
        return Choice(occasion, day=_next_day(history, today), is_chosen=True)
    return Choice(occasion, entry, is_chosen=True)


def _rank(row: DueRow, today: date) -> tuple[int, date]:
    """A yearly date comes first when it is near, else last."""
    is_far = row.reason == "date" and abs(((row.due_on or today) - today).days) > SOON_DAYS
    return len(_ROW_ORDER) if is_far else _ROW_ORDER.index(row.reason), row.due_on or date.max


def _choose_by_row(history: History, row: DueRow, today: date) -> Choice:
    if row.yearly is not None and row.due_on is not None:
        occasion: Occasion = "console" if _SAD_DAY.search(row.yearly.label) else "congratulate"
        return Choice(occasion, day=(row.due_on, row.yearly), row=row)
    if row.reason == "thanks" and row.entry is not None:
        return Choice(_thanks_for(history, row.entry), row.entry, row=row)
    if row.reason in ("promise", "loan"):
        return Choice("promise", row.entry, row=row)
    if row.reason == "ask":
        return Choice("answer", row.entry, row=row)
    if row.reason == "first-follow-up":
        return Choice("follow-up", row=row)
    return _choose_by_news(history, row, today)


def _thanks_for(history: History, favor: Entry) -> Occasion:
    """An introduction is thanked for by closing its loop; friends hear how it went, which is no debt."""
    if favor.verb == "introduced":
        return "close-the-loop"
    return "how-it-ended" if history.contact.is_close else "thank"


def _choose_by_news(history: History, row: DueRow | None, today: date) -> Choice:
    for entry in _list_news(history, today):
        if entry.verb in SAD_NEWS:
            return Choice("console", entry, row=row)
        if entry.verb in GLAD_NEWS:
            return Choice("congratulate", entry, row=row)
    return Choice("reconnect", row.entry if row else None, row=row)


def _list_news(history: History, today: date) -> list[Entry]:
    """News of the last weeks that you have not talked about since, latest first."""
    last = history.touches[-1] if history.touches else date.min
    reasons = find_reasons(history, today)
    return [reason.entry for reason in reasons if reason.what == "news" and reason.entry.on >= last]


def _find_favor(history: History, today: date) -> Entry | None:
    unthanked = find_unthanked(history, today)
    return unthanked or _last(history, today, lambda entry: entry.kind == "favor" and entry.by == "them")


def _find_introduction(history: History, today: date) -> Entry | None:
    return _last(
        history,
        today,
        lambda entry: entry.kind == "favor" and entry.by == "them" and entry.verb == "introduced",
    )


def _find_glad_news(history: History, today: date) -> Entry | None:
    return next((entry for entry in _all_news(history, today) if entry.verb not in SAD_NEWS), None)


def _find_sad_news(history: History, today: date) -> Entry | None:
    return next((entry for entry in _all_news(history, today) if entry.verb not in GLAD_NEWS), None)


def _all_news(history: History, today: date) -> list[Entry]:
    return [reason.entry for reason in find_reasons(history, today) if reason.what == "news"]


def _find_ask(history: History, today: date) -> Entry | None:
    return next(iter(list_their_asks(history, today)), None)


def _find_promise(history: History, _today: date) -> Entry | None:
    return next(iter([*list_my_promises(history), *list_borrowed(history)]), None)


def _last(history: History, today: date, fits: Callable[[Entry], bool]) -> Entry | None:
    return next(
        (
            entry
            for entry in reversed(history.entries)
            if fits(entry) and entry.on <= today and entry.state != "dropped"
        ),
        None,
    )


def _next_day(history: History, today: date) -> tuple[date, YearlyDate] | None:
    """The yearly date nearest to today, a few days past included; never the day of a death."""
    days = [
        (abs((on - today).days), on, yearly.label, yearly)
        for yearly in history.contact.yearly
        if not _SAD_DAY.search(yearly.label)
        for on in (yearly.on(today.year - 1), yearly.on(today.year), yearly.on(today.year + 1))
        if -SOON_DAYS <= (on - today).days <= 31
    ]
    if not days:
        return None
    _, on, _, yearly = min(days, key=lambda found: found[:3])
    return on, yearly


_MATTERS: Mapping[Occasion, Callable[[History, date], Entry | None]] = {
    "thank": _find_favor,
    "how-it-ended": _find_favor,
    "close-the-loop": _find_introduction,
    "congratulate": _find_glad_news,
    "console": _find_sad_news,
    "answer": _find_ask,
    "decline": _find_ask,
    "promise": _find_promise,
}
