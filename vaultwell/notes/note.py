"""The text of one note to what it says: the front door of this room."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.dated import find_day_text, parse_name_day
from vaultwell.notes.faults import Fault, build_name_problem, build_problem
from vaultwell.notes.fields import Field
from vaultwell.notes.front_matter import FrontMatter, parse_front_matter
from vaultwell.notes.inline_fields import find_inline_fields
from vaultwell.notes.jotting import Jotting, Ref
from vaultwell.notes.jottings import read_dated, read_log
from vaultwell.notes.kinds import COMPANY_KEYS, find_kind, find_meeting_day, is_excluded, is_meant_as_person
from vaultwell.notes.lines import BOM, read_lines, split_lines
from vaultwell.notes.links import find_links
from vaultwell.notes.listed import read_listed
from vaultwell.notes.own_names import find_name
from vaultwell.notes.plain_body import read_plain_log
from vaultwell.notes.plain_log import PlainLog
from vaultwell.notes.properties import parse_contact
from vaultwell.notes.property_keys import is_known_key
from vaultwell.notes.property_texts import find_field, link_target, list_scalars
from vaultwell.notes.structure import Structure, parse_structure
from vaultwell.notes.values import parse_day
from vaultwell.notes.verbs import Vocabulary, build_vocabulary

_ABSENT = re.compile(r"(?i)~~|\b(?:absent|excused|apologies|declined|cancelled|canceled|no.show)\b")

# A line that somebody would miss if it were not read.
_ENTRY_LIKE = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s.*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|\[\[)")

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Note:
    """One note, read but not yet joined with the others.

    `contact` stands for a contact's note, `day` for a dated one; neither for all others.
    `attendees` are the people a dated note's properties name, as typed. `log` has the entries of a
    contact's note that is read the short way, `others` all further jottings. `data` is the note itself,
    `vocabulary` the words by which it was read.
    """

    path: str
    contact: Contact | None = None
    day: date | None = None
    attendees: tuple[Ref, ...] = ()
    others: tuple[Jotting, ...] = ()
    problems: tuple[Problem, ...] = ()
    log: PlainLog | None = None
    data: bytes = field(default=b"", repr=False)
    vocabulary: Vocabulary | None = field(default=None, repr=False, compare=False)

    @property
    def lines(self) -> list[str]:
        """The note's lines; taken anew from its bytes each time, for few notes are asked for them."""
        return read_lines(self.data)

    @property
    def close(self) -> tuple[Jotting, ...]:
        """All jottings but the plain lines of the log."""
        return (*self.log.close, *self.others) if self.log else self.others

    @property
    def jottings(self) -> tuple[Jotting, ...]:
        """All jottings, in the order of the note, and what stands in its properties."""
        if self.log is None:
            return self.others
        assert self.vocabulary is not None
        return (*self.log.read_all(self.lines, self.vocabulary), *self.others)


def parse_note(path: str, data: bytes, settings: Settings, conventions: Conventions) -> Note:
    """What the note at `path` says; never raises, whatever the bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _parse_undecodable(path, data, fault, settings)
    return _parse_text(path, data, text.removeprefix(BOM), settings, conventions)


def _parse_undecodable(path: str, data: bytes, fault: UnicodeDecodeError, settings: Settings) -> Note:
    lines = split_lines(data.decode("utf-8", "replace"))
    empty = FrontMatter(fields=(), body_line=1, problems=(), is_readable=False)
    kind = find_kind(path, [], empty, settings, Conventions(), has_day=False)
    problem = _build_undecodable(path, data, fault, lines)
    if kind != "contact":
        is_ours = is_meant_as_person(path, lines, empty, settings)
        return Note(path, problems=(problem,) if is_ours else ())
    return Note(path, Contact(path, find_name(path, ())), problems=(problem,), data=data)


def _build_undecodable(path: str, data: bytes, fault: UnicodeDecodeError, lines: Sequence[str]) -> Problem:
    if data.startswith(_UTF_16_MARKS):
        return build_problem(path, (), Fault("not-utf-8", 1, 1, 1, "UTF-16"))
    before = split_lines(data[: fault.start].decode("utf-8"))
    return build_problem(
        path, lines, Fault("not-utf-8", len(before), len(before[-1]) + 1, 1, "another encoding")
    )


def _parse_text(path: str, data: bytes, text: str, settings: Settings, conventions: Conventions) -> Note:
    lines = split_lines(text)
    front_matter = parse_front_matter(path, lines)
    day_text = find_day_text(path, conventions)
    kind = find_kind(path, lines, front_matter, settings, conventions, has_day=day_text is not None)
    if kind == "contact":
        return _parse_contact_note(path, data, lines, front_matter, settings)
    if kind == "dated":
        return _parse_dated_note(path, data, lines, front_matter, settings, conventions)
    is_ours = (
        not front_matter.is_readable
        and not is_excluded(path, lines, front_matter, settings, conventions)
        and is_meant_as_person(path, lines, front_matter, settings)
    )
    return Note(path, problems=front_matter.problems if is_ours else ())


def _parse_contact_note(
    path: str, data: bytes, lines: Sequence[str], front_matter: FrontMatter, settings: Settings
) -> Note:
    vocabulary = build_vocabulary(settings.verbs, settings.who)
    body = _read_body(path, lines, front_matter.body_line, vocabulary, settings)
    fields = (*front_matter.fields, *body.fields)
    contact, problems = parse_contact(path, fields, lines, settings)
    listed = tuple(read_listed(front_matter, vocabulary))
    faults = [fault for jotting in listed for fault in jotting.faults]
    return Note(
        path,
        contact=contact,
        others=(*body.jottings, *[jotting for jotting in listed if jotting.on is not None]),
        problems=(
            *front_matter.problems,
            *problems,
            *body.problems,
            *[build_problem(path, lines, fault) for fault in faults],
        ),
        log=body.log,
        data=data,
        vocabulary=vocabulary,
    )


class _Body(NamedTuple):
    """What stands below the front matter of a contact's note."""

    jottings: tuple[Jotting, ...] = ()
    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    log: PlainLog | None = None


