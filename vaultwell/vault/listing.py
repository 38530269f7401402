"""The names of people's notes, without opening one: quick enough for a key press."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from vaultwell.vault.find import SETTINGS_FILE


def list_people(root: str, folders: Sequence[str], part: str) -> list[str]:
    """The names, sorted, of the notes in folders that are called as one of `folders`, at any depth.

    Those are left out in which `part`, in small letters, cannot stand, whatever becomes of accents.
    """
    wanted = [f"/{folder.lower().strip('/')}/" for folder in folders]
    names: set[str] = set()
    for path, files in _walk(root):
        if any(folder in path.lower() for folder in wanted):
            likely = (name for name in files if part in name.lower() or not name.isascii())
            names.update(name[:-3] for name in likely if is_note(name))
    return sorted(names)


def _walk(root: str) -> Iterator[tuple[str, list[str]]]:
    """Every folder, its path between two `/`, and the names of what is no folder in it; nothing hidden."""
    folders = ["/"]
    while folders:
        path, files = folders.pop(), []
        with suppress(OSError), os.scandir(root + path) as entries:
            for entry in entries:
                if entry.name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}{entry.name}/")
                else:
                    files.append(entry.name)
        yield path, files


def is_note(path: str) -> bool:
    """The name is one of a note: `.md` in any case, but no drawing."""
    return path[-3:].lower() == ".md" and path[-14:].lower() != ".excalidraw.md"


def read_people_folders(root: str) -> Sequence[str]:
    """The setting `people`, where it can be read; the rest of the settings is not looked at."""
    from vaultwell.model.settings import Settings

    text = _read_settings(os.path.join(root, SETTINGS_FILE))
    found: object = None
    if "people" in text:  # to read TOML takes as long as to list a thousand notes
        import tomllib

        with suppress(ValueError, RecursionError):
            found = tomllib.loads(text).get("people")
    if isinstance(found, list) and all(isinstance(one, str) and one.strip(" /") for one in found):
        return found
    return Settings().people


def _read_settings(place: str) -> str:
    if os.path.isfile(place):  # asked before opening: a pipe would be waited for
        with suppress(OSError, ValueError), open(place, encoding="utf-8-sig") as file:
            return file.read()
    return ""
