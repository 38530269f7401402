"""The plain lines of one note: what they count as, without their words until somebody asks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vaultwell.graph.company import NOBODY_NAMED, Subject
from vaultwell.graph.meaning import find_plain_meaning
from vaultwell.model.entry import Entry
from vaultwell.model.log import Deed
from vaultwell.model.source import Source
from vaultwell.notes.plain_log import PlainLog
from vaultwell.notes.verbs import Head, Vocabulary


@dataclass(frozen=True, slots=True)
class PlainLines:
    """The plain lines of a contact's own log; `read` gives their entries, `read_lines` the note's lines."""

    path: str
    log: PlainLog
    deeds: Sequence[Deed]
    read_lines: Callable[[], Sequence[str]]

    def read(self, indexes: Iterable[int]) -> list[Entry]:
        """The entries of the lines at these indexes."""
        log, path = self.log, self.path
        indexes = list(indexes)
        entries = []
        for index, said in zip(indexes, log.read_plain(self.read_lines(), indexes), strict=True):
            deed, keeps_wording = self.deeds[index], log.heads[index].verb.keeps_wording
            text = said.wording if keeps_wording else said.text
            source = Source(path, said.line)
            entries.append(
                Entry(
                    log.days[index],
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
