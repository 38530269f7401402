"""Which folder is the vault."""

from collections.abc import Callable
from pathlib import Path

from vaultwell.model.errors import VaultwellError

SETTINGS_FILE = "vaultwell.toml"
OBSIDIAN_FOLDER = ".obsidian"


def find_vault(start: Path, given: str | None) -> Path:
    """The vault's folder, absolute and without symbolic links.

    `given` is what the user named (`--vault`, `VAULTWELL_VAULT`); a relative one counts from
    `start`. Without it the nearest folder from `start` upwards that holds `vaultwell.toml`, else
    the nearest that holds `.obsidian`. Raises `VaultwellError` when there is none.
    """
    if given is not None:
        return _find_given(start, given)
    start = start.resolve()
    folders = (start, *start.parents)
    for is_marked in (_has_settings, _is_obsidian):
        for folder in folders:
            if is_marked(folder):
                return folder
    raise VaultwellError(
        f"There is no vault in {start} or above it."
        " Begin one here with “vaultwell init”, or name yours with --vault DIR."
    )


def _find_given(start: Path, given: str) -> Path:
    remedy = "Name an existing folder with --vault DIR or in VAULTWELL_VAULT."
    if not given.strip():
        raise VaultwellError(f"The name given for the vault is empty. {remedy}")
    try:
        folder = (start / Path(given).expanduser()).resolve()
        is_folder = folder.is_dir()
    except (OSError, ValueError, RuntimeError) as error:  # permission, a NUL, a home that is not known
        raise VaultwellError(f"The vault “{given}” cannot be opened ({error}). {remedy}") from error
    if not is_folder:
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        raise VaultwellError(f"The vault {folder} {what}. {remedy}")
    return folder


def _has_settings(folder: Path) -> bool:
    return _answer(folder / SETTINGS_FILE, Path.is_file)


def _is_obsidian(folder: Path) -> bool:
    return _answer(folder / OBSIDIAN_FOLDER, Path.is_dir)


def _answer(path: Path, question: Callable[[Path], bool]) -> bool:
    try:
        return question(path)
    except OSError:  # a folder that may not be searched is nobody's vault
        return False
