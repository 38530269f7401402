"""Copies of a note that a sync or a merge tool left beside it, told by their names.

Where the name alone could also be a person's own (`Ana 2.md`), the original has to stand beside it and
the two texts have to tell of the same days.
"""

import re
from typing import NamedTuple

from vaultwell.notes.lines import split_lines

_TAIL = r"(?:[ ]\([0-9]+\))?\.md"
# Syncthing; ownCloud; Dropbox, Nextcloud and Obsidian Sync. Nobody is called that.
_CERTAIN = re.compile(
    r"(.+?)(?:\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[a-z0-9]+)?"
    r"|_conflict-[0-9]{8}-[0-9]{6}"
    rf"|[ ]?\((?:[^()]*[ ])?conflicted copy\b[^()]*(?:\([0-9]+\))?\))+{_TAIL}",
    re.IGNORECASE,
)
# iCloud and Google Drive; OneDrive's computer names; git's merge tools; Dropbox in other languages.
_POSSIBLE = re.compile(
    r"(.+?)(?:[ ][2-9]|[ ]\([1-9]\)"
    r"|-(?:(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]+|[\w-]*(?:Mac(?:Book|-mini)|iMac|iPhone|iPad|PC)[\w-]*)"
    r"|_(?:BACKUP|BASE|LOCAL|REMOTE)_[0-9]+"
    rf"|[ ]\([^()]*(?:[Cc]onfli[ct]|[Kk]onflikt)[^()]*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[^()]*\)){_TAIL}"
)
_TELLING = re.compile(r"[0-9]")
_EVERYWHERE = re.compile(r"\s*(?:created|updated|modified|date|cadence|met)\s*:", re.IGNORECASE)
_SHORTEST = 12  # a shorter line with a number in it says too little


class Suspect(NamedTuple):
    """What a name suggests: the path of the note that it is a copy of, and whether that is certain."""

    original: str
    is_certain: bool


def find_suspect(path: str) -> Suspect | None:
    """What the note at `path` is a copy of, by its name."""
    folder, slash, name = path.rpartition("/")
    # Every such name has one of these, or ends like “Ana 2.md”; most names have none.
    if not ("-" in name or "(" in name or "_" in name or name[-5:-4] == " "):
        return None
    for pattern in (_CERTAIN, _POSSIBLE):
        if found := pattern.fullmatch(name):
            return Suspect(f"{folder}{slash}{found[1]}.md", pattern is _CERTAIN)
    return None


def is_same_story(text: str, other: str) -> bool:
    """Half of the days and numbers that the shorter text tells stand in the other, word for word."""
    told, others = _find_telling(text), _find_telling(other)
    return bool(told and others) and 2 * len(told & others) >= min(len(told), len(others))


def _find_telling(text: str) -> frozenset[str]:
    lines = map(str.strip, split_lines(text))
    return frozenset(
        line
        for line in lines
        if len(line) >= _SHORTEST and _TELLING.search(line) and not _EVERYWHERE.match(line)
    )
