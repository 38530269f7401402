"""What one note tells once everybody's names are known: the first half of the way to the graph.

It depends on the note, on what the names asked for mean, and on the day; on no other note.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any, NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.company import Company
from vaultwell.graph.names import Asked, Names
from vaultwell.graph.own_lines import OwnLines, sort_own_lines
from vaultwell.graph.reader import Reading, read_note
from vaultwell.graph.remarks import is_too_far_ahead
from vaultwell.graph.repeats import check_wordings
from vaultwell.graph.strangers import list_strangers
from vaultwell.model.contact import INVERSE, Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Introduction, Relation
from vaultwell.notes.faults import build_name_problem
from vaultwell.notes.jotting import Ref
from vaultwell.notes.note import Note
from vaultwell.notes.plain_log import PlainLog
from vaultwell.notes.values import parse_day
from vaultwell.notes.verbs import Vocabulary

_NOTHING: Mapping[Any, Any] = {}  # one for all notes of which nothing is to be said


class Telling(NamedTuple):
    """What a note tells, and the keys of all names that it `asked` for.

    It tells the same as long as these mean the same, on any day of its span (`find_span`).
    """

    account: Account
    asked: AbstractSet[str] = frozenset()


def tell(note: Note, names: Names, vocabulary: Vocabulary, today: date) -> Telling:
    """What a note tells, seen on `today`; one that is neither a contact's nor dated, only what is wrong."""
    if note.contact is None and note.day is None:
        return Telling(Account(note.path, problems=note.problems))
    asked = Asked(names)
    company = Company(note, asked, vocabulary)
    contact = None if note.contact is None else _without_future(note.contact, company, today)
    relations = dict(_find_relations(contact, company)) if contact and contact.relations else _NOTHING
    introductions = tuple(_told_introductions(contact, company)) if contact and contact.introduced_by else ()
    own, reading = _read_lines(company, asked, today)
    account = Account(
        note.path,
        contact,
        note.day,
        _by_person(reading.entries),
        own.log,
        own.shared,
        relations,
        (*introductions, *reading.introductions),
        {source.line: on for source, on in reading.written_on.items()} or _NOTHING,
        tuple(list_strangers(company, today)),
        (*note.problems, *company.problems),
        note.data,
    )
    return Telling(account, asked.keys)


def _read_lines(company: Company, asked: Asked, today: date) -> tuple[OwnLines, Reading]:
    """The plain lines of a note, and what all others tell."""
    note = company.note
    if note.day is not None and is_too_far_ahead(note.day, today):
        company.problems.append(build_name_problem(note.path, str(note.day)))
        return OwnLines(), Reading()
    own = OwnLines()
    if note.log is not None and _is_plain(note.log, today):
        own = sort_own_lines(note.log, company, asked)
    jottings = note.jottings if own.log is None else (*own.close, *note.others)
    reading = read_note(company, jottings, today)
    check_wordings(company, jottings)
    return own, reading


def _is_plain(log: PlainLog, today: date) -> bool:
    """The log has plain lines, and none of them says what another does, is a plan, or is too far ahead."""
    if not log.days or log.repeats or max(log.days) > today:
        return False
    return not any(is_too_far_ahead(day, today) for day in log.due_days.values())


def _by_person(entries: Sequence[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    if not entries:
        return _NOTHING
    people: dict[str, list[Entry]] = {}
    for entry in entries:
        people.setdefault(entry.person, []).append(entry)
    return {person: tuple(found) for person, found in people.items()}


def find_span(note: Note, today: date) -> tuple[date, date]:
    """From which day until before which one the note tells the same as `today`: days only ever come to pass.

    What lies too far ahead is not even a plan; when it becomes one, the next day asks again.
    """
    days = _list_days(note)
    if not days or (last := max(days)) <= today:
        return last if days else date.min, date.max
    ahead = [day for day in days if day > today]
    if any(is_too_far_ahead(day, today) for day in ahead):
        return today, today + timedelta(1)
    return today, min(ahead)


def _list_days(note: Note) -> list[date]:
    """Every day for which it matters whether it is past."""
    days = [note.day]
    if note.contact is not None:
        days.extend(_list_days_of(note.contact))
    if note.log is not None:
        days.extend(note.log.days)
        days.extend(note.log.due_days.values())
    for jotting in note.close:
        days += jotting.on, jotting.due_on, jotting.done_on
    return [day for day in days if day is not None]


def _list_days_of(contact: Contact) -> Iterator[date | None]:
    yield from (contact.last_contact, contact.met, contact.created)
    yield from map(_read_ending, (contact.let_go, contact.died))


def _read_ending(text: str | None) -> date | None:
    """The day that `let_go` or `died` names, if it names one."""
    try:
        return None if text in (None, "yes") else parse_day(text)
    except ValueError:
        return None


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
    return contact._replace(last_contact=last_contact, met=met, created=created, let_go=let_go)


def _is_past_ending(text: str | None, key: str, company: Company, today: date) -> bool:
    """`let_go` or `died` is no day that lies ahead, which would be reported."""
    day = _read_ending(text)
    return day is None or _past(day, key, company, today) is not None


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


def _find_relations(contact: Contact, company: Company) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    """What the properties say of the contact and of those that they link, by person."""
    found: dict[str, list[Relation]] = {}
    for key, targets in contact.relations.items():
        people = _find_people(targets, key, contact, company)
        if key not in INVERSE and len(people) != len(targets):
            continue  # a key of the user's own is a relation only if all its links are people
        source = contact.source(key)
        for person in people:
            found.setdefault(contact.path, []).append(Relation(key, person, source))
            inverse = Relation(INVERSE.get(key, key), contact.path, source)
            found.setdefault(person, []).append(inverse)
    return ((person, tuple(relations)) for person, relations in found.items())


def _find_people(targets: Iterable[str], key: str, contact: Contact, company: Company) -> list[str]:
    refs = [_property_ref(target, key, contact, company) for target in targets]
    return [path for ref in refs if (path := company.find_contact(ref))]


def _property_ref(target: str, key: str, contact: Contact, company: Company) -> Ref:
    """Where a link of a property stands, for a problem: on its key's line or one below."""
    first = contact.lines.get(key, 1)
    lines = company.note.lines
    for line in range(first, min(first + 50, len(lines) + 1)):
        column = lines[line - 1].find(f"[[{target}")
        if column >= 0:
            return Ref(target, target, line, column + 1, len(target) + 4)
    return Ref(target, target, first, 1, 1)


def _told_introductions(contact: Contact, company: Company) -> Iterator[Introduction]:
    people = _find_people(contact.introduced_by, "introduced_by", contact, company)
    for person in people:
        yield Introduction(person, (contact.path,), contact.met, contact.source("introduced_by"))
