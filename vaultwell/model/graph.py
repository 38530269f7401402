"""Everybody and everything between you: frozen, in memory, with look-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.source import Source


@dataclass(frozen=True, slots=True)
class Relation:
    """`person` is the `word` (partner, manager, the user's own) of whoever it is looked up for."""

    word: str
    person: str
    source: Source


@dataclass(frozen=True, slots=True)
class Introduction:
    """`by` made `people` known: to each other when `by` is None (that is me), else to me."""

    by: str | None
    people: tuple[str, ...]
    on: date | None
    source: Source


@dataclass(frozen=True)
class Graph:
    """People are named by the path of their note.

    `entries` holds everyone's, each tuple ordered by day and source; `relations` is keyed by the
    person looked up, both directions filled in; `names` are the paths that share no file name with
    another note, so that `[[name]]` reaches them.
    """

    contacts: Mapping[str, Contact]
    entries: Mapping[str, tuple[Entry, ...]]
    relations: Mapping[str, tuple[Relation, ...]]
    introductions: tuple[Introduction, ...]
    names: frozenset[str]

    def of(self, person: str) -> tuple[Entry, ...]:
        """All entries of one person, oldest first."""
        return self.entries.get(person, ())

    def between(self, person: str, other: str) -> tuple[Entry, ...]:
        """The entries of `person` in which `other` took part."""
        return tuple(entry for entry in self.of(person) if other in entry.others)

    def on(self, day: date) -> tuple[Entry, ...]:
        """Everybody's entries of one day."""
        return self._by_day.get(day, ())

    @cached_property
    def _by_day(self) -> dict[date, tuple[Entry, ...]]:
        days: dict[date, list[Entry]] = {}
        for entries in self.entries.values():
            for entry in entries:
                days.setdefault(entry.on, []).append(entry)
        return {day: tuple(found) for day, found in days.items()}

    def touches(self, person: str) -> tuple[date, ...]:
        """The days on which you were in touch, oldest first; one day counts once."""
        days = {day for entry in self.of(person) if (day := entry.touch_on) is not None}
        return tuple(sorted(days))
