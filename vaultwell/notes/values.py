"""Single values as people type them: a day, a cadence, a yearly date, a checkbox.

Each function takes the text of one value and raises `ValueError` with a short sentence, without a
full stop, when the text cannot mean that. Digits are ASCII digits: `\\d` would match Arabic ones.
"""

import re
from datetime import date

from vaultwell.model.cadence import MAX_DAYS, NEVER, Cadence

EARLIEST_YEAR = 1900
_MAX_MONTHS = 1199  # the whole months in MAX_DAYS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME_OF_DAY = re.compile(r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_YEARLY = re.compile(r"(?:([0-9]{4}|XXXX)-|--)?([0-9]{2})-?([0-9]{2})")
_COUNTED = re.compile(r"([0-9]{1,6}) ?([a-z]*)")
_ISO_DURATION = re.compile(r"P([0-9]{1,6})([DWMY])")

_DAYS_IN = {"": 1, "d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7}
_MONTHS_IN = {"month": 1, "months": 1, "quarter": 3, "quarters": 3, "y": 12, "year": 12, "years": 12}
_WORDS = {
    "daily": Cadence(days=1),
    "weekly": Cadence(days=7),
    "fortnightly": Cadence(days=14),
    "biweekly": Cadence(days=14),
    "monthly": Cadence(months=1),
    "quarterly": Cadence(months=3),
    "half-yearly": Cadence(months=6),
    "yearly": Cadence(months=12),
    "annually": Cadence(months=12),
    "never": NEVER,
}
_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0", ""})


def parse_day(text: str) -> date:
    """`2026-10-05`, with or without a time of day: the day as written, whatever the zone."""
    text = text.strip()
    found = _DAY.match(text)
    if not found or (found.end() < len(text) and not _TIME_OF_DAY.fullmatch(text, found.end())):
        raise ValueError("not a date")
    return _checked(found[0])


def find_day(text: str | None) -> date | None:
    """The day that the text is; None where it is none."""
    try:
        return parse_day(text) if text else None
    except ValueError:
        return None


def _checked(iso: str) -> date:
    """The date, or `ValueError` when there is no such day or it lies before 1900."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        raise ValueError("there is no such day") from None
    if day.year < EARLIEST_YEAR:
        raise ValueError(f"before {EARLIEST_YEAR}")
    return day


class _KnownDays(dict[str, date | None]):
    """The day of a text, None when it is none; the same few days stand in thousands of lines."""

    def __missing__(self, text: str) -> date | None:
        if len(self) >= _MOST_DAYS:
            self.clear()
        try:
            self[text] = parse_day(text)
        except ValueError:
            self[text] = None
        return self[text]


_MOST_DAYS = 10_000
KNOWN_DAYS = _KnownDays()


def parse_yearly(text: str) -> tuple[int | None, int, int]:
    """`1988-04-17`, `04-17`, `--04-17`, `XXXX-04-17`: (year or None, month, day)."""
    found = _YEARLY.fullmatch(text.strip())
    if not found:
        raise ValueError("not a date")
    year = int(found[1]) if found[1] not in (None, "XXXX") else None
    day = _checked(f"{year or 2000:04}-{found[2]}-{found[3]}")  # 2000 is a leap year: 29 February exists
    return year, day.month, day.day


def parse_cadence(text: str) -> Cadence:
    """`30`, `30d`, `2w`, `3 weeks`, `6 months`, `monthly`, `P1M`, `never` (format.md, `cadence`)."""
    text = text.strip()
    if (iso := _ISO_DURATION.fullmatch(text)) is not None:
        count, unit = int(iso[1]), {"D": "d", "W": "w", "M": "month", "Y": "y"}[iso[2]]
    elif (word := _WORDS.get(text.lower())) is not None:
        return word
    elif (counted := _COUNTED.fullmatch(text.lower())) is not None:
        count, unit = int(counted[1]), counted[2]
    else:
        raise ValueError("not a length of time")
    return _build_cadence(count, unit)


def _build_cadence(count: int, unit: str) -> Cadence:
    if unit == "m":
        raise ValueError("“m” could be minutes or months")
    if unit not in _DAYS_IN and unit not in _MONTHS_IN:
        raise ValueError(f"“{unit}” is no unit of time")
    days = count * _DAYS_IN.get(unit, 0)
    months = count * _MONTHS_IN.get(unit, 0)
    if not count:
        raise ValueError("less than a day")
    if days > MAX_DAYS or months > _MAX_MONTHS:
        raise ValueError(f"longer than {MAX_DAYS:,} days")
    return Cadence(days=days, months=months)


def parse_flag(text: str) -> bool:
    """A checkbox: `true` or `false`, and the words people type for them."""
    word = text.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("neither true nor false")
