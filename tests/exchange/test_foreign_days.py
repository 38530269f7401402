"""Days as other programs write them."""

from datetime import date

import pytest

from vaultwell.exchange.foreign_days import find_order, parse_foreign_day, parse_foreign_yearly


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-12",
        "20240312",
        "2024-03-12T10:11:12Z",
        "12 Mar 2024",
        "12-Mar-24",
        "12. March 2024",
        "Mar 12, 2024",
    ],
)
def test_a_day(text: str) -> None:
    """One day, written in many ways."""
    assert parse_foreign_day(text) == date(2024, 3, 12)


def test_a_day_that_could_be_two_is_none() -> None:
    """`03/04/2024` is a day only when the rest of its column says which comes first."""
    with pytest.raises(ValueError, match="it could be two days"):
        parse_foreign_day("03/04/2024")
    assert find_order(["03/04/2024", "17/04/2024"]) == "day first"
    assert find_order(["03/04/2024", "04/17/2024"]) == "month first"
    assert find_order(["03.04.2024"]) == "day first"
    assert find_order(["03/04/2024", "x"]) == "unknown"
    assert parse_foreign_day("03/04/2024", "day first") == date(2024, 4, 3)
    assert parse_foreign_day("03/04/2024", "month first") == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31 Feb 2024", "there is no such day"),
        ("soon", "not written as a day"),
        ("99 Foo 2024", "no such day"),
    ],
)
def test_no_day(text: str, why: str) -> None:
    """Why a text is no day is said."""
    with pytest.raises(ValueError, match=why):
        parse_foreign_day(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1988-04-17", "1988-04-17"),
        ("--0417", "04-17"),
        (" --04-17", "04-17"),
        ("1604-04-17", "04-17"),
        ("--0229", "02-29"),
        ("19880417T000000Z", "1988-04-17"),
    ],
)
def test_a_day_of_every_year(text: str, day: str) -> None:
    """Without a year, or with the one that an iPhone puts for none, it is month and day."""
    assert parse_foreign_yearly(text) == day
