"""What the notes of a vault told, brought up to date by what has changed since.

The plain way (`load.py`) tells every note anew. Here only those are told that changed, those for which a
day has come, and those that asked for a name which means somebody else now.
"""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from vaultwell.graph.account import Account, Telling, find_span, tell
from vaultwell.graph.names import Calling, Names, find_calling
from vaultwell.graph.together import Difference, Findings, check_together
from vaultwell.graph.whole import Whole, find_subjects, find_tellers, join
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.copies import find_suspect
from vaultwell.notes.note import Note, parse_note
from vaultwell.notes.verbs import build_vocabulary
from vaultwell.vault.accounts import Accounts
from vaultwell.vault.cards import Card, mark
from vaultwell.vault.heap import Heap

NOT_READ = "-"  # the stamp of a note that is there, but was not read


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

    `cards` and `findings` are those of the last time, whose accounts lie in the `heap`; `read` gives the
    bytes of a note of which the heap holds something else. `rules` is a word for all that decides how notes
    are read. `has_changed`: there is something to keep.
    """

    def __init__(
        self,
        cards: Mapping[str, Card],
        findings: Findings,
        heap: Heap,
        settings: Settings,
        conventions: Conventions,
        read: Callable[[str], bytes],
        rules: str,
    ) -> None:
        self.cards, self.findings, self.rules = dict(cards), findings, rules
        self._settings, self._conventions, self._read = settings, conventions, read
        self._vocabulary = build_vocabulary(settings.verbs, settings.who)
        self.accounts = Accounts(self, heap, self._vocabulary)
        self.names, self._knows_names = Names(()), False
        self._tellers = find_tellers(())
        self.today = date.min
        self.has_changed = False

    def renew(self, changes: Changes, today: date) -> Whole:
        """The graph of the vault as it is on `today`, with those changes; raises `Forgotten`."""
        self.today, self._knows_names = today, False
        notes = self._read_changed(changes)
        gone = changes.gone
        notes |= self._parse_again(self._list_stale(notes.keys() | gone))
        moved = self._find_moved_keys(notes, gone)
        notes |= self._parse_again(self._list_asking(moved, notes.keys() | gone))
        before = {path: self.accounts[path] for path in notes.keys() | gone if path in self.cards}
        self._tell(notes, changes)
        subjects = [card.subjects for card in self.cards.values()]
        self._tellers = find_tellers(subjects)
        whole = join(self.accounts, self._tellers, self.names, self._vocabulary)
        difference = self._compare(before, notes.keys())
        self.has_changed |= bool(notes or gone)
        checked = check_together(self.findings, difference, whole, subjects, self._settings, today)
        self.has_changed |= checked != self.findings
        self.findings = checked
        return whole

    def keep_accounts(self, waste: int) -> None:
        """Put the accounts into the heap; see `Accounts.keep`."""
        for path, place in self.accounts.keep(waste).items():
            self.cards[path] = self.cards[path]._replace(place=place)

    def find_checks(self) -> dict[str, int | None]:
        """By person a number for all that the notes tell of them: while it is the same, so is that. None when
        there is something of them that is not kept."""
        checks = {path: card.place.check for path, card in self.cards.items() if card.place}
        entries = self._tellers.entries
        return {
            person: None
            if any(path not in checks for path in (person, *entries.get(person, ())))
            else hash((checks[person], *(checks[path] for path in entries.get(person, ()))))
            for person in self._tellers.contacts
        }

    def retell(self, path: str) -> Account:
        """The account of a note once more; raises `VaultwellError` when it is not the note it was.

        Before all names are known that cannot be: raises `Forgotten`.
        """
        if not self._knows_names:
            raise Forgotten
        note = parse_note(path, self._read(path), self._settings, self._conventions)
        return tell(note, self.names, self._vocabulary, self.today).account

    def _read_changed(self, changes: Changes) -> dict[str, Note]:
        """The notes with other bytes than the last time; of those that were only touched, the new stamp."""
        notes: dict[str, Note] = {}
        for path, seen in changes.notes.items():
            card = self.cards.get(path)
            if card is not None and card.stamp != NOT_READ and card.digest == digest(seen.data):
                if card.stamp != seen.stamp:
                    self.cards[path] = card._replace(stamp=seen.stamp)
                    self.has_changed = True
            else:
                notes[path] = parse_note(path, seen.data, self._settings, self._conventions)
        for path in changes.others:
            card = self.cards.get(path)
            if card is None or card.stamp != NOT_READ:
                notes[path] = Note(path)
        return notes

    def _parse_again(self, paths: Iterable[str]) -> dict[str, Note]:
        """The same notes as the last time."""
        known = {path: self.accounts[path].data for path in paths}
        return {
            path: parse_note(path, data, self._settings, self._conventions) for path, data in known.items()
        }

    def _list_stale(self, told: AbstractSet[str]) -> list[str]:
        """Notes in which a day has come."""
        day = self.today.toordinal()
        return [
            path
            for path, card in self.cards.items()
            if not card.since <= day < card.until and path not in told
        ]

    def _find_moved_keys(self, notes: Mapping[str, Note], gone: AbstractSet[str]) -> set[int]:
        """The marks of all names that could mean somebody else now."""
        moved: set[int] = set()
        for path in notes.keys() | gone:
            card = self.cards.get(path)
            old = card.calling if card else None
            new = find_calling(path, notes[path].contact) if path in notes else None
            if old != new:
                moved.update(map(mark, (*_list_keys(old), *_list_keys(new))))
        return moved

    def _list_asking(self, moved: set[int], told: AbstractSet[str]) -> list[str]:
        """The notes that asked for one of these names."""
        if not moved:
            return []
        return [
            path for path, card in self.cards.items() if path not in told and not moved.isdisjoint(card.asked)
        ]

    def _tell(self, notes: Mapping[str, Note], changes: Changes) -> None:
        """Tell these notes; their cards, and the names of all, are then up to date."""
        if not notes and not changes.gone:
            self.names = Names(card.calling for card in self.cards.values())
            self._knows_names = True
            return
        cards = {path: card for path, card in self.cards.items() if path not in changes.gone}
        known = {path: card.calling for path, card in cards.items()}
        known |= {path: find_calling(path, note.contact) for path, note in notes.items()}
        self.names, self._knows_names = Names(calling for _, calling in sorted(known.items())), True
        for path in changes.gone:
            self.accounts.forget(path)
        problems = {path: found for path, found in self.findings.problems.items() if path in cards}
        strangers = {path: found for path, found in self.findings.strangers.items() if path in cards}
        for path, note in notes.items():
            telling = tell(note, self.names, self._vocabulary, self.today)
            stamp = self._find_stamp(path, changes)
            span = find_span(note, self.today)
            cards[path] = _build_card(telling, span, known[path], *stamp)
            self.accounts.take(telling.account)
            problems[path], strangers[path] = telling.account.problems, telling.account.strangers
        self.cards = dict(sorted(cards.items()))
        self.findings = replace(
            self.findings,
            problems={path: found for path, found in problems.items() if found},
            strangers={path: found for path, found in strangers.items() if found},
        )

    def _find_stamp(self, path: str, changes: Changes) -> tuple[str, str]:
        """The stamp and the digest of a note that is told anew."""
        if path in changes.others:
            return NOT_READ, ""
        if path in changes.notes:
            return changes.notes[path].stamp, digest(changes.notes[path].data)
        return self.cards[path].stamp, self.cards[path].digest

    def _compare(self, before: Mapping[str, Account], told: AbstractSet[str]) -> Difference:
        """What could have become of the notes that are told now, or gone, and of those they tell of."""
        paths = before.keys() | told
        pairs = [(before.get(path), self.accounts[path] if path in self.cards else None) for path in paths]
        return Difference(paths, pairs)


def _list_keys(calling: Calling | None) -> tuple[str, ...]:
    return (calling.key, *calling.aliases, *calling.spoken) if calling else ()


def digest(data: bytes) -> str:
    """What tells a note's bytes from others."""
    return blake2b(data, digest_size=8).hexdigest()


def _build_card(telling: Telling, span: tuple[date, date], calling: Calling, stamp: str, check: str) -> Card:
    account, asked = telling
    subjects = find_subjects(account)
    return Card(
        account.path,
        stamp,
        check,
        None,
        span[0].toordinal(),
        span[1].toordinal(),
        sorted(set(map(mark, asked))),
        calling,
        subjects._replace(people=tuple(subjects.people), related=tuple(subjects.related)),
        find_suspect(account.path) is not None,
    )
