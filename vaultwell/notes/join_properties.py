"""The properties of one note into another: the first note's value holds, and nothing of the other is lost.

Text → text. A property that only the other has comes with its lines as they are typed; lists are made
one; what differs and cannot be both is handed back with its lines, to be kept in the text.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from vaultwell.model.errors import CannotEdit
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import add_to_list, find_property
from vaultwell.notes.fields import Field, Plain, plain_value
from vaultwell.notes.property_keys import (
    LINK_KEYS,
    SEVERAL_ARE_FINE,
    TEXT_KEYS,
    canonical_key,
    normal_key,
)
from vaultwell.notes.sheet import Sheet, is_same_outside, parse_result, parse_sheet, plain_pairs

_LISTS = (TEXT_KEYS - {"pronouns"}) | LINK_KEYS | frozenset("relation tags tag categories cssclasses".split())
_NAMES = frozenset({"aliases", "alias"})
_ENTRIES = frozenset({"interactions", "favors"})
_COMMENT = re.compile(r"(?:^|[ \t])#")


class Differing(NamedTuple):
    """A property that says one thing here and another there: its key, both values, the other's lines.

    `mine` is "" when only a comment of the other is kept.
    """

    key: str
    mine: str
    theirs: str
    lines: tuple[str, ...]


class Joined(NamedTuple):
    """The note with the other's properties, and what of them stands not in its front matter."""

    text: str
    differing: tuple[Differing, ...]


def join_properties(text: str, other: str, settings: Settings) -> Joined:
    """The note `text` with the properties of `other`; raises `CannotEdit` when one cannot be added."""
    added = parse_sheet(other)
    fields = sorted(added.front_matter.fields, key=lambda field: (field.line, field.column))
    differing: list[Differing] = []
    first = fields[0].line - 1 if fields else added.front_matter.body_line - 2
    if lost := _list_comments(added.lines[1:first]):
        differing.append(Differing("", "", "", lost))
    for field, below in zip_longest(fields, fields[1:]):
        stop = below.line - 1 if below else added.front_matter.body_line - 2
        lines = added.lines[field.line - 1 : max(stop, field.line)]
        text, kept = _join(text, field, lines, settings)
        differing.extend(kept)
    return Joined(text, tuple(differing))


def _join(text: str, field: Field, lines: tuple[str, ...], settings: Settings) -> tuple[str, list[Differing]]:
    sheet = parse_sheet(text)
    key = canonical_key(field.key, settings)
    key = "aliases" if key in _NAMES else key
    mine = _find_mine(sheet, field, key, settings)
    if mine is None:
        return _take_over(sheet, field, lines), []
    comments = [Differing("", "", "", lost)] if (lost := _list_comments(lines)) else []
    if field.value is None or plain_value(mine.value) == plain_value(field.value):
        return text, comments
    if mine.value is None and mine.column == field.column:
        return _take_over(sheet, field, lines, mine), []
    try:
        return _unite(text, field, mine, key, settings), comments
    except CannotEdit:
        if key in _ENTRIES:
            raise CannotEdit(
                mine.line, f"both notes have entries in “{mine.key}”", "Join those two lists by hand first."
            ) from None
        return text, [Differing(mine.key, _say(mine), _say(field), lines)]


def _find_mine(sheet: Sheet, field: Field, key: str, settings: Settings) -> Field | None:
    """The note's own field for what the other says in `field`; none when there may be several."""
    fields = sheet.front_matter.fields
    if key in SEVERAL_ARE_FINE and normal_key(field.key) != key:
        return next((one for one in fields if one.key == field.key), None)
    if key == "aliases":
        return next((one for one in fields if normal_key(one.key) in _NAMES), None)
    return next((one for one in fields if one.key == field.key), None) or find_property(fields, key, settings)


def _list_comments(lines: Sequence[str]) -> tuple[str, ...]:
    """All of the lines, when there may be a comment in one of them."""
    return tuple(lines) if any(map(_COMMENT.search, lines)) else ()


def _unite(text: str, field: Field, mine: Field, key: str, settings: Settings) -> str:
    theirs = _list_texts(plain_value(field.value))
    is_list = any(isinstance(plain_value(one.value), list) for one in (field, mine))
    is_list = is_list or key in _LISTS or key == "aliases"
    if theirs is None or not is_list or mine.value is None:
        raise CannotEdit(mine.line, f"“{mine.key}” is no list", "")
    for value in theirs:
        text = add_to_list(text, key, value, settings)
    return text


def _list_texts(value: Plain) -> list[str] | None:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [item for item in value if isinstance(item, str)]
    return None


def _take_over(sheet: Sheet, field: Field, lines: tuple[str, ...], empty: Field | None = None) -> str:
    """The note with the other's lines for one property, in the place of its own `empty` one if any."""
    new = field.key, plain_value(field.value)
    pairs = plain_pairs(sheet)
    if empty is not None:
        at = empty.line - 1
        rest = parse_result(sheet.without(at, at + 1))
        text = rest.with_inserted(at, lines) if rest else ""
        pairs = [new if key == empty.key else (key, value) for key, value in pairs]
    else:
        is_bare = sheet.front_matter.body_line == 1
        at = 0 if is_bare else sheet.front_matter.body_line - 2
        text = sheet.with_inserted(at, ["---", *lines, "---"] if is_bare else lines)
        pairs = [*pairs, new]
    after = parse_result(text)
    if after is None or plain_pairs(after) != pairs or not _is_same_text(sheet, after):
        raise CannotEdit(
            max(1, sheet.front_matter.body_line - 1),
            f"“{field.key}” of the other note cannot be added to this front matter as it is typed there",
            "Write it here by hand, and take it out there.",
        )
    return text


def _is_same_text(sheet: Sheet, after: Sheet) -> bool:
    end, now = sheet.front_matter.body_line - 1, after.front_matter.body_line - 1
    start = min(end, now)
    return is_same_outside(sheet, after, range(start, end), range(start, now))


def _say(field: Field) -> str:
    value = plain_value(field.value)
    texts = [value] if isinstance(value, str) else _list_texts(value)
    return ", ".join(texts) if texts else "more than one line"
