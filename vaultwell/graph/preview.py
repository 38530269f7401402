"""What a new line would mean in somebody's log, before it is written: the real grammar, one line of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.company import Company
from vaultwell.graph.names import Names
from vaultwell.graph.reader import read_note
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings
from vaultwell.notes.entries import Jotting
from vaultwell.notes.faults import build_problem
from vaultwell.notes.jottings import read_log
from vaultwell.notes.note import Note
from vaultwell.notes.structure import parse_structure
from vaultwell.notes.verbs import build_vocabulary

_HEADING = "## Log"


class Preview(NamedTuple):
    """The entries that a line would make, for everybody it names, and what is wrong or doubtful with it."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def of(self, person: str) -> Entry | None:
        """The entry of one person, mentions left aside."""
        return next((one for one in self.entries if one.person == person and one.kind != "mention"), None)


class Reader:
    """Reads lines as they would be read in a contact's note of this vault."""

    def __init__(
        self, contacts: Mapping[str, Contact], paths: Iterable[str], settings: Settings, today: date
    ) -> None:
        """`paths` are those of all notes: a link is ambiguous against every one of them."""
        self._contacts = dict(contacts)
        self._names = Names(paths, contacts)
        self.vocabulary = build_vocabulary(settings.verbs, settings.who)
        self._today = today

    def read(self, person: str, lines: Sequence[str]) -> Preview:
        """What `lines` (an item, and what is indented under it) mean in the note of `person`."""
        company = self._open_company(person, lines)
        entries = read_note(company, self._today).entries
        return Preview(tuple(entries), tuple(sorted((*company.note.problems, *company.problems))))

    def parse(self, line: str) -> Jotting | None:
        """One list item before anybody is looked up; None when it is no entry."""
        return next(iter(self._read_jottings([line])[0]), None)

    def write_link(self, person: str, path: str) -> str:
        """A link that, in the note of `person`, can mean only the note at `path`."""
        return self._open_company(person, []).write_link(path)

    def _open_company(self, person: str, lines: Sequence[str]) -> Company:
        jottings, problems = self._read_jottings(lines, person)
        note = Note(
            person,
            contact=self._contacts[person],
            jottings=jottings,
            problems=problems,
            lines=[_HEADING, *lines],
        )
        return Company(note, self._names, self._contacts, self.vocabulary)

    def _read_jottings(
        self, lines: Sequence[str], path: str = ""
    ) -> tuple[tuple[Jotting, ...], tuple[Problem, ...]]:
        page = [_HEADING, *lines]
        blocks = parse_structure(page).blocks
        jottings, faults = read_log(blocks, self.vocabulary, frozenset({"log"}))
        return jottings, tuple(build_problem(path, page, fault) for fault in faults)
