"""Something to begin a message with that asks for nothing: what they told, what you noted, what they like."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from vaultwell.model.source import Source
from vaultwell.practices.history import History
from vaultwell.practices.reasons import ABOUT_KEYS, find_reasons

OpenerKind = Literal["next", "news", "mention", "idea", "talk", "about"]
_IDEA_WITHIN_DAYS = 365


class Opener(NamedTuple):
    """What to begin with: its kind, its words as typed, its day where it has one, and where it stands."""

    kind: OpenerKind
    text: str
    on: date | None
    source: Source


def find_opener(history: History, today: date) -> Opener | None:
    """The best there is, or None: their question or news, an idea of yours, the last talk, what they like."""
    return next(_list_openers(history, today), None)


def _list_openers(history: History, today: date) -> Iterator[Opener]:
    reasons = find_reasons(history, today)
    for kind in ("next", "news"):
        found = [reason.entry for reason in reasons if reason.what == kind and reason.entry.text]
        for entry in sorted(found, key=lambda e: (e.on, e.text), reverse=True):
            yield Opener(kind, entry.text, entry.on, entry.source)
    past = sorted((e for e in history.entries if e.on <= today and e.text), key=lambda e: (e.on, e.text))
    for entry in reversed(past):
        if entry.verb == "idea" and (today - entry.on).days <= _IDEA_WITHIN_DAYS:
            yield Opener("idea", entry.text, entry.on, entry.source)
    for reason in reasons:
        if reason.what == "mention":
            yield Opener("mention", reason.entry.text, reason.entry.on, reason.source)
    for entry in reversed(past):
        if entry.kind == "contact":
            yield Opener("talk", entry.text, entry.on, entry.source)
    for key in ABOUT_KEYS:
        if values := history.contact.fact(key):
            yield Opener("about", ", ".join(values), None, history.contact.source(key))
