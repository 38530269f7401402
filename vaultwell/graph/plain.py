"""The plain lines of one note: what they count as, without their words until somebody asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultwell.graph.company import NOBODY_NAMED, Subject
from vaultwell.graph.meaning import find_plain_meaning
from vaultwell.graph.remarks import is_too_far_ahead
from vaultwell.model.entry import Entry
from vaultwell.model.log import NOTHING_DUE, Deed
from vaultwell.model.source import Source
from vaultwell.notes.note import Note
from vaultwell.notes.verbs import Head, Vocabulary


@dataclass(frozen=True, slots=True)
class PlainLines:
    """The plain lines of a contact's own log, as columns; `read` gives their entries."""

    note: Note
    days: Sequence[date]
    deeds: Sequence[Deed]

    @property
    def due_days(self) -> Mapping[int, date]:
        """The 📅 days, by index."""
        return self.note.log.due_days if self.note.log else NOTHING_DUE

    def read(self, indexes: Iterable[int]) -> list[Entry]:
        """The entries of the lines at these indexes."""
        log, path = self.note.log, self.note.path
        assert log is not None
        indexes = list(indexes)
        entries = []
        for index, said in zip(indexes, log.read_plain(self.note.lines, indexes), strict=True):
            deed, keeps_wording = self.deeds[index], log.heads[index].verb.keeps_wording
            text = said.wording if keeps_wording else said.text
            source = Source(path, said.line)
            entries.append(
                Entry(
                    self.days[index],
                    path,
                    deed.kind,
                    deed.verb,
                    deed.by,
                    text,
                    source,
                    (),
                    deed.state,
                    said.due_on,
                )
            )
        return entries


def find_plain_lines(note: Note, deeds: Mapping[Head, Deed], today: date) -> PlainLines | None:
    """The plain lines of a contact's note; None when one of them is a plan, or too far ahead to be meant."""
    log = note.log
    if log is None or not log.days or max(log.days) > today:
        return None
    if any(is_too_far_ahead(day, today) for day in log.due_days.values()):
        return None
    return PlainLines(note, log.days, tuple(map(deeds.__getitem__, log.heads)))


class Deeds(dict[Head, Deed]):
    """What the lines that begin with a head count as."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._who = vocabulary.who

    def __missing__(self, head: Head) -> Deed:
        subject = Subject(self._who[head.who.lower()]) if head.who else NOBODY_NAMED
        meaning = find_plain_meaning(head.verb, subject)
        deed = self[head] = Deed(meaning.kind, meaning.verb, meaning.by, meaning.state)
        return deed
