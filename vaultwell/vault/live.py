"""A vault that is looked at again and again: only the notes that changed are read again."""

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vaultwell.notes.note import Note, parse_note
from vaultwell.vault.load import Rules, Vault, join_vault, read_rules
from vaultwell.vault.read import read_regular, visit_notes
from vaultwell.vault.reading import Beside, RawNote, arrange_reading

# A note saved again within one tick of the disk's clock looks the same: one that young is read again.
# (git's rule for its index.)
RACY_SECONDS = 2.0
FRESH_SECONDS = 0.4


class Stamp(NamedTuple):
    """What changes when a file does; times in nanoseconds since 1970."""

    inode: int
    size: int
    modified: int
    changed: int


class Scan(NamedTuple):
    """What a look at the disk found.

    `has_changed`: the vault is not as it was at the last scan. `is_settled`: no note has gone since
    then and none was saved within the last 0.4 s, so that nobody is in the middle of something.
    """

    has_changed: bool
    is_settled: bool


class _Kept(NamedTuple):
    """A note, parsed, with its bytes and the stamp under which they stood; without one it is read again."""

    note: Note
    data: bytes
    stamp: Stamp | None


class LiveVault:
    """The vault at `root`, kept parsed. `scan` looks at the disk, `build` makes a vault of what it found."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._rules: Rules | None = None
        self._kept: dict[str, _Kept] = {}
        self._missing: frozenset[str] = frozenset()
        self._beside = Beside((), (), ())

    def scan(self, now: float) -> Scan:
        """Look at every note's stamp and read what changed; `now` in seconds since 1970.

        A note that is not there is gone only when the next scan misses it too: editors and git take a
        note away for a moment to put another in its place. Raises `VaultwellError` when the vault or its
        settings cannot be read; what was kept stays.
        """
        rules = read_rules(self.root)
        has_new_rules = rules != self._rules
        kept = {} if has_new_rules else self._kept
        visitor = _Visitor(rules, kept, now)
        beside = visit_notes(self.root, visitor.visit)
        known_away = {*beside.others, *beside.absent}
        missing = frozenset(kept).difference(visitor.found)
        gone = {path for path in missing if path in self._missing or path in known_away}
        has_changed = has_new_rules or visitor.has_changed or bool(gone) or beside != self._beside
        self._kept = {path: one for path, one in kept.items() if path not in gone} | visitor.found
        self._rules, self._beside, self._missing = rules, beside, missing - gone
        return Scan(has_changed, not self._missing and not visitor.has_fresh)

    def note_own(self, path: str, data: bytes) -> None:
        """vaultwell itself wrote `data` there: no change that a scan has to find."""
        if self._rules is not None:
            self._kept[path] = _keep(path, data, self._rules, None)

    def build(self, today: date) -> Vault:
        """The vault as the last scan found it."""
        assert self._rules is not None, "scan first"
        reading = arrange_reading((RawNote(path, one.data) for path, one in self._kept.items()), self._beside)
        notes = [self._kept[raw.path].note for raw in reading.notes]
        return join_vault(self.root, self._rules, reading, notes, today)


class _Visitor:
    """Takes the notes of one scan: from what is kept, else from the disk."""

    def __init__(self, rules: Rules, kept: dict[str, _Kept], now: float) -> None:
        self._rules, self._kept, self._now = rules, kept, now
        self.found: dict[str, _Kept] = {}
        self.has_changed = False
        self.has_fresh = False

    def visit(self, path: str, full: str) -> None:
        """One note; raises what reading it raises."""
        known = self._kept.get(path)
        stamp = find_stamp(full)
        if known is not None and known.stamp == stamp:
            self.found[path] = known
            return
        age = self._now - max(stamp.modified, stamp.changed) / 1e9
        data = read_regular(full)
        kept_stamp = stamp if age >= RACY_SECONDS else None
        if known is not None and known.data == data:
            self.found[path] = known._replace(stamp=kept_stamp)
            return
        self.found[path] = _keep(path, data, self._rules, kept_stamp)
        self.has_changed = True
        self.has_fresh |= 0 <= age < FRESH_SECONDS


def find_stamp(full: str | Path) -> Stamp:
    """The stamp of a file, links not followed; `OSError` when there is none."""
    found = os.lstat(full)
    return Stamp(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def find_identity(root: Path) -> tuple[int, int] | None:
    """What tells the vault's folder from another one at the same place; None when there is none."""
    try:
        found = root.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _keep(path: str, data: bytes, rules: Rules, stamp: Stamp | None) -> _Kept:
    return _Kept(parse_note(path, data, rules.settings, rules.conventions), data, stamp)
