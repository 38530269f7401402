"""A day as somebody types it on the command line: ISO, or in words."""

import re
from datetime import date, datetime, time, timedelta

from vaultwell.model.errors import UsageError
from vaultwell.notes.faults import say_iso
from vaultwell.notes.values import parse_cadence, parse_day

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NUMBERS = re.compile(r"[0-9]+(?:[./-][0-9]*)+")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|rs?|nes|ur)?\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
# No day, though the library makes one of it: an hour, and a direction that it takes the wrong way.
_NO_DAY = re.compile(
    r"\b(?:hours?|hrs?|min(?:ute)?s?|sec(?:ond)?s?)\b|[0-9] ?[hms]\b|\bfrom (?!now\b)", re.IGNORECASE
)


def parse_past_day(text: str, today: date) -> date:
    """The day on which something happened: `2026-11-20`, `yesterday`, `last friday`, `3 days ago`.

    Raises `UsageError` when the words could mean several days, or none.
    """
    day = _parse_near(text, today)
    is_bare_length = _parse_length(text, today) and not text.strip().lower().startswith("in ")
    if day is None and not is_bare_length:  # “2 weeks”: from now, or ago?
        day = _parse_words(text, today, is_ahead=False)
    return day or _refuse(text, today)


def parse_day_ahead(text: str, today: date) -> date:
    """The day until which something waits: `2027-03-01`, `2w`, `in 3 months`, `next friday`, `march`.

    Raises `UsageError` when the words could mean several days or none, or a day that is past.
    """
    day = (
        _parse_near(text, today)
        or _parse_length(text, today)
        or _parse_words(text, today, is_ahead=True)
        or _refuse(text, today)
    )
    if day <= today:
        meant = "" if text.strip() == str(day) else f"{day}, and that is "
        raise UsageError(f"“{text}” is {meant}not ahead. Write a day to come, as in {today + timedelta(14)}.")
    return day


def _parse_near(text: str, today: date) -> date | None:
    word = text.strip().lower()
    if word in _NEAR:
        return today + timedelta(_NEAR[word])
    try:
        return parse_day(text)
    except ValueError as fault:
        if str(fault).startswith("not "):
            return None
        raise UsageError(f"“{text}”: {fault}. Write the day as year-month-day, as in {today}.") from None


def _parse_length(text: str, today: date) -> date | None:
    """`2w`, `30 days`, `6 months`: a length of time from today, as a cadence is written."""
    words = re.sub(r"^in\s+", "", text.strip(), flags=re.IGNORECASE)
    if not re.match(r"(?:P ?)?[0-9]", words):
        return None
    try:
        return parse_cadence(words).after(today)
    except ValueError:
        return None


def _parse_words(text: str, today: date, *, is_ahead: bool) -> date | None:
    """What `dateparser` makes of English words, where they name one day and no more."""
    if _NUMBERS.fullmatch(text.strip()) or _NO_DAY.search(text) or not re.search(r"[A-Za-z]", text):
        return None
    if (weekday := _WEEKDAY.search(text)) is not None:
        is_today = _WEEKDAYS.index(weekday[1].lower()) == today.weekday()
        if is_today and weekday[0] == text.strip():
            return None  # today, or a week from it?
    wanted = ["day"]
    if weekday or (is_ahead and _MONTH.search(text)):
        wanted = []
    return _ask_library(text, today, wanted, is_ahead=is_ahead)


def _ask_library(text: str, today: date, wanted: list[str], *, is_ahead: bool) -> date | None:
    from dateparser import parse  # half a second

    found = parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time()),
            "PREFER_DATES_FROM": "future" if is_ahead else "past",
            "PREFER_DAY_OF_MONTH": "current" if wanted else "first",
            "REQUIRE_PARTS": wanted,
            "RETURN_AS_TIMEZONE_AWARE": False,
            "TIMEZONE": "UTC",
        },
    )
    return found.date() if found else None


def _refuse(text: str, today: date) -> date:
    iso = say_iso(text) if _NUMBERS.fullmatch(text.strip()) else str(today)
    raise UsageError(f"“{text}” is no day, or could be several. Write it as year-month-day, as in {iso}.")
