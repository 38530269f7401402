"""Who has been silent for longer than is usual between you: drift from their own rhythm (P18).

| what has to be so | | why |
|---|---|---|
| days in touch | 4 | three gaps are the fewest with a middle one |
| from the first of them to the last | 21 days | a busy week together is no rhythm |
| gaps looked at | the last 12 | how it was years ago is another story |
| silent for more than | 2 × their usual gap | less is a late letter |
| … and never less than | 14 days | who talk every day may be quiet for a week |
| silent for less than | 12 × their usual gap | after that the old rhythm says nothing any more |
| … and never less than | 90 days | who talked every day are still missed after a month |
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from vaultwell.model.cadence import add_days
from vaultwell.model.contact import Contact
from vaultwell.practices.cadence import ATTEMPTS_UNTIL_REST
from vaultwell.practices.history import History, LastContact, find_last_contact

FEWEST_DAYS_IN_TOUCH = 4
LEAST_SPAN_DAYS = 21
GAPS_LOOKED_AT = 12
MORE_THAN_GAPS, MORE_THAN_DAYS = 2, 14
LESS_THAN_GAPS, LESS_THAN_DAYS = 12, 90


class Drift(NamedTuple):
    """Somebody silent since `last`, `silent_days` ago; the middle one of your gaps is `usual_days`."""

    contact: Contact
    last: LastContact
    usual_days: float
    silent_days: int


def find_drifts(histories: Iterable[History], day: date) -> tuple[Drift, ...]:
    """Everybody who has drifted as of `day`, those you heard from last first."""
    found = [drift for history in histories if (drift := find_drift(history, day))]
    return tuple(sorted(found, key=lambda drift: (drift.silent_days, drift.contact.path)))


def find_drift(history: History, day: date) -> Drift | None:
    """Whether somebody has drifted as of `day`, knowing what is dated until then.

    Nobody drifts whom you let rest: paused, snoozed, let go, tried three times, or with a plan to meet.
    """
    last = find_last_contact(history, day)
    usual = find_usual_gap(history, day)
    if last is None or usual is None or _is_at_rest(history, day):
        return None
    silent = (day - last.on).days
    is_long = silent > max(MORE_THAN_GAPS * usual, MORE_THAN_DAYS)
    is_too_long = silent >= max(LESS_THAN_GAPS * usual, LESS_THAN_DAYS)
    return Drift(history.contact, last, usual, silent) if is_long and not is_too_long else None


def find_usual_gap(history: History, day: date) -> float | None:
    """The middle one of the last gaps between two days in touch, in days; None without a rhythm."""
    touches = [touch for touch in history.touches if touch <= day]
    if len(touches) < FEWEST_DAYS_IN_TOUCH or (touches[-1] - touches[0]).days < LEAST_SPAN_DAYS:
        return None
    gaps = [(after - before).days for before, after in pairwise(touches)]
    return median(gaps[-GAPS_LOOKED_AT:])


def _is_at_rest(history: History, day: date) -> bool:
    contact = history.contact
    is_put_off = contact.snooze is not None and contact.snooze > day
    is_tried = len(history.unanswered(add_days(day, 1))) >= ATTEMPTS_UNTIL_REST
    return contact.is_away or is_put_off or is_tried or any(plan >= day for plan in history.plans)
