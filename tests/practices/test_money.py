"""Amounts as people type them, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.practices.money import Amount, parse_amount, parse_bare_number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20 EUR", "20 EUR"),
        ("€20", "20 EUR"),
        ("€ 20", "20 EUR"),
        ("EUR 20", "20 EUR"),
        ("£12.50", "12.50 GBP"),
        ("20,50 €", "20.50 EUR"),
        ("$1,200.00", "$1,200"),
        ("US$ 30", "30 USD"),
        ("5 USD", "5 USD"),
        ("1.200 €", "1,200 EUR"),
        ("1.200,50 EUR", "1,200.50 EUR"),
        ("1'200 CHF", "1,200 CHF"),
        ("1 200 zł", "1,200 PLN"),
        ("20,- €", "20 EUR"),
        ("50 kr", "50 kr"),
        ("300 bucks (rent)", "$300"),
        ("20eur taxi", "20 EUR"),
        ("20€!!", "20 EUR"),
        ("20 euro for the taxi", "20 EUR"),
        ("100 Euro für die Miete", "100 EUR"),
        ("her 20 EUR", "20 EUR"),
        ("another 20 EUR", "20 EUR"),
        ("the 20 EUR from May", "20 EUR"),
        ("the last 5 EUR", "5 EUR"),
        ("20 TRY", "20 TRY"),
    ],
)
def test_an_amount_is_read(text: str, said: str) -> None:
    """Signs and codes before or behind, commas and points as in London and in Berlin."""
    assert str(parse_amount(text)) == said


@pytest.mark.parametrize(
    "text",
    [
        "tripod",
        "",
        "20",
        "20 DVD",
        "2 pounds of flour",
        "20 EUR voucher",
        "the 50 € drill",
        "20 try again",
        "20-30 EUR",
        "20 EUR + 5 EUR",
        "20 EUR, got 5 EUR back",
        "20 EUR and a coat",
        "2 x 20 EUR",
        "20 EUR each",
        "20 €/month",
        "20k EUR",
        "0 EUR",
        "0.500 €",
        "1.200.00 €",
        "1,20,000 €",
        "twenty euros",
        "a book for 20 EUR",
        "about 20 EUR",
    ],
)
def test_in_doubt_there_is_no_amount(text: str) -> None:
    """Goods, rates, ranges, sums and half-said numbers are never money."""
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("5", "5"), ("12,50", "12.50"), ("1.200", "1200"), ("5 EUR", None)]
)
def test_a_number_alone_is_told_from_an_amount(text: str, number: str | None) -> None:
    """`gave back: 5` says a number and no currency."""
    assert parse_bare_number(text) == (None if number is None else Decimal(number))


@given(
    st.decimals(min_value="0.01", max_value="9999999.99", places=2),
    st.sampled_from(["EUR", "GBP", "$", "kr"]),
)
def test_an_amount_is_read_as_it_is_said(value: Decimal, currency: str) -> None:
    """What is printed can be typed again and means the same."""
    amount = Amount(value, currency)
    assert parse_amount(str(amount)) == amount


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever is typed is read without a crash, and never as less than nothing."""
    found = parse_amount(text)
    assert found is None or found.value > 0
