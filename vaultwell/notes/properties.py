"""Front matter to a contact: one strict parser per known key (format.md, "A contact note")."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from typing import Any

from vaultwell.model.codes import CODES
from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.problem import Code, Problem
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.notes.faults import say_impossible, say_iso
from vaultwell.notes.fields import Field, Scalar
from vaultwell.notes.near_keys import NearKey, find_near_key
from vaultwell.notes.own_names import find_aliases, find_name, parse_denote
from vaultwell.notes.property_keys import (
    DAY_KEYS,
    LINK_KEYS,
    OWN_PARSER_KEYS,
    SEVERAL_ARE_FINE,
    STRUCTURE_KEYS,
    TEXT_KEYS,
    YEARLY_ENDINGS,
    YEARLY_KEYS,
    canonical_key,
    normal_key,
)
from vaultwell.notes.property_texts import (
    link_target,
    link_targets,
    list_scalars,
    list_texts,
    unlinked,
    unlinked_texts,
)
from vaultwell.notes.values import parse_cadence, parse_day, parse_flag, parse_yearly

_LONGEST_WORDS = 60
_NOTHING: Mapping[str, tuple[str, ...]] = {}  # one for all who have none
_BARE_M = re.compile(r"([0-9]+) ?m")
_OTHER_DATE = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}(?:[./-](?:[0-9]{2,4})?)?")
_NOT_SO = frozenset({"never", "not yet", "none", "n/a", "-", "?"})


@dataclass(slots=True)
class _Draft:
    """What has been read so far of one note's front matter."""

    path: str
    lines: Sequence[str]
    settings: Settings
    problems: list[Problem] = field(default_factory=list)
    typed: dict[str, Any] = field(default_factory=dict)
    yearly: list[YearlyDate] = field(default_factory=list)
    relations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()

    def complain(self, scalar: Scalar | Field, code: Code, message: str, remedy: str) -> None:
        """Add a problem about a value or a key."""
        width = scalar.width if isinstance(scalar, Scalar) else len(scalar.key)
        excerpt = self.lines[scalar.line - 1]
        severity, _ = CODES[code]
        self.problems.append(
            Problem(self.path, scalar.line, scalar.column, code, severity, message, remedy, excerpt, width)
        )


def parse_contact(
    path: str, fields: Sequence[Field], lines: Sequence[str], settings: Settings
) -> tuple[Contact, tuple[Problem, ...]]:
    """The contact whose properties are `fields`; what cannot be understood is reported and left out."""
    keys = [canonical_key(found.key, settings) for found in fields]
    draft = _Draft(path, lines, settings, keys=frozenset(keys))
    own_names = {}
    if len(draft.keys) < len(keys):
        own_names = {
            key: found.line for key, found in zip(keys, fields, strict=True) if normal_key(found.key) == key
        }
    for key, found in zip(keys, fields, strict=True):
        if key in STRUCTURE_KEYS:
            if key in ("aliases", "alias"):
                draft.at.setdefault("aliases", found.line)
            continue
        if key in draft.at or (key in own_names and normal_key(found.key) != key):
            _hint_two_names(draft, key, found, draft.at.get(key) or own_names[key])
            continue
        draft.at[key] = found.line
        _read_field(draft, key, found)
    name = find_name(path, fields)
    if "created" not in draft.typed and (denote := parse_denote(path)):
        draft.typed["created"] = denote.created
    contact = Contact(
        path=path,
        name=name,
        aliases=find_aliases(name, fields),
        yearly=tuple(draft.yearly),
        relations=draft.relations or _NOTHING,
        facts=draft.facts or _NOTHING,
        others=draft.others or _NOTHING,
        lines=draft.at,
        **draft.typed,
    )
    return contact, tuple(draft.problems)


def _hint_two_names(draft: _Draft, key: str, found: Field, line: int) -> None:
    """Two names for one meaning: the canonical one, or the first, holds; it stands in `line`."""
    if key in SEVERAL_ARE_FINE:
        draft.facts[key] = (*draft.facts.get(key, ()), *_unlinked(found))
        return
    draft.problems.append(
        Problem(
            draft.path,
            found.line,
            found.column,
            "two-names",
            "hint",
            f"“{found.key}” means the same as “{key}” in line {line}",
            f"Keep one of the two; until then line {line} counts.",
            draft.lines[found.line - 1],
            len(found.key),
        )
    )


