"""The jottings of one note to entries: each line's people, then what it means for each of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from vaultwell.graph.company import Company, find_subject, list_first_words, split_names
from vaultwell.graph.meaning import Meaning, find_meaning
from vaultwell.graph.remarks import (
    TWO_SIDED,
    ask_about_whom,
    hint_form,
    hint_nobody,
    report_far_day,
    without_far_fields,
)
from vaultwell.graph.subject import Subject
from vaultwell.model.entry import Entry, Kind, State
from vaultwell.model.graph import Introduction
from vaultwell.model.source import Source
from vaultwell.notes.jotting import Jotting


@dataclass(slots=True)
class Reading:
    """What one note gave: entries and introductions.

    `written_on` has the day that stands on a line, where the entry lies on its 📅 or ✅ day instead.
    """

    entries: list[Entry] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)
    written_on: dict[Source, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Party:
    """The people of one line: those who took part, and those only spoken of."""

    took_part: tuple[str, ...]
    mentioned: tuple[str, ...] = ()
    is_direct: bool = False
    is_all_names: bool = False


def read_note(company: Company, jottings: Iterable[Jotting], today: date) -> Reading:
    """The entries that the jottings of a note make; problems are left in `company`."""
    reading = Reading()
    parties: list[tuple[str, ...]] = []
    attendees = _read_attendees(company, reading, today)
    for jotting in jottings:
        parent = parties[jotting.parent] if jotting.parent is not None else None
        parties.append(_read_jotting(company, reading, jotting, parent, attendees, today))
    return reading


def _read_attendees(company: Company, reading: Reading, today: date) -> tuple[str, ...]:
    """The contacts that a dated note's properties name: you met them that day."""
    day = company.note.day
    if day is None:
        return ()
    found: list[str] = []
    for ref in company.note.attendees:
        path = company.find_contact(ref)
        if path is None:
            bare = company.find_bare(ref.target, ())
            path = bare[0] if len(bare) == 1 else None
        if path and path not in found:
            found.append(path)
    kind: Kind = "plan" if day > today else "contact"
    name = company.note.path.rpartition("/")[2].removesuffix(".md")
    text = name.removeprefix(str(day)).strip(" -–—_")
    for person in found:
        others = tuple(other for other in found if other != person)
        source = Source(company.note.path, company.note.attendees[0].line)
        state: State | None = "open" if kind == "plan" else None
        reading.entries.append(Entry(day, person, kind, "contact", None, text, source, others, state=state))
    return tuple(found)


def _read_jotting(
    company: Company,
    reading: Reading,
    jotting: Jotting,
    parent: tuple[str, ...] | None,
    attendees: tuple[str, ...],
    today: date,
) -> tuple[str, ...]:
    """Add what one line says; returns who took part, for the lines indented under it."""
    if report_far_day(company, jotting, today):
        return ()
    jotting = without_far_fields(company, jotting, today)
    if company.person is not None and parent is None and _names_nobody(company, jotting):
        return _read_own_line(company, reading, jotting, today)
    among = _find_company(company, parent, attendees)
    subject = find_subject(company, jotting, among)
    if subject is None:
        return ()
    party = _find_party(company, jotting, subject, parent, attendees)
    meaning = find_meaning(
        jotting, subject, is_direct=party.is_direct, is_all_names=party.is_all_names, today=today
    )
    if party.took_part:
        hint_form(company, jotting, subject, is_direct=party.is_direct)
    else:
        hint_nobody(company, jotting)
    company.note_strangers(jotting)
    source = Source(company.note.path, jotting.line)
    if jotting.on is not None and jotting.on != meaning.on:
        reading.written_on[source] = jotting.on
    party = _settle(jotting, subject, meaning, party)
    _add_introduction(reading, meaning, party, source)
    for person in party.took_part:
        others = tuple(path for path in (*party.took_part, *party.mentioned) if path != person)
        others = others if meaning.verb == "introduced" else tuple(p for p in others if p in party.took_part)
        reading.entries.append(_build_entry(jotting, meaning, person, others, source))
    _add_mentions(reading, jotting, meaning, party, source)
    return party.took_part


def _names_nobody(company: Company, jotting: Jotting) -> bool:
    if jotting.people or jotting.refs or jotting.subject_refs:
        return False
    if not jotting.names or jotting.verb is None:
        return True
    names = list(split_names(jotting.names))
    starts = list_first_words(names, has_colon=jotting.has_colon)
    return bool(names) and not any(company.names.find_people(name) for name in (*names, *starts))


def _read_own_line(company: Company, reading: Reading, jotting: Jotting, today: date) -> tuple[str, ...]:
    """A line of a person's own log that names nobody else is about them alone, as most are."""
    assert company.person is not None
    people = (company.person,)
    subject = find_subject(company, jotting, people)
    assert subject is not None, "in a person's own log a pronoun can only mean them"
    meaning = find_meaning(jotting, subject, is_direct=jotting.is_direct, is_all_names=False, today=today)
    if not jotting.is_direct:
        hint_form(company, jotting, subject, is_direct=False)
    source = Source(company.note.path, jotting.line)
    if jotting.on is not None and jotting.on != meaning.on:
        reading.written_on[source] = jotting.on
    reading.entries.append(_build_entry(jotting, meaning, company.person, (), source))
    return people


def _find_company(
    company: Company, parent: tuple[str, ...] | None, attendees: tuple[str, ...]
) -> tuple[str, ...]:
    if parent is not None:
        return parent
    return (company.person,) if company.person else attendees


