"""The names of people's notes, without opening one: quick enough for a key press."""

import os
from collections.abc import Sequence
from pathlib import Path

from vaultwell.vault.read import is_note


def list_people(root: Path, folders: Sequence[str]) -> list[str]:
    """The names, sorted, of the notes in folders that are called as one of `folders`, at any depth."""
    wanted = {folder.lower().strip("/") for folder in folders}
    names: set[str] = set()
    for place, inner, files in os.walk(root):
        inner[:] = [name for name in inner if not name.startswith(".")]
        path = "/" + Path(place).relative_to(root).as_posix().lower() + "/"
        if any(f"/{folder}/" in path for folder in wanted):
            names.update(name[:-3] for name in files if is_note(name) and not name.startswith("."))
    return sorted(names)