def _read_field(draft: _Draft, key: str, found: Field) -> None:
    if key in TEXT_KEYS:
        draft.facts[key] = _unlinked(found)
    elif key in YEARLY_KEYS or key.endswith(YEARLY_ENDINGS):
        _read_yearly(draft, key, found)
    elif key in LINK_KEYS:
        _read_links(draft, key, found)
    elif key in DAY_KEYS:
        _read_day(draft, key, found)
    elif key in OWN_PARSER_KEYS:
        _OWN_READERS[key](draft, key, found)
    else:
        _read_unknown(draft, key, found)


def _unlinked(found: Field) -> tuple[str, ...]:
    if isinstance(found.value, Scalar) and "]]" not in found.value.text:
        return list_texts(found.value)
    return tuple([words for text in list_texts(found.value) for words in unlinked_texts(text)])


def _first(found: Field) -> Scalar | None:
    if isinstance(found.value, Scalar):
        return found.value if found.value.text.strip() else None
    return next((scalar for scalar in list_scalars(found.value) if scalar.text.strip()), None)


def _read_day(draft: _Draft, key: str, found: Field) -> None:
    scalar = _first(found)
    if scalar is None:
        return
    try:
        draft.typed[key] = parse_day(link_target(scalar.text) or scalar.text)
    except ValueError as fault:
        _complain_of_date(draft, found.key, scalar, fault, "Write it as year-month-day: 2026-10-05.")


def _complain_of_date(draft: _Draft, key: str, scalar: Scalar, fault: ValueError, remedy: str) -> None:
    """Report a value that is no date, or none that can be meant; `remedy` shows the form to write."""
    words = _shortened(scalar.text)
    if str(fault).startswith("not "):
        if _OTHER_DATE.fullmatch(words):
            iso = say_iso(words)
            remedy = f"Write it as {iso.replace('YYYY-', '') if key in YEARLY_KEYS else iso}."
        draft.complain(scalar, "bad-date", f"{key}: “{words}” is not read as a date", remedy)
    else:
        message, remedy = say_impossible(words, str(fault))
        draft.complain(scalar, "impossible-date", f"{key}: {message}", remedy)


