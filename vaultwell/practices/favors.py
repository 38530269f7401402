"""What goes back and forth between you and people: open and past, both directions (P5, P13).

Nothing is weighed. Whose turn it is stands in a line, never in a number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry, Kind
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.notes.property_keys import normal_key
from vaultwell.practices.history import History, find_histories, find_history
from vaultwell.practices.loans import Loan, find_loans
from vaultwell.practices.money import Amount
from vaultwell.practices.reasons import PLAIN_ASK_DAYS, find_unthanked, list_their_asks

What = Literal["promise", "loan", "ask", "offer", "thanks"]
Side = Literal["me", "them"]

_GIVEN: frozenset[Kind] = frozenset({"favor", "thanks", "repayment"})
_BOXED: frozenset[Kind] = frozenset({"promise", "ask", "offer"})
# All that is looked at here; most lines, of talks and meetings, are not.
_KINDS: tuple[Kind, ...] = (*_GIVEN, *_BOXED, "loan", "note", "mention")
_GIFT_IDEAS = frozenset(
    {"gift_ideas", "gift_idea", "gifts", "present_ideas", "presents", "wishlist", "wishes"}
)
_GIFT_WORDS = ("gift", "present", "geschenk")
_GIFT_IDEA = ("gift idea", "geschenkidee")


@dataclass(frozen=True, slots=True)
class Matter:
    """Something open: `side` is whose turn it is. `loan` stands with things and money."""

    contact: Contact
    what: What
    side: Side
    entry: Entry
    loan: Loan | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """Something that was: `side` is who did it; kept and dropped promises are history, not debt."""

    contact: Contact
    side: Side
    entry: Entry
    loan: Loan | None = None


@dataclass(frozen=True, slots=True)
class Idea:
    """A gift that might please: from a line, or from a property."""

    contact: Contact
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Favors:
    """All of it, for one person or several.

    `open` is oldest first, promises before the rest; `past` is latest first. `mine` and `theirs` are what
    each of you still holds of the other's money, by currency: only for one person, and for nobody close.
    """

    open: tuple[Matter, ...]
    past: tuple[Past, ...]
    ideas: tuple[Idea, ...]
    mine: tuple[Amount, ...] = ()
    theirs: tuple[Amount, ...] = ()


def find_favors(graph: Graph, settings: Settings, today: date) -> Favors:
    """Everybody's, but for those who died or are let go; no sums."""
    histories = (history for history in find_histories(graph, settings) if not history.contact.has_left)
    return _gather(histories, today)


def find_favors_of(graph: Graph, contact: Contact, settings: Settings, today: date) -> Favors:
    """One person's. For friends, family and partners there are lines and no sums (P16)."""
    history = find_history(graph, contact, settings)
    favors = _gather([history], today)
    if contact.is_close:
        return favors
    loans = find_loans(_list_told(history), today)
    mine, theirs = (_add_up(loan for loan in loans if loan.is_mine == is_mine) for is_mine in (True, False))
    return replace(favors, mine=mine, theirs=theirs)


def _gather(histories: Iterable[History], today: date) -> Favors:
    matters: list[Matter] = []
    past: list[Past] = []
    ideas: list[Idea] = []
    for history in histories:
        told = _list_told(history)
        loans = {loan.entry.source: loan for loan in find_loans(told, today)}
        open_ones = list(_list_open(history, told, loans.values(), today))
        matters += open_ones
        still_open = {matter.entry.source for matter in open_ones}
        past += [
            Past(history.contact, _side(entry), entry, loans.get(entry.source))
            for entry in told
            if entry.on <= today and entry.source not in still_open and _is_past(entry)
        ]
        ideas += _list_ideas(history.contact, told)
    return Favors(tuple(sorted(matters, key=_open_order)), tuple(sorted(past, key=_past_order)), tuple(ideas))


def _list_told(history: History) -> tuple[Entry, ...]:
    return history.log.find(*_KINDS)


def _side(entry: Entry) -> Side:
    return "them" if entry.by == "them" else "me"


def _is_past(entry: Entry) -> bool:
    if entry.kind in _GIVEN:
        return entry.state != "dropped"
    return entry.kind == "loan" or entry.kind in _BOXED


def _open_order(matter: Matter) -> tuple[bool, date, str, Source]:
    entry = matter.entry
    return matter.what != "promise", entry.due_on or entry.on, matter.contact.path, entry.source


def _past_order(past: Past) -> tuple[int, str, Source]:
    return -past.entry.on.toordinal(), past.contact.path, past.entry.source


def _list_open(
    history: History, told: Sequence[Entry], loans: Iterable[Loan], today: date
) -> Iterator[Matter]:
    contact = history.contact
    owed = [loan for loan in loans if loan.is_open]
    yield from (Matter(contact, "loan", "me" if loan.is_mine else "them", loan.entry, loan) for loan in owed)
    sources = {loan.entry.source for loan in owed}
    for entry in told:
        if entry.kind == "promise" and entry.state == "open" and entry.source not in sources:
            yield Matter(contact, "promise", _side(entry), entry)
        elif entry.kind == "offer" and entry.state == "open" and entry.on <= today:
            yield Matter(contact, "offer", _side(entry), entry)
        elif entry.kind == "ask" and entry.by == "me" and _is_awaited(entry, told, today):
            yield Matter(contact, "ask", "them", entry)
    yield from (Matter(contact, "ask", "me", entry) for entry in list_their_asks(history, today))
    if favor := find_unthanked(history, today):
        yield Matter(contact, "thanks", "me", favor)


def _is_awaited(ask: Entry, told: Sequence[Entry], today: date) -> bool:
    """As for asks of theirs: until ticked; without a box for 60 days, unless they did me a favor since."""
    if ask.on > today or ask.state is not None:
        return ask.on <= today and ask.state == "open"
    favors = (e for e in told if e.kind == "favor" and e.by == "them")
    has_come = any(ask.on <= favor.on <= today for favor in favors)
    return not has_come and (today - ask.on).days < PLAIN_ASK_DAYS


def _list_ideas(contact: Contact, told: Sequence[Entry]) -> list[Idea]:
    noted = [Idea(contact, entry.text, entry.source) for entry in told if _is_gift_idea(entry)]
    own = [
        Idea(contact, text, contact.source(normal_key(key)))
        for key, values in contact.others.items()
        if normal_key(key) in _GIFT_IDEAS
        for text in values
    ]
    return [*own, *noted[::-1]]


def _is_gift_idea(entry: Entry) -> bool:
    """`gift idea: …`, `idea: gift …`, and `gift idea for [[Ana]]: …`, which only mentions her."""
    if entry.kind == "mention":
        return entry.text.lower().startswith(_GIFT_IDEA)
    is_gift = entry.text.lower().startswith(_GIFT_WORDS)
    return entry.kind == "note" and (entry.verb == "gift idea" or (entry.verb == "idea" and is_gift))


def _add_up(loans: Iterable[Loan]) -> tuple[Amount, ...]:
    sums: dict[str, Decimal] = {}
    for loan in loans:
        if loan.amount and loan.left:
            sums[loan.amount.currency] = sums.get(loan.amount.currency, Decimal(0)) + loan.left
    return tuple(Amount(value, currency) for currency, value in sorted(sums.items()))
