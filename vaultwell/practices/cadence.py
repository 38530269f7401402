"""When somebody is due: by their cadence, or for the first time after you met (format.md, "When
someone is due")."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from vaultwell.model.cadence import Cadence, add_days
from vaultwell.model.settings import Settings
from vaultwell.practices.history import History

FIRST_FOLLOW_UP_DAYS = 42
FIRST_DAYS = 3
SECOND_DAYS = 21
LEAST_QUIET_DAYS = 7
ATTEMPTS_UNTIL_REST = 3


class Point(NamedTuple):
    """A day to reach out, counted from `anchor`.

    `on` is None when there is no date to count from. `is_estimated`: never in touch, so counted from
    the day you met or the note was made. `is_dormant`: silent for longer than `dormant_after`.
    """

    on: date | None
    anchor: date | None
    is_estimated: bool
    is_dormant: bool


def find_point(history: History, day: date, limit: date, settings: Settings) -> Point | None:
    """When a tracked person is due by cadence, seen on `day` knowing what is dated before `limit`.

    None for untracked people, for those at rest after three attempts, and while the first
    follow-up after you met comes first.
    """
    if history.cadence is None or is_newly_met(history, day, limit):
        return None
    anchor, is_estimated = find_anchor(history, limit)
    quiet = _find_quiet(history, limit, history.cadence)
    if quiet is None:
        return None
    earliest = max(quiet, _find_moved(history, day, limit))
    if anchor is None:
        return Point(None, None, is_estimated=True, is_dormant=False) if earliest <= day else None
    on = max(history.cadence.after(anchor), earliest)
    is_dormant = (day - anchor).days > settings.dormant_after
    return Point(on, anchor, is_estimated, is_dormant)


def may_be_due(history: History, settings: Settings, day: date, limit: date) -> bool:
    """Whether the rhythm can bring anything until `day`: what is dated from `limit` on only puts it off."""
    anchor, _ = find_anchor(history, limit)
    if anchor is None:
        return True
    if history.cadence is None:
        return (day - anchor).days > settings.dormant_after
    return history.cadence.after(anchor) <= day


def find_anchor(history: History, limit: date) -> tuple[date | None, bool]:
    """The day the cadence counts from, and whether that is only an estimate."""
    last = history.last_touch(limit)
    if last is not None:
        return last, False
    stands_in = (history.contact.met, history.contact.created)
    return next((on for on in stands_in if on is not None and on < limit), None), True


def is_silent(history: History, day: date, limit: date, settings: Settings) -> bool:
    """An untracked person not heard from for `dormant_after`, and not tried in vain since."""
    if history.cadence is not None or not may_be_due(history, settings, day, limit):
        return False
    if find_anchor(history, limit)[0] is None or is_newly_met(history, day, limit):
        return False
    quiet = _find_quiet(history, limit, Cadence(days=settings.dormant_after))
    return quiet is not None and max(quiet, _find_moved(history, day, limit)) <= day


def is_newly_met(history: History, day: date, limit: date) -> bool:
    """Within six weeks after you met: the first follow-up comes before any cadence."""
    first = history.first_day
    if first is None or first >= limit or not first <= day <= add_days(first, FIRST_FOLLOW_UP_DAYS):
        return False
    return history.met_on is not None


def find_first_follow_up(history: History, day: date, limit: date) -> date | None:
    """The day to follow up with somebody you just met: after 3 days, again after 3 weeks."""
    if not is_newly_met(history, day, limit) or (met := history.met_on) is None:
        return None
    if not history.is_touched_after(met, limit):
        on = met + timedelta(FIRST_DAYS)
    elif not history.is_touched_after(met + timedelta(FIRST_DAYS), limit):
        on = met + timedelta(SECOND_DAYS)
    else:
        return None
    attempts = [day for day in history.unanswered(limit) if day > met]
    if len(attempts) >= ATTEMPTS_UNTIL_REST:
        return None
    quiet = add_days(attempts[-1], LEAST_QUIET_DAYS) if attempts else date.min
    on = max(on, quiet, _find_moved(history, day, limit))
    return on if on <= add_days(met, FIRST_FOLLOW_UP_DAYS) else None


def list_rhythm_days(history: History, settings: Settings, today: date) -> Iterator[date]:
    """The days on which any of this becomes otherwise by itself, knowing what is dated until `today`."""
    limit = add_days(today, 1)
    anchor, _ = find_anchor(history, limit)
    if anchor is not None:
        yield add_days(anchor, settings.dormant_after + 1)
        if history.cadence is not None:
            yield history.cadence.after(anchor)
    if history.attempts:
        quiet = _find_quiet(history, limit, history.cadence or Cadence(days=settings.dormant_after))
        yield quiet or date.max
    if is_newly_met(history, today, limit) and history.first_day is not None:
        for days in (FIRST_DAYS, SECOND_DAYS, FIRST_FOLLOW_UP_DAYS + 1):
            yield add_days(history.first_day, days)
        yield from (add_days(day, LEAST_QUIET_DAYS) for day in history.attempts)


def _find_quiet(history: History, limit: date, cadence: Cadence) -> date | None:
    """Until when attempts without an answer keep the list quiet; None: at rest until one of you writes.

    The first quiets it for a third of the cadence, but at least 7 days, the second for all of it.
    """
    attempts = history.unanswered(limit)
    if len(attempts) >= ATTEMPTS_UNTIL_REST:
        return None
    if not attempts:
        return date.min
    third = (cadence.after(attempts[0]) - attempts[0]).days // 3
    first = add_days(attempts[0], max(LEAST_QUIET_DAYS, third))
    return max(first, cadence.after(attempts[1])) if len(attempts) == 2 else first


def _find_moved(history: History, day: date, limit: date) -> date:
    """The day to which a snooze, and plans still to come, move everything.

    A replayed day (`limit` is that day) does not see plans: so the list of a day stays as it was
    when somebody on it becomes a plan, and nobody moves up.
    """
    snooze = history.contact.snooze or date.min
    if limit > day and history.plans and history.plans[-1] >= day:
        return max(snooze, history.plans[-1])
    return snooze
