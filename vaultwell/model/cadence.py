"""How often: a cadence in days or in calendar months."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

MAX_DAYS = 36_500


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month when it is shorter; capped at 9999-12-31."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    last = 28 if day.day <= 28 else monthrange(year, month + 1)[1]  # every month has 28 days
    return date(year, month + 1, min(day.day, last))


def add_days(day: date, days: int) -> date:
    """`days` later, capped at 9999-12-31."""
    return day + timedelta(days) if days <= (date.max - day).days else date.max


@dataclass(frozen=True, slots=True)
class Cadence:
    """So many days, or so many calendar months; both 0 means never."""

    days: int = 0
    months: int = 0

    def __str__(self) -> str:
        """In words that mean the same when read as a cadence: `monthly`, `2 weeks`, `30 days`, `never`."""
        if self.is_never:
            return "never"
        count, unit = (self.months, "month") if self.months else (self.days, "day")
        if unit == "day" and count % 7 == 0:
            count, unit = count // 7, "week"
        words = {"1 day": "daily", "1 week": "weekly", "1 month": "monthly", "3 month": "quarterly"}
        words["12 month"] = "yearly"
        return words.get(f"{count} {unit}", f"{count} {unit}s")

    @property
    def is_never(self) -> bool:
        """The person is never due by cadence."""
        return not (self.days or self.months)

    def after(self, anchor: date) -> date:
        """The day this cadence ends, counted from `anchor` in one step so that months do not drift."""
        return add_months(anchor, self.months) if self.months else add_days(anchor, self.days)


NEVER = Cadence()
