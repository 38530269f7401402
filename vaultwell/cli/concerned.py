"""Whom an ask could concern, by what is remembered of everybody until something else is told of them."""

from functools import cache

from vaultwell.practices.clues import find_clues, find_clues_of
from vaultwell.practices.wanted import Concerned, Tie
from vaultwell.vault.beside import Beside, open_beside
from vaultwell.vault.load import Vault
from vaultwell.vault.memory import Memory
from vaultwell.vault.table import join_words, split_words

_Clues = tuple[str, ...]


def recall_concerned(vault: Vault) -> Concerned | None:
    """Whom an ask could concern; None where nothing is remembered. What is known is read at the first ask."""
    memory = vault.memory
    known = open_beside(vault.root, memory, "clues", split_words, join_words) if memory else None
    if memory is None or known is None:
        return None

    @cache
    def recall() -> dict[str, _Clues]:
        return _recall(vault, memory, known)

    def find_concerned(what: str, tie: Tie) -> list[str]:
        wanted = find_clues_of(what, tie)
        return [person for person, clues in recall().items() if not wanted.isdisjoint(clues)]

    return find_concerned


def _recall(vault: Vault, memory: Memory, known: Beside[_Clues]) -> dict[str, _Clues]:
    checks = memory.find_checks()
    clues = known.recall(checks)
    for person in [person for person in checks if person not in clues]:
        clues[person] = tuple(sorted(find_clues(vault.graph, person)))
        known.put(person, checks[person], clues[person])
    known.keep(clues)
    return clues
