"""Which settings would fit a vault that people already have: found in its notes, each with its reason. Pure.

Conservative throughout: what is proposed changes what counts, so that a guess needs evidence by name and
by use. What is only likely is said and left to its owner.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vaultwell.graph.names import Names, find_names
from vaultwell.model.cadence import Cadence
from vaultwell.model.settings import PROPOSED_CIRCLES, Conventions, Settings
from vaultwell.model.source import Source
from vaultwell.notes.fields import Field
from vaultwell.notes.jotting import Ref
from vaultwell.notes.kinds import REGION_BEGIN
from vaultwell.notes.note import Note
from vaultwell.notes.property_keys import canonical_key
from vaultwell.notes.property_texts import find_field, list_texts, unlinked
from vaultwell.notes.sketch import Sketch, list_dated_lines
from vaultwell.notes.values import parse_cadence
from vaultwell.practices.own_keys import KeyFound, count_keys, find_own_keys
from vaultwell.practices.people_folders import (
    FolderFound,
    find_people_folders,
    is_alike,
    is_index,
    is_like_template,
)

_WITH = re.compile(r"(?:\b(?:with|w|mit|avec|con|com|met)|w/)\s*$", re.IGNORECASE)
_PERSONAL_VERBS = frozenset(
    """called phoned rang emailed messaged texted met talked spoke chatted call video chat coffee lunch
    dinner""".split()
)
_MY_NAMES = frozenset({"Me", "me", "Myself", "myself", "About me", "Ich", "Moi"})
_MY_WORDS = frozenset({"me", "myself"})
_LOG_HEADINGS = frozenset(
    re.split(
        r",\s+",
        """meetings, meeting notes, conversations, calls, call log, contact log, contact history, contacts,
        chats, interaction log, catch-ups, catch ups, catchups, touchpoints, touch points, 1:1, 1:1s, 1-1,
        1-1s, 1on1, one on one, one-on-ones, talks, diary, communication, communications, encounters,
        hangouts, get-togethers, gespräche, treffen, kontakte, kontaktverlauf, begegnungen, rencontres,
        conversaciones, encuentros""",
    )
)
_ORNAMENT = re.compile(r"^[^\w]+|[^\w]+$")
_NO_TITLE = re.compile(
    r"(?:[\W\d_]|\b[qhw](?=[0-9])|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)*",
    re.IGNORECASE,
)
_LEAST_LINES = 2
_MOST_CIRCLES = 20
_OTHER_DUE_NOTE = "Due today.md"


class HeadingFound(NamedTuple):
    """A heading of people's notes with dated lines below that are not read: so many, in so many notes.

    `is_log`: its name or the verbs below it say that the lines tell of talks. `source` is the first line.
    """

    heading: str
    lines: int
    notes: int
    is_log: bool
    source: Source


class CircleFound(NamedTuple):
    """A circle in use: of how many people, and the cadence its name stands for, if it does for any."""

    name: str
    people: int
    cadence: Cadence | None


class MyNote(NamedTuple):
    """The note about oneself, as the setting names it, and its path."""

    name: str
    path: str


class Adoption(NamedTuple):
    """What would be set, and what only the owner of the notes can decide.

    `people` is empty when the settings' own folders are enough. `due_note` is another name for the due
    note, where a note of that name is not ours.
    """

    people: tuple[FolderFound, ...] = ()
    me: MyNote | None = None
    keys: tuple[KeyFound, ...] = ()
    headings: tuple[HeadingFound, ...] = ()
    circles: tuple[CircleFound, ...] = ()
    due_note: str = ""
    doubtful_folders: tuple[str, ...] = ()
    doubtful_headings: tuple[HeadingFound, ...] = ()
    lookalikes: tuple[str, ...] = ()


def find_adoption(
    sketches: Sequence[Sketch],
    notes: Sequence[Note],
    paths: Iterable[str],
    settings: Settings,
    conventions: Conventions,
) -> Adoption:
    """What to set beyond `settings`; `notes` are the same notes as these settings read them."""
    paths = tuple(paths)
    me = None if settings.me else _find_me(sketches, paths, settings, conventions)
    settings = settings._replace(me=me.name) if me else settings
    company = _find_company(notes, find_names(paths, {}))
    others = [note for note in sketches if _is_open(note, settings, conventions)]
    folders = find_people_folders(others, company, settings)
    settings = settings._replace(people=(*settings.people, *(found.folder for found in folders.found)))
    people = [note for note in sketches if note.find_kind(settings, conventions) == "contact"]
    fields = [note.list_fields(settings) for note in people]
    keys = tuple(find_own_keys(fields, count_keys(fields, settings), settings))
    settings = settings._replace(properties={**settings.properties, **{key.key: key.meaning for key in keys}})
    headings = tuple(_find_headings(people, settings))
    known = {note.path for note in people}
    return Adoption(
        people=(*_list_set(people, settings, folders.found), *folders.found) if folders.found else (),
        me=me,
        keys=keys,
        headings=tuple(found for found in headings if found.is_log),
        circles=_find_circles(fields, settings) if settings.circles is None else (),
        due_note=_OTHER_DUE_NOTE if _is_taken(sketches, settings) else "",
        doubtful_folders=folders.doubtful,
        doubtful_headings=tuple(found for found in headings if not found.is_log),
        lookalikes=tuple(
            note.path
            for note in others
            if note.path not in known and not is_index(note) and is_alike(note, company, settings)
        ),
    )


def _is_open(note: Sketch, settings: Settings, conventions: Conventions) -> bool:
    """No person and no dated note yet, but it could be one: it is no template, and not ours or about me."""
    kind = note.find_kind(settings, conventions)
    is_no_note = note.is_excluded(settings, conventions) or is_like_template(note)
    return kind == "other" and not is_no_note


def _list_set(
    people: Sequence[Sketch], settings: Settings, found: Sequence[FolderFound]
) -> Iterator[FolderFound]:
    """The settings' own folders that hold people: a new list of folders takes the place of theirs."""
    new = {folder.folder for folder in found}
    for folder in settings.people:
        inside = sum(f"/{folder.lower()}/" in f"/{note.folder.lower()}/" for note in people)
        if inside and folder not in new:
            yield FolderFound(folder, inside, inside, "default")


