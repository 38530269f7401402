"""Front matter of three notes to one, property by property. Pure."""

import re
from collections.abc import Mapping, Sequence

from vaultwell.git.three_way import Disagreement, Lines, settle
from vaultwell.model.settings import Settings
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.property_keys import SEVERAL_ARE_FINE, canonical_key, normal_key

_KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[^\s#\"'\[{\-:][^:]*?)(?P=quote)\s*:(?:\s|$)")

# A property's lines by the name it is compared by; "" holds what stands above the first one.
_Fields = Mapping[str, Lines]


def split_front(lines: Sequence[str]) -> tuple[Lines, Lines]:
    """The front matter with its two fences, and the body; no front matter where it is never closed."""
    if not lines or lines[0].rstrip() != "---":
        return (), tuple(lines)
    stop = next((at for at, line in enumerate(lines) if at and line.rstrip() == "---"), -1) + 1
    return tuple(lines[:stop]), tuple(lines[stop:])


def merge_front(base: Lines, ours: Lines, theirs: Lines) -> Lines:
    """The front matter after both changes; `Disagreement` when a property was changed by both.

    Also when two names for one property would stand beside each other, one from each side.
    """
    try:
        return settle(base, ours, theirs)
    except Disagreement:
        if not (ours and theirs):
            raise
    fields = [_split_fields(front[1:-1]) for front in (base, ours, theirs)]
    merged = {key: settle(*(side.get(key, ()) for side in fields)) for key in _order_keys(*fields[1:])}
    doubles = [_find_doubles(side) for side in (*fields[1:], merged)]
    if not doubles[2] <= doubles[0] | doubles[1]:
        raise Disagreement
    front = (ours[0], *(line for lines in merged.values() for line in lines), ours[-1])
    if not parse_front_matter("", front).is_readable:
        raise Disagreement
    return front


def _split_fields(lines: Lines) -> _Fields:
    fields: dict[str, Lines] = {"": ()}
    key = ""
    for line in lines:
        if found := _KEY.match(line):
            key = normal_key(found["key"])
            if key in fields:
                raise Disagreement
        fields[key] = (*fields.get(key, ()), line)
    return fields


def _order_keys(ours: _Fields, theirs: _Fields) -> list[str]:
    """Our keys, and each of theirs alone behind the one that it follows there."""
    keys = list(ours)
    before = ""
    for key in theirs:
        if key not in ours:
            keys.insert(keys.index(before) + 1, key)
        before = key
    return keys


def _find_doubles(fields: _Fields) -> set[str]:
    """The properties that stand there under more than one name."""
    names = [canonical_key(key, Settings()) for key, lines in fields.items() if lines]
    return {name for name in names if names.count(name) > 1} - SEVERAL_ARE_FINE