def _shortened(text: str) -> str:
    """A value on one line, for a message."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_WORDS else f"{words[: _LONGEST_WORDS - 1]}…"


def _read_yearly(draft: _Draft, key: str, found: Field) -> None:
    scalar = _first(found)
    if scalar is None:
        return
    try:
        year, month, day = parse_yearly(link_target(scalar.text) or scalar.text)
    except ValueError as fault:
        remedy = "Write it as 1988-04-17, or 04-17 when the year is not known."
        _complain_of_date(draft, found.key, scalar, fault, remedy)
    else:
        draft.yearly.append(YearlyDate(key, month, day, year, Source(draft.path, scalar.line)))


def _read_links(draft: _Draft, key: str, found: Field) -> None:
    targets = tuple(target for text in list_texts(found.value) for target in link_targets(text))
    if key == "introduced_by":
        draft.typed[key] = targets
    elif targets:
        draft.relations[key] = targets
    if words := _unlinked(found):
        draft.facts[key] = words


def _read_cadence(draft: _Draft, key: str, found: Field) -> None:
    scalar = _first(found)
    if scalar is None:
        return
    try:
        draft.typed[key] = parse_cadence(scalar.text)
    except ValueError as fault:
        words = _shortened(scalar.text)
        remedy = "Write days as a number, or “2 weeks”, “6 months”, “monthly”, “yearly”, “never”."
        if bare := _BARE_M.fullmatch(words.lower()):
            remedy = f"For months write “{bare[1]} months”."
        draft.complain(scalar, "bad-cadence", f"{found.key} “{words}”: {fault}", remedy)


def _read_circle(draft: _Draft, key: str, found: Field) -> None:
    scalar = _first(found)
    if scalar is None:
        return
    name = unlinked(scalar.text)
    circles = draft.settings.circles
    if circles is None or name in circles:
        draft.typed[key] = name
        return
    known = {circle.lower(): circle for circle in circles}
    if name.lower() in known:
        draft.typed[key] = known[name.lower()]
        return
    near = get_close_matches(name.lower(), known, n=1)
    hint = f" Did you mean “{known[near[0]]}”?" if near else ""
    in_use = f"Circles in use: {', '.join(circles)}." if circles else "No circle is set in vaultwell.toml."
    draft.complain(scalar, "unknown-circle", f"unknown circle “{_shortened(name)}”", in_use + hint)


def _read_relation(draft: _Draft, key: str, found: Field) -> None:
    draft.typed[key] = tuple(word.lower() for word in _unlinked(found))


def _read_paused(draft: _Draft, _key: str, found: Field) -> None:
    scalar = _first(found)
    if scalar is None:
        return
    try:
        draft.typed["is_paused"] = parse_flag(scalar.text)
    except ValueError as fault:
        remedy = "Write true or false; to pause until a day, write that day as snooze: 2027-03-01."
        draft.complain(scalar, "bad-value", f"{found.key} “{_shortened(scalar.text)}”: {fault}", remedy)


def _read_ending(draft: _Draft, key: str, found: Field) -> None:
    """`let_go` (a date or any text) and `died` (a date or `true`); `no` and the like say no.

    A day that cannot be meant is reported, and what it says is still so: the kinder of two errors.
    """
    scalar = _first(found)
    if scalar is None:
        return
    text = scalar.text.strip()
    try:
        draft.typed[key] = "yes" if text.lower() not in _NOT_SO and parse_flag(text) else None
    except ValueError:
        draft.typed[key] = text
        _check_ending(draft, key, found, scalar)


def _check_ending(draft: _Draft, key: str, found: Field, scalar: Scalar) -> None:
    words = _shortened(scalar.text)
    try:
        parse_day(link_target(words) or words)
    except ValueError as fault:
        remedy = "Write the day as 2026-10-05; until then this is read as “true”."
        if not str(fault).startswith("not "):
            message, _ = say_impossible(words, str(fault))
            draft.complain(scalar, "impossible-date", f"{found.key}: {message}", remedy)
        elif _OTHER_DATE.fullmatch(words):
            draft.complain(scalar, "bad-date", f"{found.key}: “{words}” is not read as a date", remedy)
        elif key == "died" and not _ABOUT_WHEN.fullmatch(words):
            message = f"{found.key} “{words}”: neither a date nor true or false"
            draft.complain(scalar, "bad-value", message, remedy)


# A year, or a month of one, is as much as one may know.
_ABOUT_WHEN = re.compile(
    r"(?:~|c\.|ca\.|circa|about)?\s*[0-9]{1,4}(?:-[0-9]{2})?(?:\s*(?:BCE?|AD|CE))?", re.IGNORECASE
)

_OWN_READERS: Mapping[str, Callable[[_Draft, str, Field], None]] = {
    "cadence": _read_cadence,
    "circle": _read_circle,
    "relation": _read_relation,
    "paused": _read_paused,
    "let_go": _read_ending,
    "died": _read_ending,
}


def _read_unknown(draft: _Draft, key: str, found: Field) -> None:
    targets = [link_targets(text) for text in list_texts(found.value)]
    draft.others[found.key] = _unlinked(found)
    if targets and all(targets):
        draft.relations[key] = tuple(chain.from_iterable(targets))
    if near := find_near_key(key, draft.keys):
        _complain_of_key(draft, found, near)


def _complain_of_key(draft: _Draft, found: Field, near: NearKey) -> None:
    if near.likelihood == "slip" and normal_key(found.key) not in draft.relations:
        message = f"“{found.key}” looks like “{near.known}”, but is not read as that"
        remedy = "Correct it; a name of your own for it goes into vaultwell.toml, under [properties]."
        draft.complain(found, "near-miss-key", message, remedy)
    else:
        message = f"“{found.key}” stays a property of your own; it is not read as “{near.known}”"
        remedy = f"If you meant “{near.known}”, write that, or say so in vaultwell.toml, under [properties]."
        draft.complain(found, "own-key", message, remedy)
