"""What to do instead of asking somebody: another who offers it, a place you share, giving first (P6, P14)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice, zip_longest
from typing import Literal, NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.practices.ask import Verdict, find_stance
from vaultwell.practices.ask_rules import MOST_ALTERNATIVES
from vaultwell.practices.history import History, find_history
from vaultwell.practices.reasons import list_my_promises, list_their_asks
from vaultwell.practices.wanted import FIELD_KEYS, Concerned, Tie, find_named, meets

AlternativeKind = Literal[
    "known",  # I know the person myself whom I want to be introduced to
    "offers",  # somebody else offers it
    "of-the-field",  # it is somebody else's field
    "plan",  # we meet anyway
    "community",  # a circle of people that we share
    "their-ask",  # they asked me for something
    "my-offer",  # I offered them something
    "need-met",  # what they need, somebody else offers
    "need",  # they need something
    "goal",  # they hope for something
    "interest",  # they care about something
]

_OFFERED: tuple[Tie, ...] = ("known", "offers")
_ELSEWHERE: tuple[Tie, ...] = (*_OFFERED, "of-the-field")
_GIVING_KEYS: tuple[tuple[AlternativeKind, str], ...] = (("goal", "goals"), ("interest", "interests"))


class Alternative(NamedTuple):
    """Something real to do instead, with the lines it stands on.

    `text` is what is offered, shared, asked or needed, as typed; `person` another one it is about (path);
    `on` its day.
    """

    kind: AlternativeKind
    text: str
    sources: tuple[Source, ...]
    person: str | None = None
    on: date | None = None


def find_alternatives(
    graph: Graph, settings: Settings, verdict: Verdict, today: date, concerned: Concerned | None = None
) -> tuple[Alternative, ...]:
    """The first of each sort, two in all; who can simply be asked needs only somebody who offers it.

    `concerned` knows whom an ask could concern; without it everybody is looked up.
    """
    contact, word = verdict.contact, verdict.stance.word
    if word == "just-ask":
        return ()
    ties = _OFFERED if word in ("go-ahead", None) else _ELSEWHERE
    others = (_find_others(graph, verdict, tie, today, concerned) for tie in ties)
    elsewhere = chain.from_iterable(_list_easiest(graph, settings, found, today) for found in others)
    if word in ("go-ahead", None):
        return tuple(islice(elsewhere, MOST_ALTERNATIVES))
    history = find_history(graph, contact, settings)
    sorts = (elsewhere, _list_together(history, today), _list_giving(graph, history, today, concerned))
    ordered = chain.from_iterable(zip_longest(*sorts))
    return tuple(islice((one for one in ordered if one is not None), MOST_ALTERNATIVES))


def _find_others(
    graph: Graph, verdict: Verdict, tie: Tie, today: date, concerned: Concerned | None
) -> Iterator[tuple[Alternative, Contact]]:
    """Whom else it could be asked of by such a tie, whether or not they can be asked, by path."""
    contact, what = verdict.contact, verdict.what
    if tie == "known":
        for other in find_named(graph, contact, what, concerned):
            if days := [day for day in graph.touches(other.path) if day <= today]:
                source = next(e.source for e in graph.of(other.path) if e.touch_on == days[-1])
                yield Alternative("known", "", (source,), other.path, days[-1]), other
        return
    for other in _list_concerned(graph, contact, what, tie, concerned) if what else ():
        yield from ((one, other) for one in _find_offer(graph, other, what, today) if one.kind == tie)


def _list_concerned(
    graph: Graph, contact: Contact, what: str, tie: Tie, concerned: Concerned | None
) -> Iterator[Contact]:
    """Everybody but `contact` whom it could concern, by path."""
    for path in sorted(concerned(what, tie) if concerned else graph.contacts):
        if path != contact.path:
            yield graph.contacts[path]


def _list_easiest(
    graph: Graph, settings: Settings, others: Iterable[tuple[Alternative, Contact]], today: date
) -> Iterator[Alternative]:
    """Those who can be asked, the easiest first, else in their order."""
    ranked: list[tuple[int, Alternative]] = []
    for one, other in others:
        rank = None if other.is_away else _rank(graph, settings, other, today)
        if rank == 0:  # nobody can come before
            yield one
        elif rank is not None:
            ranked.append((rank, one))
    yield from (one for _, one in sorted(ranked, key=lambda pair: pair[0]))


def _rank(graph: Graph, settings: Settings, contact: Contact, today: date) -> int | None:
    """How easily somebody can be asked, the easiest first; None for “not yet”."""
    ranks = {"just-ask": 0, "go-ahead": 1, "warm-up-first": 2}
    return ranks.get(find_stance(graph, settings, contact, today).word or "")


def _find_offer(graph: Graph, other: Contact, what: str, today: date) -> list[Alternative]:
    """What somebody offers that meets the ask, else that it is their field; at most one."""
    for offer in other.fact("offers"):
        if meets(offer, what):
            return [Alternative("offers", offer, (other.source("offers"),), other.path)]
    for entry in graph.log(other.path).find("offer", where=lambda told: told.by == "them"):
        if entry.state in (None, "open") and entry.on <= today and meets(entry.text, what):
            return [Alternative("offers", entry.text, (entry.source,), other.path, entry.on)]
    for key in FIELD_KEYS:
        for text in other.fact(key):
            if meets(text, what):
                return [Alternative("of-the-field", text, (other.source(key),), other.path)]
    return []


def _list_together(history: History, today: date) -> Iterator[Alternative]:
    """Where you meet anyway, and it can come up by itself."""
    plans = [e for e in history.entries if e.kind == "plan" and e.state == "open" and e.on >= today]
    for entry in sorted(plans, key=lambda e: (e.on, e.verb, e.text))[:1]:
        words = f"{entry.verb}: {entry.text}" if entry.text else entry.verb
        yield Alternative("plan", words, (entry.source,), on=entry.on)
    contact = history.contact
    for text in contact.fact("communities"):
        yield Alternative("community", text, (contact.source("communities"),))


def _list_giving(
    graph: Graph, history: History, today: date, concerned: Concerned | None
) -> Iterator[Alternative]:
    """What can be given first."""
    contact = history.contact
    asked = sorted(list_their_asks(history, today), key=lambda e: (e.on, e.text))
    for entry in asked[-1:]:
        yield Alternative("their-ask", entry.text, (entry.source,), on=entry.on)
    offered = [e for e in history.entries if e.kind == "offer" and e.by == "me" and e.state == "open"]
    for entry in sorted(offered, key=lambda e: (e.on, e.text))[-1:]:
        yield Alternative("my-offer", entry.text, (entry.source,), on=entry.on)
    promised = [entry.text for entry in list_my_promises(history)]  # is said already, as what comes first
    wanted = [need for need in contact.fact("needs") if not any(meets(text, need) for text in promised)]
    needs = [_meet_need(graph, contact, need, today, concerned) for need in wanted]
    yield from sorted(needs, key=lambda one: one.kind == "need")
    for kind, key in _GIVING_KEYS:
        for text in contact.fact(key)[:1]:
            yield Alternative(kind, text, (contact.source(key),))


def _meet_need(
    graph: Graph, contact: Contact, need: str, today: date, concerned: Concerned | None
) -> Alternative:
    source = contact.source("needs")
    for other in _list_concerned(graph, contact, need, "offers", concerned):
        for one in () if other.is_away else _find_offer(graph, other, need, today):
            if one.kind == "offers":
                return Alternative("need-met", need, (source, *one.sources), other.path)
    return Alternative("need", need, (source,))
