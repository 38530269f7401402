"""How things stand with everybody, remembered for the day: found anew of whom something else is told."""

import os
from contextlib import suppress
from pathlib import Path

from vaultwell.practices.history import find_history
from vaultwell.practices.standing import Standing, Standings, find_standing, find_standings
from vaultwell.vault.cache import find_place
from vaultwell.vault.checked import read_checked, write_checked
from vaultwell.vault.load import Vault
from vaultwell.vault.memory import Memory
from vaultwell.vault.plain_data import Codec


def recall_standings(vault: Vault) -> Standings:
    """Everybody's standing on the vault's day, from today until its settings' `dates_ahead`."""
    place = find_place(os.path.realpath(vault.root), "standings")
    if vault.memory is None or place is None:
        return find_standings(vault.graph, vault.settings, vault.today)
    return _recall(vault, vault.memory, Path(place))


def _recall(vault: Vault, memory: Memory, place: Path) -> Standings:
    codec = Codec(Standing, {})
    key = [memory.rules, str(vault.today)]
    known = _read(place, key)
    standings: dict[str, Standing] = {}
    rows = {}
    for person in vault.graph.contacts:
        check = memory.find_check(person)
        row = known.get(person)
        if row is not None and row[0] == check:
            standings[person] = codec.build(row[1], {})
        else:
            history = find_history(vault.graph, vault.graph.contacts[person], vault.settings)
            standings[person] = find_standing(history, vault.settings, vault.today)
            row = [check, codec.take_apart(standings[person])]
        rows[person] = row
    if rows != known:
        with suppress(OSError):
            write_checked(place, [key, rows])
    return standings


def _read(place: Path, key: list[str]) -> dict[str, list[object]]:
    try:
        found, rows = read_checked(place)
    except (OSError, ValueError, TypeError):
        return {}
    return rows if found == key else {}
