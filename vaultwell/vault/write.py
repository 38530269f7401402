"""The only place that writes below a vault: the due note, new files, and git's list of ignored files.

A note is replaced whole, by a finished temporary file, and only while the bytes on disk are the
bytes that were parsed. Nothing is written through a link or into a hidden folder of the vault.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import Refused, read_regular, reason, resolve_root, split_path

# What git sets for its hooks, and what would lead a child git into another repository
# (`git rev-parse --local-env-vars`).
GIT_LOCAL_VARIABLES = frozenset(
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_CONFIG GIT_CONFIG_PARAMETERS GIT_CONFIG_COUNT"
    " GIT_OBJECT_DIRECTORY GIT_DIR GIT_WORK_TREE GIT_IMPLICIT_WORK_TREE GIT_GRAFT_FILE GIT_INDEX_FILE"
    " GIT_NO_REPLACE_OBJECTS GIT_REPLACE_REF_BASE GIT_PREFIX GIT_INTERNAL_SUPER_PREFIX"
    " GIT_SHALLOW_FILE GIT_COMMON_DIR".split()
)

_TEMPORARY_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_APPEND_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND
for _name in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
    _TEMPORARY_FLAGS |= getattr(os, _name, 0)
    _APPEND_FLAGS |= getattr(os, _name, 0)

_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)  # Windows only, like `st_reparse_tag`


class ChangedOnDisk(VaultwellError):  # noqa: N818 - callers catch it and read again
    """The note's bytes are no longer the ones that were parsed; nothing was written."""


def write_due_note(root: Path, path: str, old: bytes | None, new: bytes) -> bool:
    """Replace the generated note at `path` (relative, `/`) by `new`; True when that was needed.

    `old` are the bytes that were parsed, None when there was no such note. Missing folders are
    made. Raises `ChangedOnDisk` when the disk by now holds neither `old` nor `new`, and
    `VaultwellError` when the place is a link, no ordinary file, hidden or outside the vault, or
    when the disk is full or refuses.
    """
    with _explained(path):
        target = _find_target(root, path)
        current = _read_current(target)
        if current == new:
            return False
        _check_unchanged(current, old, path)
        _make_folders(root, path)
        with _temporary(target, new) as temporary:
            _check_unchanged(_read_current(target), old, path)
            if old is None:
                _move_to_free_name(temporary, target)
            else:
                temporary.replace(target)
        _sync_folder(target.parent)
    return True


def make_vault(root: Path) -> None:
    """The vault's folder, made with those above it when it is not there yet."""
    with _explained(str(root)):
        root.mkdir(parents=True, exist_ok=True)


def create_note(root: Path, path: str, data: bytes) -> None:
    """Write a file that does not exist yet, at `path` (relative, `/`), with the folders above it.

    Raises `VaultwellError` when something stands there already, when the place is hidden or
    outside the vault, or when the disk is full or refuses.
    """
    with _explained(path):
        target = _find_target(root, path)
        if os.path.lexists(target):
            raise FileExistsError
        _make_folders(root, path)
        with _temporary(target, data) as temporary:
            _move_to_free_name(temporary, target)
        _sync_folder(target.parent)


def exclude_from_git(root: Path, path: str) -> bool:
    """Let git ignore the note at `path` in this clone only; True when a line was added for that.

    Nothing happens outside a git work tree, when git already tracks the note, or when the line is
    there. Raises `VaultwellError`, with the line to add by hand, when the list cannot be changed.
    """
    tree = _find_work_tree(root, path)
    if tree is None or _is_in_index(tree):
        return False
    line = os.fsencode(_ignore_pattern(tree.inner))
    exclude = tree.git / "info" / "exclude"
    try:
        exclude.parent.mkdir(exist_ok=True)
        listed = _read_current(exclude) or b""
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


def is_tracked(root: Path, path: str) -> bool:
    """git has the note at `path` in its index. False without git, and outside a work tree."""
    tree = _find_work_tree(root, path)
    return tree is not None and _is_in_index(tree)


def _check_unchanged(current: bytes | None, old: bytes | None, path: str) -> None:
    if current != old:
        raise ChangedOnDisk(
            f"{path} was changed by another program meanwhile, so it was not written. Run the command again."
        )


