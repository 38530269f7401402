"""Today's few: a handful of people a day, fixed for the day, that can be finished (P3).

The week is replayed from Monday, so that nothing has to be stored: each day picks first follow-ups,
then those longest due, and keeps one place for the bottom of the inbox. A day sees only what is
dated before it; whoever is contacted during the day drops out and nobody moves up.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
    """Somebody can be picked from `first` to `last`; the longest `since` of a place comes first.

    A turn that has not ended is open, and one from before this week begins with `since`, or with time: so
    that it is the same turn from week to week.
    """

    first: date
    last: date
    place: Literal["new", "regular", "bottom"]
    since: date

    @property
    def is_lasting(self) -> bool:
        """It will be found in a later week just so, if nothing turns."""
        return self.last == date.max and self.first in (self.since, date.min)


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
        now = find_turn(history, settings, today)
        if now is None or now == find_turn(history, settings, monday):
            return () if now is None else (now,)
    return tuple(_replay(history, settings, today))


def _replay(history: History, settings: Settings, today: date) -> Iterator[Turn]:
    """Day by day from Monday."""
    begun = before = find_turn(history, settings, today - timedelta(today.weekday()))
    for day in list_days(today)[1:]:
        turn = find_turn(history, settings, day)
        if turn != before:
            if begun is not None:
                yield begun._replace(last=day - _DAY)
            begun = None if turn is None else turn._replace(first=day)
        before = turn
    if begun is not None:
        yield begun


def _is_still(history: History, monday: date, today: date) -> bool:
    """Nothing that is dated in this week makes one day of it different from another.

    Going by, its days only make somebody due, and after that dormant: how it is on Monday and today it
    was all along. That is not so in the weeks after you met.
    """
    anchor, _ = find_anchor(history, today)
    return (
        anchor is not None and anchor < monday and not any(monday <= day < today for day in history.attempts)
    )


def find_turn(history: History, settings: Settings, day: date) -> Turn | None:
    """How they can be picked on that day, if they can; what is dated before it decides."""
    follow_up = find_first_follow_up(history, day, day)
    if follow_up is not None and follow_up <= day:
        return Turn(follow_up, date.max, "new", follow_up)
    point = find_point(history, day, day, settings)
    if point is not None and point.on is not None and point.on <= day:
        if point.is_dormant and point.anchor is not None:
            return Turn(date.min, date.max, "bottom", point.anchor)
        return Turn(point.on, date.max, "regular", point.on)
    if is_silent(history, day, day, settings):
        anchor, _ = find_anchor(history, day)
        return Turn(date.min, date.max, "bottom", anchor or date.min)
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
