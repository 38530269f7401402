"""Whom an ask could concern, by what is remembered of everybody until something else is told of them."""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from vaultwell.practices.clues import find_clues, find_clues_of
from vaultwell.practices.wanted import Concerned, Tie
from vaultwell.vault.cache import find_place
from vaultwell.vault.checked import read_checked, write_checked
from vaultwell.vault.load import Vault
from vaultwell.vault.memory import Memory


def recall_concerned(vault: Vault) -> Concerned | None:
    """Whom an ask could concern; None where nothing is remembered. What is known is read at the first ask."""
    place = find_place(os.path.realpath(vault.root), "clues")
    memory = vault.memory
    if memory is None or place is None:
        return None

    @cache
    def recall() -> dict[str, str]:
        return _recall(vault, memory, Path(place))

    def find_concerned(what: str, tie: Tie) -> list[str]:
        wanted = find_clues_of(what, tie)
        return [person for person, row in recall().items() if not wanted.isdisjoint(row.split("\n"))]

    return find_concerned


def _recall(vault: Vault, memory: Memory, place: Path) -> dict[str, str]:
    """By person a row of lines: a number for all that was told of them, then their clues."""
    known = _read(place, memory.rules)
    rows: dict[str, str] = {}
    for person, check in memory.find_checks().items():
        row = known.get(person, "")
        is_known = check is not None and row.partition("\n")[0] == str(check)
        rows[person] = row if is_known else "\n".join((str(check), *sorted(find_clues(vault.graph, person))))
    if rows != known:
        with suppress(OSError):
            write_checked(place, [memory.rules, rows])
    return rows


def _read(place: Path, rules: str) -> dict[str, str]:
    try:
        found, rows = read_checked(place)
    except (OSError, ValueError, TypeError):
        return {}
    return rows if found == rules else {}
