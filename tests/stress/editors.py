"""An editor saves a note over and over while vaultwell appends to it."""

import os
from collections.abc import Callable
from pathlib import Path
from time import sleep

from tests.conftest import write_notes
from tests.stress.children import NOTE, START, append_line, read_reports, report, spawn
from tests.stress.result import Result
from vaultwell.model.errors import VaultwellError
from vaultwell.vault.findings import find_kept, find_lost_lines

_PAUSE_SECONDS = 0.01


def race_editor(folder: Path, *, saves: int, is_in_place: bool) -> Result:
    """The editor adds a line with each save and looks right before whether the note is the one it read.

    Every line of the editor has to be there in the end, or in a save that was kept aside. Of ours,
    those are missing that the editor wrote over, between its look and its save; they are counted, and
    `doctor` has to name them.
    """
    vault = write_notes(folder, {NOTE: START})
    note = vault / NOTE
    save = _save_in_place if is_in_place else _save_by_rename
    child, reader = spawn(lambda writer: _edit(note, saves, save, writer))
    ours: list[str] = []
    named: set[str] = set()
    refused = 0
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        try:
            ours.append(append_line(vault, f"ours {len(ours)}"))
        except VaultwellError:
            refused += 1
            continue
        sleep(_PAUSE_SECONDS)
        if len(ours) % 100 == 0:  # the journal forgets the oldest
            named |= {lost.line for lost in find_lost_lines(vault)}
    text = note.read_text("utf-8").splitlines()
    theirs = read_reports(reader)
    missing = [line for line in ours if line not in text]
    named |= {lost.line for lost in find_lost_lines(vault)}
    kept = [line for place in find_kept(vault) for line in place.read_text("utf-8").splitlines()]
    their_lost = sum(line not in text and line not in kept for line in theirs)
    return Result(
        f"an editor that saves {'in place' if is_in_place else 'by renaming'}, {saves} times",
        their_lost + len(set(missing) - named),
        {
            "its saves": len(theirs),
            "of them lost": their_lost,
            "of them kept aside": sum(line not in text for line in theirs) - their_lost,
            "our lines": len(ours),
            "refused": refused,
            "overwritten by the editor": len(missing),
            "of them named by doctor": len(set(missing) & named),
            "temporary files": len(list(vault.rglob(".vw-*"))),
        },
    )


def _edit(note: Path, saves: int, save: Callable[[Path, bytes], None], writer: int) -> None:
    number = 0
    while number < saves:
        read = note.read_bytes()
        sleep(_PAUSE_SECONDS)  # somebody types
        if note.read_bytes() != read:
            continue
        save(note, read + b"- theirs %d\n" % number)
        report(writer, f"- theirs {number}")
        number += 1


def _save_by_rename(note: Path, data: bytes) -> None:
    finished = note.with_name(f"{note.name}~")
    finished.write_bytes(data)
    finished.replace(note)


def _save_in_place(note: Path, data: bytes) -> None:
    with note.open("r+b", buffering=0) as file:
        file.truncate()
        half = len(data) // 2
        file.write(data[:half])
        file.write(data[half:])
