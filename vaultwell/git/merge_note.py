"""Two versions of a note to one, where it is provable that both are right. Pure.

Proved are three things: both sides wrote whole entries at the same place; one ticked an entry beside
which the other wrote; properties that only one side changed. The result is then held against what
it came from, line by line and entry by entry. For everything else the answer is “conflict”.
"""

import re
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import pairwise
from typing import NamedTuple

from vaultwell.git.layout import join_layout, settle_layout, split_layout
from vaultwell.git.merge_fields import merge_front, split_front
from vaultwell.git.three_way import Disagreement, Hunk, Lines, is_kept, settle, split_hunks
from vaultwell.git.tick_days import agree_on_days
from vaultwell.model.settings import Settings
from vaultwell.notes.structure import Item, parse_structure

_ITEM = re.compile(r"[-*+][ \t]+(?P<box>\[(?P<state>.)\][ \t]+)?(?P<words>.*)")
_DAY = re.compile(r"(?:\*\*|__|\*)?(?:\[\[)?(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_DONE = re.compile(
    r"\s*(?:(?:✅|❌)\ufe0f?\s*[0-9-]{10}|[\[(](?:completion|cancelled)::\s*[0-9-]{10}\s*[\])])"
)
_LOG_HEADINGS = frozenset(heading.lower() for heading in Settings().headings)

_Range = tuple[int, int]


def merge_notes(base: str, ours: str, theirs: str) -> str | None:
    """The note with both sides' changes; None when that is not provably right, so that it is a conflict.

    `base` is the version that both come from, empty when there is none. Where only one order of what both
    wrote at one place is right, it is that one.
    """
    merged = _merge(base, ours, theirs)
    return _merge(base, theirs, ours) if merged is None else merged


def _merge(base: str, ours: str, theirs: str) -> str | None:
    sides = [split_layout(text) for text in (base, ours, theirs)]
    lines = [side_lines for _, side_lines in sides]
    lines[1:] = map(list, agree_on_days(*map(tuple, lines)))
    fronts, bodies = zip(*map(split_front, lines), strict=True)
    try:
        layout = settle_layout(*(side_layout for side_layout, _ in sides))
        front = merge_front(*fronts)
        body, joined = _merge_bodies(*bodies)
    except Disagreement:
        return None
    versions = [*zip(fronts, bodies, strict=True), (front, body)]
    is_right = _is_right([_Version(*version) for version in versions], joined)
    return join_layout(layout, [*front, *body]) if is_right else None


