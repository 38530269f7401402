"""What of git concerns a write: its list of ignored files, and whether it is in the middle of something."""

import os
import re
from pathlib import Path
from time import monotonic, sleep
from typing import Literal, NamedTuple

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.child_git import build_environment
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.read import Refused, read_regular, reason, resolve_root, split_path
from vaultwell.vault.steps import Unwritable

# The sign in the repository, the operation, git's name for it, how it is finished.
_OPERATIONS = (
    ("MERGE_HEAD", "a merge", "merge", "commit"),
    ("rebase-merge", "a rebase", "rebase", "rebase --continue"),
    ("rebase-apply", "a rebase", "rebase", "rebase --continue"),  # of `git am`, too
    ("CHERRY_PICK_HEAD", "a cherry-pick", "cherry-pick", "cherry-pick --continue"),
    ("REVERT_HEAD", "a revert", "revert", "revert --continue"),
)
_LOCK_SECONDS = 2.0

_APPEND_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND
for _name in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
    _APPEND_FLAGS |= getattr(os, _name, 0)


def exclude_from_git(root: Path, path: str) -> bool:
    """Let git ignore the note at `path` in this clone only; True when a line was added for that.

    Nothing happens outside a git work tree, when git already tracks the note, or when the line is
    there. Raises `VaultwellError`, with the line to add by hand, when the list cannot be changed.
    """
    tree = _find_work_tree(root, path)
    if tree is None or _is_in_index(tree):
        return False
    line = os.fsencode(render_ignore_line(tree.inner))
    exclude = tree.git / "info" / "exclude"
    try:
        exclude.parent.mkdir(exist_ok=True)
        listed = _read_list(exclude)
        if line in (old.rstrip(b"\r") for old in listed.split(b"\n")):
            return False
        gap = b"" if listed.endswith(b"\n") or not listed else b"\n"
        descriptor = os.open(exclude, _APPEND_FLAGS, 0o666)
        with os.fdopen(descriptor, "ab") as file:
            file.write(gap + line + b"\n")
    except (OSError, Refused) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise VaultwellError(
            f"git's list of ignored files was not changed: {why}."
            f" Add this line to {exclude} yourself: {os.fsdecode(line)}"
        ) from error
    return True


def check_git_rests(root: Path, path: str) -> None:
    """Refuse to change a note while git is in the middle of an operation in its work tree.

    git's lock on the index mostly stands for a moment only: that is waited for.
    """
    tree = _find_work_tree(root, path)
    if tree is None:
        return
    for sign, operation, name, end in _OPERATIONS:
        if os.path.lexists(tree.own / sign):
            remedy = f"Finish it with “git {end}”, or give it up with “git {name} --abort”."
            raise Unwritable(f"git is in the middle of {operation}", remedy)
    lock = tree.own / "index.lock"
    until = monotonic() + _LOCK_SECONDS
    while os.path.lexists(lock):
        if monotonic() > until:
            raise Unwritable(
                "git is at work in this vault",
                f"Run the command again when it is done. If no git is running, delete {lock}.",
            )
        sleep(0.02)


def is_git_busy(root: Path) -> bool:
    """git is in the middle of an operation in the work tree of the vault, which may still change notes."""
    tree = _find_work_tree(root, SETTINGS_FILE)
    if tree is None:
        return False
    signs = ("index.lock", *(sign for sign, *_ in _OPERATIONS))
    return any(os.path.lexists(tree.own / sign) for sign in signs)


def is_tracked(root: Path, path: str) -> bool:
    """git has the note at `path` in its index. False without git, and outside a work tree."""
    tree = _find_work_tree(root, path)
    return tree is not None and _is_in_index(tree)


def read_git_state(root: Path, path: str) -> Literal["tracked", "ignored", "offered", "none"]:
    """What git does with the note at `path`: `offered` means that it would go into a commit of everything.

    `none` outside a work tree and without git.
    """
    tree = _find_work_tree(root, path)
    answer = None if tree is None else _ask_git(tree, "check-ignore", "--quiet", "--", f"./{tree.inner}")
    if tree is None or answer is None:
        return "none"
    if _is_in_index(tree):
        return "tracked"
    return "ignored" if answer == 0 else "offered"


class _WorkTree(NamedTuple):
    """A git work tree that holds a note: its folder, what is its own of the repository, what all
    work trees share, the note's path within.
    """

    top: Path
    own: Path
    git: Path
    inner: str


def _find_work_tree(root: Path, path: str) -> _WorkTree | None:
    note = Path(resolve_root(root), *split_path(path))
    for folder in note.parents:
        found = _find_repository(folder / ".git")
        if found is not None:
            return _WorkTree(folder, *found, note.relative_to(folder).as_posix())
    return None


def _find_repository(marker: Path) -> tuple[Path, Path] | None:
    """The repository of a work tree and the one that all share, from a `.git` folder or file.

    A folder that only calls itself so is none: the same three signs count as for git.
    """
    try:
        git = marker
        if marker.is_file():
            named = os.fsdecode(read_regular(marker.resolve(strict=True), 10_000))
            if not named.startswith("gitdir:"):
                return None
            git = marker.parent / named.removeprefix("gitdir:").strip()
        common = git
        if (git / "commondir").is_file():
            common = git / os.fsdecode(read_regular(git / "commondir", 10_000)).strip()
        is_repository = os.path.lexists(git / "HEAD") and (common / "objects").is_dir()
        is_repository = is_repository and (common / "refs").is_dir()
        return (git.resolve(), common.resolve()) if is_repository else None
    except (OSError, ValueError, Refused):
        return None


def _is_in_index(tree: _WorkTree) -> bool:
    return _ask_git(tree, "--literal-pathspecs", "ls-files", "--error-unmatch", "--", tree.inner) == 0


def _ask_git(tree: _WorkTree, *question: str) -> int | None:
    """git's exit code in the work tree; None without git."""
    import subprocess

    command = ["git", "-c", "core.fsmonitor="]
    try:
        asked = subprocess.run(  # noqa: S603 - a fixed command; the note's path is no option after --
            [*command, *question],
            cwd=tree.top,
            env=build_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return asked.returncode


def render_ignore_line(inner: str) -> str:
    """The line for git's list that means this one path, from the work tree's top.

    A line break cannot be written there; `?` stands for any one character.
    """
    escaped = re.sub(r"([\\*?\[])", r"\\\1", inner)
    return "/" + re.sub(r"[\r\n]", "?", escaped)


def _read_list(exclude: Path) -> bytes:
    try:
        return read_regular(exclude)
    except FileNotFoundError:
        return b""
