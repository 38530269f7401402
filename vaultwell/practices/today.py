"""Today's few: a handful of people a day, fixed for the day, that can be finished (P3).

The week is replayed from Monday, so that nothing has to be stored: each day picks first follow-ups,
then those longest due, and keeps one place for the bottom of the inbox. A day sees only what is
dated before it; whoever is contacted during the day drops out and nobody moves up.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import (
    FIRST_FOLLOW_UP_DAYS,
    find_anchor,
    find_first_follow_up,
    find_point,
    is_silent,
)
from vaultwell.practices.history import History

# (times picked this week, longest due or longest silent, path): smallest first
_Rank = tuple[int, date, str]


def is_resting(settings: Settings, day: date) -> bool:
    """A rest of my own: nobody is offered until it is over, and no day of it is made up for."""
    return settings.rest_until is not None and day < settings.rest_until


def may_be_offered(history: History) -> bool:
    """Whoever is let go, paused or has died is never picked."""
    contact = history.contact
    return not contact.is_away


def pick_today(histories: Sequence[History], settings: Settings, today: date) -> frozenset[str]:
    """The paths of today's few. `histories` holds only people who may be offered at all."""
    monday = today - timedelta(today.weekday())
    picked: Counter[str] = Counter()
    histories = [history for history in histories if _may_be_due(history, settings, monday, today)]
    if settings.pace.per == "week":
        return frozenset(_pick(histories, settings, monday, picked))
    few: list[str] = []
    for days in range(today.weekday() + 1):
        few = _pick(histories, settings, monday + timedelta(days), picked)
        picked.update(few)
    return frozenset(few)


def _may_be_due(history: History, settings: Settings, monday: date, today: date) -> bool:
    """Whether there is any day of this week to look at: what is dated in it only puts a person off."""
    anchor, _ = find_anchor(history, monday)
    if anchor is None or (history.met_on or date.min) >= monday - timedelta(FIRST_FOLLOW_UP_DAYS):
        return True
    if history.cadence is None:
        return (today - anchor).days > settings.dormant_after
    return history.cadence.after(anchor) <= today


def _pick(histories: Sequence[History], settings: Settings, day: date, picked: Counter[str]) -> list[str]:
    if is_resting(settings, day):
        return []
    new: list[_Rank] = []
    regular: list[_Rank] = []
    bottom: list[_Rank] = []
    for history in histories:
        path = history.contact.path
        times = picked[path]
        follow_up = find_first_follow_up(history, day, day)
        if follow_up is not None and follow_up <= day:
            new.append((times, follow_up, path))
            continue
        point = find_point(history, day, day, settings)
        if point is not None and point.on is not None and point.on <= day:
            if point.is_dormant and point.anchor is not None:
                bottom.append((times, point.anchor, path))
            else:
                regular.append((times, point.on, path))
        elif is_silent(history, day, day, settings):
            anchor, _ = find_anchor(history, day)
            bottom.append((times, anchor or date.min, path))
    return _fill(settings.pace.count, new, regular, bottom)


def _fill(places: int, new: list[_Rank], regular: list[_Rank], bottom: list[_Rank]) -> list[str]:
    """The day's places; the last is kept for the bottom of the inbox, unless there is only one."""
    kept = 1 if bottom and places > 1 else 0
    few = [path for _, _, path in (sorted(new) + sorted(regular))[: max(0, places - kept)]]
    if bottom and len(few) < places:
        few.append(min(bottom)[2])
    return few
