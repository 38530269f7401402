"""What a folder of notes looks like before there are any settings: where the people are."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from vaultwell.model.settings import Settings

# Folder names that mean people, in any case, after numbers, emoji and signs at the front.
_PEOPLE_WORDS = frozenset("people contacts persons friends crm network relationships".split())
_ORNAMENT = re.compile(r"^[\W\d_]+")


def find_people_folders(paths: Iterable[str]) -> tuple[str, ...]:
    """The names of the folders of notes that are called after people, as they stand on the disk.

    The default names are left alone: they are found without a setting.
    """
    folders = {part for path in paths for part in PurePosixPath(path).parts[:-1]}
    found = sorted(name for name in folders if _ORNAMENT.sub("", name).lower() in _PEOPLE_WORDS)
    known = {name.lower() for name in Settings().people}
    return tuple(name for name in found if name.lower() not in known)
