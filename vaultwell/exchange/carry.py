"""What dated notes say of people, as lines for those people's own logs.

Whoever leaves, or moves, takes people's notes along and not the diary. So every entry that stands in a
dated note is written once more as a line of a log, and it is read again before it counts as carried.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, product
from typing import NamedTuple

from vaultwell.graph.names import find_names
from vaultwell.graph.preview import Reader
from vaultwell.graph.understand import understand
from vaultwell.model.entry import Entry, Kind
from vaultwell.model.errors import CannotEdit
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.notes.edit_log import FAVORS, LOG, append_entries
from vaultwell.notes.lines import split_lines
from vaultwell.notes.verbs import VERBS
from vaultwell.notes.written import MARKS, render_line
from vaultwell.render.words import join_words

_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s+(?:\[([^\]])\] )?(.*)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# They stand under Favors, as `log` puts them.
_OPEN_KINDS: frozenset[Kind] = frozenset({"promise", "ask", "loan"})


class Left(NamedTuple):
    """A line that could not be carried: where it stands, and what stands in the way."""

    source: Source
    message: str


class Carried(NamedTuple):
    """The text of every person's note, with what dated notes say of them; and what had to stay behind."""

    texts: Mapping[str, str]
    left: tuple[Left, ...]


class _Line(NamedTuple):
    """One line for the log of one person."""

    person: str
    section: str
    lines: tuple[str, ...]
    source: Source


def carry_entries(graph: Graph, texts: Mapping[str, str], settings: Settings, today: date) -> Carried:
    """People's notes with the entries of dated notes in their logs; `texts` are all that can be read."""
    carrier = _Carrier(graph, texts, settings, today)
    lines = [line for entries in _by_source(graph) for line in carrier.carry(entries)]
    lines.sort(key=lambda line: (line.person, line.section == LOG))
    carried = {path: texts[path] for path in graph.contacts if path in texts}
    left = list(carrier.left)
    for (person, section), found in groupby(lines, key=lambda line: (line.person, line.section)):
        group = list(found)
        try:
            added = ["\n".join(line.lines) for line in group]
            carried[person] = append_entries(carried[person], added, settings.headings, section)
        except (CannotEdit, KeyError) as fault:
            left.extend(Left(line.source, f"{person} cannot take it ({fault})") for line in group)
    return Carried(carried, tuple(left))


def _by_source(graph: Graph) -> Iterator[list[Entry]]:
    """The entries that stand in no person's note, line by line, oldest first."""
    elsewhere = [
        entry
        for entries in graph.entries.values()
        for entry in entries
        if entry.source.path not in graph.contacts
    ]
    elsewhere.sort(key=lambda entry: (entry.source, entry.on, entry.person))
    groups = [list(group) for _, group in groupby(elsewhere, key=lambda entry: entry.source)]
    return iter(sorted(groups, key=lambda group: (group[0].on, group[0].source)))