def _find_party(
    company: Company,
    jotting: Jotting,
    subject: Subject,
    parent: tuple[str, ...] | None,
    attendees: tuple[str, ...],
) -> _Party:
    """Who took part in what the line says, and who is only spoken of."""
    bare, is_all_names = _find_bare_people(company, jotting, _find_company(company, parent, attendees))
    named = [path for ref in jotting.people if (path := company.find_contact(ref))] + bare
    base = subject.people
    if company.person is not None and not base:
        base = parent if parent is not None else (company.person,)
    joined, mentioned = _sort_refs(company, jotting, is_anyone_named=bool(base or named))
    took_part = _unique([*base, *named, *joined])
    if jotting.is_mention:
        took_part, mentioned = (), [*took_part, *mentioned]
    elif not took_part and jotting.box == "open" and mentioned:
        took_part, mentioned = _unique(mentioned), []  # `buy bread for [[Ana]]` is to do for her
    elif not took_part:
        took_part = _inherit(company, jotting, parent, attendees)
    if company.person is not None and parent is None:
        mentioned = [company.person, *mentioned]  # somebody else did it: their note is only spoken of
    return _Party(
        took_part,
        tuple(path for path in _unique(mentioned) if path not in took_part),
        jotting.is_direct or (jotting.has_colon and jotting.verb is not None and is_all_names),
        is_all_names,
    )


def _find_bare_people(company: Company, jotting: Jotting, among: tuple[str, ...]) -> tuple[list[str], bool]:
    """The contacts whose bare names stand right after the verb, and whether nothing else does."""
    if jotting.verb is None or not jotting.names or jotting.verb.kind == "note":
        return [], False
    names = list(split_names(jotting.names))
    whole = [_find_one(company, jotting, name, among) for name in names]
    if all(whole):
        return [path for path in whole if path], True
    for name in list_first_words(names, has_colon=jotting.has_colon):
        if path := _find_one(company, jotting, name, among):
            return [path], False
    return [], False


def _find_one(company: Company, jotting: Jotting, name: str, among: tuple[str, ...]) -> str | None:
    found = company.find_bare(name, among)
    if len(found) > 1:
        company.ask_who(jotting, name, found)
    return found[0] if len(found) == 1 else None


def _sort_refs(company: Company, jotting: Jotting, *, is_anyone_named: bool) -> tuple[list[str], list[str]]:
    """The links outside the people clause: whose people took part, and who is only mentioned.

    In a contact's own note only those `with` you took part; in a dated note everybody linked did,
    but for the text of an entry that already names its people.
    """
    joined: list[str] = []
    mentioned: list[str] = []
    for ref in jotting.refs:
        is_in_text = ref.is_after_colon and jotting.verb is not None
        if company.person is not None:
            has_joined = ref.is_in_company and not is_in_text
        else:
            has_joined = not (is_in_text and is_anyone_named)
        if path := company.find_contact(ref):
            (joined if has_joined and not ref.is_mention else mentioned).append(path)
    return joined, mentioned


def _inherit(
    company: Company, jotting: Jotting, parent: tuple[str, ...] | None, attendees: tuple[str, ...]
) -> tuple[str, ...]:
    """The people of the line above an entry, or the one person of the meeting."""
    if jotting.verb is None and jotting.box is None:
        return ()
    if parent is not None:
        return parent
    is_deed = jotting.verb is not None and jotting.is_direct and jotting.verb.kind in TWO_SIDED
    if is_deed and len(attendees) > 1:
        ask_about_whom(company, jotting, attendees)
    return attendees if is_deed and len(attendees) == 1 else ()


def _settle(jotting: Jotting, subject: Subject, meaning: Meaning, party: _Party) -> _Party:
    """What is between me and one person is not also between me and those it was about.

    `they introduced [[X]]:` and `they gave [[X]]: …` are theirs alone; the others are mentioned.
    """
    if meaning.by != "them" or meaning.kind not in TWO_SIDED or not subject.people:
        return party
    if jotting.is_with:
        return party
    giver = tuple(path for path in party.took_part if path in subject.people)
    rest = tuple(path for path in party.took_part if path not in subject.people)
    return _Party(giver, _unique([*rest, *party.mentioned]), party.is_direct)


def _add_introduction(reading: Reading, meaning: Meaning, party: _Party, source: Source) -> None:
    if meaning.verb != "introduced" or meaning.kind != "favor":
        return
    if meaning.by == "me" and len(party.took_part) > 1:
        reading.introductions.append(Introduction(None, party.took_part, meaning.on, source))
    elif meaning.by == "them" and party.mentioned:
        reading.introductions.append(Introduction(party.took_part[0], party.mentioned, meaning.on, source))


def _build_entry(
    jotting: Jotting, meaning: Meaning, person: str, others: tuple[str, ...], source: Source
) -> Entry:
    return Entry(
        on=meaning.on,
        person=person,
        kind=meaning.kind,
        verb=meaning.verb,
        by=meaning.by,
        text=meaning.text,
        source=source,
        others=others,
        state=meaning.state,
        due_on=jotting.due_on,
        done_on=jotting.done_on,
        block_id=jotting.block_id,
    )


def _add_mentions(
    reading: Reading, jotting: Jotting, meaning: Meaning, party: _Party, source: Source
) -> None:
    if jotting.box == "open":
        return
    for person in party.mentioned:
        reading.entries.append(Entry(meaning.on, person, "mention", "mention", None, jotting.wording, source))


def _unique(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))
