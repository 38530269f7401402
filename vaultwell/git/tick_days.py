"""One tick that two devices applied on different days: the earlier day counts on both sides. Pure."""

import re
from collections.abc import Iterator, Sequence

from vaultwell.git.three_way import Lines

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LOGGED = re.compile(rf"([-*+][ \t]+(?:\[.\][ \t]+)?)({_DAY})(?![0-9])(.*\^vw-[0-9a-f]{{8}}\s*)")
_CLOSED = re.compile(rf"([-*+][ \t]+\[[xX]\][ \t].*✅\ufe0f?[ \t]*)({_DAY})(?![0-9])(.*)")


def agree_on_days(base: Lines, ours: Lines, theirs: Lines) -> tuple[Lines, Lines]:
    """Both sides with the earlier day where each wrote a line that differs by the day of a tick alone.

    Such a line carries the id of a row of the due note, or is an entry with a box that was ticked.
    """
    known = set(base)
    mine, other = _find_days(ours, known), _find_days(theirs, known)
    earliest = {words: min(mine[words], other[words]) for words in mine.keys() & other.keys()}
    return (
        tuple(_date_lines(ours, known, earliest)),
        tuple(_date_lines(theirs, known, earliest)),
    )


def _find_days(lines: Sequence[str], known: set[str]) -> dict[tuple[str, str], str]:
    """The day of each tick that is new, by the words around it."""
    new = (found for line in lines if line not in known and (found := _match(line)))
    return {(found[1], found[3]): found[2] for found in new}


def _date_lines(lines: Sequence[str], known: set[str], days: dict[tuple[str, str], str]) -> Iterator[str]:
    for line in lines:
        found = None if line in known else _match(line)
        day = days.get((found[1], found[3])) if found else None
        yield f"{found[1]}{day}{found[3]}" if found and day else line


def _match(line: str) -> re.Match[str] | None:
    return _LOGGED.fullmatch(line) or _CLOSED.fullmatch(line)
