"""Whom an ask could concern, by what is remembered of everybody until something else is told of them."""

from functools import cache

from vaultwell.practices.clues import find_clues, find_clues_of
from vaultwell.practices.wanted import Concerned, Tie
from vaultwell.vault.beside import Beside, open_beside
from vaultwell.vault.load import Vault
from vaultwell.vault.memory import Memory
from vaultwell.vault.table import join_words, split_words

_END = "\t"  # of each clue in a line
_Clues = tuple[str, ...]


def recall_concerned(vault: Vault) -> Concerned | None:
    """Whom an ask could concern; None where nothing is remembered. What is known is read at the first ask."""
    memory = vault.memory
    known = open_beside(vault.root, memory, "clues", split_words, join_words) if memory else None
    if memory is None or known is None:
        return None

    @cache
    def renew() -> list[str]:
        return _renew(vault, memory, known)

    def find_concerned(what: str, tie: Tie) -> set[str]:
        unknown = renew()
        return {
            *unknown,
            *(person for clue in find_clues_of(what, tie) for person in known.search(clue + _END)),
        }

    return find_concerned


def _renew(vault: Vault, memory: Memory, known: Beside[_Clues]) -> list[str]:
    """Bring the clues up to date; says of whom none can be kept, so that any ask could concern them."""
    whole = memory.find_check()
    if known.holds(whole):
        return []
    checks = memory.find_checks()
    held = known.recall(checks)
    for person in [person for person in checks if person not in held]:
        known.put(person, checks[person], (*sorted(find_clues(vault.graph, person)), ""))
    known.keep(checks, whole)
    return [person for person, check in checks.items() if check is None]
