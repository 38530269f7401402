"""Today's few: a handful of people a day, fixed for the day, that can be finished (P3).

The week is replayed from Monday, so that nothing has to be stored: each day picks first follow-ups,
then those longest due, and keeps one place for the bottom of the inbox. A day sees only what is
dated before it; whoever is contacted during the day drops out and nobody moves up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from heapq import nsmallest
from typing import Literal, NamedTuple

from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import (
    FIRST_FOLLOW_UP_DAYS,
    find_anchor,
    find_first_follow_up,
    find_point,
    is_silent,
    may_be_due,
)
from vaultwell.practices.history import History


class Turn(NamedTuple):
    """Somebody can be picked from `first` to `last`; the longest `since` of a place comes first."""

    first: date
    last: date
    place: Literal["new", "regular", "bottom"]
    since: date


_DAY = timedelta(1)
# (times picked this week, longest due or longest silent, path): smallest first
_Rank = tuple[int, date, str]


def is_resting(settings: Settings, day: date) -> bool:
    """A rest of my own: nobody is offered until it is over, and no day of it is made up for."""
    return settings.rest_until is not None and day < settings.rest_until


def may_be_offered(history: History) -> bool:
    """Whoever is let go, paused or has died is never picked."""
    contact = history.contact
    return not contact.is_away


def find_turns(history: History, settings: Settings, today: date) -> tuple[Turn, ...]:
    """When in this ISO week, until `today`, a person can be picked who may be offered at all."""
    monday = today - timedelta(today.weekday())
    is_new = (history.first_day or date.min) >= monday - timedelta(FIRST_FOLLOW_UP_DAYS)
    if not (is_new or may_be_due(history, settings, today, monday)):
        return ()
    if not is_new and _is_still(history, monday, today):
        first, last = (_find_turn(history, settings, day) for day in (monday, today))
        if first is not None and last is not None and first[2:] == last[2:]:
            return (first._replace(last=today),)
    turns: list[Turn] = []
    for day in list_days(today):
        turn = _find_turn(history, settings, day)
        if turn is not None and turns and turns[-1] == turn._replace(first=turns[-1].first, last=day - _DAY):
            turns[-1] = turns[-1]._replace(last=day)
        elif turn is not None:
            turns.append(turn)
    return tuple(turns)


def _is_still(history: History, monday: date, today: date) -> bool:
    """Nothing that is dated in this week makes one day of it different from another.

    Going by, its days only make somebody due, and after that dormant: how it is on Monday and today it
    was all along. That is not so in the weeks after you met.
    """
    anchor, _ = find_anchor(history, today)
    return (
        anchor is not None and anchor < monday and not any(monday <= day < today for day in history.attempts)
    )


def _find_turn(history: History, settings: Settings, day: date) -> Turn | None:
    """What is dated before that day decides."""
    follow_up = find_first_follow_up(history, day, day)
    if follow_up is not None and follow_up <= day:
        return Turn(day, day, "new", follow_up)
    point = find_point(history, day, day, settings)
    if point is not None and point.on is not None and point.on <= day:
        if point.is_dormant and point.anchor is not None:
            return Turn(day, day, "bottom", point.anchor)
        return Turn(day, day, "regular", point.on)
    if is_silent(history, day, day, settings):
        anchor, _ = find_anchor(history, day)
        return Turn(day, day, "bottom", anchor or date.min)
    return None


def list_days(today: date) -> list[date]:
    """This ISO week's days, from Monday to `today`."""
    return [today - timedelta(days) for days in range(today.weekday(), -1, -1)]


def pick_today(turns: Mapping[str, Sequence[Turn]], settings: Settings, today: date) -> frozenset[str]:
    """The paths of today's few, from everybody's turns."""
    return frozenset(pick_week(turns, settings, today)[today])


def pick_week(
    turns: Mapping[str, Sequence[Turn]], settings: Settings, today: date
) -> Mapping[date, tuple[str, ...]]:
    """The few of each day of this week until `today`."""
    days = list_days(today)
    picked: Counter[str] = Counter()
    if settings.pace.per == "week":
        return dict.fromkeys(days, _pick(turns, settings, days[0], picked))
    few: dict[date, tuple[str, ...]] = {}
    for day in days:
        few[day] = _pick(turns, settings, day, picked)
        picked.update(few[day])
    return few


def _pick(
    turns: Mapping[str, Sequence[Turn]], settings: Settings, day: date, picked: Counter[str]
) -> tuple[str, ...]:
    if is_resting(settings, day):
        return ()
    ranks: dict[str, list[_Rank]] = {"new": [], "regular": [], "bottom": []}
    for path, found in turns.items():
        for turn in found:
            if turn.first <= day <= turn.last:
                ranks[turn.place].append((picked.get(path, 0), turn.since, path))
    return tuple(_fill(settings.pace.people, **ranks))


def _fill(places: int, new: list[_Rank], regular: list[_Rank], bottom: list[_Rank]) -> list[str]:
    """The day's places; the last is kept for the bottom of the inbox, unless there is only one."""
    kept = 1 if bottom and places > 1 else 0
    few = [path for _, _, path in (nsmallest(places, new) + nsmallest(places, regular))[: places - kept]]
    if bottom and len(few) < places:
        few.append(min(bottom)[2])
    return few
