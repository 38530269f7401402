"""Look before you ask (P6, P16, P17): a verdict in words, what speaks for and against it, what to do first.

A verdict is about when, never about whether, and never about somebody's worth.
"""

from datetime import date
from typing import NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.practices.ask_facts import OPEN_TOPICS, Fact, FactTopic, Word, find_facts
from vaultwell.practices.history import History, find_history
from vaultwell.practices.openers import Opener, find_opener
from vaultwell.practices.wanted import Concerned, asks_for_people

# What decides the first step: what is open, else what kind of hello it has to be.
_STEPS: tuple[FactTopic, ...] = (*OPEN_TOPICS, "attempts", "let-go", "paused", "unknown", "new")
MOST_SUPPORTING = 2


class Step(NamedTuple):
    """What to do first: put right what `fact` tells (None: nothing), then write about `opener`."""

    fact: Fact | None
    opener: Opener | None


class Stance(NamedTuple):
    """The verdict on asking one person now (None: they died), and the step that comes first."""

    word: Word | None
    step: Step


class Verdict(NamedTuple):
    """The whole look before you ask `contact` for `what`.

    `reasons` are the facts that speak for the verdict, the gravest first. `is_for_people`: it is their
    contacts that are asked for. `why` is the line with my intention.
    """

    contact: Contact
    what: str
    stance: Stance
    reasons: tuple[Fact, ...]
    is_for_people: bool
    why: Source | None


def find_verdict(
    graph: Graph,
    settings: Settings,
    contact: Contact,
    what: str,
    today: date,
    concerned: Concerned | None = None,
) -> Verdict:
    """What to consider before asking `contact` for `what` (may be empty) on `today`.

    `concerned` knows whom an ask could concern; without it everybody is looked up.
    """
    history = find_history(graph, contact, settings)
    facts = find_facts(graph, history, what, today)
    return Verdict(
        contact=contact,
        what=what,
        stance=_decide(graph, history, facts, today),
        reasons=_choose_reasons(facts),
        is_for_people=asks_for_people(graph, contact, what, concerned),
        why=contact.source("why") if contact.fact("why") else None,
    )


def find_stance(graph: Graph, settings: Settings, contact: Contact, today: date, what: str = "") -> Stance:
    """The verdict alone with its first step, for whoever wants to know whether somebody can be asked now."""
    history = find_history(graph, contact, settings)
    return _decide(graph, history, find_facts(graph, history, what, today), today)


def _decide(graph: Graph, history: History, facts: tuple[Fact, ...], today: date) -> Stance:
    contact = history.contact
    if contact.died is not None:
        return Stance(None, Step(None, None))
    if contact.is_close and contact.let_go is None:
        return Stance("just-ask", Step(None, None))
    gravest = max(facts, key=lambda fact: fact.gravity, default=None)
    against = {fact.topic: fact for fact in facts if fact.is_against}
    deed = next((against[topic] for topic in _STEPS if topic in against), None)
    told = {source for fact in _choose_reasons(facts) for source in fact.sources}
    opener = find_opener(graph, history, today, told)
    return Stance(gravest.word if gravest else "go-ahead", Step(deed, opener))


def _choose_reasons(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Everything that speaks against asking now, gravest first; else a little of what speaks for it.

    That they offered the very thing is always worth knowing. One line may be a fact in two ways: the first
    is told.
    """
    firsts = {fact.sources: fact for fact in reversed(facts)}
    chosen = [fact for fact in facts if firsts[fact.sources] is fact]
    against = sorted((fact for fact in chosen if fact.is_against), key=lambda fact: -fact.gravity)
    offered = [fact for fact in chosen if fact.topic == "offered"]
    return (*against, *offered) if against else tuple(chosen[:MOST_SUPPORTING])