class _Carrier:
    """Finds for each line of a dated note the lines of logs that say the same."""

    def __init__(self, graph: Graph, texts: Mapping[str, str], settings: Settings, today: date) -> None:
        self._graph, self._settings, self._today = graph, settings, today
        self._names = find_names(graph.contacts, graph.contacts)
        self._reader = Reader(graph, self._names, settings, today)
        self._lines = {path: split_lines(text) for path, text in texts.items()}
        self.left: list[Left] = []

    def carry(self, entries: Sequence[Entry]) -> Iterator[_Line]:
        """The line as it stands, when it says the same in a log; else one for each that it says."""
        item = self._find_item(entries[0].source)
        party = [entry for entry in entries if entry.kind != "mention"]
        for on in _list_days(party[0]) if item and party else ():
            assert item is not None
            line = render_line(item[2], on=None if _has_day(item[2]) else on, box=item[1])
            if self._says(party[0].person, (line,), entries):
                yield _as_line(party[0], (line,))
                return
        for group in _by_meaning(entries):
            yield from self._carry_one(group, has_box=bool(item and item[1]))

    def _carry_one(self, group: Sequence[Entry], *, has_box: bool) -> Iterator[_Line]:
        """The canonical line of one entry, which several people may share."""
        first = group[0]
        box = MARKS.get(first.state or "") if has_box or first.kind == "todo" else None
        for candidate in self._candidates(first, box):
            if self._says(first.person, candidate, group):
                yield _as_line(first, candidate)
                return
        if len(group) > 1 or first.others:
            for entry in group:
                yield from self._carry_one([entry._replace(others=())], has_box=has_box)
            return
        self.left.append(Left(first.source, "no line of a log says the same"))

    def _candidates(self, entry: Entry, box: str | None) -> Iterator[tuple[str, ...]]:
        verb = VERBS.get(entry.verb)
        links = [self._reader.write_link(other) for other in entry.others]
        listed = join_words(links)
        joint = f" {'' if entry.verb == 'introduced' else 'with '}{listed}" if listed else ""
        first, *more = entry.text.split("\n")
        colon = ": " if first or verb is None or verb.needs_colon else ""
        due = f" 📅 {entry.due_on}" if entry.due_on else ""
        done = f" ✅ {entry.done_on}" if entry.done_on else ""
        for on, who in product(_list_days(entry), _WHO[entry.by]):
            words = f"{who}{entry.verb}{joint}{colon}{first}".rstrip() + due + done
            line = render_line(words, on=on, box=box, block_id=entry.block_id)
            yield (line, *(f"  {further}" for further in more))

    def _find_item(self, source: Source) -> re.Match[str] | None:
        """The list item that stands there, if nothing is indented under it."""
        lines = self._lines.get(source.path, [])
        if source.line > len(lines) or (source.line < len(lines) and lines[source.line][:1] in (" ", "\t")):
            return None
        return _ITEM.fullmatch(lines[source.line - 1])

    def _says(self, person: str, lines: Sequence[str], entries: Iterable[Entry]) -> bool:
        """In the log of `person` the lines say all of `entries`, and else only what is known anyway."""
        contact = self._graph.contacts[person]
        found = understand(lines, contact, self._names, self._settings, self._today)
        told, wanted = set(map(_facts, found.entries)), set(map(_facts, entries))
        known = {_key(entry) for told_of in found.entries for entry in self._graph.of(told_of.person)}
        return wanted <= told and all(
            _key(entry) in known for entry in found.entries if _facts(entry) not in wanted
        )


_WHO = {"them": ("they ",), "me": ("", "I "), None: ("", "we ")}


def _as_line(entry: Entry, lines: tuple[str, ...]) -> _Line:
    return _Line(entry.person, FAVORS if entry.kind in _OPEN_KINDS else LOG, lines, entry.source)


def _list_days(entry: Entry) -> tuple[date, ...]:
    """The day that stood on the line, as far as its note's name tells, and the one that counts.

    A ticked task counts on its ✅ day; two of them are told apart by the days of their notes.
    """
    found = _DAY.search(entry.source.path.rpartition("/")[2])
    try:
        written = date.fromisoformat(found[0]) if found else entry.on
    except ValueError:
        return (entry.on,)
    return tuple(dict.fromkeys((written, entry.on)))


def _has_day(words: str) -> bool:
    return re.match(r"\W*[0-9]{4}-[0-9]{2}-[0-9]{2}", words) is not None


def _facts(entry: Entry) -> tuple[object, ...]:
    """Everything an entry says, but not where."""
    return (*entry._replace(source=Source("", 0), others=()), frozenset(entry.others))


def _key(entry: Entry) -> tuple[object, ...]:
    """What makes two lines the same one, as in the graph."""
    return entry.person, entry.on, entry.verb, entry.by, entry.text


def _by_meaning(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Entries that one line says of several people together; mentions stand alone."""
    groups: dict[object, list[Entry]] = {}
    for entry in entries:
        shared = entry._replace(person="", others=())
        party = (entry.person,) if entry.kind == "mention" else (entry.person, *entry.others)
        groups.setdefault((frozenset(party), shared), []).append(entry)
    return list(groups.values())
