"""The one entrance for every write below a vault.

A note is replaced whole, by a finished temporary file, under the vault's lock, and only while the
bytes on disk are the bytes that were parsed. Nothing is written through a link or into a hidden
folder of the vault.
"""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.lock import lock_vault
from vaultwell.vault.read import Refused
from vaultwell.vault.refusals import check_is_one_file, explained, find_target, make_folders
from vaultwell.vault.replace import (
    Overtaken,
    create_file,
    move_file,
    read_current,
    remove_file,
    replace_file,
)

_TRIES = 5


class Edit(NamedTuple):
    """Change a note that exists. `change` gets its whole text and may be called again with newer text."""

    path: str
    change: Callable[[str], str]


class Create(NamedTuple):
    """Write a note that does not exist yet, with the folders above it."""

    path: str
    text: str


class Move(NamedTuple):
    """Give a note another path, never that of something that exists."""

    path: str
    to: str


Step = Edit | Create | Move


class Change(NamedTuple):
    """What became of one note; `before` is None for a new one, `moved_to` its new path if it has one."""

    path: str
    before: bytes | None
    after: bytes | None
    moved_to: str | None = None


class ChangedOnDisk(VaultwellError):  # noqa: N818 - callers catch it and read again
    """The note's bytes are no longer the ones that were parsed; nothing was written."""


def change_notes(
    root: Path, steps: Sequence[Step], action: str, when: datetime, *, is_dry_run: bool = False
) -> tuple[Change, ...]:
    """Do all `steps` in their order, or none; the changes that they made, or would make.

    `action` is the command in words, for `undo`. Every refusal is found before the first write, and
    a failure midway puts back what was done. A note that somebody saved meanwhile is read and
    edited again. Paths are relative to the vault, with `/`. Raises `VaultwellError`, and whatever
    an edit's own function raises.
    """
    del action, when
    if is_dry_run:
        return _plan(root, steps)
    with lock_vault(root):
        if not _plan(root, steps):
            return ()
        done: list[Change] = []
        try:
            for step in steps:
                change = _apply(root, step)
                if change is not None:
                    done.append(change)
        except BaseException:
            for change in reversed(done):
                _put_back(root, change)
            raise
    return tuple(done)


def write_due_note(root: Path, path: str, old: bytes | None, new: bytes) -> bool:
    """Replace the generated note at `path` (relative, `/`) by `new`; True when that was needed.

    `old` are the bytes that were parsed, None when there was no such note. Missing folders are
    made. Raises `ChangedOnDisk` when the disk by now holds neither `old` nor `new`, and
    `VaultwellError` when the place is a link, no ordinary file, hidden or outside the vault, or
    when the disk is full or refuses.
    """
    with explained(path):
        target = find_target(root, path)
        current = read_current(target)
        if current == new:
            return False
        if current != old:
            raise _changed(path)
        with lock_vault(root):
            try:
                if old is None:
                    make_folders(root, path)
                    create_file(target, new)
                else:
                    check_is_one_file(target)
                    replace_file(target, old, new)
            except (Overtaken, FileExistsError) as error:
                raise _changed(path) from error
    return True


def make_vault(root: Path) -> None:
    """The vault's folder, made with those above it when it is not there yet."""
    with explained(str(root)):
        root.mkdir(parents=True, exist_ok=True)


def create_note(root: Path, path: str, data: bytes) -> None:
    """Write a file that does not exist yet, at `path` (relative, `/`), with the folders above it.

    Raises `VaultwellError` when something stands there already, when the place is hidden or
    outside the vault, or when the disk is full or refuses.
    """
    with explained(path), lock_vault(root):
        target = find_free_target(root, path)
        make_folders(root, path)
        create_file(target, data)


def find_free_target(root: Path, path: str) -> Path:
    """Where `path` will be on the disk; `FileExistsError` when something is there."""
    target = find_target(root, path)
    if os.path.lexists(target):
        raise FileExistsError
    return target


def _plan(root: Path, steps: Sequence[Step]) -> tuple[Change, ...]:
    """The changes as they would be made now; every reason against one of them is raised here."""
    notes: dict[str, bytes | None] = {}
    changes = []
    for step in steps:
        with explained(step.path):
            change = _plan_step(root, step, notes)
        if change is not None:
            changes.append(change)
    return tuple(changes)


def _plan_step(root: Path, step: Step, notes: dict[str, bytes | None]) -> Change | None:
    match step:
        case Edit(path, change):
            before = notes[path] if path in notes else _read_note(root, path)
            after = _edit(path, before, change)
            notes[path] = after
            return None if after == before else Change(path, before, after)
        case Create(path, text):
            if notes.get(path) is not None or path not in notes:
                find_free_target(root, path)
            notes[path] = text.encode("utf-8")
            return Change(path, None, notes[path])
        case Move(path, to):
            data = notes[path] if path in notes else _read_note(root, path)
            with explained(to):
                if path != to:
                    find_free_target(root, to)
            notes[path], notes[to] = None, data
            return Change(path, data, data, to)


def _read_note(root: Path, path: str) -> bytes | None:
    target = find_target(root, path)
    data = read_current(target)
    if data is not None:
        check_is_one_file(target)
    return data


def _edit(path: str, before: bytes | None, change: Callable[[str], str]) -> bytes:
    if before is None:
        raise VaultwellError(f"{path} is not there (any more), so nothing was written.")
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(
            "not-utf-8",
            "it is not UTF-8 text",
            "Save it as UTF-8 in your editor, then run the command again.",
        ) from None
    return change(text).encode("utf-8")


def _apply(root: Path, step: Step) -> Change | None:
    with explained(step.path):
        match step:
            case Edit(path, change):
                return _apply_edit(root, path, change)
            case Create(path, text):
                data = text.encode("utf-8")
                make_folders(root, path)
                create_file(find_free_target(root, path), data)
                return Change(path, None, data)
            case Move(path, to):
                moved = _read_note(root, path)
                with explained(to):
                    make_folders(root, to)
                    move_file(find_target(root, path), find_free_target(root, to))
                return Change(path, moved, moved, to)


def _apply_edit(root: Path, path: str, change: Callable[[str], str]) -> Change | None:
    for _ in range(_TRIES):
        before = _read_note(root, path)
        after = _edit(path, before, change)
        if before is None or after == before:
            return None
        try:
            replace_file(find_target(root, path), before, after)
        except Overtaken:
            continue
        return Change(path, before, after)
    raise ChangedOnDisk(
        f"{path} keeps changing while it is written. Nothing was lost; run the command again."
    )


def _put_back(root: Path, change: Change) -> None:
    target = find_target(root, change.path)
    if change.moved_to is not None:
        move_file(find_target(root, change.moved_to), target)
    elif change.before is None:
        remove_file(target, change.after or b"")
    else:
        replace_file(target, change.after or b"", change.before)


def _changed(path: str) -> ChangedOnDisk:
    return ChangedOnDisk(
        f"{path} was changed by another program meanwhile, so it was not written. Run the command again."
    )
