"""The entries of a note that is read the short way: days and deeds as columns, their words when asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from vaultwell.model.log import NOTHING_DUE
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.verbs import Head, Vocabulary


class Spoken(NamedTuple):
    """The words of a talk that may name somebody: those before its verb, and those behind it."""

    before: str
    behind: str


class PlainLog(NamedTuple):
    """The entries of such a note.

    `numbers` are the lines of the plain ones, in order; `days`, `heads` and `due_days` (by index, of those
    with a 📅) what they say beside their text. `close` are the entries that had to be read closely.

    `targets` are the links that stand behind some heads, and `talks` what else could name somebody, both by
    line: such an entry is plain only if its link means one other person, or its words name nobody.
    `repeats`: two plain entries say the same of one day, or one has the day and the verb of the entry above
    it, so that none should count as plain.
    """

    numbers: Sequence[int] = ()
    days: Sequence[date] = ()
    heads: Sequence[Head] = ()
    due_days: Mapping[int, date] = NOTHING_DUE
    close: tuple[Jotting, ...] = ()
    targets: Mapping[int, str] = {}
    talks: Mapping[int, Spoken] = {}
    repeats: bool = False

    def without(self, lines: Collection[int]) -> "PlainLog":
        """Days and heads of the plain entries alone, but for those on some lines."""
        if not lines:
            return PlainLog(self.numbers, self.days, self.heads, self.due_days)
        kept = [index for index, number in enumerate(self.numbers) if number not in lines]
        return PlainLog(
            tuple(self.numbers[index] for index in kept),
            tuple(self.days[index] for index in kept),
            tuple(self.heads[index] for index in kept),
            {new: self.due_days[old] for new, old in enumerate(kept) if old in self.due_days},
        )

    def read_plain(
        self, lines: Sequence[str], indexes: Iterable[int], vocabulary: Vocabulary
    ) -> Iterator[Jotting]:
        """The plain entries at some indexes, of the note that has these lines."""
        from vaultwell.notes.entries import parse_clear

        for index in indexes:
            number = self.numbers[index]
            jotting = parse_clear(number, 3, None, lines[number - 1][2:].rstrip(), vocabulary)
            assert jotting is not None, "it was plain when it was read first"
            yield jotting

    def read_all(self, lines: Sequence[str], vocabulary: Vocabulary) -> tuple[Jotting, ...]:
        """All entries in the order of the note."""
        plain = self.read_plain(lines, range(len(self.numbers)), vocabulary)
        return tuple(sorted((*plain, *self.close), key=itemgetter(0)))
