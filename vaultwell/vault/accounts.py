"""What every note told, from this run or from the heap."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from vaultwell.graph.account import Account
from vaultwell.graph.together import Findings
from vaultwell.notes.verbs import Head, Vocabulary
from vaultwell.vault.cards import Card
from vaultwell.vault.heap import Heap, Place
from vaultwell.vault.plain_data import Codec

_ELSEWHERE = ("data", "problems", "strangers")  # beside the account: the note, and two of the findings


class Remembered(Protocol):
    """Whose accounts they are."""

    @property
    def cards(self) -> Mapping[str, Card]:
        """Where they lie, by path."""

    @property
    def findings(self) -> Findings:
        """What is wrong with the notes."""

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

    def __getitem__(self, path: str) -> Account:
        account = self._told.get(path)
        if account is None:
            account = self._told[path] = self._recall(path, self._remembered.cards[path].place)
        return account

    def __iter__(self) -> Iterator[str]:
        return iter(self._remembered.cards)

    def __len__(self) -> int:
        return len(self._remembered.cards)

    def take(self, account: Account) -> None:
        """A note told this."""
        self._told[account.path] = account

    def forget(self, path: str) -> None:
        """A note is gone."""
        self._told.pop(path, None)

    def keep(self, waste: int) -> dict[str, Place]:
        """Put into the heap what is not there yet; the new places by path.

        All is put there anew when so many bytes, and more than half, belong to nobody. Raises `OSError`
        when it cannot be written.
        """
        cards = self._remembered.cards
        needed = sum(card.place.length for card in cards.values() if card.place)
        is_whole = self._heap.measure() > 2 * needed + waste
        paths = [path for path, card in cards.items() if _is_missing(card) or (is_whole and card.place)]
        records = [self._write(self[path]) for path in paths]
        places = self._heap.write_anew(records) if is_whole else self._heap.append(records)
        return dict(zip(paths, places, strict=True))

    def rest(self) -> None:
        """Hold nothing in memory that lies in the heap."""
        cards = self._remembered.cards
        self._told = {path: one for path, one in self._told.items() if _is_missing(cards[path])}

    def _write(self, account: Account) -> bytes:
        return self._codec.write(account).encode("ascii") + b"\n" + account.data

    def _recall(self, path: str, place: Place | None) -> Account:
        findings = self._remembered.findings
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


def _is_missing(card: Card) -> bool:
    """A contact's or dated note that was told in this run."""
    return card.place is None and (card.calling.is_contact or card.subjects.day is not None)
