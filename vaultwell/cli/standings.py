"""How things stand with everybody, remembered until something else is told of them, or a day comes."""

from typing import NamedTuple

from vaultwell.practices.history import find_history
from vaultwell.practices.standing import (
    NOTHING,
    NOTHING_YET,
    Standing,
    Standings,
    find_standing,
    find_standings,
    find_until,
)
from vaultwell.vault.beside import open_beside
from vaultwell.vault.load import Vault
from vaultwell.vault.plain_data import Codec


def recall_standings(vault: Vault) -> Standings:
    """Everybody's standing on the vault's day, from today until its settings' `dates_ahead`."""
    codec = Codec(Standing, {})
    common = {codec.write(standing): standing for standing in (NOTHING, NOTHING_YET)}

    def read(row: str) -> _Found:
        on, until, plain = row.split(" ", 2)
        return _Found(int(on), int(until), common.get(plain) or codec.read(plain, {}))

    def write(found: _Found) -> str:
        return f"{found.on} {found.until} {codec.write(found.standing)}"

    memory = vault.memory
    known = open_beside(vault.root, memory, "standings", read, write) if memory else None
    if memory is None or known is None:
        return find_standings(vault.graph, vault.settings, vault.today)
    today = vault.today.toordinal()
    standings: dict[str, Standing] = {}
    checks = memory.find_checks()
    kept = known.recall(checks)
    for person, check in checks.items():
        found = kept.get(person)
        if found is None or not found.on <= today < found.until:
            found = _find(vault, person)
            known.put(person, check, found)
        standings[person] = found.standing
    known.keep(standings)
    return standings


class _Found(NamedTuple):
    """A standing, found `on` a day (ordinal); it holds until before the day `until`."""

    on: int
    until: int
    standing: Standing


def _find(vault: Vault, person: str) -> _Found:
    history = find_history(vault.graph, vault.graph.contacts[person], vault.settings)
    standing = find_standing(history, vault.settings, vault.today)
    until = find_until(standing, history, vault.settings, vault.today)
    return _Found(vault.today.toordinal(), until.toordinal(), standing)
