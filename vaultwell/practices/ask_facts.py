"""What speaks for and against asking somebody now, each fact with the lines it stands on (P6, P16)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.source import Source
from vaultwell.practices import ask_rules as rules
from vaultwell.practices.footing import Footing, find_footing, is_my_ask
from vaultwell.practices.history import History, LastContact
from vaultwell.practices.reasons import list_borrowed, list_my_promises, list_their_asks
from vaultwell.practices.wanted import meets

# From what is lightest to what is gravest; `just-ask` is for friends, family and partners.
Word = Literal["just-ask", "go-ahead", "warm-up-first", "not-yet"]
_GRAVITY: dict[Word, int] = {"just-ask": 0, "go-ahead": 1, "warm-up-first": 2, "not-yet": 3}

FactTopic = Literal[
    "let-go",
    "paused",
    "in-a-row",
    "promise",
    "loan",
    "introduction",
    "untold",
    "open-ask",
    "one-sided",
    "attempts",
    "silent",
    "new",
    "unknown",
    "asked-before",
    "their-ask",
    "promised",
    "borrowed",
    "their-work",
    "offered",
    "given",
    "free",
    "friend-asked",
]
# What is open between us, in the order in which it is best put right.
OPEN_TOPICS: tuple[FactTopic, ...] = ("promise", "loan", "introduction", "untold", "open-ask")
# What no longer counts when they offered the very thing, or when being asked is their work.
_MENDED: frozenset[FactTopic] = frozenset({"new", "unknown", "silent", "one-sided"})


class Fact(NamedTuple):
    """One thing that speaks for `word`, and the lines it stands on.

    `entries` are those lines as entries where they are any; `people` the paths of others it is about;
    `on` its day and `text` its words where no entry has them; `last` the contact it is about.
    """

    topic: FactTopic
    word: Word
    sources: tuple[Source, ...]
    entries: tuple[Entry, ...] = ()
    people: tuple[str, ...] = ()
    on: date | None = None
    text: str = ""
    last: LastContact | None = None

    @property
    def is_against(self) -> bool:
        """It speaks against asking now."""
        return _GRAVITY[self.word] > _GRAVITY["go-ahead"]

    @property
    def gravity(self) -> int:
        """How much: 3 for “not yet”, 2 for “warm up first”."""
        return _GRAVITY[self.word]


def find_facts(graph: Graph, history: History, what: str, today: date) -> tuple[Fact, ...]:
    """What is to be weighed before asking for `what`; between friends, family and partners nothing is."""
    contact = history.contact
    if contact.died is not None:
        return ()
    apart = tuple(_find_apart(contact))
    if contact.is_close:
        return (*apart, *_find_only_asked(history, today))
    footing = find_footing(graph, history, today)
    offered = tuple(_find_offered(contact, history, what, today))
    work = tuple(_find_work(contact))
    mended = _MENDED if offered or work else frozenset()
    against = tuple(fact for fact in _find_against(history, footing, today) if fact.topic not in mended)
    row = () if work else tuple(_find_row(contact, footing, against))
    waiting = _find_waiting(history, footing, today)
    before = _find_asked_before(history, footing, what)
    return (*apart, *row, *against, *before, *waiting, *work, *offered, *_find_for(footing))


def _is_any(contact: Contact, relations: frozenset[str]) -> bool:
    return any(word in relations for word in contact.relation)


def _find_apart(contact: Contact) -> Iterator[Fact]:
    if contact.let_go is not None:
        yield Fact("let-go", "warm-up-first", (contact.source("let_go"),), text=contact.let_go)
    if contact.is_paused:
        word: Word = "just-ask" if contact.is_close else "warm-up-first"
        yield Fact("paused", word, (contact.source("paused"),))


def _find_work(contact: Contact) -> Iterator[Fact]:
    if word := next((word for word in contact.relation if word in rules.ASKING_IS_THEIR_WORK), None):
        yield Fact("their-work", "go-ahead", (contact.source("relation"),), text=word)


def _find_only_asked(history: History, today: date) -> Iterator[Fact]:
    """All contact with a friend in a year carries an ask (P16): said without a number."""
    year_ago = today - timedelta(rules.YEAR_DAYS)
    days: dict[date, list[Entry]] = {}
    for entry in history.entries:
        if (day := entry.touch_on) is not None and year_ago < day <= today:
            days.setdefault(day, []).append(entry)
    asks = [next((e for e in days[day] if is_my_ask(e)), None) for day in sorted(days)]
    told = [ask for ask in asks if ask is not None]
    if len(told) == len(asks) >= rules.FRIEND_ONLY_ASKED:
        yield _of_entries("friend-asked", "just-ask", tuple(told))


def _find_row(contact: Contact, footing: Footing, against: tuple[Fact, ...]) -> Iterator[Fact]:
    """Asks without anything between; beside something that is open, two are as many as three."""
    row = footing.asks_in_a_row
    if len(row) < rules.ASKS_IN_A_ROW_WARM_UP:
        return
    is_open = any(fact.topic in OPEN_TOPICS for fact in against)
    is_much = len(row) >= rules.ASKS_IN_A_ROW_NOT_YET or is_open
    is_much = is_much and not _is_any(contact, rules.GIVING_IS_THE_TIE)
    found = _of_entries("in-a-row", "not-yet" if is_much else "warm-up-first", row)
    if (last := footing.last_free) is not None:
        found = found._replace(last=last, sources=(*found.sources, last.source))
    yield found


def _find_against(history: History, footing: Footing, today: date) -> Iterator[Fact]:
    if footing.late_promises:
        yield _of_entries("promise", "warm-up-first", footing.late_promises)
    if footing.late_loans:
        yield _of_entries("loan", "warm-up-first", footing.late_loans)
    if footing.loops:
        loop = footing.loops[-1]
        yield Fact("introduction", "warm-up-first", (loop.source,), people=loop.people, on=loop.on)
    elif footing.untold:
        yield _of_entries("untold", "warm-up-first", footing.untold[-1:])
    if footing.open_asks:
        yield _of_entries("open-ask", "warm-up-first", footing.open_asks[-1:])
    if len(footing.attempts) >= rules.ATTEMPTS_WARM_UP:
        is_many = len(footing.attempts) >= rules.ATTEMPTS_NOT_YET
        yield _of_entries("attempts", "not-yet" if is_many else "warm-up-first", footing.attempts)
    yield from _find_one_sided(history.contact, footing)
    yield from _find_distance(history, footing, today)


def _find_one_sided(contact: Contact, footing: Footing) -> Iterator[Fact]:
    is_tie = _is_any(contact, rules.GIVING_IS_THE_TIE)
    is_often = len(footing.asks) >= rules.ASKS_A_YEAR_ONE_SIDED
    is_told_already = len(footing.asks_in_a_row) >= rules.ASKS_IN_A_ROW_WARM_UP
    if is_often and not (is_tie or is_told_already or footing.given_in_year):
        yield _of_entries("one-sided", "warm-up-first", footing.asks)


def _find_distance(history: History, footing: Footing, today: date) -> Iterator[Fact]:
    """Nothing written down, only just met, or long silent but for asks; at most one of them.

    A row of asks tells the same.
    """
    contact, last = history.contact, footing.last_free
    if len(footing.asks_in_a_row) >= rules.ASKS_IN_A_ROW_WARM_UP:
        return
    known_since = history.met_on or next((entry.on for entry in history.entries), None)
    if not footing.contacts:
        yield Fact("unknown", "warm-up-first", (contact.source("met"),), on=contact.met)
    elif (
        footing.contacts < rules.KNOWN_AFTER_CONTACTS
        and known_since is not None
        and (today - known_since).days < rules.KNOWN_AFTER_DAYS
        and last is not None
    ):
        yield Fact("new", "warm-up-first", (last.source,), last=last)
    elif last is None:
        yield _of_entries("silent", "warm-up-first", footing.asks_in_a_row or footing.answers[-1:])
    elif today > max(last.on + timedelta(rules.SILENT_AFTER_DAYS), _after_cadence(history, last.on)):
        yield Fact("silent", "warm-up-first", (last.source,), last=last)


def _after_cadence(history: History, on: date) -> date:
    return history.cadence.after(on) if history.cadence else on


def _find_asked_before(history: History, footing: Footing, what: str) -> Iterator[Fact]:
    """The same was asked in the last year, you talked since, and no favor of theirs came after it."""
    came = max((e.on for e in history.entries if e.kind == "favor" and e.by == "them"), default=date.min)
    same = [ask for ask in footing.asks if ask.on > came and meets(ask.text, what)]
    if same and same[-1] not in footing.open_asks:
        yield _of_entries("asked-before", "go-ahead", (same[-1],))


def _find_waiting(history: History, footing: Footing, today: date) -> Iterator[Fact]:
    """What is open, and not late: good to bring along."""
    asked = sorted(list_their_asks(history, today), key=lambda entry: (entry.on, entry.text))
    if asked:
        yield _of_entries("their-ask", "go-ahead", (asked[-1],))
    if promised := _list_ahead(list_my_promises(history), footing.late_promises):
        yield _of_entries("promised", "go-ahead", promised[:1])
    if borrowed := _list_ahead(list_borrowed(history), footing.late_loans):
        yield _of_entries("borrowed", "go-ahead", borrowed[:1])


def _list_ahead(entries: Iterable[Entry], late: tuple[Entry, ...]) -> tuple[Entry, ...]:
    ahead = (entry for entry in entries if entry not in late)
    return tuple(sorted(ahead, key=lambda entry: (entry.due_on or entry.on, entry.text)))


def _find_offered(contact: Contact, history: History, what: str, today: date) -> Iterator[Fact]:
    """What is asked for stands among their offers."""
    for offer in contact.fact("offers"):
        if meets(offer, what):
            yield Fact("offered", "go-ahead", (contact.source("offers"),), text=offer)
            return
    for entry in history.entries:
        if entry.kind == "offer" and entry.by == "them" and entry.on <= today and meets(entry.text, what):
            yield _of_entries("offered", "go-ahead", (entry,))
            return


def _find_for(footing: Footing) -> Iterator[Fact]:
    if footing.last_free is not None:
        last = footing.last_free
        yield Fact("free", "go-ahead", (last.source,), last=last)
    if footing.given and footing.asks:
        yield _of_entries("given", "go-ahead", footing.given[-1:])


def _of_entries(topic: FactTopic, word: Word, entries: tuple[Entry, ...]) -> Fact:
    return Fact(topic, word, tuple(entry.source for entry in entries), entries)
