"""Three texts to one: what one side changed is taken, what both changed differently is a conflict. Pure."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

_Value = TypeVar("_Value")
Lines = tuple[str, ...]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Disagreement(Exception):  # noqa: N818 - it is caught and becomes a conflict
    """Both sides changed the same thing in different ways."""


class Hunk(NamedTuple):
    """A part of a text as it stands in each of the three; the same in all where nobody changed it."""

    base: Lines
    ours: Lines
    theirs: Lines


def settle(base: _Value, ours: _Value, theirs: _Value) -> _Value:
    """The value after both changes; `Disagreement` when each side has a new one of its own."""
    if ours in (theirs, base):
        return theirs
    if theirs == base:
        return ours
    raise Disagreement


def split_hunks(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    """The three texts side by side, in order. Changes that touch each other stand in one hunk, as for git."""
    in_ours, in_theirs = _match(base, ours), _match(base, theirs)
    at = (0, 0, 0)
    for here in (*(line for line in range(len(base)) if line in in_ours and line in in_theirs), None):
        until = (
            (len(base), len(ours), len(theirs)) if here is None else (here, in_ours[here], in_theirs[here])
        )
        hunk = Hunk(*(tuple(t[a:b]) for t, a, b in zip((base, ours, theirs), at, until, strict=True)))
        if any(hunk):
            yield hunk
        if here is not None:
            yield Hunk((base[here],), (base[here],), (base[here],))
        at = (until[0] + 1, until[1] + 1, until[2] + 1)


def merge_lines(base: str, ours: str, theirs: str, marks: "Marks") -> tuple[str, bool]:
    """The merged text and whether it is free of conflicts, which are marked as git does."""
    lines: list[str] = []
    is_clean = True
    for hunk in split_hunks(*(_LINE.findall(text) for text in (base, ours, theirs))):
        try:
            lines += settle(*hunk)
        except Disagreement:
            is_clean = False
            lines += _mark_conflict(hunk, marks)
    return "".join(lines), is_clean


class Marks(NamedTuple):
    """How a conflict is marked: the length of the marks, and what each side is called."""

    size: int = 7
    ours: str = "ours"
    theirs: str = "theirs"


def is_kept(base: Iterable[Hashable], ours: Iterable[Hashable], theirs: Iterable[Hashable],
            merged: Iterable[Hashable]) -> bool:  # fmt: skip
    """Nothing that a side added is missing from `merged`, nothing that a side took away is back in it.

    What both sides added or took away may count once or twice.
    """
    counts = [Counter(lines) for lines in (base, ours, theirs, merged)]
    return all(_is_count_right(*(count[line] for count in counts)) for line in set().union(*counts))


def _is_count_right(base: int, ours: int, theirs: int, merged: int) -> bool:
    both = max(ours + theirs - base, 1 if ours and theirs else 0)
    if (ours > base) != (theirs > base) or (ours < base) != (theirs < base):
        return merged == both
    once = max(ours, theirs) if ours > base else min(ours, theirs)
    return min(both, once) <= merged <= max(both, once)


def _match(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    """For each line of `base` that a side kept, where it stands there."""
    start = 0
    while start < min(len(base), len(side)) and base[start] == side[start]:
        start += 1
    end = 0
    while end < min(len(base), len(side)) - start and base[-1 - end] == side[-1 - end]:
        end += 1
    middle = base[start : len(base) - end], side[start : len(side) - end]
    blocks = SequenceMatcher(None, *middle).get_matching_blocks()
    return {
        **{line: line for line in range(start)},
        **{a + start + i: b + start + i for a, b, size in blocks for i in range(size)},
        **{len(base) - i: len(side) - i for i in range(1, end + 1)},
    }


def _mark_conflict(hunk: Hunk, marks: Marks) -> Iterator[str]:
    yield f"{'<' * marks.size} {marks.ours}\n"
    yield from _ended(hunk.ours)
    yield f"{'=' * marks.size}\n"
    yield from _ended(hunk.theirs)
    yield f"{'>' * marks.size} {marks.theirs}\n"


def _ended(lines: Lines) -> Iterator[str]:
    yield from (line if line.endswith("\n") else f"{line}\n" for line in lines)
