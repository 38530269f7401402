"""What the notes of a vault told, brought up to date by what has changed since.

The plain way (`load.py`) tells every note anew. Here only those are told that changed, those for which a
day has come, and those that asked for a name which means somebody else now.
"""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.names import Bearers, Calling, Names, find_calling
from vaultwell.graph.together import Difference, Written, check_together
from vaultwell.graph.unlinked import Called, WholeNames, find_whole_names
from vaultwell.graph.whole import Subjects, Tellers, Whole, find_subjects, join
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.verbs import build_vocabulary
from vaultwell.vault.accounts import Accounts
from vaultwell.vault.cards import NOT_READ, Index, Span, mark, set_or_drop
from vaultwell.vault.heap import Heap

if TYPE_CHECKING:
    from vaultwell.graph.telling import Telling
    from vaultwell.notes.note import Note


class Forgotten(Exception):  # noqa: N818 - it is caught, and all notes are told anew
    """What the cards say of the heap is not so."""


class Seen(NamedTuple):
    """A note as it was read, under its stamp; an empty one has it read again the next time."""

    data: bytes
    stamp: str


class Changes(NamedTuple):
    """What a look at the vault found: notes whose stamp is not that of their card, the paths of those that
    are gone, and of all that are there but cannot be read."""

    notes: Mapping[str, Seen]
    gone: AbstractSet[str]
    others: AbstractSet[str]


