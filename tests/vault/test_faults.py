"""A disk that fails at any moment: the note is the old one or the new one, and the user is told which."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import write_notes
from vaultwell.model.errors import VaultwellError
from vaultwell.vault import replace
from vaultwell.vault.write import Create, Edit, Move, Step, change_notes, undo_last, write_due_note

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CALLS = [
    (os, "open"),
    (os, "read"),
    (os, "write"),
    (os, "fsync"),
    (os, "replace"),
    (os, "unlink"),
    (os, "mkdir"),
    (replace, "_rename"),
]


@contextmanager
def failing(number: int, fault: int) -> Iterator[list[str]]:
    """The call with this number, of all that reach the disk, fails; what is yielded names it, then."""
    failed: list[str] = []
    count = 0

    def wrap(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                failed.append(name)
                raise OSError(fault, os.strerror(fault))
            return original(*words, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for module, name in CALLS:
            patch.setattr(module, name, wrap(name, getattr(module, name)))
        yield failed


def tree(root: Path) -> dict[str, bytes]:
    return {
        place.relative_to(root).as_posix(): place.read_bytes() for place in root.rglob("*") if place.is_file()
    }


def append(path: str) -> Edit:
    return Edit(path, lambda text: f"{text}- 2026-11-22 call: the move\n")


ACTIONS: dict[str, tuple[Step, ...]] = {
    "edit": (append("People/Ana.md"),),
    "create": (Create("New/Cleo.md", "# Cleo\n"),),
    "move": (Move("People/Ana.md", "Friends/Ana Diaz.md"),),
    "several": (
        append("People/Ana.md"),
        Move("People/Ben.md", "People/Benno.md"),
        append("People/Benno.md"),
        Create("People/Cleo.md", "# Cleo\n"),
    ),
}


@pytest.mark.parametrize("fault", [errno.EIO, errno.ENOSPC, errno.EINTR], ids=["EIO", "ENOSPC", "EINTR"])
@pytest.mark.parametrize("action", ACTIONS)
def test_each_call_that_fails_leaves_all_or_nothing(tmp_path: Path, action: str, fault: int) -> None:
    """Whatever call fails, every note is as before and an error says so, or all of it was written."""
    number, is_over = 0, False
    while not is_over:
        number += 1
        vault = write_notes(tmp_path / str(number), {"People/Ana.md": "# Ana\n", "People/Ben.md": "# Ben\n"})
        before = tree(vault)
        is_told = False
        with failing(number, fault) as failed:
            try:
                changes = change_notes(vault, ACTIONS[action], "log", NOW)
            except VaultwellError:
                is_told = True
        is_over = not failed
        after = tree(vault)
        if is_told:
            assert notes(after) == before, (number, failed)
        else:
            assert changes, (number, failed)
            undo_last(vault, NOW)
            assert tree(vault) == before, (number, failed)
        change_notes(vault, [append("People/Ana.md")], "log", NOW)
        assert not [path for path in tree(vault) if ".vw-" in path], (number, failed)
    assert number > 10


def notes(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in tree.items() if ".vw-" not in path}


@pytest.mark.parametrize("fault", [errno.EIO, errno.ENOSPC, errno.EINTR], ids=["EIO", "ENOSPC", "EINTR"])
def test_each_call_that_fails_leaves_undo_for_later(tmp_path: Path, fault: int) -> None:
    """An undo that the disk refuses changes nothing and can be repeated."""
    number, is_over = 0, False
    while not is_over:
        number += 1
        vault = write_notes(tmp_path / str(number), {"People/Ana.md": "# Ana\n", "People/Ben.md": "# Ben\n"})
        before = tree(vault)
        change_notes(vault, ACTIONS["several"], "log", NOW)
        after = tree(vault)
        is_told = False
        with failing(number, fault) as failed:
            try:
                undo_last(vault, NOW)
            except VaultwellError:
                is_told = True
        is_over = not failed
        if is_told:
            assert notes(tree(vault)) == after, (number, failed)
            undo_last(vault, NOW)
        assert tree(vault) == before, (number, failed)
    assert number > 10


@pytest.mark.parametrize("fault", [errno.EIO, errno.ENOSPC], ids=["EIO", "ENOSPC"])
@pytest.mark.parametrize("old", [b"old", None])
def test_each_call_that_fails_leaves_a_due_note(tmp_path: Path, old: bytes | None, fault: int) -> None:
    """The due note is the old one with an error, or the new one."""
    number, is_over = 0, False
    while not is_over:
        number += 1
        vault = write_notes(tmp_path / str(number), {} if old is None else {"Due.md": old})
        is_told = False
        with failing(number, fault) as failed:
            try:
                write_due_note(vault, "Due.md", old, b"new")
            except VaultwellError:
                is_told = True
        is_over = not failed
        expected = ({} if old is None else {"Due.md": old}) if is_told else {"Due.md": b"new"}
        assert notes(tree(vault)) == expected, (number, failed)
    assert number > 10
