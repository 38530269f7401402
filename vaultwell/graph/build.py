"""Parsed notes to the graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vaultwell.graph.company import Company
from vaultwell.graph.names import Names
from vaultwell.graph.plain import Deeds, PlainLines, find_plain_lines
from vaultwell.graph.reader import read_note
from vaultwell.graph.remarks import is_too_far_ahead
from vaultwell.graph.repeats import check_doubles, check_wordings
from vaultwell.graph.strangers import Stranger, check_strangers
from vaultwell.graph.twins import check_twins
from vaultwell.graph.unlinked import check_unlinked
from vaultwell.model.contact import INVERSE, Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph, Introduction, Relation
from vaultwell.model.log import Log
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.notes.faults import build_name_problem
from vaultwell.notes.mentions import Ref
from vaultwell.notes.note import Note
from vaultwell.notes.values import parse_day
from vaultwell.notes.verbs import build_vocabulary

_STATE_RANK = {None: 1, "open": 2, "dropped": 3, "done": 4}


def build_graph(
    notes: Sequence[Note], paths: Iterable[str], settings: Settings, today: date
) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph of all notes, and every problem of theirs, sorted by place.

    `paths` are all notes of the vault, read or not: a link is ambiguous against every one of them.
    """
    contacts = {note.path: note.contact for note in notes if note.contact is not None}
    names = Names(paths, contacts)
    vocabulary = build_vocabulary(settings.verbs, settings.who)
    found = _Found(Deeds(vocabulary))
    for note in sorted(notes, key=lambda note: note.path):
        found.problems.extend(note.problems)
        if note.contact is not None or note.day is not None:
            _gather(Company(note, names, contacts, vocabulary), found, today)
    logs, doubles = _arrange(found)
    graph = Graph(
        contacts=dict(sorted(contacts.items())),
        logs=logs,
        relations={person: _sorted_relations(each) for person, each in sorted(found.relations.items())},
        introductions=tuple(found.introductions),
        names=names.list_unique(),
    )
    by_path = {note.path: note for note in notes}
    mention_headings = frozenset(heading.lower() for heading in settings.mention_headings)
    problems = {
        *found.problems,
        *check_doubles(doubles, by_path),
        *check_strangers(found.strangers),
        *check_twins(graph, by_path),
        *check_unlinked(graph, notes, mention_headings, today),
    }
    return graph, tuple(sorted(problems))


@dataclass(slots=True)
class _Found:
    """What the notes say, one after the other; `relations` by person."""

    deeds: Deeds
    problems: list[Problem] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    plain: dict[str, PlainLines] = field(default_factory=dict)
    introductions: list[Introduction] = field(default_factory=list)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    strangers: list[Stranger] = field(default_factory=list)
    written_on: dict[Source, date] = field(default_factory=dict)


def _gather(company: Company, found: _Found, today: date) -> None:
    """Add what one contact's or dated note says."""
    note = company.note
    if note.contact is not None:
        company.contacts[note.path] = _without_future(note.contact, company, today)
        _add_relations(found.relations, note.contact, company)
        found.introductions.extend(_told_introductions(note.contact, company))
    if note.day is not None and is_too_far_ahead(note.day, today):
        company.problems.append(build_name_problem(note.path, str(note.day)))
    else:
        plain = find_plain_lines(note, found.deeds, today)
        reading = read_note(company, note.close if plain else note.jottings, today)
        found.entries.extend(reading.entries)
        if plain:
            found.plain[note.path] = plain
        found.introductions.extend(reading.introductions)
        found.written_on.update(reading.written_on)
        check_wordings(company)
        found.strangers.extend(Stranger(jotting.on or today, note, ref) for jotting, ref in company.strangers)
    found.problems.extend(company.problems)


def _without_future(contact: Contact, company: Company, today: date) -> Contact:
    """A last contact, meeting or creation that lies ahead cannot be meant: reported and left out."""
    last_contact = _past(contact.last_contact, "last_contact", company, today)
    met = _past(contact.met, "met", company, today)
    created = _past(contact.created, "created", company, today)
    let_go = contact.let_go if _is_past_ending(contact.let_go, "let_go", company, today) else None
    _is_past_ending(contact.died, "died", company, today)  # reported; but nobody is told to write to them
    found = (contact.last_contact, contact.met, contact.created, contact.let_go)
    if (last_contact, met, created, let_go) == found:
        return contact
    return replace(contact, last_contact=last_contact, met=met, created=created, let_go=let_go)


def _is_past_ending(text: str | None, key: str, company: Company, today: date) -> bool:
    """`let_go` or `died` is no day that lies ahead, which would be reported."""
    if text is None or text == "yes":
        return True
    try:
        day = parse_day(text)
    except ValueError:
        return True
    return _past(day, key, company, today) is not None


