"""What would become of each note: new ones whole, and what others get. Nothing is written here."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from vaultwell.exchange.additions import Addition, Lines, add_all, find_missing
from vaultwell.exchange.defuse import clean, defuse_line, defuse_quote, defuse_value
from vaultwell.exchange.entry_lines import (
    SECTIONS,
    find_fault,
    find_section,
    render_incoming,
    without_known,
)
from vaultwell.exchange.incoming import IncomingEntry, IncomingPerson, LeftOut
from vaultwell.exchange.sorting import Sorted
from vaultwell.exchange.values import LISTS, Value, build_front_matter, check_values
from vaultwell.graph.names import find_names
from vaultwell.model.errors import CannotEdit, VaultwellError
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.model.source import Source
from vaultwell.notes.edit_log import append_entries, has_block_id
from vaultwell.practices.newcomer import check_is_person, check_note

Outcome = Literal["new", "changed", "same", "refused"]


@dataclass(frozen=True, slots=True)
class Known:
    """The vault as it stands: `texts` are those of its notes, by path."""

    graph: Graph
    texts: Mapping[str, str]
    settings: Settings
    conventions: Conventions
    today: date


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one note.

    `text` is that of a new one; `change` makes the new text of one that is there. `added` says in
    words what comes, `kept` where a note holds something else: key, its value, theirs. `left_out` are
    values that could not be taken over.
    """

    path: str
    name: str
    outcome: Outcome
    text: str = ""
    change: Callable[[str], str] | None = None
    added: tuple[str, ...] = ()
    kept: tuple[tuple[str, str, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    why: str = ""


Render = Callable[[str, Mapping[str, object], str], str]
"""The text of a new note: name, properties, quote."""


class Planner:
    """Plans note after note; links among them are written when all their names are known."""

    def __init__(self, known: Known, found: Sorted, paths: Sequence[str], render: Render) -> None:
        self._known, self._found, self._render = known, found, render
        self._names = find_names((*paths, *found.new), known.graph.contacts)

    def list_paths(self) -> list[str]:
        """The notes for which something comes in."""
        return list(dict.fromkeys((*self._found.people, *self._found.entries)))

    def plan(self, path: str) -> Planned:
        """What becomes of one note."""
        person = self._found.people.get(path)
        name = path.rpartition("/")[2].removesuffix(".md")
        try:
            if person is not None and path in self._found.new:
                return self._plan_new(path, name, person)
            return self._plan_change(path, name, person)
        except CannotEdit as fault:
            place = f"{path}:{fault.line}" if fault.line else path
            return Planned(path, name, "refused", why=f"{place}: {fault}")
        except VaultwellError as fault:
            return Planned(path, name, "refused", why=str(fault))

    def _plan_new(self, path: str, name: str, person: IncomingPerson) -> Planned:
        if person.path:
            check_is_person(path, person.note, self._known.settings, self._known.conventions)
            return Planned(path, name, "new", person.note, None, ("the whole note",))
        values, left_out = self._check(path, person)
        properties = build_front_matter(defuse_value(person.name), name, values, self._known.today)
        text = self._render(name, properties, defuse_quote(person.words))
        entries, faults = self._check_entries(path, person)
        for section, lines in self._build_lines(path, entries):
            text = append_entries(text, lines, self._known.settings.headings, section)
        check_note(path, text, self._known.settings, self._known.conventions)
        additions = [Addition(key, value) for key, found in values.items() for value in found]
        return Planned(path, name, "new", text, None, _say(additions, entries), (), (*left_out, *faults))

    def _plan_change(self, path: str, name: str, person: IncomingPerson | None) -> Planned:
        contact, text = self._known.graph.contacts[path], self._known.texts[path]
        values, left_out = self._check(path, person) if person else ({}, [])
        missing = find_missing(contact, values)
        entries, faults = self._check_entries(path, person)
        if person and (words := _find_missing_words(person.words, text)):
            uid = f"words {hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()}"
            entries.append(IncomingEntry(self._known.today, "note", text=words, uid=uid))
        new = without_known(entries, self._known.graph.of(path), partial(has_block_id, text))
        change = partial(
            add_all,
            additions=missing.additions,
            lines=tuple(self._build_lines(path, new)),
            settings=self._known.settings,
        )
        is_same = change(text) == text
        added = _say(missing.additions, new)
        rest = (missing.kept, (*left_out, *faults))
        return Planned(path, name, "same" if is_same else "changed", "", change, added, *rest)

    def _check(self, path: str, person: IncomingPerson) -> tuple[dict[str, tuple[Value, ...]], list[LeftOut]]:
        properties = dict(person.properties)
        if aliases := self._free_aliases(path, person):
            properties["aliases"] = aliases
        values, bad = check_values(properties, self._known.settings)
        for word, named in person.links.items():
            links = tuple(dict.fromkeys(self._link(one) for one in named))
            values[word] = links if word in LISTS else links[:1]
        return values, [LeftOut(person.source, f"{person.name}: {what}", why) for what, why in bad]

    def _free_aliases(self, path: str, person: IncomingPerson) -> tuple[str, ...]:
        """Other names of theirs by which nobody else is called: a link to such a name would mean two."""
        found = self._found.index
        return tuple(name for name in person.aliases if found.find_all_named(name) <= {path})

    def _link(self, named: str) -> str:
        path = self._found.find(named)
        return self._write_link(path) if path else defuse_value(named)

    def _write_link(self, path: str) -> str:
        target = path.removesuffix(".md")
        name = target.rpartition("/")[2]
        return f"[[{name}]]" if self._names.resolve(name, "").path == path else f"[[{target}|{name}]]"

    def _check_entries(
        self, path: str, person: IncomingPerson | None
    ) -> tuple[list[IncomingEntry], list[LeftOut]]:
        good, bad = [], []
        name = person.name if person else path.rpartition("/")[2].removesuffix(".md")
        source = person.source if person else Source(path, 1)
        for entry in self._found.entries.get(path, ()):
            if why := find_fault(entry, self._known.today):
                bad.append(LeftOut(source, f"{name}: {entry.verb} {clean(entry.text)[:60]}".rstrip(), why))
            else:
                good.append(entry)
        return good, bad

    def _build_lines(self, path: str, entries: Sequence[IncomingEntry]) -> Iterator[Lines]:
        for section in SECTIONS:
            mine = sorted(
                (entry for entry in entries if find_section(entry) == section), key=lambda entry: entry.on
            )
            if mine:
                yield Lines(section, tuple(self._render_entry(path, entry) for entry in mine))

    def _render_entry(self, path: str, entry: IncomingEntry) -> str:
        people = {named: self._found.find(named) for named in entry.others}
        links = [self._write_link(other) for other in people.values() if other and other != path]
        return render_incoming(
            entry, list(dict.fromkeys(links)), [one for one, found in people.items() if not found]
        )


def _find_missing_words(words: str, text: str) -> str:
    """The lines of somebody's free notes that do not stand in the note yet."""
    lines = words.splitlines()
    return "\n".join(line for line in lines if (safe := defuse_line(line)) and safe not in text)


def _say(additions: Sequence[Addition], entries: Sequence[IncomingEntry]) -> tuple[str, ...]:
    said = [f"{key} {value}" for key, value, _ in additions]
    if entries:
        said.append("1 entry" if len(entries) == 1 else f"{len(entries)} entries")
    return tuple(said)
