"""What a line would mean in somebody's log, before it is written there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from vaultwell.graph.company import Company
from vaultwell.graph.names import Names
from vaultwell.graph.reader import read_note
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.notes.verbs import build_vocabulary

_HEAD = ("---", "type: person", "---", "")


@dataclass(frozen=True, slots=True)
class Understood:
    """What some lines say: everybody's entries, each with the line's index, and what is wrong with them.

    The sources of entries and problems count lines from 1 among those that were asked about.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def of_line(self, index: int, person: str) -> tuple[Entry, ...]:
        """What the line at `index` (from 0) says of `person`."""
        return tuple(
            entry for entry in self.entries if entry.source.line == index + 1 and entry.person == person
        )


def understand(
    lines: Sequence[str], contact: Contact, names: Names, settings: Settings, today: date
) -> Understood:
    """What list items (whole lines, marker included) would say in the log of `contact`."""
    heading = settings.headings[0] if settings.headings else "Log"
    text = "\n".join([*_HEAD, f"## {heading}", "", *lines])
    only_log = settings._replace(headings=(heading,))
    note = parse_note(contact.path, text.encode("utf-8", "surrogatepass"), only_log, Conventions())
    note = replace(note, contact=contact)
    vocabulary = build_vocabulary(settings.verbs, settings.who)
    company = Company(note, names, vocabulary)
    reading = read_note(company, note.jottings, today)
    above = len(_HEAD) + 2
    return Understood(
        tuple(
            entry._replace(source=entry.source._replace(line=entry.source.line - above))
            for entry in reading.entries
        ),
        tuple(
            problem._replace(line=problem.line - above)
            for problem in sorted({*note.problems, *company.problems})
            if problem.line > above
        ),
    )
