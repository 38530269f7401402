"""What `doctor` tells of earlier writes. Reads, and changes nothing."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from vaultwell.model.errors import VaultwellError
from vaultwell.model.finding import Finding
from vaultwell.notes.lines import split_lines
from vaultwell.vault.journal import Record, read_journal, read_text
from vaultwell.vault.read import read_bytes
from vaultwell.vault.replace import PREFIX, SUFFIX
from vaultwell.vault.state import find_state_folder

_STALE_SECONDS = 60
_FEW_LINES = 5


class LostLine(NamedTuple):
    """A line that vaultwell wrote and nobody took back by `undo`, and that is in the note no more.

    `path` is where the note stands now, `when` the ISO moment of the `action`.
    """

    path: str
    line: str
    action: str
    when: str


def check_writes(root: Path, now: float) -> Iterator[Finding]:
    """What of earlier writes is worth a look, the newest lines first; `now` in seconds since 1970."""
    try:
        lines, saves = find_lost_lines(root), find_kept(root)
    except (OSError, VaultwellError):  # without a state folder nothing is known of them
        lines, saves = (), ()
    for lost in sorted(lines, key=lambda lost: lost.when, reverse=True)[:_FEW_LINES]:
        yield Finding(
            f"“{lost.line.strip()}” is in {lost.path} no more; “{lost.action}” wrote it on {lost.when[:10]}.",
            "If you did not take it out, another program saved over it: write it again.",
        )
    for path in find_temporaries(root, now):
        yield Finding(
            f"{path} is left from a write that was cut off, here or on another computer.",
            "Look whether it holds something that the note beside it lacks, then delete it.",
        )
    for kept in saves:
        yield Finding(
            f"{kept} is a note as another program saved it in the moment in which vaultwell wrote it.",
            "Take over what the note itself lacks, then delete it.",
        )


def find_lost_lines(root: Path) -> tuple[LostLine, ...]:
    """Lines that went without vaultwell's doing: an editor, a sync, or somebody's wish; oldest first.

    Only what the journal still holds is looked for, and only in notes that are still there.
    """
    folder = find_state_folder(root)
    written: dict[str, list[LostLine]] = {}
    for record in read_journal(folder).actions:
        if record.state == "done" and record.action:
            _follow(folder, record, written)
    return tuple(lost for path, lines in written.items() for lost in _find_missing(root, path, lines))


def find_temporaries(root: Path, now: float) -> tuple[str, ...]:
    """Temporary files below the vault that no write will come back to, by path; `now` in seconds since 1970.

    They may be another computer's, brought by a sync. The next write sweeps its own.
    """
    return tuple(sorted(_walk_temporaries(root, "", now)))


def find_kept(root: Path) -> tuple[Path, ...]:
    """Saves of other programs that went by while a note was written, kept in the state folder."""
    folder = find_state_folder(root) / "kept"
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _follow(folder: Path, record: Record, written: dict[str, list[LostLine]]) -> None:
    """Note what the action added to each note and took out of it, under the note's newest path."""
    for saved in record.changes:
        lines = written.pop(saved.path, [])
        before, after = (_count_lines(read_text(folder, name)) for name in saved[1:3])
        gone = before - after
        kept: list[LostLine] = []
        for one in reversed(lines):  # of equal lines the newest is the one that was taken back
            if gone[one.line]:
                gone[one.line] -= 1
            else:
                kept.insert(0, one)
        new = (after - before).elements() if saved.before else ()
        added = [LostLine(saved.place, line, record.action, record.when) for line in new if line.strip()]
        written[saved.place] = [one._replace(path=saved.place) for one in kept] + (
            [] if record.undoes else added
        )


def _count_lines(data: bytes | None) -> Counter[str]:
    return Counter(split_lines((data or b"").decode("utf-8", "replace")))


def _find_missing(root: Path, path: str, lines: list[LostLine]) -> Iterator[LostLine]:
    data = read_bytes(root, path)
    if data is None:
        return
    present = _count_lines(data)
    for one in lines:
        if present[one.line]:
            present[one.line] -= 1
        else:
            yield one


def _walk_temporaries(root: Path, prefix: str, now: float) -> Iterator[str]:
    try:
        with os.scandir(root / prefix) as entries:
            found = list(entries)
    except OSError:
        return
    for entry in found:
        path = prefix + entry.name
        if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
            if now - entry.stat(follow_symlinks=False).st_mtime > _STALE_SECONDS:
                yield path
        elif not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            yield from _walk_temporaries(root, f"{path}/", now)
