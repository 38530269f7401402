"""Listing and reading notes: bytes below the vault, never through a link that leaves it.

Nothing here decides what a note means. What cannot be read becomes a problem and never stops the
rest of the vault from loading.
"""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.model.problem import Code, Problem, Severity
from vaultwell.model.settings import SNIPPET_FILE
from vaultwell.vault.listing import is_note
from vaultwell.vault.reading import Beside, RawNote, Reading, arrange_reading

MAX_NOTE_BYTES = 64_000_000
_ICLOUD = ".icloud"  # `.Ana.md.icloud` stands in the place of a note that was not downloaded

# O_NONBLOCK: a FIFO that takes a note's place must not hang us; O_BINARY: Windows translates line ends.
_OPEN_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY"):
    _OPEN_FLAGS |= getattr(os, _name, 0)


class Refused(Exception):  # noqa: N818 - it is caught and becomes a problem, or an error's sentence
    """A file that is not read: the `code` of the problem, what is wrong, what to do."""

    def __init__(self, code: Code, message: str, remedy: str, severity: Severity = "problem") -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.severity = code, message, remedy, severity


def read_notes(root: Path) -> Reading:
    """Every readable note of the vault. Raises `VaultwellError` when the vault is not there.

    Notes are the files whose names end in `.md`, outside dot-folders; drawings (`*.excalidraw.md`)
    are none. Links to folders are not followed, links to files only inside the vault.
    """
    notes: list[RawNote] = []
    beside = visit_notes(root, lambda path, full: notes.append(RawNote(path, read_regular(full))))
    return arrange_reading(notes, beside)


def visit_notes(root: Path, visit: Callable[[str, str], None]) -> Beside:
    """Call `visit` with the path of every note and where it is on the disk; what lies beside the notes.

    What `visit` raises, `OSError` or `Refused`, becomes a problem, or nothing when the note is gone.
    """
    walk = _Walk(os.fspath(root), resolve_root(root), visit)
    while walk.folders:
        _list_folder(walk, walk.folders.pop())
    return Beside(tuple(sorted(walk.others)), tuple(sorted(walk.absent)), tuple(sorted(walk.problems)))


def read_bytes(root: Path, path: str, limit: int = MAX_NOTE_BYTES) -> bytes | None:
    """The bytes of one file below the vault; None when there is no such file.

    `path` is relative, with `/`. Raises `VaultwellError` when it leads out of the vault or into a
    dot-folder, and when the file is no ordinary one, cannot be read, is larger than `limit` bytes,
    or the vault itself is not there.
    """
    real_root = resolve_root(root)
    full = os.fspath(Path(root, *split_path(path)))
    try:
        os.lstat(full)
        return read_regular(_resolve_inside(full, real_root), limit)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise VaultwellError(f"{path} cannot be read: {reason(error)}.") from error
    except Refused as refused:
        raise VaultwellError(f"{path}: {refused.message}. {refused.remedy}") from refused


def read_regular(full: str | Path, limit: int = MAX_NOTE_BYTES) -> bytes:
    """The bytes of an ordinary file, which `full` names without a link as its last part.

    Raises `Refused` for anything else and for a file over `limit` bytes, `OSError` when the
    system says no. A FIFO or a device is never waited for.
    """
    descriptor = os.open(full, _OPEN_FLAGS)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise _not_a_file()
        if found.st_size > limit:
            raise _too_big(limit)
        data = os.read(descriptor, found.st_size + 1)
        if len(data) != found.st_size:  # it grew or shrank meanwhile, or the size was not known
            data = _read_on(descriptor, data, limit)
        return data
    finally:
        os.close(descriptor)


def split_path(path: str) -> tuple[str, ...]:
    """The parts of a path below the vault; `VaultwellError` when it could lead anywhere else."""
    parts = tuple(path.split("/"))
    foreign = "\0\\:" if os.name == "nt" else "\0"
    is_hidden = any(not part or part.startswith(".") for part in parts)
    if (is_hidden and path != SNIPPET_FILE) or any(sign in path for sign in foreign) or not _is_name(path):
        raise VaultwellError(
            f"“{path}” is not a place for a note."
            " Name it from the vault's root, with /, without “..” and hidden folders."
        )
    return parts


def _is_name(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:  # half a character
        return False
    return True


def resolve_root(root: Path) -> str:
    """The vault's folder without links; `VaultwellError` when it cannot be listed."""
    try:
        os.scandir(root).close()
        return os.path.realpath(root, strict=True)
    except OSError as error:
        raise VaultwellError(
            f"The vault {root} cannot be opened: {reason(error)}."
            " Is the disk mounted? Name another folder with --vault DIR."
        ) from error


def reason(error: OSError) -> str:
    """What the system said, without the path and the number: `permission denied`."""
    return (error.strerror or type(error).__name__).lower()


@dataclass(slots=True)
class _Walk:
    """What has been found so far; `folders` are still to be listed (`""`, `People/`, …)."""

    root: str
    real_root: str
    visit: Callable[[str, str], None]
    folders: list[str] = field(default_factory=lambda: [""])
    others: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, path: str, refused: Refused) -> None:
        """Note down why `path` was not read."""
        shown = _shown(path)
        words = refused.message, refused.remedy
        self.problems.append(Problem(shown, 1, 1, refused.code, refused.severity, *words))
        if shown == path and is_note(path):
            self.others.append(path)


