"""What one note tells: what the graph is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vaultwell.graph.strangers import Stranger
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Introduction, Relation
from vaultwell.model.problem import Problem
from vaultwell.notes.lines import read_lines
from vaultwell.notes.plain_log import PlainLog


@dataclass(frozen=True, slots=True)
class Account:
    """What a contact's or a dated note tells.

    `entries` and `relations` are kept by the person that they are of; the plain lines of a contact's own
    note are in its `log` instead, those `shared` with one other person by whom, as lines. `written_on` has
    the day that stands on a line, where its entries lie on its 📅 or ✅ day. `data` is the note itself.
    """

    path: str
    contact: Contact | None = None
    day: date | None = None
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    log: PlainLog | None = None
    shared: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    introductions: tuple[Introduction, ...] = ()
    written_on: Mapping[int, date] = field(default_factory=dict)
    strangers: tuple[Stranger, ...] = ()
    problems: tuple[Problem, ...] = ()
    data: bytes = field(default=b"", repr=False)

    @property
    def people(self) -> tuple[str, ...]:
        """Those of whom there are entries."""
        own = () if self.log is None else (self.path,)
        return tuple(dict.fromkeys((*self.entries, *own, *self.shared)))

    @property
    def lines(self) -> list[str]:
        """The note's lines, taken from its bytes each time."""
        return read_lines(self.data)
