"""Where vaultwell keeps what belongs to a vault but not into it: the lock, the journal, undo copies.

One folder for each vault, open to its owner alone, outside the vault: nothing of it is synced.
"""

import hashlib
import os
import sys
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import read_regular, reason, resolve_root

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
    try:
        folder.parent.parent.parent.mkdir(parents=True, exist_ok=True)
        for part in (folder.parent.parent, folder.parent, folder):
            part.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise VaultwellError(
            "Nothing was written: vaultwell keeps its lock and its undo copies outside the vault, and the"
            f" folder {folder} cannot be made ({reason(error)}). {_REMEDY}"
        ) from error
    return folder


def append_private(place: Path, data: bytes, *, is_synced: bool) -> None:
    """Append to a file that only its owner may read; on the disk when it returns, if `is_synced`."""
    _write(place, data, _APPEND_FLAGS, is_synced=is_synced)


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


def state_error(error: OSError, place: Path) -> VaultwellError:
    """What to say when the state folder cannot be used, before anything was written."""
    return VaultwellError(f"Nothing was written: {place} cannot be used ({reason(error)}). {_REMEDY}")


def _write(place: Path, data: bytes, flags: int, *, is_synced: bool) -> None:
    descriptor = os.open(place, flags, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if is_synced:
            os.fsync(descriptor)


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
