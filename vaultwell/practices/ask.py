"""Look before you ask (P6, P16, P17): a verdict in words, what speaks for and against it, what to do first.

A verdict is about when, never about whether, and never about somebody's worth.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.practices import ask_rules as rules
from vaultwell.practices.footing import Footing, find_footing, is_my_ask
from vaultwell.practices.history import History, find_history
from vaultwell.practices.openers import Opener, find_opener
from vaultwell.practices.wanted import asks_for_people, meets

# From what is lightest to what is gravest; `just-ask` is for friends, family and partners.
Word = Literal["just-ask", "go-ahead", "warm-up-first", "not-yet"]
_GRAVITY: dict[Word, int] = {"just-ask": 0, "go-ahead": 1, "warm-up-first": 2, "not-yet": 3}

Topic = Literal[
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
    "offered",
    "given",
    "free",
    "friend-asked",
]
# What can be put right by one deed, in the order in which it is best done.
_DEEDS: tuple[Topic, ...] = ("promise", "loan", "introduction", "untold", "open-ask")
# What they offered themselves may be asked for, however little we know each other.
_MENDED_BY_OFFER: frozenset[Topic] = frozenset({"new", "unknown", "silent", "one-sided"})
MOST_SUPPORTING = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that speaks for `word`, and the lines it stands on.

    `entries` are those lines as entries where they are any; `people` the paths of others it is about;
    `on` its day and `text` its words where no entry has them.
    """

    topic: Topic
    word: Word
    sources: tuple[Source, ...]
    entries: tuple[Entry, ...] = ()
    people: tuple[str, ...] = ()
    on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do first: put right what `fact` tells (None: nothing), then write about `opener`."""

    fact: Fact | None
    opener: Opener | None


@dataclass(frozen=True, slots=True)
class Stance:
    """The verdict on asking one person now (None: they died), and the step that comes first."""

    word: Word | None
    step: Step


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole look before you ask `contact` for `what`.

    `reasons` are the facts that speak for the verdict, the gravest first, then what is good to know.
    `is_for_people`: it is their contacts that are asked for. `why` is the line with my intention.
    """

    contact: Contact
    what: str
    stance: Stance
    reasons: tuple[Fact, ...]
    is_for_people: bool
    why: Source | None


def find_verdict(graph: Graph, settings: Settings, contact: Contact, what: str, today: date) -> Verdict:
    """What to consider before asking `contact` for `what` (may be empty) on `today`."""
    history = find_history(graph, contact, settings)
    facts = _find_facts(graph, history, what, today)
    return Verdict(
        contact=contact,
        what=what,
        stance=_decide(history, facts, today),
        reasons=_choose_reasons(facts),
        is_for_people=asks_for_people(graph, contact, what),
        why=contact.source("why") if contact.fact("why") else None,
    )


def find_stance(graph: Graph, settings: Settings, contact: Contact, today: date, what: str = "") -> Stance:
    """The verdict alone with its first step, for whoever wants to know whether somebody can be asked now."""
    history = find_history(graph, contact, settings)
    return _decide(history, _find_facts(graph, history, what, today), today)


def _decide(history: History, facts: tuple[Fact, ...], today: date) -> Stance:
    contact = history.contact
    opener = find_opener(history, today)
    if contact.died is not None:
        return Stance(None, Step(None, None))
    if contact.is_close and contact.let_go is None:
        return Stance("just-ask", Step(None, opener))
    word: Word = max((fact.word for fact in facts), key=_GRAVITY.__getitem__, default="go-ahead")
    against = {fact.topic: fact for fact in facts if _is_against(fact)}
    deed = next((against[topic] for topic in _DEEDS if topic in against), None)
    return Stance(word, Step(deed, opener))


def _is_against(fact: Fact) -> bool:
    return _GRAVITY[fact.word] > _GRAVITY["go-ahead"]


def _choose_reasons(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Everything that speaks against asking now, gravest first; what speaks for it when there is nothing."""
    against = sorted((fact for fact in facts if _is_against(fact)), key=lambda fact: -_GRAVITY[fact.word])
    return tuple(against) or facts[:MOST_SUPPORTING]


def _find_facts(graph: Graph, history: History, what: str, today: date) -> tuple[Fact, ...]:
    """What is to be weighed; for friends, family and partners nothing is."""
    contact = history.contact
    if contact.died is not None:
        return ()
    apart = tuple(_find_apart(contact))
    if contact.is_close:
        return apart or tuple(_find_only_asked(history, today))
    footing = find_footing(graph, history, today)
    offered = tuple(_find_offered(contact, history, what, today))
    against = tuple(
        fact
        for fact in (*_find_against(history, footing), *_find_distance(history, footing, today))
        if not (offered and fact.topic in _MENDED_BY_OFFER)
    )
    return (*apart, *_find_row(footing, against), *against, *offered, *_find_for(footing))


def _find_apart(contact: Contact) -> Iterator[Fact]:
    if contact.let_go is not None:
        yield Fact("let-go", "warm-up-first", (contact.source("let_go"),), text=contact.let_go)
    if contact.is_paused and not contact.is_close:
        yield Fact("paused", "warm-up-first", (contact.source("paused"),))


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


def _find_row(footing: Footing, against: tuple[Fact, ...]) -> Iterator[Fact]:
    """Asks without anything between; beside something that is open, two are as many as three."""
    row = footing.asks_in_a_row
    if len(row) < rules.ASKS_IN_A_ROW_WARM_UP:
        return
    is_much = len(row) >= rules.ASKS_IN_A_ROW_NOT_YET or any(fact.topic in _DEEDS for fact in against)
    found = _of_entries("in-a-row", "not-yet" if is_much else "warm-up-first", row)
    yield replace(found, on=footing.last_free.on) if footing.last_free else found


def _find_against(history: History, footing: Footing) -> Iterator[Fact]:
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


def _find_one_sided(contact: Contact, footing: Footing) -> Iterator[Fact]:
    is_tie = any(word in rules.GIVING_IS_THE_TIE for word in contact.relation)
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
        yield Fact("new", "warm-up-first", (last.source,), on=last.on, text=last.text)
    elif last is None:
        yield _of_entries("silent", "warm-up-first", footing.asks_in_a_row)
    elif today > max(last.on + timedelta(rules.SILENT_AFTER_DAYS), _after_cadence(history, last.on)):
        yield Fact("silent", "warm-up-first", (last.source,), on=last.on, text=last.text)


def _after_cadence(history: History, on: date) -> date:
    return history.cadence.after(on) if history.cadence else on


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
        yield Fact("free", "go-ahead", (last.source,), on=last.on, text=last.text)
    if footing.given and footing.asks:
        yield _of_entries("given", "go-ahead", footing.given[-1:])


def _of_entries(topic: Topic, word: Word, entries: tuple[Entry, ...]) -> Fact:
    return Fact(topic, word, tuple(entry.source for entry in entries), entries)
