"""Which day a note stands for, if it stands for one.

Other moment.js formats of daily notes, and meetings dated only by a property, belong here too.
"""

import re
from datetime import date

from vaultwell.model.settings import Conventions
from vaultwell.notes.values import parse_day

_LEADING_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


def find_day_text(path: str, conventions: Conventions) -> str | None:
    """The ISO date that begins the note's name; None in the folders of weekly and longer notes."""
    folder, _, name = path.rpartition("/")
    found = _LEADING_DAY.match(name)
    if not found or any(_is_below(folder.lower(), other.lower()) for other in conventions.periodic_folders):
        return None
    return found[0]


def _is_below(folder: str, other: str) -> bool:
    return folder == other or folder.startswith(other + "/")


def parse_name_day(path: str, conventions: Conventions) -> date | None:
    """The day a note's name stands for; raises `ValueError` when the name holds an impossible date."""
    text = find_day_text(path, conventions)
    return parse_day(text) if text else None
