"""Applying what was ticked in the due note: one write for each row, to the person's own note.

Most runs find nothing ticked, so that what it takes to log a tick is imported when one is found.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import reduce
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from vaultwell.model.errors import CannotEdit, VaultwellError
from vaultwell.notes.region import KeptRow, Region, parse_region
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_bytes
from vaultwell.vault.steps import Change, Edit

if TYPE_CHECKING:
    from vaultwell.practices.tick_draft import Tick


class Waiting(NamedTuple):
    """A tick that was not applied yet, and why."""

    tick: "Tick"
    why: str


class Applied(NamedTuple):
    """What became of the ticks; `changes` are those of people's notes."""

    ticks: "tuple[Tick, ...]" = ()
    waiting: tuple[Waiting, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def rows(self) -> tuple[KeptRow, ...]:
        """The rows that are settled."""
        return tuple(tick.row for tick in self.ticks)

    @property
    def left(self) -> tuple[str, ...]:
        """The lines that move below the region."""
        if not self.ticks:
            return ()
        from vaultwell.render.ticks import list_left

        return tuple(line for tick in self.ticks for line in list_left(tick))


NO_TICKS = Applied()


def apply_ticks(vault: Vault, now: datetime, *, is_dry_run: bool = False) -> Applied:
    """Apply the ticks of the due note; what cannot be applied now waits in it."""
    region = _read_region(vault)
    if region is None or not region.rows:
        return NO_TICKS
    from vaultwell.practices.ticks import find_ticks

    ticks = find_ticks(region, vault.graph, vault.settings, vault.today, _list_shown(vault))
    busy = _find_busy(vault, ticks, now)
    done: list[Tick] = []
    waiting: list[Waiting] = []
    changes: list[Change] = []
    for tick in ticks:
        why = busy.get(vault.settings.due_note) or (busy.get(tick.path) if tick.changes else None)
        if why is None:
            try:
                changes += _apply(vault, tick, now, is_dry_run=is_dry_run)
            except CannotEdit as error:
                why = f"{tick.path}:{error.line}: {error}"
            except VaultwellError as error:
                why = str(error)
        if why is None:
            done.append(tick)
        else:
            waiting.append(Waiting(tick, why))
    return Applied(tuple(done), tuple(waiting), tuple(changes))


def _read_region(vault: Vault) -> Region | None:
    data = read_bytes(vault.root, vault.settings.due_note)
    try:
        return parse_region(data.decode("utf-8")) if data else None
    except UnicodeDecodeError:
        return None


def _list_shown(vault: Vault) -> dict[tuple[str, str], str]:
    """The id of every row of today, by person and by the words behind the name."""
    from vaultwell.cli.standings import recall_standings
    from vaultwell.notes.region import find_words
    from vaultwell.practices.due import find_due
    from vaultwell.practices.row import row_id
    from vaultwell.render.rows import render_row

    graph = vault.graph
    return {
        (row.path, find_words(render_row(row, graph.names, vault.today))): row_id(row)
        for row in find_due(graph, vault.settings, vault.today, standings=recall_standings(vault))
    }


def _find_busy(vault: Vault, ticks: "Sequence[Tick]", now: datetime) -> dict[str, str]:
    """Why to wait, by note; asked before anything is written, for our own writes are no reason."""
    from vaultwell.vault.write import is_in_use

    paths = {vault.settings.due_note, *(tick.path for tick in ticks if tick.changes)}
    found = {path: is_in_use(vault.root, path, now.timestamp()) for path in sorted(paths)}
    return {path: f"{path} {why.removeprefix('it ')}." for path, why in found.items() if why}


def _apply(vault: Vault, tick: "Tick", now: datetime, *, is_dry_run: bool) -> Sequence[Change]:
    if not tick.changes:
        return ()
    from vaultwell.vault.write import change_notes

    name = PurePosixPath(tick.path).stem
    edit = Edit(tick.path, _compose(tick.changes))
    return change_notes(vault.root, [edit], f"tick for {name}", now, is_dry_run=is_dry_run)


def _compose(changes: Sequence[Callable[[str], str]]) -> Callable[[str], str]:
    return lambda text: reduce(lambda so_far, change: change(so_far), changes, text)
