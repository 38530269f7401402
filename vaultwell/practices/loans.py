"""Things and money that change hands and come back: what is lent, what came back of it, what is left (P5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from vaultwell.model.entry import Entry
from vaultwell.practices.money import Amount, parse_amount, parse_bare_number
from vaultwell.practices.topics import find_shared, parse_topic

_OWED = frozenset({"owe", "owes"})


@dataclass(frozen=True, slots=True)
class Loan:
    """A thing or money that one of you holds for the other.

    `is_mine`: I hold it. `amount` is None for a thing, and for money when it is in doubt how much;
    `left` what has not come back of it: nothing once it is ticked or dropped, whatever settled it.
    `repayments` are the lines that tell what came back.
    """

    entry: Entry
    is_mine: bool
    amount: Amount | None = None
    left: Decimal = Decimal(0)
    repayments: tuple[Entry, ...] = ()

    @property
    def is_open(self) -> bool:
        """It is still to come back, or to be ticked."""
        return self.entry.state == "open"

    @property
    def rest(self) -> Amount | None:
        """What is left of an amount."""
        return self.amount._replace(value=self.left) if self.amount else None


@dataclass(slots=True)
class _Account:
    """A loan while lines of what came back are read."""

    loan: Loan
    left: Decimal
    came_back: list[Entry] = field(default_factory=list)

    def is_open_on(self, day: date) -> bool:
        """It was lent by that day, and neither settled before nor fully paid back."""
        entry = self.loan.entry
        ended_on = entry.done_on if entry.state in ("done", "dropped") else None
        is_paid = self.loan.amount is not None and not self.left
        return entry.on <= day and (ended_on is None or day <= ended_on) and not is_paid


def find_loans(entries: Iterable[Entry], today: date) -> tuple[Loan, ...]:
    """Everything lent, borrowed or owed up to `today`, oldest first, with what came back of it.

    A repayment goes to the oldest loan of its currency that was open on its day, and what is over to the
    next. A number alone counts where one currency is open, and words alone where they can mean one loan.
    """
    past = [entry for entry in entries if entry.on <= today]
    accounts = [_Account(loan, loan.left) for entry in past if (loan := _read_loan(entry))]
    for entry in past:
        if entry.kind == "repayment" and entry.state != "dropped":
            side = [account for account in accounts if account.loan.is_mine == (entry.by == "me")]
            _settle(entry, [account for account in side if account.is_open_on(entry.on)])
    return tuple(
        replace(
            account.loan,
            left=account.left if account.loan.is_open else Decimal(0),
            repayments=tuple(account.came_back),
        )
        for account in accounts
    )


def _read_loan(entry: Entry) -> Loan | None:
    """A loan to several people has no amount: the line does not say what each of them has."""
    amount = None if entry.others else parse_amount(entry.text)
    left = amount.value if amount else Decimal(0)
    if entry.kind == "loan":
        return Loan(entry, entry.is_borrowed, amount, left)
    if entry.kind == "promise" and entry.verb in _OWED and amount:
        return Loan(entry, entry.by == "me", amount, left)
    return None


def _settle(entry: Entry, accounts: Sequence[_Account]) -> None:
    """Write down on which loans a repayment goes."""
    money = [account for account in accounts if account.loan.amount]
    amount, number = parse_amount(entry.text), parse_bare_number(entry.text)
    if entry.others:
        return
    if amount is not None:
        _pay(
            entry,
            amount.value,
            [a for a in money if a.loan.amount and a.loan.amount.currency == amount.currency],
        )
    elif number is not None:
        currencies = {a.loan.amount.currency for a in money if a.loan.amount}
        _pay(entry, number, money if len(currencies) == 1 else [])
    else:
        meant = _find_meant(entry, accounts)
        if meant is not None:
            meant.came_back.append(entry)


def _pay(entry: Entry, value: Decimal, accounts: Sequence[_Account]) -> None:
    for account in accounts:
        if not value:
            return
        part = min(value, account.left)
        account.left -= part
        value -= part
        account.came_back.append(entry)


def _find_meant(entry: Entry, accounts: Sequence[_Account]) -> _Account | None:
    """The one loan whose words a repayment repeats, else the only one there is."""
    topic = parse_topic(entry.text)
    named = [account for account in accounts if find_shared(topic, parse_topic(account.loan.entry.text))]
    if len(named) == 1:
        return named[0]
    return accounts[0] if len(accounts) == 1 and not named else None