def is_proven(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Somebody else's merge of the three has everything of both sides, and what a side removed is gone."""
    bodies, fronts = [], []
    for text in (base, ours, theirs, merged):
        front, body = split_front(split_layout(text)[1])
        fronts.append(front)
        bodies.append(body)
    try:
        is_front_right = merge_front(*fronts[:3]) == fronts[3]
    except Disagreement:
        return False
    return is_front_right and _is_right([_Version(*both) for both in zip(fronts, bodies, strict=True)], ())


class _Version(NamedTuple):
    """The lines of a note."""

    front: Lines
    body: Lines


def _is_right(versions: Sequence[_Version], joined: Sequence[_Range]) -> bool:
    """The last version has every line and every entry of the others, and none that one of them removed."""
    lines = [[line.strip() for line in (*front, *body) if line.strip()] for front, body in versions]
    items = [_list_items(version.body) for version in versions]
    words = [[(item.text, item.box, item.more) for item in side] for side in items]
    return (
        is_kept(*lines)
        and is_kept(*words)
        and all(_are_entries(versions[-1].body, place, items[-1]) for place in joined)
    )


def _merge_bodies(base: Lines, ours: Lines, theirs: Lines) -> tuple[Lines, list[_Range]]:
    """The body, and where in it entries of both sides were put together."""
    merged: list[str] = []
    joined: list[_Range] = []
    is_newest_first = _is_newest_first(ours)
    for hunk in split_hunks(base, ours, theirs):
        try:
            merged += settle(*hunk)
        except Disagreement:
            start = len(merged)
            merged += _join_sides(hunk, is_newest_first=is_newest_first)
            joined.append((start, len(merged)))
    return tuple(merged), joined


def _join_sides(hunk: Hunk, *, is_newest_first: bool) -> Iterator[str]:
    """The base's entries, ticked where a side did so, and between them what the sides wrote."""
    ours, theirs = _align(hunk.base, hunk.ours), _align(hunk.base, hunk.theirs)
    for index, (written, others) in enumerate(zip(ours.written, theirs.written, strict=True)):
        if index:
            yield settle(hunk.base[index - 1], ours.kept[index - 1], theirs.kept[index - 1])
        yield from _join_entries(written, others, is_newest_first=is_newest_first)


class _Aligned(NamedTuple):
    """One side of a hunk: the base's lines as `kept` there, and what was `written` between and around."""

    kept: list[str]
    written: list[list[str]]


def _align(base: Lines, side: Lines) -> _Aligned:
    """`Disagreement` when a line of the base is gone or was changed in another way than by ticking it."""
    kept: list[str] = []
    written: list[list[str]] = [[]]
    for line in side:
        at = len(kept)
        if at < len(base) and (line == base[at] or _is_ticked(base[at], line)):
            kept.append(line)
            written.append([])
        else:
            written[-1].append(line)
    if len(kept) < len(base):
        raise Disagreement
    return _Aligned(kept, written)


def _is_ticked(old: str, new: str) -> bool:
    """`new` is the open entry `old`, done or dropped, with or without the day it was."""
    before, after = _ITEM.fullmatch(old), _ITEM.fullmatch(new)
    if not (before and after and (before["state"] or " ") == " " and (after["state"] or " ") in "xX-"):
        return False
    return _DONE.sub("", after["words"]).rstrip() == _DONE.sub("", before["words"]).rstrip()


def _join_entries(ours: list[str], theirs: list[str], *, is_newest_first: bool) -> Iterator[str]:
    """What both wrote at one place: a new heading once, then the entries by day, the same one once."""
    head, mine, tail = _split_entries(ours)
    their_head, others, their_tail = _split_entries(theirs)
    if ours and theirs and head != their_head:
        raise Disagreement
    yield from head or their_head
    own = {_strip(entry) for entry in mine}
    new = [entry for entry in others if _strip(entry) not in own]
    for entry in merge(mine, new, key=_find_day, reverse=is_newest_first):
        yield from entry
    yield from max(tail, their_tail, key=len)


def _split_entries(lines: Sequence[str]) -> tuple[list[str], list[Lines], list[str]]:
    """Headings, whole entries with the blank lines above each, and the last blank lines."""
    head: list[str] = []
    entries: list[Lines] = []
    blank: list[str] = []
    for line in lines:
        if not line.strip():
            blank.append(line)
            continue
        if _ITEM.match(line):
            entries.append((*blank, line))
        elif entries and line[0] in " \t":
            entries[-1] += (*blank, line)
        elif not entries and line.startswith("#"):
            head += [*blank, line]
        else:
            raise Disagreement
        blank = []
    return head, entries, blank


def _strip(entry: Lines) -> Lines:
    return tuple(line.strip() for line in entry if line.strip())


def _find_day(entry: Lines) -> str:
    found = _ITEM.match(next(line for line in entry if line.strip()))
    day = _DAY.match(found["words"]) if found else None
    return day["day"] if day else ""


def _is_newest_first(lines: Lines) -> bool:
    days = [day for line in lines if _ITEM.match(line) and (day := _find_day((line,)))]
    steps = [(later > day) - (later < day) for day, later in pairwise(days)]
    return sum(steps) < 0


def _list_items(body: Lines) -> list[Item]:
    return [block for block in parse_structure(body).blocks if isinstance(block, Item)]


def _are_entries(body: Lines, place: _Range, items: Sequence[Item]) -> bool:
    """Every list marker in `place` begins an entry, with a day or under a heading of the log.

    In code and in comments it does not.
    """
    entries = {
        item.line
        for item in items
        if item.parent is None
        and (_DAY.match(item.text) or any(heading.lower() in _LOG_HEADINGS for heading in item.headings))
    }
    return all(at + 1 in entries for at in range(*place) if _ITEM.match(body[at]))
