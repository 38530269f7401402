"""How things stand with everybody, remembered until something else is told of them, or a day comes."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vaultwell.practices.history import find_history
from vaultwell.practices.standing import (
    NOTHING,
    Standing,
    Standings,
    find_standing,
    find_standings,
    find_until,
)
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


# A few are found anew in less time than all are written: one in so many has to be another.
_WORTH_WRITING = 500


class _Row(NamedTuple):
    """A standing as plain data: found `on` a day (ordinal), it holds until before the day `until`.

    `check` is that of all that was told of the person.
    """

    check: int | None
    plain: list[object]
    on: int
    until: int


def _recall(vault: Vault, memory: Memory, place: Path) -> Standings:
    codec = Codec(Standing, {})
    known = _read(place, memory.rules)
    today = vault.today.toordinal()
    standings: dict[str, Standing] = {}
    rows: dict[str, _Row] = {}
    changed = 0
    for person, check in memory.find_checks().items():
        row = known.get(person)
        if row and check is not None and row.check == check and row.on <= today < row.until:
            standings[person] = codec.build(row.plain, {}) if row.plain else NOTHING
        else:
            standings[person], until = _find(vault, person)
            row = _Row(check, codec.take_apart(standings[person]), today, until.toordinal())
            changed += row != known.get(person)
        rows[person] = row
    if changed * _WORTH_WRITING > len(rows):
        with suppress(OSError):
            write_checked(place, [memory.rules, rows])
    return standings


def _find(vault: Vault, person: str) -> tuple[Standing, date]:
    history = find_history(vault.graph, vault.graph.contacts[person], vault.settings)
    standing = find_standing(history, vault.settings, vault.today)
    return standing, find_until(standing, history, vault.settings, vault.today)


def _read(place: Path, rules: str) -> dict[str, _Row]:
    try:
        found, rows = read_checked(place)
    except (OSError, ValueError, TypeError):
        return {}
    return {person: _Row(*row) for person, row in rows.items()} if found == rules else {}