class Memory:
    """What is remembered of one vault, under one set of rules.

    The `index` is that of the last time; its accounts lie in the `heap`. `read` gives the bytes of a note of
    which the heap holds something else. `has_changed`: there is something to keep. What others remember
    `beside` it, they put there by its kind.
    """

    def __init__(
        self,
        index: Index,
        heap: Heap,
        settings: Settings,
        conventions: Conventions,
        read: Callable[[str], bytes],
    ) -> None:
        self.index = index
        self._settings, self._conventions, self._read = settings, conventions, read
        self._vocabulary = build_vocabulary(settings.verbs, settings.who)
        self.accounts = Accounts(self, heap, self._vocabulary)
        self.names = self._find_names()
        self._knows_names = False
        self._whole_names: WholeNames | None = None
        self._unchecked: set[str] = set()
        self.beside: dict[str, Any] = {}
        self.today = date.min
        self.has_changed = False

    @property
    def rules(self) -> str:
        """A word for all that decides how notes are read."""
        return self.index.rules

    def renew(self, changes: Changes, today: date) -> Whole:
        """The graph of the vault as it is on `today`, with those changes; raises `Forgotten`."""
        self.today, self._knows_names = today, False
        notes = self._read_changed(changes)
        notes |= self._parse_again(self._list_stale(notes.keys() | changes.gone))
        moved = self._find_moved_keys(notes, changes.gone)
        notes |= self._parse_again(self._list_asking(moved, notes.keys() | changes.gone))
        index = self.index
        before = {path: self.accounts[path] for path in notes.keys() | changes.gone if path in index.cards}
        self._tell(notes, changes)
        tellers = Tellers(index.called, index.introducing, index.entries, index.relations)
        whole = join(self.accounts, tellers, self.names, self._vocabulary)
        difference = Difference(before.keys() | notes.keys(), before, self.accounts)
        self.has_changed |= bool(difference.paths)
        if difference.has_other_names:
            self._whole_names = None
        written = Written(index.dated, self._find_whole_names)
        checked = check_together(index.findings, difference, whole, written, self._settings, today)
        self.has_changed |= checked != index.findings
        index.findings = checked
        return whole

    def keep_accounts(self, waste: int) -> None:
        """Put the accounts into the heap; see `Accounts.keep`."""
        self.index.put(self.accounts.keep(waste))
        self.index.check(self._unchecked)
        self._unchecked.clear()

    def find_checks(self) -> dict[str, int | None]:
        """By person a number for all that the notes tell of them: while it is the same, so is that. None when
        there is something of them that is not kept."""
        checks = self.index.checks.rows
        return {person: int(checks[person]) if person in checks else None for person in self.index.called}

    def find_check(self) -> str:
        """A word for all that the notes tell of everybody: while it is the same, so is that. Empty when there
        is something that is not kept."""
        index = self.index
        return index.checks.digest if len(index.checks) == len(index.called) else ""

    def retell(self, path: str) -> Account:
        """The account of a note once more; raises `VaultwellError` when it is not the note it was.

        Before all names are known that cannot be: raises `Forgotten`.
        """
        if not self._knows_names:
            raise Forgotten
        return self._tell_one(self._parse(path, self._read(path))).account

    def _parse(self, path: str, data: bytes) -> "Note":
        from vaultwell.notes.note import parse_note  # where nothing has changed, nobody needs the grammar

        return parse_note(path, data, self._settings, self._conventions)

    def _tell_one(self, note: "Note") -> "Telling":
        from vaultwell.graph.telling import tell

        return tell(note, self.names, self._vocabulary, self.today)

    def _read_changed(self, changes: Changes) -> "dict[str, Note]":
        """The notes with other bytes than the last time; of those that were only touched, the new stamp."""
        notes: dict[str, Note] = {}
        stamps, cards = self.index.stamps, self.index.cards
        for path, seen in changes.notes.items():
            stamp = stamps.get(path, NOT_READ)
            if stamp == NOT_READ or cards[path].digest != digest(seen.data):
                notes[path] = self._parse(path, seen.data)
            elif stamp != seen.stamp:
                stamps[path] = seen.stamp
                self.has_changed = True
        for path in changes.others:
            if stamps.get(path) != NOT_READ:
                notes[path] = _build_unread(path)
        return notes

    def _parse_again(self, paths: Iterable[str]) -> "dict[str, Note]":
        """The same notes as the last time."""
        known = {path: self.accounts[path].data for path in paths}
        return {path: self._parse(path, data) for path, data in known.items()}

    def _list_stale(self, told: AbstractSet[str]) -> list[str]:
        """Notes in which a day has come."""
        return [path for path in self.index.list_stale(self.today.toordinal()) if path not in told]

    def _find_moved_keys(self, notes: "Mapping[str, Note]", gone: AbstractSet[str]) -> set[str]:
        """The marks of all names that could mean somebody else now."""
        moved: set[str] = set()
        for path in notes.keys() | gone:
            old = self.index.find_calling(path)
            new = find_calling(path, _find_called(notes[path])) if path in notes else None
            if old != new:
                moved.update(map(mark, (*_list_keys(old), *_list_keys(new))))
        return moved

    def _list_asking(self, moved: set[str], told: AbstractSet[str]) -> list[str]:
        """The notes that asked for one of these names."""
        if not moved:
            return []
        asked = self.index.asked.rows.items()
        return [path for path, row in asked if path not in told and not moved.isdisjoint(row.split("\t"))]

    def _tell(self, notes: "Mapping[str, Note]", changes: Changes) -> None:
        """Tell these notes; the index, and the names of all, are then up to date."""
        index, gone = self.index, changes.gone
        index.name_notes(
            {**dict.fromkeys(gone), **{path: _find_called(note) for path, note in notes.items()}}
        )
        self.names, self._knows_names = self._find_names(), True
        told: dict[str, tuple[str, Subjects] | None] = dict.fromkeys(gone)
        for path in gone:
            self.accounts.forget(path)
        problems, strangers = dict(index.findings.problems), dict(index.findings.strangers)
        for path, note in notes.items():
            account, asked = self._tell_one(note)
            self.accounts.take(account)
            index.stamps[path], check = self._find_stamp(path, changes)
            told[path] = check, find_subjects(account)
            set_or_drop(index.asked, path, tuple(sorted(set(map(mark, asked)))))
            index.set_span(path, _find_span(note, self.today))
            problems[path], strangers[path] = account.problems, account.strangers
        self._unchecked |= index.take(told)
        index.findings = replace(
            index.findings,
            problems={path: found for path, found in problems.items() if found and path not in gone},
            strangers={path: found for path, found in strangers.items() if found and path not in gone},
        )

    def _find_stamp(self, path: str, changes: Changes) -> tuple[str, str]:
        """The stamp and the digest of a note that is told anew."""
        if path in changes.others:
            return NOT_READ, ""
        if path in changes.notes:
            return changes.notes[path].stamp, digest(changes.notes[path].data)
        return self.index.stamps[path], self.index.cards[path].digest

    def _find_names(self) -> Names:
        index = self.index
        return Names(Bearers(index.named, index.aliases, index.spoken), index.called.keys())

    def _find_whole_names(self) -> WholeNames:
        """Remembered until somebody is called otherwise."""
        if self._whole_names is None:
            called, left = self.index.called, self.index.left
            people = (Called(path, names, path in left) for path, names in called.items())
            self._whole_names = find_whole_names(people)
        return self._whole_names


def _build_unread(path: str) -> "Note":
    from vaultwell.notes.note import Note

    return Note(path)


def _find_span(note: "Note", today: date) -> Span:
    from vaultwell.graph.telling import find_span

    return Span(*(day.toordinal() for day in find_span(note, today)))


def _find_called(note: "Note") -> tuple[str, ...]:
    """What a contact's note says they are called."""
    return () if note.contact is None else note.contact.called


def _list_keys(calling: Calling | None) -> tuple[str, ...]:
    return (calling.key, *calling.aliases, *calling.spoken) if calling else ()


def digest(data: bytes) -> str:
    """What tells a note's bytes from others."""
    return blake2b(data, digest_size=8).hexdigest()
