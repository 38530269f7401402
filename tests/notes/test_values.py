"""Single values: days, cadences, yearly dates, checkboxes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.model.cadence import NEVER, Cadence
from vaultwell.model.contact import YearlyDate
from vaultwell.model.source import Source
from vaultwell.notes.values import parse_cadence, parse_day, parse_flag, parse_yearly


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("30", Cadence(days=30)),
        ("30d", Cadence(days=30)),
        ("10 days", Cadence(days=10)),
        ("2w", Cadence(days=14)),
        ("3 Weeks", Cadence(days=21)),
        ("6 months", Cadence(months=6)),
        ("2 years", Cadence(months=24)),
        ("weekly", Cadence(days=7)),
        ("Monthly", Cadence(months=1)),
        ("quarterly", Cadence(months=3)),
        ("yearly", Cadence(months=12)),
        ("P1M", Cadence(months=1)),
        ("P10D", Cadence(days=10)),
        ("P2W", Cadence(days=14)),
        ("P1Y", Cadence(months=12)),
        ("never", NEVER),
        ("36500", Cadence(days=36_500)),
    ],
)
def test_a_cadence_is_read(text: str, cadence: Cadence) -> None:
    """Every form of the format's table means the same cadence."""
    assert parse_cadence(text) == cadence


@pytest.mark.parametrize(
    "text", ["", "3m", "0", "0 weeks", "-3", "36501", "101 years", "soon", "3 fortnights", "٣٠", "1.5", "P0D"]
)
def test_what_is_no_cadence_is_refused(text: str) -> None:
    """A bare `3m`, nothing, less than nothing, a hundred years and more, and words are no cadence."""
    with pytest.raises(ValueError, match=r"[a-z]"):
        parse_cadence(text)


def test_months_are_counted_from_the_anchor() -> None:
    """A month after 31 January is the last of February; two months are counted at once."""
    assert Cadence(months=1).after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert Cadence(months=2).after(date(2027, 1, 31)) == date(2027, 3, 31)
    assert Cadence(months=12).after(date(2028, 2, 29)) == date(2029, 2, 28)


@given(st.dates(), st.integers(1, 36_500), st.integers(1, 1199))
def test_no_cadence_crashes(day: date, days: int, months: int) -> None:
    """Every day plus every cadence is a day, the last one there is at most."""
    assert Cadence(days=days).after(day) <= date.max
    assert Cadence(months=months).after(day) <= date.max


@pytest.mark.parametrize(
    "text", ["2026-10-05", " 2026-10-05 ", "2026-10-05T12:30", "2026-10-05 23:59:59+14:00"]
)
def test_the_day_as_written_counts(text: str) -> None:
    """A time of day and a zone change nothing."""
    assert parse_day(text) == date(2026, 10, 5)


@pytest.mark.parametrize(
    "text", ["", "2026-1-5", "05.10.2026", "2026-02-30", "1899-12-31", "٢٠٢٦-١٠-٠٥", "2026-10-05x"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """Other forms, impossible days and days before 1900 are refused."""
    with pytest.raises(ValueError, match=r"[a-z]"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1988-04-17", (1988, 4, 17)),
        ("04-17", (None, 4, 17)),
        ("--04-17", (None, 4, 17)),
        ("--0417", (None, 4, 17)),
        ("XXXX-04-17", (None, 4, 17)),
        ("02-29", (None, 2, 29)),
    ],
)
def test_a_yearly_date_may_have_no_year(text: str, found: tuple[int | None, int, int]) -> None:
    """A birthday is read with and without its year."""
    assert parse_yearly(text) == found


def test_29_february_is_kept_on_the_28th_in_common_years() -> None:
    """Somebody born on a leap day has a birthday every year."""
    born = YearlyDate("birthday", 2, 29, None, Source("x", 1))
    assert (born.on(2027), born.on(2028)) == (date(2027, 2, 28), date(2028, 2, 29))


def test_a_checkbox_is_read_in_words() -> None:
    """`true`, `yes`, `on` and their opposites; anything else is refused."""
    assert [parse_flag(text) for text in ("true", "Yes", "on", "false", "no", "")] == [True] * 3 + [False] * 3
    with pytest.raises(ValueError, match="neither"):
        parse_flag("maybe")
