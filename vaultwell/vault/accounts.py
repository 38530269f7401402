"""What every note told, from this run or from the heap."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from vaultwell.graph.account import Account
from vaultwell.notes.verbs import Head, Vocabulary
from vaultwell.vault.cards import Index
from vaultwell.vault.heap import Heap, Place
from vaultwell.vault.plain_data import Codec

_ELSEWHERE = ("data", "problems", "strangers")  # beside the account: the note, and two of the findings


class Remembered(Protocol):
    """Whose accounts they are."""

    @property
    def index(self) -> Index:
        """Where they lie, and what is wrong with the notes."""

    def retell(self, path: str) -> Account:
        """What the note at `path` tells, from the note itself."""


class Accounts(Mapping[str, Account]):
    """The accounts of all notes on the cards, each fetched when somebody asks for it.

    One that the heap does not hold as it was written is told anew.
    """

    def __init__(self, remembered: Remembered, heap: Heap, vocabulary: Vocabulary) -> None:
        self._remembered, self._heap = remembered, heap
        self._codec = Codec(Account, {Head: vocabulary.heads}, _ELSEWHERE)
        self._told: dict[str, Account] = {}
        self._not_kept: set[str] = set()

    def __getitem__(self, path: str) -> Account:
        account = self._told.get(path)
        if account is None:
            account = self._told[path] = self._recall(path, self._remembered.index.cards[path].place)
        return account

    def __iter__(self) -> Iterator[str]:
        return iter(self._remembered.index.cards)

    def __len__(self) -> int:
        return len(self._remembered.index.cards)

    def take(self, account: Account) -> None:
        """A note told this; what is neither a contact's nor dated needs no place in the heap."""
        self._told[account.path] = account
        if account.contact is not None or account.day is not None:
            self._not_kept.add(account.path)

    def forget(self, path: str) -> None:
        """A note is gone."""
        self._told.pop(path, None)
        self._not_kept.discard(path)

    def keep(self, waste: int) -> dict[str, Place]:
        """Put into the heap what is not there yet; the new places by path.

        All is put there anew when so many bytes, and more than half, belong to nobody. Raises `OSError`
        when it cannot be written.
        """
        index = self._remembered.index
        paths = sorted(self._not_kept)
        is_whole = self._heap.measure() > 2 * index.needed + waste
        if is_whole:
            paths = [path for path, card in index.cards.items() if card.place or path in self._not_kept]
        records = [self._write(self[path]) for path in paths]
        places = self._heap.write_anew(records) if is_whole else self._heap.append(records)
        self._not_kept.clear()
        return dict(zip(paths, places, strict=True))

    def rest(self) -> None:
        """Hold nothing in memory that lies in the heap."""
        self._told = {path: self._told[path] for path in self._not_kept}

    def _write(self, account: Account) -> bytes:
        return self._codec.write(account).encode("ascii") + b"\n" + account.data

    def _recall(self, path: str, place: Place | None) -> Account:
        findings = self._remembered.index.findings
        problems = findings.problems.get(path, ())
        if place is None:
            return Account(path, problems=problems)
        record = self._heap.read(place)
        if record is None:
            return self._remembered.retell(path)
        text, _, data = record.partition(b"\n")
        strangers = findings.strangers.get(path, ())
        given = {"data": data, "problems": problems, "strangers": strangers}
        account: Account = self._codec.read(text.decode("ascii"), given)
        return account
