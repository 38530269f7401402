"""What a new line would mean in somebody's log, with everybody's names at hand."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.names import Names
from vaultwell.graph.understand import understand
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings
from vaultwell.notes.blocks import Item
from vaultwell.notes.entries import parse_item
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.verbs import build_vocabulary


class Preview(NamedTuple):
    """What one line says of everybody, mentions left aside, and what is wrong or doubtful with it."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def of(self, person: str) -> Entry | None:
        """The entry of one person."""
        return next((entry for entry in self.entries if entry.person == person), None)


class Reader:
    """Reads lines as they would be read in a contact's note of this vault."""

    def __init__(self, graph: Graph, names: Names, settings: Settings, today: date) -> None:
        """`names` are those of all notes: a link is ambiguous against every one of them."""
        self._graph, self._settings, self._today = graph, settings, today
        self.names = names
        self.vocabulary = build_vocabulary(settings.verbs, settings.who)

    def read(self, person: str, lines: Sequence[str]) -> Preview:
        """What an item (its line, and what is indented under it) would say in the note of `person`."""
        contact = self._graph.contacts[person]
        found = understand(lines, contact, self.names, self._settings, self._today)
        entries = (entry for entry in found.entries if entry.source.line == 1 and entry.kind != "mention")
        return Preview(tuple(entries), found.problems)

    def parse(self, words: str) -> Jotting:
        """The words of an entry before anybody is looked up."""
        return parse_item(Item(1, 1, words, None, (), None, ()), self.vocabulary)

    def write_link(self, path: str) -> str:
        """A link that can mean only the note at `path`."""
        target = path.removesuffix(".md")
        name = target.rpartition("/")[2]
        return f"[[{name}]]" if self.names.resolve(name, "").path == path else f"[[{target}|{name}]]"
