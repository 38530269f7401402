"""What is left of loans, whatever came back in whatever parts."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.graph.lines import PERSON, TODAY, build
from vaultwell.practices.loans import Loan, find_loans

_FIRST = date(2026, 1, 1)
_cents = st.integers(1, 20_000)


def loans_of(*lines: str) -> tuple[Loan, ...]:
    """The loans that stand in Ana's log."""
    log = "".join(f"- {line}\n" for line in lines)
    graph, _ = build({"People/Ana.md": f"{PERSON}## Log\n{log}"})
    return find_loans(graph.of("People/Ana.md"), TODAY)


@given(
    st.lists(_cents, min_size=1, max_size=6),
    st.lists(_cents, max_size=6),
    st.sampled_from(["lent", "borrowed"]),
)
def test_what_is_left_is_what_was_lent_less_what_came_back(
    lent: list[int], back: list[int], verb: str
) -> None:
    """Over all loans of one currency; no loan is less than nothing, and the oldest is paid first."""
    days = iter(str(_FIRST + timedelta(number)) for number in range(12))
    lines = [f"{next(days)} {verb}: {cents / 100:.2f} EUR" for cents in lent]
    word = "got back" if verb == "lent" else "gave back"
    lines += [f"{next(days)} {word}: {cents / 100:.2f} EUR" for cents in back]
    found = loans_of(*lines)
    assert sum(loan.left for loan in found) == Decimal(max(0, sum(lent) - sum(back))) / 100
    paid = [loan.amount.value - loan.left for loan in found if loan.amount]
    full = [loan.left == 0 for loan in found]
    assert all(part >= 0 for part in paid)
    assert full == sorted(full, reverse=True)
    assert not any(part for part, before in zip(paid[1:], full, strict=False) if not before)


def test_currencies_and_directions_are_kept_apart() -> None:
    """A pound pays no euro back, and what I give back is none of what they owe."""
    found = loans_of("2026-01-01 lent: 20 EUR", "2026-01-02 borrowed: 20 EUR", "2026-01-03 got back: £20")
    assert [str(loan.rest) for loan in found] == ["20 EUR", "20 EUR"]
    found = loans_of("2026-01-01 lent: 20 EUR", "2026-01-02 borrowed: 20 EUR", "2026-01-03 gave back: 5 EUR")
    assert [str(loan.rest) for loan in found] == ["20 EUR", "15 EUR"]


def test_a_number_alone_needs_one_currency() -> None:
    """`got back: 5` counts where only euros are lent, and for nothing beside dollars."""
    assert str(loans_of("2026-01-01 lent: 20 EUR", "2026-01-03 got back: 5")[0].rest) == "15 EUR"
    both = loans_of("2026-01-01 lent: 20 EUR", "2026-01-02 lent: $20", "2026-01-03 got back: 5")
    assert [str(loan.rest) for loan in both] == ["20 EUR", "$20"]


def test_what_came_back_before_it_was_lent_counts_for_nothing() -> None:
    """Days decide, not the order of lines; a dropped line says nothing."""
    found = loans_of(
        "2026-02-01 lent: 20 EUR", "2026-01-03 got back: 5 EUR", "[-] 2026-03-01 got back: 5 EUR"
    )
    assert [str(loan.rest) for loan in found] == ["20 EUR"]


def test_words_find_the_thing_they_name() -> None:
    """`gave back: the drill` stands beside the drill; where two could be meant, beside neither."""
    lines = ("2026-01-01 borrowed: her drill", "2026-01-02 borrowed: two crash pads")
    drill, pads = loans_of(*lines, "2026-02-01 gave back: the drill")
    assert ([entry.text for entry in drill.repayments], pads.repayments) == (["the drill"], ())
    drill, pads = loans_of(*lines, "2026-02-01 gave back: what I had")
    assert (drill.repayments, pads.repayments) == ((), ())
    assert drill.is_open


def test_a_loan_to_two_people_is_not_added_up() -> None:
    """`lent [[Ana]], [[Ben]]: 40 EUR` does not say what each of them has."""
    files = {f"People/{name}.md": PERSON for name in ("Ana", "Ben")}
    graph, _ = build({**files, "2026-10-05.md": "- lent [[Ana]], [[Ben]]: 40 EUR\n"})
    (loan,) = find_loans(graph.of("People/Ana.md"), TODAY)
    assert (loan.amount, loan.is_open) == (None, True)
