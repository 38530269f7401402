"""The short way through a contact's properties: flat ones, each read once for all notes in which it stands.

What a property says depends on no other one, but for a few. Where one of those stands, or one that is wrong,
the long way decides (`parse_front_matter`, `find_kind` and `parse_contact`). Else this one says the same in a
fraction of the time: a property test holds it to that.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from vaultwell.model.cadence import NEVER
from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.settings import Conventions, Settings
from vaultwell.model.source import Source
from vaultwell.notes.dated import find_day_text
from vaultwell.notes.fields import NULLS, FrontMatter
from vaultwell.notes.flat_yaml import MAX_CHARACTERS, PLAIN_TEXT, parse_flat
from vaultwell.notes.kinds import (
    DATED_KEYS,
    REGION_BEGIN,
    PersonMark,
    is_in_people_folder,
    is_set_aside,
    list_marks,
    may_be_unrendered,
)
from vaultwell.notes.listed import LISTED_KEYS
from vaultwell.notes.own_names import ALIAS_KEYS, PART_KEYS, find_name, parse_denote
from vaultwell.notes.properties import parse_contact
from vaultwell.notes.property_keys import STRUCTURE_KEYS, TEXT_KEYS, YEARLY_KEYS, canonical_key, normal_key
from vaultwell.notes.values import parse_yearly

# A key at the start of a line, and the lines that belong to it.
_find_properties = re.compile(r"^[^\s#-].*(?:\n[ -].*)*", re.MULTILINE).findall
_match_text = re.compile(rf"(\w+): ({PLAIN_TEXT})").fullmatch
_FIRST_LINE = 2  # of a property that stands alone
_NOT_ALONE = frozenset({*DATED_KEYS, *LISTED_KEYS, *PART_KEYS})
_MOST_PROPERTIES = 1_000
_NOBODY = Contact("", "")
_NOTHING: Mapping[str, tuple[str, ...]] = {}  # one for all who have none
_SINGLE = frozenset(Contact._fields) - {"path", "name", "yearly", "relations", "facts", "others", "lines"}


class PlainContact(NamedTuple):
    """A contact, and the text below their properties, which begins at line `body_line`."""

    contact: Contact
    body: str
    body_line: int


class _Said(NamedTuple):
    """What a property says of whoever's note it stands in: its canonical `key`, the contact of whom nothing
    else is known, their fields that hold one value, and in which ways this is a person."""

    key: str
    contact: Contact
    single: Mapping[str, Any]
    marks: tuple[PersonMark, ...]


def read_plain_contact(
    path: str, text: str, settings: Settings, conventions: Conventions
) -> PlainContact | None:
    """The contact of a note; None when only the long way can tell whether it is one, and what it says."""
    block, body, body_line = _cut(text)
    properties = _find_properties(block)
    if "\n".join(properties) != block or len(block) >= MAX_CHARACTERS or _is_special(path, text, block):
        return None
    circles = None if settings.circles is None else tuple(settings.circles)
    known = _find_known(circles, tuple(settings.properties.items()))
    found = [said for one in properties if (said := known[one]) is not None]
    has_all = len({said.key for said in found}) == len(properties)
    if not has_all or not _is_person(path, found, settings, conventions):
        return None
    return PlainContact(_merge(path, properties, found), body, body_line)


def _cut(text: str) -> tuple[str, str, int]:
    """The properties, the body, and its first line."""
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    if end < 0:
        return "", text, 1
    block = text[4:end]
    return block, text[end + 5 :], block.count("\n") + (4 if block else 3)


def _is_special(path: str, text: str, block: str) -> bool:
    """Another kind of note, or other line ends, that the long way has to see."""
    return (
        "\r" in text
        or REGION_BEGIN in text
        or (not block and text.startswith(("---", "\ufeff")))
        or may_be_unrendered(block)
        or parse_denote(path) is not None
    )


def _is_person(path: str, found: Iterable[_Said], settings: Settings, conventions: Conventions) -> bool:
    """Whether `find_kind` would say so."""
    if is_set_aside(path, settings, conventions):
        return False
    marks = [mark for said in found for mark in said.marks]
    if "type" in marks:
        return True
    is_contact = bool(marks) or is_in_people_folder(path, settings)
    return is_contact and find_day_text(path, conventions) is None


def _merge(path: str, properties: Iterable[str], found: Iterable[_Said]) -> Contact:
    """The contact of whom all this is said."""
    name = find_name(path, ())
    single: dict[str, Any] = {}
    yearly: list[YearlyDate] = []
    relations: dict[str, tuple[str, ...]] = {}
    facts: dict[str, tuple[str, ...]] = {}
    others: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    above = 0
    for typed, said in zip(properties, found, strict=True):
        one = said.contact
        single |= said.single
        relations |= one.relations
        facts |= one.facts
        others |= one.others
        if one.yearly:
            yearly += [day._replace(source=Source(path, day.source.line + above)) for day in one.yearly]
        for key in one.lines:
            lines[key] = _FIRST_LINE + above
        above += typed.count("\n") + 1
    if "aliases" in single:
        single["aliases"] = tuple(alias for alias in single["aliases"] if alias != name)
    return Contact(
        path=path,
        name=name,
        yearly=tuple(yearly),
        relations=relations or _NOTHING,
        facts=facts or _NOTHING,
        others=others or _NOTHING,
        lines=lines,
        **single,
    )


class _Known(dict[str, _Said | None]):
    """What a property says, None when that cannot be told of it alone; the same few stand in most notes."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    def __missing__(self, typed: str) -> _Said | None:
        said = _read_text(typed, self._settings)
        if said is not None:
            return said
        if len(self) >= _MOST_PROPERTIES:
            self.clear()
        said = self[typed] = _read(typed, self._settings)
        return said


