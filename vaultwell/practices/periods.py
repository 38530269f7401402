"""Months, quarters and years to look back on."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from vaultwell.model.cadence import add_months
from vaultwell.model.errors import UsageError

_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.IGNORECASE
)
_FIRST_YEAR = 1900

Span = Literal["month", "quarter", "year"]
_MONTHS: dict[Span, int] = {"month": 1, "quarter": 3, "year": 12}


class Period(NamedTuple):
    """A `span` by its name (`2026-10`, `2026-Q3`, `2026`), from its first day to its last."""

    name: str
    span: Span
    first_on: date
    last_on: date

    def holds(self, day: date | None) -> bool:
        """The day lies in it."""
        return day is not None and self.first_on <= day <= self.last_on


def parse_period(text: str, today: date) -> Period:
    """`2026-10`, `2026-Q3`, `2026`; without a text the last month that is over.

    Raises `UsageError` when it is none of these, or has not begun yet.
    """
    if not text.strip():
        return _build("month", add_months(today.replace(day=1), -1))
    found = _PERIOD.fullmatch(text.strip())
    if found is None or int(found["year"]) < _FIRST_YEAR:
        raise UsageError(
            f"“{text}” is no period. Write a month as 2026-10, a quarter as 2026-Q3, a year as 2026."
        )
    year = int(found["year"])
    if found["month"]:
        period = _build("month", date(year, int(found["month"]), 1))
    elif found["quarter"]:
        period = _build("quarter", date(year, int(found["quarter"]) * 3 - 2, 1))
    else:
        period = _build("year", date(year, 1, 1))
    if period.first_on > today:
        raise UsageError(f"{period.name} has not begun yet.")
    return period


def _build(span: Span, first_on: date) -> Period:
    names: dict[Span, str] = {
        "month": f"{first_on:%Y-%m}",
        "quarter": f"{first_on:%Y}-Q{(first_on.month + 2) // 3}",
        "year": f"{first_on:%Y}",
    }
    return Period(names[span], span, first_on, add_months(first_on, _MONTHS[span]) - timedelta(1))
