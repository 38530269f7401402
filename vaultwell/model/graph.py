"""Everybody and everything between you: frozen, in memory, with look-ups."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.log import Log
from vaultwell.model.source import Source


class Relation(NamedTuple):
    """`person` is the `word` (partner, manager, the user's own) of whoever it is looked up for."""

    word: str
    person: str
    source: Source


class Introduction(NamedTuple):
    """`by` made `people` known: to each other when `by` is None (that is me), else to me."""

    by: str | None
    people: tuple[str, ...]
    on: date | None
    source: Source


_NOTHING = Log(())


class _Firsts(Mapping[str, str]):
    """The first of some words each, looked up when somebody asks for it."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._words = words

    def __getitem__(self, key: str) -> str:
        return self._words[key][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


@dataclass(frozen=True)
class Graph:
    """People are named by the path of their note.

    `called` has everybody's name, and their aliases behind it; `logs` holds everyone's entries;
    `relations` is keyed by the person looked up, both directions filled in; `introducers` by the note that
    tells of the introductions; `names` are the paths that share no file name with another note, so that
    `[[name]]` reaches them; `find_called` gives the people of whom one speaks by a `name_key`.
    """

    contacts: Mapping[str, Contact]
    called: Mapping[str, tuple[str, ...]]
    logs: Mapping[str, Log]
    relations: Mapping[str, tuple[Relation, ...]]
    introducers: Mapping[str, tuple[Introduction, ...]]
    names: AbstractSet[str]
    find_called: Callable[[str], AbstractSet[str]] = field(compare=False, repr=False)

    @cached_property
    def introductions(self) -> tuple[Introduction, ...]:
        """All introductions, by the path of the note that tells of them."""
        return tuple(introduction for told in self.introducers.values() for introduction in told)

    def introductions_of(self, person: str) -> tuple[Introduction, ...]:
        """Those that one person made, or was made known by."""
        return tuple(one for one in self.introductions if person in (one.by, *one.people))

    @property
    def person_names(self) -> Mapping[str, str]:
        """Everybody's name by the path of their note."""
        return _Firsts(self.called)

    def of(self, person: str) -> tuple[Entry, ...]:
        """All entries of one person, oldest first."""
        return self.log(person).entries

    def log(self, person: str) -> Log:
        """What is between you and one person; `of` reads all of it."""
        return self.logs.get(person, _NOTHING)

    @property
    def entries(self) -> Mapping[str, tuple[Entry, ...]]:
        """Everybody's entries, each tuple ordered by day and source."""
        return {person: log.entries for person, log in self.logs.items()}

    def between(self, person: str, other: str) -> tuple[Entry, ...]:
        """The entries of `person` in which `other` took part."""
        return tuple(entry for entry in self.of(person) if other in entry.others)

    def touches(self, person: str) -> tuple[date, ...]:
        """The days on which you were in touch, oldest first; one day counts once."""
        return self.log(person).touches