def _list_folder(walk: _Walk, prefix: str) -> None:
    try:
        with os.scandir(f"{walk.root}/{prefix}") as entries:
            found = list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return  # gone since its parent was listed
    except OSError as error:
        walk.refuse(prefix.rstrip("/"), _unreadable(error))
        return
    for entry in found:
        if entry.name[0] == ".":
            if is_note(hidden := entry.name[1:].removesuffix(_ICLOUD)) and entry.name.endswith(_ICLOUD):
                walk.absent.append(prefix + hidden)
            continue
        path = prefix + entry.name
        try:
            _read_entry(walk, entry, path)
        except (FileNotFoundError, NotADirectoryError):
            continue  # deleted or moved away while we looked
        except OSError as error:
            walk.refuse(path, _unreadable(error))
        except Refused as refused:
            walk.refuse(path, refused)


def _read_entry(walk: _Walk, entry: os.DirEntry[str], path: str) -> None:
    if entry.is_file(follow_symlinks=False):  # first, because nearly every entry is a plain note
        if is_note(path):
            _check_name(path)
            walk.visit(path, entry.path)
    elif entry.is_symlink() or _is_junction(entry):
        _read_link(walk, entry, path)
    elif entry.is_dir(follow_symlinks=False):
        _check_name(path)
        walk.folders.append(f"{path}/")
    elif is_note(path):
        raise _not_a_file()


def _read_link(walk: _Walk, entry: os.DirEntry[str], path: str) -> None:
    try:
        is_folder = entry.is_dir()
    except OSError:  # it leads to itself, or where we may not look
        is_folder = False
    if is_folder:
        if _place_below(os.path.realpath(entry.path), walk.real_root) is None:
            raise Refused(
                "outside-folder",
                "this folder is a link that leads out of the vault, so nothing in it is read",
                "If there are notes in it, move the folder itself into the vault.",
                "hint",
            )
    elif is_note(path):
        _check_name(path)
        walk.visit(path, _resolve_inside(entry.path, walk.real_root))


def _place_below(real: str, real_root: str) -> tuple[str, ...] | None:
    """The parts of a resolved path below the vault; None when it lies outside."""
    try:
        return Path(real).relative_to(real_root).parts
    except ValueError:
        return None


def _resolve_inside(full: str, real_root: str) -> str:
    """The file that `full` leads to; `Refused` when that is not the vault's to show."""
    try:
        real = os.path.realpath(full, strict=True)
    except FileNotFoundError:
        os.lstat(full)  # raises when the link itself is gone
        raise Refused(
            "unreadable-file",
            "this link leads nowhere, so there is nothing to read",
            "Put back the file that it points to, or delete the link.",
        ) from None
    parts = _place_below(real, real_root)
    if parts is None or any(part.startswith(".") for part in parts):
        where = "out of the vault" if parts is None else "into a hidden folder"
        raise Refused(
            "outside-vault",
            f"this link leads {where}, so it is not read",
            "Move what it points to into the vault, or delete the link.",
        )
    if not Path(real).is_file():  # asked before opening: opening a device can do things
        raise _not_a_file()
    return real


def _read_on(descriptor: int, data: bytes, limit: int) -> bytes:
    parts, size = [data], len(data)
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise _too_big(limit)
    return b"".join(parts)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """A Windows directory junction, which Python 3.11 takes for an ordinary folder."""
    if os.name != "nt":
        return False
    tag: int = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _check_name(path: str) -> None:
    if not path.isascii() and _shown(path) != path:
        raise Refused(
            "unreadable-file",
            "the name is not valid text, so this is not read",
            "Rename it; what is shown as \\x… is not UTF-8.",
        )


def _shown(path: str) -> str:
    """The path as it can be printed: bytes that are no text as `\\xe9`."""
    return os.fsencode(path).decode(errors="backslashreplace")


def _unreadable(error: OSError) -> Refused:
    return Refused(
        "unreadable-file", f"cannot be read: {reason(error)}", "Check its permissions and the disk."
    )


def _not_a_file() -> Refused:
    return Refused(
        "unreadable-file", "this is not an ordinary file, so it is not opened", "Delete it, or move it away."
    )


def _too_big(limit: int) -> Refused:
    return Refused(
        "too-big",
        f"this is larger than {limit:,} bytes, so it is not read",
        "Split the note, or move it away.",
    )
