"""The plain lines that all notes tell of one person: what they count as, without their words until somebody
asks."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.meaning import find_plain_meaning
from vaultwell.graph.subject import NOBODY_NAMED, Subject
from vaultwell.model.entry import Entry
from vaultwell.model.log import NOTHING_DUE, Deed, Log
from vaultwell.model.source import Source
from vaultwell.notes.plain_log import PlainLog
from vaultwell.notes.verbs import Head, Vocabulary


class Deeds(dict[Head, Deed]):
    """What the lines that begin with a head count as."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, head: Head) -> Deed:
        subject = Subject(self.vocabulary.who[head.who.lower()]) if head.who else NOBODY_NAMED
        meaning = find_plain_meaning(head.verb, subject)
        deed = self[head] = Deed(meaning.kind, meaning.verb, meaning.by, meaning.state)
        return deed


class Place(NamedTuple):
    """Where plain lines of one person stand: at some indexes of the log of a note."""

    account: Account
    log: PlainLog
    indexes: Sequence[int]

    @property
    def days(self) -> Sequence[date]:
        """The days of those lines."""
        return self._pick(self.log.days)

    @property
    def heads(self) -> Sequence[Head]:
        """Their heads."""
        return self._pick(self.log.heads)

    def _pick(self, column: Sequence[Any]) -> Sequence[Any]:
        return column if isinstance(self.indexes, range) else [column[index] for index in self.indexes]


class PlainLines(NamedTuple):
    """One person's plain lines, in the logs of the notes that tell of them."""

    person: str
    told: Sequence[Account]
    deed_of: Deeds

    def find_places(self) -> list[Place]:
        """Where they stand, their own note first, of which it is the whole log."""
        places: list[Place] = []
        for account in self.told:
            log, lines = account.log, account.shared.get(self.person)
            if log is not None and account.path == self.person:
                places.insert(0, Place(account, log, range(len(log.days))))
            elif log is not None and lines:
                places.append(Place(account, log, [bisect_left(log.numbers, line) for line in lines]))
        return places

    def join(self, close: tuple[Entry, ...], places: Sequence[Place]) -> Log:
        """The person's log of these lines, and of the entries of all others."""
        if not places:
            return Log(close)
        days = chain.from_iterable([place.days for place in places]) if len(places) > 1 else places[0].days
        heads = chain.from_iterable([place.heads for place in places])
        first = places[0]
        due_days = first.log.due_days if first.account.path == self.person else NOTHING_DUE
        return Log(close, tuple(days), tuple(map(self.deed_of.__getitem__, heads)), due_days, self.read)

    def read(self, wanted: Iterable[int]) -> list[Entry]:
        """The entries of the lines at these indexes, counted through all places."""
        wanted, first = frozenset(wanted), 0
        entries: list[Entry] = []
        for account, log, indexes in self.find_places():
            here = [index for at, index in enumerate(indexes, first) if at in wanted]
            entries.extend(self._read(account, log, here) if here else ())
            first += len(indexes)
        return entries

    def _read(self, account: Account, log: PlainLog, indexes: Sequence[int]) -> Iterator[Entry]:
        """The entries of some lines of one note."""
        from vaultwell.notes.entries import read_words

        others = {line: person for person, lines in account.shared.items() for line in lines}
        lines, vocabulary = account.lines, self.deed_of.vocabulary
        for index in indexes:
            number, head = log.numbers[index], log.heads[index]
            deed, said = self.deed_of[head], read_words(lines[number - 1], vocabulary)
            other = others.get(number) if account.path == self.person else account.path
            yield Entry(
                log.days[index],
                self.person,
                deed.kind,
                deed.verb,
                deed.by,
                said.wording if head.verb.keeps_wording else said.text,
                Source(account.path, number),
                (other,) if other else (),
                deed.state,
                said.due_on,
            )
