"""What a vault holds under its settings, counted, and what of it nobody could read. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vaultwell.graph.names import Names, find_names
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Code, Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.model.source import Source
from vaultwell.notes.kinds import PersonMark, is_meeting
from vaultwell.notes.note import Note
from vaultwell.notes.sketch import Sketch
from vaultwell.notes.verbs import CONTACT
from vaultwell.practices.own_keys import KeyUse, count_keys
from vaultwell.practices.people_folders import is_index, is_like_template

_WEEK_NAME = re.compile(r"[0-9]{4}-?[WQ][0-9]{1,2}|[0-9]{4}-(?:0[1-9]|1[0-2])|[0-9]{4}")
_DAY_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_MONTH_AND_DAY = rf"(?:{_MONTH} [0-9]{{1,2}}|[0-9]{{1,2}} {_MONTH})(?:st|nd|rd|th)?"
_OTHER_DAY_NAME = re.compile(
    r"[0-9]{8}|[0-9]{1,4}[-._ ][0-9]{1,2}[-._ ][0-9]{1,4}"
    rf"|(?:[a-z]+,? )?{_MONTH_AND_DAY},? [0-9]{{4}}(?:,? [a-z]+)?",
    re.IGNORECASE,
)
_TASKS_QUERY = re.compile(r"(?:`{3,}|~{3,})\s*tasks\b", re.IGNORECASE)


class DayCounts(NamedTuple):
    """Dated notes: those called after their day alone, others with a day, weekly and longer ones.

    `undated` are the paths of those that should have a day but have none that can be read; `unread` of
    those whose names look like days in another form.
    """

    daily: int
    others: int
    longer: int
    undated: tuple[str, ...]
    unread: tuple[str, ...]


class LinkCounts(NamedTuple):
    """Links in people's and dated notes: to people, to other notes, to several notes, to none."""

    people: int = 0
    notes: int = 0
    ambiguous: int = 0
    unknown: int = 0


class OwnWords(NamedTuple):
    """A log line that counts as a talk in words of its own."""

    source: Source
    words: str


@dataclass(frozen=True, slots=True)
class Survey:
    """Counts of one vault.

    `marks` says in how many people's notes each sign of a person stands, `folders` how many people
    each of the settings' folders holds; `keys` are all properties of people; `dateless` the log lines
    without a date that can be read; `unlike` the notes that count as people but are probably none
    (a folder's own note, a template). `tasks_queries` are the notes with a Tasks query. `problems`
    says where each kind of problem stands, the most frequent first.
    """

    people: int
    marks: Mapping[PersonMark, int]
    folders: Mapping[str, int]
    own_entries: int
    dated_entries: int
    days: DayCounts
    links: LinkCounts
    keys: tuple[KeyUse, ...]
    dateless: tuple[Source, ...]
    own_words: tuple[OwnWords, ...]
    unlike: tuple[str, ...]
    tasks_queries: tuple[str, ...]
    problems: Mapping[Code, tuple[Source, ...]]


def survey_vault(
    sketches: Sequence[Sketch],
    notes: Sequence[Note],
    graph: Graph,
    problems: Sequence[Problem],
    settings: Settings,
    conventions: Conventions,
    paths: Iterable[str],
) -> Survey:
    """Count what these notes hold; `notes` and `graph` are what `settings` make of the `sketches`."""
    people = [sketch for sketch in sketches if sketch.path in graph.contacts]
    logs = {note.path: note for note in notes if note.contact is not None}
    sources = {entry.source for entries in graph.entries.values() for entry in entries}
    in_logs = sum(source.path in logs for source in sources)
    return Survey(
        people=len(graph.contacts),
        marks=Counter(mark for sketch in people for mark in sketch.list_marks(settings)),
        folders=_count_folders(people, settings),
        own_entries=in_logs,
        dated_entries=len(sources) - in_logs,
        days=_count_days(sketches, notes, settings, conventions),
        links=_count_links(notes, find_names(paths, graph.contacts), graph),
        keys=count_keys([sketch.list_fields(settings) for sketch in people], settings),
        dateless=tuple(
            Source(problem.path, problem.line)
            for problem in problems
            if problem.code in ("no-date", "date-form")
        ),
        own_words=tuple(_list_own_words(graph, logs)),
        unlike=tuple(sketch.path for sketch in people if _is_unlike(sketch)),
        tasks_queries=tuple(sketch.path for sketch in sketches if _has_tasks_query(sketch)),
        problems=_group_problems(problems),
    )


