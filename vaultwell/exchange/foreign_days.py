"""Days as other programs write them. What could be two days is none."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?:[T ].*)?", re.DOTALL)
_YEARLESS = re.compile(r"(?:--|XXXX-?)([0-9]{2})-?([0-9]{2})(?:T.*)?", re.DOTALL)
_NAMED = re.compile(r"([0-9]{1,2})[ -./]+([A-Za-z]{3,9})\.?[ -./,]+([0-9]{4}|[0-9]{2})")
_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})")
_SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_NO_YEAR = 1604  # what an iPhone writes when it knows only the day

Order = Literal["day first", "month first", "unknown"]


def find_order(texts: Iterable[str]) -> Order:
    """Which of the two comes first in `03/04/2024`, as far as other days of the same column tell."""
    found = [match for text in texts if (match := _SLASHED.fullmatch(text.strip()))]
    if any(int(match[1]) > 12 for match in found) or any("." in match[0] for match in found):
        return "day first"
    return "month first" if any(int(match[2]) > 12 for match in found) else "unknown"


def parse_foreign_day(text: str, order: Order = "unknown") -> date:
    """The day; raises ValueError with what is wrong about it."""
    words = text.strip()
    try:
        return _parse(words, order)
    except ValueError as error:
        raise ValueError(str(error) if "written as" in str(error) else "there is no such day") from None


def _parse(words: str, order: Order) -> date:
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.fullmatch(words):
        return date(_full_year(found[3]), _month(found[2]), int(found[1]))
    if found := _AMERICAN.fullmatch(words):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _SLASHED.fullmatch(words):
        first, second, year = (int(part) for part in found.groups())
        if first == second or order != "unknown" or max(first, second) > 12:
            is_day_first = order == "day first" or first > 12
            return date(year, second, first) if is_day_first else date(year, first, second)
        raise ValueError("it could be two days; it has to be written as 2024-04-03")
    raise ValueError("it is not written as a day")


def parse_foreign_yearly(text: str, order: Order = "unknown") -> str:
    """A day that comes every year, as `1988-04-17`, or `04-17` where the year is not known."""
    words = text.strip()
    if found := _YEARLESS.fullmatch(words):
        day = date(2000, int(found[1]), int(found[2]))
        return f"{day:%m-%d}"
    day = parse_foreign_day(words, order)
    return f"{day:%m-%d}" if day.year == _NO_YEAR else str(day)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)
