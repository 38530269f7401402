"""A vault that is looked at again and again: only the notes that changed are read and told again."""

import os
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vaultwell.vault.cards import NOT_READ
from vaultwell.vault.changes import Sight, arrange_changes, find_stamp
from vaultwell.vault.kept import Kept, forget, keep_memory, open_memory
from vaultwell.vault.load import Rules, Vault, read_rules, recall_vault
from vaultwell.vault.look import RACY_NS
from vaultwell.vault.memory import Forgotten, Memory, Seen, digest
from vaultwell.vault.read import Refused, read_regular, visit_notes
from vaultwell.vault.reading import Beside

FRESH_NS = 400_000_000


class Scan(NamedTuple):
    """What a look at the disk found.

    `has_changed`: the vault is not as it was at the last scan. `is_settled`: no note has gone since
    then and none was saved within the last 0.4 s, so that nobody is in the middle of something.
    """

    has_changed: bool
    is_settled: bool


class LiveVault:
    """The vault at `root`. `scan` looks at the disk, `build` makes a vault of what it found."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._scanned_at = 0.0
        self._rules: Rules | None = None
        self._kept: Kept | None = None
        self._new: dict[str, Seen] = {}  # read, and not on a card: not told yet, or a copy
        self._missing: frozenset[str] = frozenset()
        self._there: frozenset[str] = frozenset()
        self._beside = Beside((), (), ())
        self._can_scan_some = False

    def scan(self, now: float, places: AbstractSet[str] | None = None) -> Scan:
        """Look at every note's stamp and read what changed; `now` in seconds since 1970.

        When it is known at which `places` something happened since the last scan, and these are notes that it
        found, only they are looked at. A note that is not there is gone only when the next scan misses it
        too: editors and git take a note away for a moment to put another in its place. Raises
        `VaultwellError` when the vault or its settings cannot be read; what was kept stays.
        """
        self._scanned_at = now
        rules = read_rules(self.root)
        if places is not None and rules == self._rules and (scan := self._scan_some(places | self._missing)):
            return scan
        return self._scan_all(rules)

    def _scan_all(self, rules: Rules) -> Scan:
        has_new_rules = rules != self._rules
        kept = self._open(rules) if has_new_rules or self._kept is None else self._kept
        visitor = _Visitor(self.root, kept.memory, {} if has_new_rules else self._new, self._scanned_at)
        beside = visit_notes(self.root, visitor.visit)
        known = self._list_known(kept.memory, visitor.known)
        away = {*beside.others, *beside.absent}
        has_changed = has_new_rules or beside != self._beside
        self._rules, self._kept, self._beside = rules, kept, beside
        self._can_scan_some = not (visitor.has_links or away)
        scan = self._take(visitor, known, known - visitor.found, away)
        return scan._replace(has_changed=scan.has_changed or has_changed)

    def _scan_some(self, places: AbstractSet[str]) -> Scan | None:
        """Look at these alone; None when that does not tell all."""
        if self._kept is None or not self._can_scan_some or not places <= self._there:
            return None
        visitor = _Visitor(self.root, self._kept.memory, self._new, self._scanned_at)
        try:
            for path in places:
                with suppress(FileNotFoundError, NotADirectoryError):
                    visitor.visit(path, f"{self.root}/{path}")
        except (OSError, Refused):
            return None
        return self._take(visitor, self._there, places - visitor.found, frozenset())

    def _take(
        self, visitor: "_Visitor", known: AbstractSet[str], missing: AbstractSet[str], away: AbstractSet[str]
    ) -> Scan:
        """What was found holds from now on; of the notes `known` before, some are `missing`, or `away`."""
        gone = {path for path in missing if path in self._missing or path in away}
        there = (known | visitor.found) - gone
        self._there = self._there if there == self._there else frozenset(there)
        self._new = {path: seen for path, seen in visitor.new.items() if path not in gone}
        self._missing = frozenset(missing - gone)
        return Scan(visitor.has_changed or bool(gone), not self._missing and not visitor.has_fresh)

    def note_own(self, path: str, data: bytes) -> None:
        """vaultwell itself wrote `data` there: no change that a scan has to find."""
        if self._kept is not None:
            self._new[path] = Seen(data, "")
            self._there |= {path}

    def build(self, today: date) -> Vault:
        """The vault as the last scan found it."""
        assert self._rules is not None, "scan first"
        assert self._kept is not None
        memory = self._kept.memory
        memory.accounts.rest()
        changes, aside = arrange_changes(self.root, memory.index, self._new, self._there, self._beside)
        try:
            vault = recall_vault(self.root, self._rules, memory, Sight(changes, aside), today)
        except Forgotten:
            forget(self.root)
            self._rules, self._kept = None, None
            self.scan(self._scanned_at)
            return self.build(today)
        except BaseException:
            self._rules, self._kept = None, None  # what is half renewed is no memory
            raise
        self._new = {path: seen for path, seen in self._new.items() if path not in changes.notes}
        keep_memory(self._kept)
        return vault

    def _open(self, rules: Rules) -> Kept:
        return open_memory(self.root, rules.settings, rules.conventions)

    def _list_known(self, memory: Memory, new: dict[str, Seen]) -> set[str]:
        return {path for path, stamp in memory.index.stamps.rows.items() if stamp != NOT_READ} | new.keys()


class _Visitor:
    """Takes the notes of one scan: what is known already, or reads them."""

    def __init__(self, root: Path, memory: Memory, known: dict[str, Seen], now: float) -> None:
        self._root, self._index, self._stamps = os.fspath(root), memory.index, memory.index.stamps.rows
        self._now_ns = int(now * 1e9)
        self.known = known
        self.new = dict(known)
        self.found: set[str] = set()
        self.has_changed = self.has_fresh = self.has_links = False

    def visit(self, path: str, full: str) -> None:
        """One note; raises what reading it raises."""
        stamp, age = find_stamp(full, self._now_ns)
        seen = self.new.get(path)
        if stamp != (seen.stamp if seen else self._stamps.get(path, "")):
            data = read_regular(full)
            check = digest(data)
            is_known = check == (digest(seen.data) if seen else self._find_digest(path))
            self.new[path] = Seen(data, stamp if age >= RACY_NS else "")
            if not is_known:
                self.has_changed = True
                self.has_fresh |= 0 <= age < FRESH_NS
        self.has_links |= full != f"{self._root}/{path}"
        self.found.add(path)

    def _find_digest(self, path: str) -> str:
        card = self._index.cards.get(path)
        return card.digest if card else ""


def find_identity(root: Path) -> tuple[int, int] | None:
    """What tells the vault's folder from another one at the same place; None when there is none."""
    try:
        found = root.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