def _find_target(root: Path, path: str) -> Path:
    """Where `path` is on the disk, once it is sure that no link stands on the way."""
    place = Path(resolve_root(root))
    for part in split_path(path):
        place /= part
        try:
            found = place.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION:
            raise Refused(
                "outside-vault",
                f"{place.name} is a link, and vaultwell does not write through links",
                "Put the note itself in its place, or name another one as due_note in vaultwell.toml.",
            )
    return place


def _make_folders(root: Path, path: str) -> None:
    folder = Path(resolve_root(root))
    for part in split_path(path)[:-1]:
        folder /= part
        try:
            folder.mkdir(exist_ok=True)
        except FileExistsError:
            raise Refused(
                "unreadable-file",
                f"{folder.name} is a file, where a folder is needed",
                "Rename that file, or name another place.",
            ) from None


def _read_current(target: Path) -> bytes | None:
    try:
        return read_regular(target)
    except (FileNotFoundError, NotADirectoryError):
        return None


@contextmanager
def _temporary(target: Path, data: bytes) -> Iterator[Path]:
    """A finished file beside `target` with its mode and owner; gone afterwards, whatever happens.

    Its name owes nothing to the note's: that may be as long as a name can be.
    """
    try:
        like = target.lstat()
    except FileNotFoundError:
        like = None
    temporary = target.parent / f".vw-{os.urandom(8).hex()}.tmp"
    # A new file gets its mode from the kernel, which knows the umask and the folder's default rights.
    descriptor = os.open(temporary, _TEMPORARY_FLAGS, 0o600 if like else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if like:
                _copy_rights(temporary, like)
            os.fsync(descriptor)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _copy_rights(temporary: Path, like: os.stat_result) -> None:
    own = temporary.stat()
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):  # only root may give a file away
            os.chown(temporary, like.st_uid, like.st_gid)
    temporary.chmod(stat.S_IMODE(like.st_mode))


def _move_to_free_name(temporary: Path, target: Path) -> None:
    """Give the finished file its name; `FileExistsError` when somebody took it meanwhile."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # no hard links here: FAT, a phone's shared storage
        if os.path.lexists(target):
            raise FileExistsError from None
        temporary.rename(target)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system opens or syncs a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Turn what the system says into a sentence with its remedy."""
    try:
        yield
    except FileExistsError as error:
        raise ChangedOnDisk(f"{path} exists already, so it was not written.") from error
    except Refused as refused:
        raise VaultwellError(f"{path} was not written: {refused.message}. {refused.remedy}") from refused
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            remedy = "Make room on the disk and run the command again."
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            remedy = "Check who may write in its folder, and whether another program holds it open."
        else:
            remedy = "Nothing was changed."
        raise VaultwellError(f"{path} was not written: {reason(error)}. {remedy}") from error


class _WorkTree(NamedTuple):
    """A git work tree that holds a note: its folder, the repository, the note's path within."""

    top: Path
    git: Path
    inner: str


def _find_work_tree(root: Path, path: str) -> _WorkTree | None:
    note = Path(resolve_root(root), *split_path(path))
    for folder in note.parents:
        git = _find_repository(folder / ".git")
        if git is not None:
            return _WorkTree(folder, git, note.relative_to(folder).as_posix())
    return None


def _find_repository(marker: Path) -> Path | None:
    """The repository that all work trees share, from a `.git` folder or a file that names one.

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
        return common.resolve() if is_repository and (common / "refs").is_dir() else None
    except (OSError, ValueError, Refused):
        return None


def _is_in_index(tree: _WorkTree) -> bool:
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in GIT_LOCAL_VARIABLES}
    command = ["git", "--literal-pathspecs", "-c", "core.fsmonitor=", "ls-files", "--error-unmatch", "--"]
    try:
        asked = subprocess.run(  # noqa: S603 - a fixed command; the note's path is no option after --
            [*command, tree.inner],
            cwd=tree.top,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return asked.returncode == 0


def _ignore_pattern(inner: str) -> str:
    """The line for git's list that means this one path, from the work tree's top.

    A line break cannot be written there; `?` stands for any one character.
    """
    escaped = re.sub(r"([\\*?\[])", r"\\\1", inner)
    return "/" + re.sub(r"[\r\n]", "?", escaped)
