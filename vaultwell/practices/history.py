"""What happened between you and one person, as far as it moves the day to reach out."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from vaultwell.model.cadence import Cadence
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.log import Log
from vaultwell.model.settings import Settings, find_cadence
from vaultwell.model.source import Source


class LastContact(NamedTuple):
    """The last time you were in touch; `verb` is `contact` when only a property tells of it."""

    on: date
    verb: str
    by: str | None
    text: str
    source: Source


class History(NamedTuple):
    """One person's days, each tuple sorted and without repeats.

    `touches` are the days you were in touch (the `last_contact` property included), `attempts`
    those on which only you tried, `plans` those of open plans. `first_day` is the day you met,
    as the property says, else the very first one, met or not. `cadence` is the one that holds, None
    for an untracked person. `limit` arguments are exclusive: only what is dated before that day is seen.
    """

    contact: Contact
    log: Log
    cadence: Cadence | None
    touches: tuple[date, ...]
    attempts: tuple[date, ...]
    plans: tuple[date, ...]
    first_day: date | None

    @property
    def met_on(self) -> date | None:
        """The day that begins the first follow-up; the order of the lines of one day says nothing."""
        if self.contact.met is not None:
            return self.contact.met
        met = self.log.find_days("contact", where=lambda told: told.verb == "met")
        return met[0] if met and met[0] == self.first_day else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything between you, by day and source; a narrower question to `log` costs less."""
        return self.log.entries

    def last_touch(self, limit: date) -> date | None:
        """The last day in touch before `limit`."""
        index = bisect_left(self.touches, limit)
        return self.touches[index - 1] if index else None

    def next_touch(self, day: date) -> date | None:
        """The first day in touch, `day` or later."""
        index = bisect_left(self.touches, day)
        return self.touches[index] if index < len(self.touches) else None

    def is_touched_after(self, day: date, limit: date) -> bool:
        """In touch on any day after `day` and before `limit`."""
        last = self.last_touch(limit)
        return last is not None and last > day

    def unanswered(self, limit: date) -> tuple[date, ...]:
        """The days of the attempts since the last contact."""
        if not self.attempts:
            return ()
        last = self.last_touch(limit) or date.min
        return tuple(day for day in self.attempts if last < day < limit)


def find_histories(graph: Graph, settings: Settings) -> Iterator[History]:
    """Everybody's history, in the order of their paths."""
    for contact in graph.contacts.values():
        yield find_history(graph, contact, settings)


def find_history(graph: Graph, contact: Contact, settings: Settings) -> History:
    """One person's history."""
    log = graph.log(contact.path)
    touches = log.touches
    if contact.last_contact is not None:
        touches = tuple(sorted({*touches, contact.last_contact}))
    return History(
        contact=contact,
        log=log,
        cadence=find_cadence(contact, settings),
        touches=touches,
        attempts=log.find_days("attempt", where=lambda told: told.by != "them"),
        plans=log.find_days("plan", where=lambda told: told.state == "open"),
        first_day=contact.met or log.first_day,
    )


def build_finder(graph: Graph, settings: Settings) -> Callable[[str], History]:
    """What finds one person's history by path, when somebody asks for it."""
    return lambda path: find_history(graph, graph.contacts[path], settings)


def find_last_contact(history: History, today: date) -> LastContact | None:
    """The last contact up to `today`, told by the line that says most about it."""
    on = history.last_touch(_next_day(today))
    if on is None:
        return None
    told = history.log.touching(on)
    if not told:
        source = history.contact.source("last_contact")
        return LastContact(on, "contact", None, "", source)
    entry = max(told, key=lambda entry: (bool(entry.text), entry.verb != "contact", entry.source))
    return LastContact(on, entry.verb, entry.by, entry.text, entry.source)


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1) if day < date.max else day
