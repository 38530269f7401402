"""Which day a note stands for by its name, if it stands for one.

The vault's own format of daily notes comes first, in the folder of the daily notes; a leading ISO date
dates a note anywhere but in the folders of weekly and longer notes.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from vaultwell.model.settings import Conventions
from vaultwell.notes.values import parse_day

_LEADING_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_ISO_FORMAT = "YYYY-MM-DD"  # what it reads begins with an ISO date anyway


def find_day_text(path: str, conventions: Conventions) -> str | None:
    """The day that the note's name has the shape of, as an ISO date; there may be no such day."""
    folder, _, name = path.rpartition("/")
    if any(is_below(folder, other) for other in conventions.periodic_folders):
        return None
    if conventions.daily_format != _ISO_FORMAT and (day := _find_daily(path, folder, conventions)):
        return day
    found = _LEADING_DAY.match(name)
    return found[0] if found else None


def _find_daily(path: str, folder: str, conventions: Conventions) -> str | None:
    daily = conventions.daily_folder
    if daily is None or not is_below(folder, daily):
        return None
    from vaultwell.notes.moment import build_reader

    reader = build_reader(conventions.daily_format)
    if reader is None:
        return None
    depth = daily.count("/") + 1 if daily else 0
    below = path.split("/", depth)[depth]
    return reader.find_day_text(below[:-3] if below[-3:].lower() == ".md" else below)


@lru_cache(maxsize=4096)
def is_below(folder: str, other: str) -> bool:
    """The folder is the other one, or lies in it; case and Unicode form ignored, "" is the vault itself."""
    folder, other = (unicodedata.normalize("NFC", name).lower() for name in (folder, other))
    return not other or folder == other or folder.startswith(other + "/")


def parse_name_day(path: str, conventions: Conventions) -> date | None:
    """The day a note's name stands for; raises `ValueError` when the name holds an impossible date."""
    text = find_day_text(path, conventions)
    return parse_day(text) if text else None
