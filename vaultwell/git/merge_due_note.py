"""Two versions of the due note to one. Pure: what is generated can wait for the next run, ticks cannot.

The region never conflicts: it is ours, with every tick and every typed line of theirs. Outside it an
ordinary merge takes place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vaultwell.git.three_way import Marks, merge_lines
from vaultwell.notes.region import (
    KeptRow,
    Region,
    combine_rows,
    find_generated,
    parse_region,
    render_region,
)

_NOTHING = Region("", "", (), ())


def merge_due_notes(base: str, ours: str, theirs: str, marks: Marks) -> tuple[str, bool] | None:
    """The merged due note and whether it is free of conflicts; None when a side holds no region.

    `base` is the version that both come from, empty when there is none.
    """
    old, mine, other = parse_region(base) or _NOTHING, parse_region(ours), parse_region(theirs)
    if mine is None or other is None:
        return None
    before, is_clean_before = merge_lines(old.before, mine.before, other.before, marks)
    after, is_clean_after = merge_lines(old.after, mine.after, other.after, marks)
    stands = {line.strip() for line in after.split("\n")}
    strange = _union(old.strange, mine.strange, other.strange)
    region = Region(
        before,
        after,
        tuple(_merge_rows(old.rows, mine.rows, other.rows)),
        tuple(line for line in strange if line.strip() not in stands),
        min((side.day for side in (mine, other) if side.rows and side.day), default=None),
    )
    return render_region(find_generated(ours), region), is_clean_before and is_clean_after


def _merge_rows(
    base: Iterable[KeptRow], ours: Iterable[KeptRow], theirs: Iterable[KeptRow]
) -> Iterator[KeptRow]:
    old, mine, other = ({row.row_id: row for row in rows} for rows in (base, ours, theirs))
    for row_id in {**mine, **other}:
        row = _merge_row(old.get(row_id), mine.get(row_id), other.get(row_id))
        if row is not None:
            yield row


def _merge_row(base: KeptRow | None, ours: KeptRow | None, theirs: KeptRow | None) -> KeptRow | None:
    """The row as both sides left it; None when a side put back what the other did not touch again."""
    if theirs is None or _touch(theirs) in (_touch(ours), _touch(base)):
        return ours if theirs is not None or _touch(ours) != _touch(base) else None
    if ours is None or _touch(ours) == _touch(base):
        return theirs
    both = combine_rows(ours, theirs)
    typed = base.typed if base else ()
    gone = {line for line in typed if line not in ours.typed or line not in theirs.typed}
    return replace(both, typed=tuple(line for line in both.typed if line not in gone))


def _touch(row: KeptRow | None) -> object:
    """What a person did to a row; its generated words do not matter."""
    return (row.mark, row.stamp, row.typed, row.rewritten) if row else None


def _union(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> Iterator[str]:
    """Ours, and what theirs has more; without what one side took away."""
    old, mine, other = list(base), list(ours), list(theirs)
    yield from (line for line in mine if line not in old or line in other)
    yield from (line for line in other if line not in old and line not in mine)