def _group_problems(problems: Sequence[Problem]) -> dict[Code, tuple[Source, ...]]:
    """Where each problem stands, hints left out; the most frequent first."""
    found: dict[Code, list[Source]] = {}
    for problem in sorted(problems):
        if problem.severity == "problem":
            found.setdefault(problem.code, []).append(Source(problem.path, problem.line))
    codes = sorted(found, key=lambda code: (-len(found[code]), code))
    return {code: tuple(found[code]) for code in codes}


def _count_folders(people: Sequence[Sketch], settings: Settings) -> dict[str, int]:
    counts = {
        folder: sum(f"/{folder.lower()}/" in f"/{note.folder.lower()}/" for note in people)
        for folder in settings.people
    }
    return {folder: count for folder, count in counts.items() if count}


def _count_days(
    sketches: Sequence[Sketch], notes: Sequence[Note], settings: Settings, conventions: Conventions
) -> DayCounts:
    dated = {note.path for note in notes if note.day is not None}
    contacts = {note.path for note in notes if note.contact is not None}
    rest = [
        sketch
        for sketch in sketches
        if sketch.path not in dated | contacts and not sketch.is_excluded(settings, conventions)
    ]
    longer = [sketch for sketch in rest if _is_longer(sketch, conventions)]
    undated = [
        sketch.path for sketch in rest if sketch not in longer and _is_undated(sketch, settings, conventions)
    ]
    daily = sum(_is_daily(sketch, conventions) for sketch in sketches if sketch.path in dated)
    return DayCounts(
        daily=daily,
        others=len(dated) - daily,
        longer=len(longer),
        undated=tuple(undated),
        unread=tuple(
            sketch.path
            for sketch in rest
            if _OTHER_DAY_NAME.fullmatch(sketch.name) and sketch.path not in undated
        ),
    )


def _is_daily(sketch: Sketch, conventions: Conventions) -> bool:
    return _DAY_NAME.fullmatch(sketch.name) is not None or _is_in_daily_folder(sketch, conventions)


def _is_in_daily_folder(sketch: Sketch, conventions: Conventions) -> bool:
    folder = conventions.daily_folder
    return bool(folder) and f"{sketch.folder}/".lower().startswith(f"{folder}/".lower())


def _is_longer(sketch: Sketch, conventions: Conventions) -> bool:
    """A weekly or longer note, by its folder or its name."""
    folders = conventions.periodic_folders
    is_in_folder = any(f"{sketch.folder}/".lower().startswith(f"{folder}/".lower()) for folder in folders)
    return is_in_folder or _WEEK_NAME.fullmatch(sketch.name) is not None


def _is_undated(sketch: Sketch, settings: Settings, conventions: Conventions) -> bool:
    """A note that ought to have a day: in the daily folder, of a meeting, or with an impossible day."""
    if sketch.find_kind(settings, conventions) == "dated":
        return True
    return _is_in_daily_folder(sketch, conventions) or is_meeting(sketch.front_matter)


def _count_links(notes: Sequence[Note], names: Names, graph: Graph) -> LinkCounts:
    counts = LinkCounts()
    for note in notes:
        folder = note.path.rpartition("/")[0]
        for target in _list_targets(note):
            counts = _tally(counts, names.resolve(target, folder).paths, graph)
    return counts


def _tally(counts: LinkCounts, paths: Sequence[str], graph: Graph) -> LinkCounts:
    if not paths:
        return counts._replace(unknown=counts.unknown + 1)
    if len(paths) > 1:
        return counts._replace(ambiguous=counts.ambiguous + 1)
    if paths[0] in graph.contacts:
        return counts._replace(people=counts.people + 1)
    return counts._replace(notes=counts.notes + 1)


def _list_targets(note: Note) -> Iterator[str]:
    """The links of a person's properties and log, or of a dated note, that lead to a note."""
    refs = [*note.attendees]
    for jotting in note.jottings:
        refs += (*jotting.subject_refs, *jotting.people, *jotting.refs)
    targets = [ref.target for ref in refs]
    if note.contact is not None:
        targets += note.contact.introduced_by
        targets += (target for found in note.contact.relations.values() for target in found)
    return (target for target in targets if target)


def _list_own_words(graph: Graph, logs: Mapping[str, Note]) -> Iterator[OwnWords]:
    """Lines of people's own logs that begin with no verb of the table, by place."""
    found = {
        entry.source: entry.text
        for entries in graph.entries.values()
        for entry in entries
        if entry.kind == "contact" and entry.verb == CONTACT.name and entry.source.path in logs and entry.text
    }
    return (OwnWords(source, text) for source, text in sorted(found.items()))


def _is_unlike(sketch: Sketch) -> bool:
    return is_index(sketch) or is_like_template(sketch)


def _has_tasks_query(sketch: Sketch) -> bool:
    return any(_TASKS_QUERY.match(line.lstrip()) for line in sketch.lines)
