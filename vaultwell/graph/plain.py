"""The plain lines that all notes tell of one person: what they count as, without their words until somebody
asks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.company import NOBODY_NAMED, Subject
from vaultwell.graph.meaning import find_plain_meaning
from vaultwell.model.entry import Entry
from vaultwell.model.log import NOTHING_DUE, Deed
from vaultwell.model.source import Source
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


class PlainLines(NamedTuple):
    """One person's plain lines: where they stand, those of their own note first, and what all of them say.

    A place is a note's account and the indexes in its log. `due_days` are by index, and only of their own.
    """

    person: str
    places: Sequence[tuple[Account, Sequence[int]]]
    days: Sequence[date]
    deeds: Sequence[Deed]
    due_days: Mapping[int, date]
    vocabulary: Vocabulary

    def read(self, wanted: Iterable[int]) -> list[Entry]:
        """The entries of the lines at these indexes."""
        wanted, first = frozenset(wanted), 0
        entries: list[Entry] = []
        for account, indexes in self.places:
            here = {index: self.deeds[at] for at, index in enumerate(indexes, first) if at in wanted}
            entries.extend(self._read(account, here) if here else ())
            first += len(indexes)
        return entries

    def _read(self, account: Account, deeds: Mapping[int, Deed]) -> Iterator[Entry]:
        """The entries of some lines of one note, whose deeds are these."""
        assert account.log is not None
        others = {line: person for person, lines in account.shared.items() for line in lines}
        said = account.log.read_plain(account.lines, deeds, self.vocabulary)
        for (index, deed), jotting in zip(deeds.items(), said, strict=True):
            other = others.get(jotting.line) if account.path == self.person else account.path
            yield Entry(
                account.log.days[index],
                self.person,
                deed.kind,
                deed.verb,
                deed.by,
                jotting.wording if account.log.heads[index].verb.keeps_wording else jotting.text,
                Source(account.path, jotting.line),
                (other,) if other else (),
                deed.state,
                jotting.due_on,
            )


def find_plain_lines(person: str, told: Iterable[Account], deeds: Deeds) -> PlainLines | None:
    """Those that these notes tell of one person, if there are any."""
    places: list[tuple[Account, Sequence[int]]] = []
    days: list[date] = []
    heads: list[Head] = []
    due_days = NOTHING_DUE
    for account in told:
        log, lines = account.log, account.shared.get(person)
        if log is not None and account.path == person:
            places, due_days = [(account, range(len(log.days))), *places], log.due_days
            days, heads = [*log.days, *days], [*log.heads, *heads]
        elif log is not None and lines:
            indexes = [*map(log.numbers.index, lines)]
            places.append((account, indexes))
            days += [log.days[index] for index in indexes]
            heads += [log.heads[index] for index in indexes]
    if not places:
        return None
    found = tuple(map(deeds.__getitem__, heads))
    return PlainLines(person, places, tuple(days), found, due_days, deeds.vocabulary)