@lru_cache(maxsize=8)
def _find_known(circles: tuple[str, ...] | None, properties: tuple[tuple[str, str], ...]) -> _Known:
    """The properties under these settings."""
    named = None if circles is None else dict.fromkeys(circles, NEVER)
    return _Known(Settings(circles=named, properties=dict(properties)))


def _read_text(typed: str, settings: Settings) -> _Said | None:
    """`email: ana@example.org`, `birthday: 1988-04-17`: what nobody else has, so that it is not kept."""
    found = _match_text(typed) if typed.isprintable() else None
    if found is None or "]]" in typed:
        return None
    key, text = canonical_key(found[1], settings), found[2].strip()
    if key in TEXT_KEYS and text not in NULLS:
        return _Said(key, Contact("", "", facts={key: (text,)}, lines={key: _FIRST_LINE}), {}, ())
    if key not in YEARLY_KEYS:
        return None
    try:
        year, month, day = parse_yearly(text)
    except ValueError:
        return None
    yearly = YearlyDate(key, month, day, year, Source("", _FIRST_LINE))
    return _Said(key, Contact("", "", yearly=(yearly,), lines={key: _FIRST_LINE}), {}, ())


def _read(typed: str, settings: Settings) -> _Said | None:
    lines = ["---", *typed.split("\n"), "---"]
    fields = parse_flat(lines, len(lines) - 1)
    if fields is None or len(fields) != 1:
        return None
    normal, key = normal_key(fields[0].key), canonical_key(fields[0].key, settings)
    contact, problems = parse_contact("", fields, lines, settings)
    if problems or not _NOT_ALONE.isdisjoint((normal, key)):
        return None
    single = {name: value for name in _SINGLE if (value := getattr(contact, name)) != getattr(_NOBODY, name)}
    marks = list_marks("", FrontMatter(fields), settings) if key in STRUCTURE_KEYS else ()
    return _Said("aliases" if normal in ALIAS_KEYS else key, contact, single, marks)