def _past(day: date | None, key: str, company: Company, today: date) -> date | None:
    if day is None or day <= today:
        return day
    assert company.note.contact is not None
    line = company.note.contact.lines.get(key, 1)
    company.complain(
        line,
        max(company.note.lines[line - 1].find(str(day)), 0) + 1,
        len(str(day)),
        "impossible-date",
        "problem",
        f"{key}: “{day}” lies ahead",
        "Write the day it happened; something planned belongs in the log, under its own day.",
    )
    return None


def _property_ref(target: str, key: str, contact: Contact, company: Company) -> Ref:
    """Where a link of a property stands, for a problem: on its key's line or one below."""
    first = contact.lines.get(key, 1)
    lines = company.note.lines
    for line in range(first, min(first + 50, len(lines) + 1)):
        column = lines[line - 1].find(f"[[{target}")
        if column >= 0:
            return Ref(target, target, line, column + 1, len(target) + 4)
    return Ref(target, target, first, 1, 1)


def _find_people(targets: Iterable[str], key: str, contact: Contact, company: Company) -> list[str]:
    refs = [_property_ref(target, key, contact, company) for target in targets]
    return [path for ref in refs if (path := company.find_contact(ref))]


def _add_relations(relations: dict[str, list[Relation]], contact: Contact, company: Company) -> None:
    for key, targets in contact.relations.items():
        people = _find_people(targets, key, contact, company)
        if key not in INVERSE and len(people) != len(targets):
            continue  # a key of the user's own is a relation only if all its links are people
        source = contact.source(key)
        for person in people:
            relations.setdefault(contact.path, []).append(Relation(key, person, source))
            inverse = Relation(INVERSE.get(key, key), contact.path, source)
            relations.setdefault(person, []).append(inverse)


def _sorted_relations(found: Iterable[Relation]) -> tuple[Relation, ...]:
    """Each relation once, even when both notes tell it."""
    once: dict[tuple[str, str], Relation] = {}
    for relation in sorted(found, key=lambda relation: (relation.word, relation.person, relation.source)):
        once.setdefault((relation.word, relation.person), relation)
    return tuple(once.values())


def _told_introductions(contact: Contact, company: Company) -> Iterable[Introduction]:
    people = _find_people(contact.introduced_by, "introduced_by", contact, company)
    for person in people:
        yield Introduction(person, (contact.path,), contact.met, contact.source("introduced_by"))


def _arrange(found: _Found) -> tuple[Mapping[str, Log], list[tuple[Entry, Entry]]]:
    """Everyone's entries by day; the same line twice counts once, and a ticked one wins.

    Lines are compared by the day that stands on them, which `written_on` has where it is not the entry's:
    a plan lies on its 📅 day, and the same line ticked on its own or its ✅ day. The second part has, for
    each that does not count, the one that does and itself.
    """
    people: dict[str, list[Entry]] = {person: [] for person in found.plain}
    for entry in found.entries:
        people.setdefault(entry.person, []).append(entry)
    doubles: list[tuple[Entry, Entry]] = []
    logs: dict[str, Log] = {}
    for person, entries in sorted(people.items()):
        plain = found.plain.get(person)
        if plain is not None and _may_repeat(entries, plain, found.written_on):
            entries.extend(plain.read(range(len(plain.days))))
            plain = None
        close = _settle(entries, found.written_on, doubles)
        logs[person] = (
            Log(close, plain.days, plain.deeds, plain.due_days, plain.read) if plain else Log(close)
        )
    return logs, doubles


def _may_repeat(entries: Iterable[Entry], plain: PlainLines, written_on: Mapping[Source, date]) -> bool:
    """An entry could say what a plain line does: it has the day of one."""
    days = set(plain.days)
    return any(entry.on in days or written_on.get(entry.source) in days for entry in entries)


def _settle(
    entries: list[Entry], written_on: Mapping[Source, date], doubles: list[tuple[Entry, Entry]]
) -> tuple[Entry, ...]:
    """One person's entries in order, each once."""
    entries.sort(key=_place)
    kept: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        on = entry.on if entry.state is None else written_on.get(entry.source, entry.on)
        key = (on, entry.verb, entry.by, entry.text, entry.kind == "mention")
        known = kept.setdefault(key, entry)
        if known is not entry:
            is_better = _rank(entry) > _rank(known)
            kept[key] = entry if is_better else known
            doubles.append((entry, known) if is_better else (known, entry))
    return tuple(kept.values()) if len(kept) == len(entries) else tuple(sorted(kept.values(), key=_place))


def _rank(entry: Entry) -> tuple[int, bool]:
    """Which of two equal lines counts: what happened rather than the plan for it, else what its box says,
    else the one in the person's own note."""
    state = 0 if entry.kind == "plan" else _STATE_RANK[entry.state]
    return state, entry.source.path == entry.person


def _place(entry: Entry) -> tuple[date, Source]:
    return entry.on, entry.source