def _find_me(
    sketches: Sequence[Sketch], paths: Sequence[str], settings: Settings, conventions: Conventions
) -> MyNote | None:
    """The one note that its name, type or tag calls mine; none when there are several."""
    found = [
        note
        for note in sketches
        if (note.name in _MY_NAMES or _MY_WORDS & set(_list_words(note)))
        and not note.has_day
        and not note.is_excluded(settings, conventions)
    ]
    if len(found) != 1:
        return None
    note = found[0]
    is_clear = find_names(paths, {}).resolve(note.name, "").path == note.path
    return MyNote(note.name if is_clear else note.path.removesuffix(".md"), note.path)


def _list_words(note: Sketch) -> Iterator[str]:
    for found in find_field(note.front_matter, "type", "tags", "tag"):
        for text in list_texts(found.value):
            yield from (word.removeprefix("#") for word in text.lower().split())


def _find_company(notes: Sequence[Note], names: Names) -> frozenset[str]:
    """The notes, of whatever kind, that dated notes say one was with, or talked to."""
    found = set()
    for note in notes:
        if note.day is not None:
            folder = note.path.rpartition("/")[0]
            refs = (*note.attendees, *_list_company(note))
            found |= {path for ref in refs if (path := names.resolve(ref.target, folder).path)}
    return frozenset(found)


def _list_company(note: Note) -> Iterator[Ref]:
    for jotting in note.jottings:
        if jotting.is_mention or jotting.box == "open":
            continue
        yield from jotting.subject_refs
        if jotting.is_with or (jotting.verb is not None and jotting.verb.name in _PERSONAL_VERBS):
            yield from jotting.people
        for ref in jotting.refs:
            if not ref.is_mention and _WITH.search(note.lines[ref.line - 1][: max(0, ref.column - 1)]):
                yield ref


def _find_headings(people: Sequence[Sketch], settings: Settings) -> Iterator[HeadingFound]:
    """Headings with dated lines that are not read, the most used first; "" is none at all."""
    read = {heading.lower() for heading in (*settings.headings, *settings.mention_headings)}
    lines: dict[str, list[tuple[Source, bool]]] = {}
    typed: dict[str, str] = {}
    for note in people:
        own = {note.name.lower(), *(alias.lower() for alias in _list_aliases(note))}
        for line in list_dated_lines(note, settings):
            titles = [title for title in line.headings if title.lower() not in own]
            if any(title.lower() in read for title in titles):
                continue
            heading = next((title for title in reversed(titles) if not _NO_TITLE.fullmatch(title)), "")
            typed.setdefault(heading.lower(), heading)
            is_talk = line.verb is not None and line.verb.kind in ("contact", "attempt")
            lines.setdefault(heading.lower(), []).append((Source(note.path, line.line), is_talk))
    for key, found in sorted(lines.items(), key=lambda item: (-len(item[1]), item[0])):
        sources = sorted(source for source, _ in found)
        talks = sum(is_talk for _, is_talk in found)
        notes = len({source.path for source in sources})
        yield HeadingFound(typed[key], len(found), notes, _is_log(key, len(found), talks), sources[0])


def _is_log(heading: str, lines: int, talks: int) -> bool:
    if not heading:
        return False
    return _ORNAMENT.sub("", heading) in _LOG_HEADINGS or (lines >= _LEAST_LINES and talks * 2 >= lines)


def _list_aliases(note: Sketch) -> Iterator[str]:
    for found in find_field(note.front_matter, "aliases", "alias"):
        yield from list_texts(found.value)


def _find_circles(people: Sequence[Sequence[Field]], settings: Settings) -> tuple[CircleFound, ...]:
    """The circles in use, the largest first; none when there are so many that they must be something else."""
    names = Counter(
        unlinked(texts[0])
        for fields in people
        for found in fields
        if canonical_key(found.key, settings) == "circle" and (texts := list_texts(found.value))
    )
    circles: dict[str, CircleFound] = {}
    for name, count in sorted(names.items(), key=lambda item: (-item[1], item[0])):
        same = circles.get(name.lower(), CircleFound(name, 0, _find_cadence(name)))
        circles[name.lower()] = same._replace(people=same.people + count)
    if len(circles) > _MOST_CIRCLES:
        return ()
    return tuple(sorted(circles.values(), key=_closeness))


def _closeness(circle: CircleFound) -> tuple[bool, int, int, str]:
    """The closest circle first; those of an unknown cadence last, the largest of them first."""
    cadence = circle.cadence
    if cadence is None or cadence.is_never:
        return True, 0, -circle.people, circle.name
    return False, cadence.days + 30 * cadence.months, -circle.people, circle.name


def _find_cadence(circle: str) -> Cadence | None:
    """What a circle's name says itself (`weekly`), or is proposed with (`close`); a number says nothing."""
    words = PROPOSED_CIRCLES.get(circle.lower(), circle)
    if words.isdecimal():
        return None
    try:
        return parse_cadence(words)
    except ValueError:
        return None


def _is_taken(sketches: Sequence[Sketch], settings: Settings) -> bool:
    """A note of the user's own has the due note's name."""
    return any(
        note.path.lower() == settings.due_note.lower()
        and not any(line.startswith(REGION_BEGIN) for line in note.lines)
        for note in sketches
    )
