"""What is found for each person from all that is told of them, kept beside the index until that changes."""

import os
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from vaultwell.vault.cache import find_place
from vaultwell.vault.kept_tables import Part, read_tables, write_tables
from vaultwell.vault.memory import Memory
from vaultwell.vault.table import Table

Value = TypeVar("Value")


class Beside(Generic[Value]):
    """Values by person, in a file at `place`, each with the check of what was told (`Memory.find_checks`).

    `write` makes a line of a value, `read` a value of a line. Nothing is taken that was found under other
    `rules`.
    """

    def __init__(
        self, place: Path, rules: str, read: Callable[[str], Value], write: Callable[[Value], str]
    ) -> None:
        def read_row(row: str) -> tuple[int, Value]:
            check, _, text = row.partition(" ")
            return int(check), read(text)

        self._place = place
        self._about = Table(str, str)
        self._rows = Table(read_row, lambda found: f"{found[0]} {write(found[1])}")
        self._part: Part | None = None
        with suppress(OSError, ValueError):
            self._part = read_tables(place, (self._about, self._rows))
        if self._about.get("rules") != rules:
            self._about, self._rows, self._part = Table(str, str), self._rows.build_empty(), None
            self._about["rules"] = rules

    def recall(self, checks: Mapping[str, int | None]) -> dict[str, Value]:
        """What was found for everybody of whom the same is told now."""
        rows = self._rows
        return {
            person: found[1]
            for person, check in checks.items()
            if person in rows and (found := rows[person])[0] == check
        }

    def put(self, person: str, check: int | None, value: Value) -> None:
        """Remember it, if all that was told of the person is kept."""
        if check is not None:
            self._rows[person] = check, value
        else:
            self._rows.pop(person, None)

    def holds(self, check: str) -> bool:
        """Everybody's is remembered as of now; `check` is that of all that was told (`Memory.find_check`)."""
        return check != "" and self._about.get("check") == check

    def search(self, text: str) -> list[str]:
        """The people in whose line a text stands."""
        return self._rows.search(text)

    def keep(self, people: Collection[str], check: str = "") -> None:
        """Keep what is remembered of these people; where that cannot be, that is only slower.

        `check` is that of all that was told of them, if what is remembered holds for all of them now.
        """
        if check and not self.holds(check):
            self._about["check"] = check
        if len(self._rows) > len(people):
            for person in self._rows.rows.keys() - people:
                del self._rows[person]
        if self._part is None or self._rows.has_changed or self._about.has_changed:
            with suppress(OSError):
                self._part = write_tables(self._place, (self._about, self._rows), self._part)


def open_beside(
    root: Path, memory: Memory, kind: str, read: Callable[[str], Value], write: Callable[[Value], str]
) -> Beside[Value] | None:
    """What is kept of this `kind` for the vault at `root`; None when the system has no place for it."""
    if kind not in memory.beside:
        place = find_place(os.path.realpath(root), kind)
        if place is None:
            return None
        memory.beside[kind] = Beside(Path(place), memory.rules, read, write)
    found: Beside[Value] = memory.beside[kind]
    return found
