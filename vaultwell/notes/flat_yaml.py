"""The fast path: flat front matter by one regular expression per line.

About nineteen of twenty notes hold nothing but `key: value`, `key: [a, b]` and one-level lists.
Such a block is read here some thirty times faster than by a YAML parser, with exactly the same
result; anything else, and anything doubtful, is None, and YAML decides. Every pattern accepts
less than YAML does: whoever widens one needs the differential test beside it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from vaultwell.notes.fields import NULLS, Field, Scalar, Value

# So many characters, line ends counted, are within the size limit of a block in any script.
_MAX_CHARACTERS = 16_384

# Unquoted text begins with no indicator and no blank, and holds no ": " and no " #"; in a list it
# holds no comma, no bracket and no other mark that could mean something there.
_FIRST = r"""[^-?:,\[\]{}#&*!|>'"%@` ]"""
_TEXT = rf"(?:{_FIRST}|-+\w)[^:#]*+(?:(?::(?=[^ ])|(?<! )#)[^:#]*+)*+"
_ITEM = rf"""(?:{_FIRST}[^,\[\]{{}}:#?]*+|"[^"\\]*+" *+|'[^']*+' *+)"""

_KEY, _DASH, _PLAIN, _LIST = 1, 2, 3, 6  # groups; 4 and 5 are the quoted texts
_match_line = re.compile(
    r"(?:(\w[\w .()/\[\]-]{0,99}(?<! )):|( *+)-)"
    rf"""(?: ++(?:({_TEXT})|"([^"\\]*+)"|'([^']*+)'|\[( *+(?:{_ITEM}(?:, *+{_ITEM})*+)?+)\]))?+"""
    r" *+(?:(?<= )#.*+)?+"
).fullmatch
_match_gap = re.compile(r" *+(?:#.*+)?+").fullmatch
_find_items = re.compile(_ITEM).finditer

# What the constructors of named tuples do, in half the time.
_build = tuple.__new__


def parse_flat(lines: Sequence[str], stop: int) -> tuple[Field, ...] | None:
    """The fields of the block `lines[1:stop]`, or None when only YAML can tell."""
    block = lines[1:stop]
    if sum(map(len, block)) + len(block) > _MAX_CHARACTERS:
        return None
    fields: dict[str, Field] = {}
    lists: list[tuple[str, int, list[Value]]] = []
    items: list[Value] | None = None  # of the key above, when nothing stands behind its colon
    indent: str | None = ""
    for number, line in enumerate(block, 2):
        said = _read_line(line)
        if said is None:
            return None
        key, dash, value, is_open = said
        if key is not None:
            if key in fields:
                return None
            fields[key] = _build(Field, (key, _place(value, number), number, 1))
            items = None
            if is_open:
                items = []
                lists.append((key, number, items))
        elif dash is not None:
            if items is None or (items and dash != indent):
                return None
            indent = dash
            items.append(_place(value, number))
    for key, number, items in lists:
        if items:
            fields[key] = Field(key, tuple(items), number, 1)
    return tuple(fields.values())


@lru_cache(maxsize=4096)
def _read_line(line: str) -> tuple[str | None, str | None, Value, bool] | None:
    """What a line says wherever it stands, for the same few stand in hundreds of notes: its key, the blanks
    before its dash, its value as if on line 0, and whether nothing stands behind its colon."""
    # Tabs, controls and what YAML 1.1 took for line breaks are not printable.
    if not line.isprintable():
        return None
    found = _match_line(line)
    if found is None:
        return (None, None, None, False) if _match_gap(line) else None
    key, dash = found.group(_KEY, _DASH)
    return key, dash, _read_value(found, found.lastindex), found.lastindex == _KEY


def _place(value: Value, line: int) -> Value:
    """The value as it stands on a line."""
    if isinstance(value, Scalar):
        return _build(Scalar, (value.text, line, value.column, value.width, value.is_plain))
    if value is None or isinstance(value, Mapping):
        return None
    return tuple([_place(item, line) for item in value])


def _read_value(found: re.Match[str], group: int | None) -> Value:
    if group == _PLAIN:
        text = found[_PLAIN].rstrip(" ")
        return None if text in NULLS else Scalar(text, 0, found.start(_PLAIN) + 1, len(text), True)
    if group == _LIST:
        return tuple([_read_item(item) for item in _find_items(found.string, *found.span(_LIST))])
    if group is None or group in (_KEY, _DASH):
        return None
    text = found[group]
    return Scalar(text, 0, found.start(group), len(text) + 2, False)


def _read_item(item: re.Match[str]) -> Value:
    text = item[0].rstrip(" ")
    column = item.start() + 1
    if text[0] in "\"'":
        return Scalar(text[1:-1], 0, column, len(text), False)
    return None if text in NULLS else Scalar(text, 0, column, len(text), True)
