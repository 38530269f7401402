"""JSON that others may rely on: one stable document for each command (the schema stands in the docs)."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from vaultwell.render.words import say_label

if TYPE_CHECKING:
    from vaultwell.model.entry import Entry
    from vaultwell.model.problem import Problem
    from vaultwell.model.settings import Settings
    from vaultwell.practices.brief import Brief
    from vaultwell.practices.history import LastContact
    from vaultwell.practices.meetings import Meeting
    from vaultwell.practices.people import Person
    from vaultwell.practices.reasons import Reason
    from vaultwell.practices.row import DueRow
    from vaultwell.practices.search import Match

VERSION = 1

# Legal inside a JSON string, but obeyed by terminals: escaped all the same.
_OBEYED = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def dump(document: Mapping[str, Any]) -> str:
    """The document as text: readable, and harmless in a terminal."""
    return _harmless(json.dumps(document, ensure_ascii=False, indent=2))


def dump_line(document: Mapping[str, Any]) -> str:
    """The document on one line."""
    return _harmless(json.dumps(document, ensure_ascii=False))


def _harmless(text: str) -> str:
    return re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", text)


def due_document(
    rows: "Sequence[DueRow]",
    meetings: "Sequence[Meeting]",
    settings: "Settings",
    problems: "Sequence[Problem]",
    today: date,
) -> dict[str, Any]:
    """`due --json`."""
    return {
        "version": VERSION,
        "today": str(today),
        "pace": str(settings.pace),
        "meetings": [_meeting(meeting) for meeting in meetings],
        "rows": [row_document(row) for row in rows],
        "problems": count_problems(problems),
    }


def count_problems(problems: "Sequence[Problem]") -> int:
    """How many problems there are, hints not counted."""
    return sum(problem.severity == "problem" for problem in problems)


def row_document(row: "DueRow") -> dict[str, Any]:
    """One row, as in `due --json`."""
    from vaultwell.practices.reasons import ABOUT_KEYS
    from vaultwell.practices.row import row_id

    contact = row.history.contact
    return {
        "name": row.name,
        "path": row.path,
        "reason": row.reason,
        "due_on": _day(row.due_on),
        "cadence_days": row.cadence_days,
        "circle": contact.circle,
        "estimated": row.is_estimated,
        "today_pick": row.is_today_pick,
        "last_contact": last_document(row.last),
        "why": _whys(row),
        "about": [text for key in ABOUT_KEYS for text in contact.fact(key)],
        "id": row_id(row),
    }


def _meeting(meeting: "Meeting") -> dict[str, Any]:
    return {
        "on": str(meeting.on),
        "verb": meeting.plan.verb,
        "text": meeting.plan.text,
        "source": str(meeting.plan.source),
        "people": [
            {
                "name": guest.history.contact.name,
                "path": guest.history.contact.path,
                "last_contact": last_document(guest.told),
                "why": [_why(reason) for reason in guest.reasons],
            }
            for guest in meeting.guests
        ],
    }


def _day(day: date | None) -> str | None:
    return str(day) if day else None


def last_document(last: "LastContact | None") -> dict[str, Any] | None:
    """The last contact, as in `due --json`."""
    if last is None:
        return None
    return {"on": str(last.on), "verb": last.verb, "text": last.text, "source": str(last.source)}


def _whys(row: "DueRow") -> list[str]:
    own_first = sorted(row.reasons, key=lambda reason: reason.entry != row.entry)
    whys = [_why(reason) for reason in own_first]
    if row.yearly is not None:
        whys.insert(0, f"{say_label(row.yearly.label)} {row.due_on}")
    if row.reason == "follow-up":
        whys.insert(0, f"to do: {row.entry.text}" if row.entry else f"follow up on {row.due_on}")
    return whys


def _why(reason: "Reason") -> str:
    entry = reason.entry
    if reason.what == "mention":
        return f"you wrote about them on {entry.on}: {entry.text}"
    who = "they " if entry.by == "them" else ""
    end = f", by {entry.due_on}" if entry.due_on else ""
    return f"{who}{entry.verb}: {entry.text}{end}"


def check_document(problems: "Sequence[Problem]") -> dict[str, Any]:
    """`check --json`."""
    keys = ("path", "line", "column", "code", "severity", "message", "remedy")
    return {
        "version": VERSION,
        "problems": [{key: getattr(problem, key) for key in keys} for problem in problems],
    }


def show_document(brief: "Brief", names: Mapping[str, str], today: date) -> dict[str, Any]:
    """`show --json`: the person and every entry; `names` maps a contact's path to the name."""
    from vaultwell.render.mirror import reflection_document

    contact = brief.contact
    return {
        "version": VERSION,
        "today": str(today),
        "name": contact.name,
        "path": contact.path,
        "aliases": list(contact.aliases),
        "circle": contact.circle,
        "relation": list(contact.relation),
        "met": _day(contact.met),
        "facts": {key: list(values) for key, values in contact.facts.items()},
        "other": {key: list(values) for key, values in contact.others.items()},
        "dates": [
            {
                "label": say_label(yearly.label),
                "on": str(on),
                "year": yearly.year,
                "source": str(yearly.source),
            }
            for on, yearly in brief.dates
        ],
        "last_contact": last_document(brief.last),
        "due": [row_document(row) for row in brief.rows],
        "relations": [
            {"relation": relation.word, "name": names[relation.person], "path": relation.person}
            for relation in brief.relations
        ],
        "introductions": [
            {
                "by": names[introduction.by] if introduction.by else "me",
                "people": [names[path] for path in introduction.people],
                "on": _day(introduction.on),
                "source": str(introduction.source),
            }
            for introduction in brief.introductions
        ],
        "mirror": [reflection_document(reflection, contact.name) for reflection in brief.mirror],
        "entries": [entry_document(entry, names) for entry in brief.history.entries],
    }


def entry_document(entry: "Entry", names: Mapping[str, str]) -> dict[str, Any]:
    """One entry, as in `show --json`; `names` maps a contact’s path to the name."""
    return {
        "on": str(entry.on),
        "kind": entry.kind,
        "verb": entry.verb,
        "by": entry.by,
        "with": [names[path] for path in entry.others],
        "text": entry.text,
        "state": entry.state,
        "due_on": _day(entry.due_on),
        "done_on": _day(entry.done_on),
        "source": str(entry.source),
    }


def search_document(matches: "Sequence[Match]") -> dict[str, Any]:
    """`search --json`."""
    return {
        "version": VERSION,
        "matches": [
            {
                "path": match.path,
                "line": match.line,
                "name": match.name,
                "on": _day(match.on),
                "text": match.text,
            }
            for match in matches
        ],
    }


def list_document(people: "Sequence[Person]") -> dict[str, Any]:
    """`list --json`."""
    return {"version": VERSION, "people": [_person(person) for person in people]}


def _person(person: "Person") -> dict[str, Any]:
    contact = person.contact
    return {
        "name": contact.name,
        "path": contact.path,
        "circle": contact.circle,
        "relation": list(contact.relation),
        "last_contact": last_document(person.last),
        "due_on": _day(person.due_on),
        "facts": {key: list(values) for key, values in contact.facts.items()},
        "other": {key: list(values) for key, values in contact.others.items()},
    }
