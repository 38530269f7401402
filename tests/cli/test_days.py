"""Days as somebody types them on the command line; today is Sunday, 22 November 2026."""

from datetime import date

import pytest

from vaultwell.cli.days import parse_day_ahead, parse_past_day
from vaultwell.model.errors import UsageError

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-20", "2026-11-20"),
        (" Today ", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("tomorrow", "2026-11-23"),
        ("last friday", "2026-11-20"),
        ("friday", "2026-11-20"),
        ("on Thursday", "2026-11-19"),
        ("last sunday", "2026-11-15"),
        ("3 days ago", "2026-11-19"),
        ("2w ago", "2026-11-08"),
        ("a week ago", "2026-11-15"),
        ("last week", "2026-11-15"),
        ("last night", "2026-11-21"),
        ("10 oct", "2026-10-10"),
        ("dec 3", "2025-12-03"),
        ("in 2 weeks", "2026-12-06"),
    ],
)
def test_what_happened_lies_behind(words: str, day: str) -> None:
    """A day of the week or of the year is the last one there was, unless the words look ahead."""
    assert str(parse_past_day(words, TODAY)) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2027-03-01", "2027-03-01"),
        ("tomorrow", "2026-11-23"),
        ("2w", "2026-12-06"),
        ("30", "2026-12-22"),
        ("in 3 weeks", "2026-12-13"),
        ("6 months", "2027-05-22"),
        ("P1M", "2026-12-22"),
        ("a week from now", "2026-11-29"),
        ("next month", "2026-12-22"),
        ("next friday", "2026-11-27"),
        ("monday", "2026-11-23"),
        ("march", "2027-03-01"),
        ("march 2028", "2028-03-01"),
        ("3 may", "2027-05-03"),
    ],
)
def test_what_waits_lies_ahead(words: str, day: str) -> None:
    """A length of time counts from today; a month alone is its first day."""
    assert str(parse_day_ahead(words, TODAY)) == day


@pytest.mark.parametrize(
    "words",
    ["", "soon", "10/11", "19.11.", "5pm", "2 hours ago", "3m", "1m", "sunday", "the 3rd",
     "3 weeks from today", "call: x", "never", "\x1b[31m", "99999 years ago", "2026-02-30", "0001-01-01"],
)  # fmt: skip
def test_what_could_be_several_days_is_refused(words: str) -> None:
    """No day, an hour, two readings, or a direction that cannot be told: the form to write is shown."""
    for parse in (parse_past_day, parse_day_ahead):
        with pytest.raises(UsageError, match=r"Write (it|the day) as year-month-day, as in "):
            parse(words, TODAY)


@pytest.mark.parametrize("words", ["2 weeks", "30d", "january", "2w"])
def test_a_length_of_time_is_no_day_in_the_past(words: str) -> None:
    """Nobody can tell whether “2 weeks” is from now or ago."""
    with pytest.raises(UsageError, match="no day, or could be several"):
        parse_past_day(words, TODAY)


@pytest.mark.parametrize("words", ["today", "yesterday", "last friday", "2026-11-22"])
def test_nothing_waits_for_a_day_that_is_past(words: str) -> None:
    """A snooze until today would be none."""
    with pytest.raises(UsageError, match="is not ahead"):
        parse_day_ahead(words, TODAY)


def test_the_iso_form_is_shown_for_numbers() -> None:
    """A date in another order is answered with what it most likely is."""
    with pytest.raises(UsageError, match=r"as in 2026-11-19\.$"):
        parse_past_day("19.11.2026", TODAY)
