"""Where vaultwell keeps what belongs to a vault but not into it: the lock, the journal, undo copies.

One folder for each vault, open to its owner alone, outside the vault: nothing of it is synced.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import read_regular, reason, resolve_root
from vaultwell.vault.whole import write_whole

_APPEND_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND
for _name in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
    _APPEND_FLAGS |= getattr(os, _name, 0)

_REMEDY = "Make room there, or name a folder that may be written in XDG_STATE_HOME."


def find_state_folder(root: Path) -> Path:
    """The folder for the vault at `root`; it need not exist.

    `$XDG_STATE_HOME` counts on every system; else it is the place that the system has for this.
    """
    return _find_base() / "vaults" / hashlib.sha256(os.fsencode(resolve_root(root))).hexdigest()[:32]


def make_state_folder(root: Path) -> Path:
    """The folder for the vault at `root`, made when it is not there; `VaultwellError` when it cannot be."""
    folder = find_state_folder(root)
    with state_explained(folder):
        folder.parent.parent.parent.mkdir(parents=True, exist_ok=True)
        for part in (folder.parent.parent, folder.parent, folder):
            part.mkdir(mode=0o700, exist_ok=True)
    return folder


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may open, where there is none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def append_private(place: Path, data: bytes, *, is_synced: bool) -> int:
    """Append to a file that only its owner may read; on the disk when it returns, if `is_synced`.

    Says how long the file is with it.
    """
    return _write(place, data, _APPEND_FLAGS, is_synced=is_synced)


def write_private(place: Path, data: bytes, *, is_synced: bool) -> None:
    """Put a whole file that only its owner may read in its place, in one step."""
    finished = place.with_name(f"{place.name}.new")
    _write(finished, data, _APPEND_FLAGS | os.O_TRUNC, is_synced=is_synced)
    finished.replace(place)


def read_private(place: Path) -> bytes:
    """The bytes of such a file, nothing when it is not there."""
    try:
        return read_regular(place, sys.maxsize)
    except FileNotFoundError:
        return b""


def delete_private(place: Path) -> None:
    """Delete such a file; one that is gone already is fine."""
    place.unlink(missing_ok=True)


def add_notice(folder: Path, sentence: str) -> None:
    """Something of a write that the user has to know and nobody has said yet."""
    append_private(folder / "notices.jsonl", f"{json.dumps(sentence)}\n".encode(), is_synced=False)


def take_notices(root: Path) -> tuple[str, ...]:
    """What the user has to be told of earlier writes, one sentence or more each. They are told once."""
    try:
        place = find_state_folder(root) / "notices.jsonl"
        notices = tuple(json.loads(line) for line in read_private(place).split(b"\n") if line)
        if notices:
            delete_private(place)
    except (OSError, ValueError, VaultwellError):
        return ()
    return notices


@contextmanager
def state_explained(folder: Path) -> Iterator[None]:
    """Turn a fault of the state folder, before anything was written, into a sentence with its remedy."""
    try:
        yield
    except OSError as error:
        raise VaultwellError(
            f"Nothing was written: {folder}, where vaultwell keeps its undo copies, cannot be used"
            f" ({reason(error)}). {_REMEDY}"
        ) from error


def _write(place: Path, data: bytes, flags: int, *, is_synced: bool) -> int:
    descriptor = os.open(place, flags, 0o600)
    try:
        write_whole(descriptor, data)
        if is_synced:
            os.fsync(descriptor)
        return os.lseek(descriptor, 0, os.SEEK_CUR)
    finally:
        os.close(descriptor)


def _find_base() -> Path:
    given = os.environ.get("XDG_STATE_HOME", "")
    if Path(given).is_absolute():
        return Path(given, "vaultwell")
    try:
        home = Path.home()
    except RuntimeError as error:
        raise VaultwellError(
            "Nothing was written: your home folder is not known, so there is no place for the undo copies."
            " Name a folder for them in XDG_STATE_HOME."
        ) from error
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "vaultwell"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "vaultwell")
    return home / ".local" / "state" / "vaultwell"
