"""How long ago, in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.model.cadence import add_months
from vaultwell.render.spans import count_months, say_span

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2026-11-21", "a day"),
        ("2026-11-20", "two days"),
        ("2026-11-15", "a week"),
        ("2026-11-09", "thirteen days"),
        ("2026-11-08", "two weeks"),
        ("2026-10-23", "four weeks"),
        ("2026-10-22", "a month"),
        ("2026-10-11", "six weeks"),
        ("2026-09-23", "eight weeks"),
        ("2026-09-22", "two months"),
        ("2026-03-14", "eight months"),
        ("2025-12-22", "eleven months"),
        ("2025-11-23", "eleven months"),
        ("2025-11-22", "a year"),
        ("2025-10-22", "a year and a month"),
        ("2025-05-22", "a year and a half"),
        ("2025-03-14", "a year and eight months"),
        ("2024-05-22", "two and a half years"),
        ("2022-11-22", "four years"),
        ("2021-01-01", "five years"),
        ("2006-11-22", "twenty years"),
        ("2005-11-22", "21 years"),
    ],
)
def test_as_one_says_it(start: str, words: str) -> None:
    """Days, then weeks, months and years, in words up to twenty."""
    assert say_span(date.fromisoformat(start), TODAY) == words


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 40_000))
def test_never_more_than_has_passed(start: date, days: int) -> None:
    """So many whole months fit between the two days, and one more does not."""
    end = start + timedelta(days)
    months = count_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)
