"""The merge driver: three files of git's, one result, and whether it is free of conflicts."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from vaultwell.git.merge_due_note import merge_due_notes
from vaultwell.git.merge_note import is_proven, merge_notes
from vaultwell.git.three_way import Marks
from vaultwell.git.write import write_result
from vaultwell.vault.child_git import build_environment


class _Texts(NamedTuple):
    base: str
    ours: str
    theirs: str


def merge_files(base: Path, ours: Path, theirs: Path, marks: Marks) -> bool:
    """Merge three versions of a note into `ours`; True when no conflict is left in it.

    What cannot be proved right is merged as git does, with its marks. Nothing else is read: during a
    merge the vault's other notes are still the old ones.
    """
    texts = _Texts(*(_decode(path.read_bytes()) for path in (base, ours, theirs)))
    due_note = merge_due_notes(*texts, marks)
    if due_note is not None:
        write_result(ours, _encode(due_note[0]))
        return due_note[1]
    merged = merge_notes(*texts)
    if merged is None:
        return _merge_as_git(base, ours, theirs, marks, texts)
    write_result(ours, _encode(merged))
    return True


def _merge_as_git(base: Path, ours: Path, theirs: Path, marks: Marks, texts: "_Texts") -> bool:
    code, merged = _run_merge_file(base, ours, theirs, marks)
    if code == 0:
        if is_proven(*texts, _decode(merged)):
            write_result(ours, merged)
            return True
        # Lines that fit beside each other may still contradict: one property, written by both sides.
        code, merged = _run_merge_file(Path(os.devnull), ours, theirs, marks)
    if code < 128:  # else it is no text, and git too leaves ours there
        write_result(ours, merged)
    return False


def _run_merge_file(base: Path, ours: Path, theirs: Path, marks: Marks) -> tuple[int, bytes]:
    names = ("-L", marks.ours, "-L", "base", "-L", marks.theirs)
    done = subprocess.run(  # noqa: S603 - no shell; the files are git's own
        ["git", "merge-file", "-p", *names, f"--marker-size={marks.size}", "--", ours, base, theirs],  # noqa: S607 - the git that called
        env=build_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    return done.returncode, done.stdout


def _decode(data: bytes) -> str:
    """Bytes that are no UTF-8 pass through unharmed."""
    return data.decode("utf-8", "surrogateescape")


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
