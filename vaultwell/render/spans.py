"""How long ago, in words, as one says it in a letter."""

from datetime import date

from vaultwell.model.cadence import add_months
from vaultwell.render.words import say_number


def count_months(start: date, end: date) -> int:
    """Whole calendar months from `start` to `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def say_span(start: date, end: date) -> str:
    """The time between two days: `nine days`, `three weeks`, `eight months`, `a year and eight months`.

    Days up to two weeks, weeks up to two months, months up to a year; never more than has passed.
    """
    days = (end - start).days
    months = count_months(start, end)
    if days < 14:
        return "a week" if days == 7 else _say(days, "day")
    if months < 2:
        return "a month" if months == 1 and days < 42 else _say(days // 7, "week")
    years, rest = divmod(months, 12)
    if not years:
        return _say(months, "month")
    if years >= 5 or not rest:
        return _say(years, "year")
    if rest == 6:
        return "a year and a half" if years == 1 else f"{say_number(years)} and a half years"
    return f"{_say(years, 'year')} and {_say(rest, 'month')}"


def _say(count: int, unit: str) -> str:
    if count == 1:
        return f"a {unit}"
    return f"{say_number(count)} {unit}s"
