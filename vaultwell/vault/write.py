"""The one entrance for every write below a vault.

A note is replaced whole, by a finished temporary file, under the vault's lock, and only while the
bytes on disk are the bytes that were parsed. Nothing is written through a link or into a hidden
folder of the vault. Who writes, and what for, is journalled outside the vault, for `undo`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from vaultwell.vault.apply import apply_changes, tidy_up
from vaultwell.vault.editors import find_use
from vaultwell.vault.lock import lock_vault
from vaultwell.vault.plan import plan_changes
from vaultwell.vault.refusals import check_is_replaceable, explained, find_free_target, find_target
from vaultwell.vault.replace import read_current
from vaultwell.vault.state import take_notices
from vaultwell.vault.steps import (
    CannotUndo,
    Change,
    ChangedOnDisk,
    Create,
    Delete,
    Edit,
    Move,
    NameTaken,
    Step,
    Undone,
)
from vaultwell.vault.undo import undo_last

__all__ = [
    "CannotUndo",
    "Change",
    "ChangedOnDisk",
    "Create",
    "Delete",
    "Edit",
    "Move",
    "NameTaken",
    "Step",
    "Undone",
    "change_notes",
    "create_note",
    "is_in_use",
    "lock_vault",
    "make_vault",
    "take_notices",
    "undo_last",
    "write_due_note",
]


def change_notes(
    root: Path,
    steps: Sequence[Step],
    action: str,
    when: datetime,
    *,
    is_dry_run: bool = False,
    on_done: Callable[[], None] | None = None,
) -> tuple[Change, ...]:
    """Do all `steps` in their order, or none; what became of each note, or would.

    `action` is the command in words, for `undo`. Every refusal is found before the first write, and
    a failure midway puts back what was done. A note that somebody saves meanwhile is read and
    edited again. Paths are relative to the vault, with `/`. `on_done` is called after each note that
    is written. Raises `VaultwellError`, and whatever an edit's own function raises.
    """
    if is_dry_run:
        return plan_changes(root, steps)
    moment = when.isoformat(timespec="seconds")
    return apply_changes(root, lambda: plan_changes(root, steps), action, moment, on_done=on_done)


def write_due_note(
    root: Path, path: str, old: bytes | None, new: bytes, *, seconds: float | None = None
) -> bool:
    """Replace the generated note at `path` (relative, `/`) by `new`; True when that was needed.

    `old` are the bytes that were parsed, None when there was no such note. Missing folders are
    made. It does not wait for git or for an editor, and for another vaultwell so many `seconds` (ten
    if None). Raises `ChangedOnDisk` when the disk by now holds neither `old` nor `new`, and
    `VaultwellError` when the place is a link, no ordinary file, hidden or outside the vault, or when
    the disk is full or refuses.
    """

    def plan() -> tuple[Change, ...]:
        with explained(path):
            target = find_target(root, path)
            current = read_current(target)
            if current == new:
                return ()
            if current != old:
                raise _changed(path)
            check_is_replaceable(target)
        return (Change(path, old, new),)

    if not plan():  # nothing to do, and no lock to take for it
        tidy_up(root)
        return False
    try:
        with lock_vault(root, seconds):
            return bool(apply_changes(root, plan, tries=1))
    except NameTaken as error:
        raise _changed(path) from error


def make_vault(root: Path) -> None:
    """The vault's folder, made with those above it when it is not there yet."""
    with explained(str(root)):
        root.mkdir(parents=True, exist_ok=True)


def create_note(root: Path, path: str, data: bytes) -> None:
    """Write a file that does not exist yet, at `path` (relative, `/`), with the folders above it.

    Raises `VaultwellError` when something stands there already, when the place is hidden or
    outside the vault, or when the disk is full or refuses.
    """

    def plan() -> tuple[Change, ...]:
        with explained(path):
            find_free_target(root, path)
        return (Change(path, None, data),)

    apply_changes(root, plan, tries=1)


def is_in_use(root: Path, path: str, now: float) -> str | None:
    """Why ticks wait before they write in a note, in words: it is open, or was saved in the last 5 s.

    None when nothing speaks against it. `now` in seconds since 1970.
    """
    with explained(path):
        return find_use(find_target(root, path), now)


def _changed(path: str) -> ChangedOnDisk:
    return ChangedOnDisk(
        f"{path} was changed by another program meanwhile, so it was not written. Run the command again."
    )
