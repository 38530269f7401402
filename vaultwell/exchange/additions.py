"""What a note lacks of what comes in, and the note with it. What stands there is never replaced."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vaultwell.exchange.values import ALWAYS_LISTS, LISTS, Value, value_key
from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import add_to_list, find_property, set_property
from vaultwell.notes.edit_log import append_entries
from vaultwell.notes.fields import plain_value
from vaultwell.notes.sheet import parse_sheet


class Addition(NamedTuple):
    """One value of one property; `is_further`: one more of a list, or the first of one."""

    key: str
    value: Value
    is_further: bool = False


class Lines(NamedTuple):
    """Entries for one section of the log."""

    section: str
    lines: tuple[str, ...]


class Missing(NamedTuple):
    """Values that a note lacks; and `kept`, where it says something else: key, its value, theirs."""

    additions: tuple[Addition, ...]
    kept: tuple[tuple[str, str, str], ...]


def find_missing(contact: Contact, values: Mapping[str, Sequence[Value]]) -> Missing:
    """What of some values the note of a contact does not say yet."""
    additions: list[Addition] = []
    kept: list[tuple[str, str, str]] = []
    for key, wanted in values.items():
        there = list_values(contact, key)
        known = {value_key(key, text) for text in there}
        if key == "aliases":
            known.add(name_key(contact.name))
        new = [value for value in wanted if value_key(key, str(value)) not in known]
        if key in LISTS or not there:
            if not (key in ("cadence", "circle") and (contact.cadence or contact.circle)):
                is_further = key in ALWAYS_LISTS or bool(there) or len(new) > 1
                additions += [Addition(key, value, is_further and key in LISTS) for value in new]
        else:
            kept += [
                (key, there[0], str(value)) for value in new if not _is_within(key, str(value), there[0])
            ]
    return Missing(tuple(additions), tuple(kept))


def _is_within(key: str, theirs: str, mine: str) -> bool:
    """Mine says as much and more: a birthday with its year."""
    return key in ("birthday", "anniversary") and len(theirs) <= len("--04-17") and mine.endswith(theirs[-5:])


def list_values(contact: Contact, key: str) -> tuple[str, ...]:
    """What a note says by a property, as text; nothing when it is not written or empty."""
    if key == "aliases":
        return contact.aliases
    if key == "relation":
        return contact.relation
    if key in contact.facts:
        return contact.facts[key]
    for day in contact.yearly:
        if day.label == key:
            year = f"{day.year:04}-" if day.year else ""
            return (f"{year}{day.month:02}-{day.day:02}",)
    for name, texts in contact.others.items():
        if name == key:
            return texts
    value = {
        "circle": contact.circle,
        "cadence": contact.cadence,
        "met": contact.met,
        "created": contact.created,
        "snooze": contact.snooze,
        "follow_up": contact.follow_up,
        "last_contact": contact.last_contact,
        "paused": "true" if contact.is_paused else None,
        "died": contact.died,
        "let_go": contact.let_go,
    }.get(key) or (contact.relations.get(key) or [None])[0]
    return (str(value),) if value else ()


def _is_missing(text: str, key: str, settings: Settings) -> bool:
    """Nobody has written it meanwhile."""
    field = find_property(parse_sheet(text).front_matter.fields, key, settings)
    there = plain_value(field.value) if field else None
    return not there or isinstance(there, Mapping)  # which is refused, with its line


def add_all(text: str, additions: Iterable[Addition], lines: Iterable[Lines], settings: Settings) -> str:
    """The note with all of it. Raises `CannotEdit`, with its line, where that would mean to guess."""
    for key, value, is_further in additions:
        if is_further:
            text = add_to_list(text, key, str(value), settings)
        elif _is_missing(text, key, settings):
            text = set_property(text, key, value, settings)
    for section, entries in lines:
        text = append_entries(text, entries, settings.headings, section)
    return text