def _read_body(
    path: str, lines: Sequence[str], first_line: int, vocabulary: Vocabulary, settings: Settings
) -> _Body:
    headings = _lower(settings.headings)
    log = read_plain_log("\n".join(lines[first_line - 1 :]), first_line, vocabulary, headings)
    if log is not None:
        found = tuple(fault for jotting in log.close for fault in jotting.faults)
        return _Body(problems=tuple(build_problem(path, lines, fault) for fault in found), log=log)
    structure = parse_structure(lines, first_line)
    jottings, faults = read_log(structure.blocks, vocabulary, headings)
    fields = [found for found in find_inline_fields(structure.blocks) if is_known_key(found.key, settings)]
    return _Body(jottings, tuple(fields), _build_problems(path, lines, structure, faults))


@lru_cache(maxsize=8)
def _lower(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(heading.lower() for heading in headings)


def _parse_dated_note(
    path: str,
    data: bytes,
    lines: Sequence[str],
    front_matter: FrontMatter,
    settings: Settings,
    conventions: Conventions,
) -> Note:
    try:
        day = parse_name_day(path, conventions)
    except ValueError:
        return Note(path, problems=(build_name_problem(path, find_day_text(path, conventions) or ""),))
    if day is None:
        scalar = find_meeting_day(path, front_matter, conventions)
        assert scalar is not None, "a note without a day in its name is dated by its property"
        try:
            day = parse_day(link_target(scalar.text) or scalar.text)
        except ValueError:
            fault = Fault("impossible-date", scalar.line, scalar.column, scalar.width, scalar.text)
            return Note(path, problems=(build_problem(path, lines, fault),))
    structure = parse_structure(lines, front_matter.body_line)
    mention_headings = _lower(settings.mention_headings)
    vocabulary = build_vocabulary(settings.verbs, settings.who)
    jottings, faults = read_dated(structure.blocks, vocabulary, mention_headings, day)
    return Note(
        path,
        day=day,
        attendees=tuple(_list_attendees(front_matter)),
        others=jottings,
        problems=front_matter.problems + _build_problems(path, lines, structure, faults),
        data=data,
    )


def _list_attendees(front_matter: FrontMatter) -> Iterator[Ref]:
    """Who a dated note's properties say was there, links or names; not one marked absent."""
    for found in find_field(front_matter, *COMPANY_KEYS):
        for scalar in list_scalars(found.value):
            if _ABSENT.search(scalar.text):
                continue
            links = [(link.target, link.label) for link in find_links(scalar.text)]
            for target, label in links or [(scalar.text.strip(), scalar.text.strip())]:
                if target:
                    yield Ref(target, label, scalar.line, scalar.column, scalar.width)


def _build_problems(
    path: str, lines: Sequence[str], structure: Structure, faults: Sequence[Fault]
) -> tuple[Problem, ...]:
    if structure.conflict_line is not None:
        width = len(lines[structure.conflict_line - 1])
        faults = [*faults, Fault("conflict-markers", structure.conflict_line, 1, width, "")]
    opened = structure.unclosed_line
    if opened is not None and any(map(_ENTRY_LIKE.match, lines[opened:])):
        is_code = lines[opened - 1].lstrip(" \t>-*+0123456789.)").startswith(("```", "~~~"))
        words = "code block" if is_code else "comment"
        faults = [*faults, Fault("never-closed", opened, 1, max(1, len(lines[opened - 1])), words)]
    return tuple(build_problem(path, lines, fault) for fault in faults)
