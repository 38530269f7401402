"""Where vaultwell keeps what belongs to a vault and not into it: the lock, the journal, undo copies."""

import hashlib
import os
import sys
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import reason, resolve_root


def find_state_folder(root: Path) -> Path:
    """The folder for the vault at `root`, outside every vault; it need not exist.

    `$XDG_STATE_HOME` counts on every system; else it is the place that the system has for this.
    """
    return _find_base() / "vaults" / hashlib.sha256(os.fsencode(resolve_root(root))).hexdigest()[:32]


def make_state_folder(root: Path) -> Path:
    """The folder for the vault at `root`, open to its owner alone; `VaultwellError` when it cannot be."""
    folder = find_state_folder(root)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise VaultwellError(
            f"Nothing was written: vaultwell keeps its lock and its undo copies in {folder},"
            f" and that folder cannot be made ({reason(error)})."
            " Name a folder that may be written in XDG_STATE_HOME."
        ) from error
    return folder


def _find_base() -> Path:
    given = os.environ.get("XDG_STATE_HOME", "")
    if Path(given).is_absolute():
        return Path(given, "vaultwell")
    try:
        home = Path.home()
    except RuntimeError as error:
        raise VaultwellError(
            "Your home folder is not known, so there is no place for the undo copies."
            " Name a folder for them in XDG_STATE_HOME."
        ) from error
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "vaultwell"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "vaultwell")
    return home / ".local" / "state" / "vaultwell"
