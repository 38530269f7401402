"""Something to begin a message with that asks for nothing: what they told, what you noted, what they like."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Literal, NamedTuple

from vaultwell.model.graph import Graph
from vaultwell.model.source import Source
from vaultwell.practices.history import History
from vaultwell.practices.reasons import ABOUT_KEYS, find_reasons

OpenerKind = Literal["next", "news", "idea", "introduced", "mention", "talk", "about"]
_IDEA_WITHIN_DAYS = 365


class Opener(NamedTuple):
    """What to begin with: its kind, its words as typed, its day where it has one, and where it stands.

    `person` is the path of whoever introduced us.
    """

    kind: OpenerKind
    text: str
    on: date | None
    source: Source
    person: str | None = None


def find_opener(
    graph: Graph, history: History, today: date, told: Collection[Source] = frozenset()
) -> Opener | None:
    """The best there is, or None: a question, their news, an idea of mine, the last talk, what they like.

    `told` are lines that are spoken of already.
    """
    openers = _list_openers(graph, history, today)
    return next((opener for opener in openers if opener.source not in told), None)


def _list_openers(graph: Graph, history: History, today: date) -> Iterator[Opener]:
    reasons = find_reasons(history, today)
    for kind in ("next", "news"):
        found = [reason.entry for reason in reasons if reason.what == kind and reason.entry.text]
        for entry in sorted(found, key=lambda e: (e.on, e.text), reverse=True):
            yield Opener(kind, entry.text, entry.on, entry.source)
    past = sorted((e for e in history.entries if e.on <= today and e.text), key=lambda e: (e.on, e.text))
    for entry in reversed(past):
        if entry.verb == "idea" and (today - entry.on).days <= _IDEA_WITHIN_DAYS:
            yield Opener("idea", entry.text, entry.on, entry.source)
    if len(history.touches) <= 1:
        yield from _list_introductions(graph, history, today)
    for reason in reasons:
        if reason.what == "mention":
            yield Opener("mention", reason.entry.text, reason.entry.on, reason.source)
    for entry in [entry for entry in past if entry.kind == "contact"][-1:]:
        yield Opener("talk", entry.text, entry.on, entry.source)
    for key in ABOUT_KEYS:
        if values := history.contact.fact(key):
            yield Opener("about", ", ".join(values), None, history.contact.source(key))


def _list_introductions(graph: Graph, history: History, today: date) -> Iterator[Opener]:
    """Who made us known to each other, the line that tells the day first."""
    path = history.contact.path
    found = (one for one in graph.introductions_of(path) if one.by is not None and path in one.people)
    for one in sorted(found, key=lambda one: (one.on is None, one.on or today, one.by or "", one.source)):
        if one.on is None or one.on <= today:
            yield Opener("introduced", "", one.on, one.source, one.by)
