"""Which folder is the vault. The fast lane asks this first, so that nothing slow is imported here."""

import os

from vaultwell.model.errors import VaultwellError

TYPE_CHECKING = False  # the fast lane passes here, and typing is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS_FILE = "vaultwell.toml"
OBSIDIAN_FOLDER = ".obsidian"


def find_vault(start: "Path", given: str | None) -> "Path":
    """The vault's folder, absolute and without symbolic links.

    `given` is what the user named (`--vault`, `VAULTWELL_VAULT`); a relative one counts from
    `start`. Without it the nearest folder from `start` upwards that holds `vaultwell.toml`, else
    the nearest that holds `.obsidian`. Raises `VaultwellError` when there is none.
    """
    from pathlib import Path

    if given is not None:
        return Path(_find_given(os.fspath(start), given))
    found = find_around(os.fspath(start))
    if found is None:
        raise VaultwellError(
            f"There is no vault in {start.resolve()} or above it."
            " Begin one here with “vaultwell init”, or name yours with --vault DIR."
        )
    return Path(found)


def find_root(given: str | None) -> str | None:
    """The folder that is `given` or the nearest vault from here; None when neither is named nor there.

    Nothing is checked, and nothing slow imported: what is wrong with it is for `find_vault` to say.
    """
    if given is None:
        return find_around(os.getcwd())
    return os.path.realpath(os.path.expanduser(given)) if given.strip() else None


def find_around(start: str) -> str | None:
    """The nearest vault from the folder `start` upwards; None when there is none."""
    folders = list(_list_upwards(os.path.realpath(start)))
    for name, is_there in ((SETTINGS_FILE, os.path.isfile), (OBSIDIAN_FOLDER, os.path.isdir)):
        for folder in folders:
            if is_there(os.path.join(folder, name)):
                return folder
    return None


def _list_upwards(folder: str) -> "Iterator[str]":
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        yield above
        folder = above


def _find_given(start: str, given: str) -> str:
    remedy = "Name an existing folder with --vault DIR or in VAULTWELL_VAULT."
    if not given.strip():
        raise VaultwellError(f"The name given for the vault is empty. {remedy}")
    try:
        folder = os.path.realpath(os.path.join(start, os.path.expanduser(given)))
        is_folder = os.path.isdir(folder)
    except (OSError, ValueError) as error:  # permission, a NUL
        raise VaultwellError(f"The vault “{given}” cannot be opened ({error}). {remedy}") from error
    if not is_folder:
        what = "is a file, not a folder" if os.path.exists(folder) else "does not exist"
        raise VaultwellError(f"The vault {folder} {what}. {remedy}")
    return folder
