"""The due note brought up to date: ticks applied, the generated part made anew, what is the user's kept.

Click is not imported here: hooks come this way at each commit.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from vaultwell.cli.clock import read_nanoseconds
from vaultwell.cli.ticks import NO_TICKS, Applied, apply_ticks
from vaultwell.model.errors import VaultwellError
from vaultwell.notes.note import Note, parse_note
from vaultwell.notes.region import has_rows, parse_region, render_region, settle_rows
from vaultwell.vault.cache import Finding, keep_finding, look_before
from vaultwell.vault.load import Vault
from vaultwell.vault.look import Look
from vaultwell.vault.read import read_bytes
from vaultwell.vault.settings import read_settings
from vaultwell.vault.state import find_state_folder
from vaultwell.vault.steps import Change
from vaultwell.vault.write import ChangedOnDisk, write_due_note

_TRIES = 5


class Refreshed(NamedTuple):
    """A due note brought up to date: the vault with its ticks applied, what became of them, the new bytes.

    `written` is None when the due note held these bytes already.
    """

    vault: Vault
    applied: Applied
    written: bytes | None


def look_ahead(root: Path, look: Look | None = None) -> Look | None:
    """What the vault looks like before it is read, so that the fast lane can tell next time.

    A `look` that was just taken will do.
    """
    return look_before(str(root), read_settings(root)[0].due_note, read_nanoseconds(), look)


def refresh(
    vault: Vault,
    now: datetime,
    reload: Callable[[Sequence[Change]], Vault],
    look: Look | None = None,
) -> Refreshed:
    """Apply the ticks of the due note and write it anew; `reload` gives the vault after those changes.

    `look` is what the vault looked like before it was read.
    """
    check_somebody_is_left(vault)
    applied = apply_ticks(vault, now)
    if applied.changes:
        vault = reload(applied.changes)
    return Refreshed(vault, applied, write_index(vault, applied, look))


def check_somebody_is_left(vault: Vault) -> None:
    """Refuse to go on when the due note has rows and the vault nobody: a disk that is not mounted.

    Writing then would lose what was ticked and typed.
    """
    path = vault.settings.due_note
    if vault.graph.contacts:
        return
    old = read_bytes(vault.root, path)
    if old and has_rows(old.decode("utf-8", "replace")):
        raise VaultwellError(
            f"{path} names people, but there is nobody in {vault.root}, so it stays as it is."
            f" Are all your notes there? If you really have nobody any more, delete {path} and go on."
        )


def render_body(vault: Vault) -> str:
    """The generated part of the due note."""
    import jinja2

    from vaultwell.cli.standings import recall_standings
    from vaultwell.render.due_note import render_due_note
    from vaultwell.render.environment import build_environment
    from vaultwell.vault.templates import find_templates

    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    standings = recall_standings(vault)
    return render_due_note(vault.graph, vault.settings, vault.problems, vault.today, environment, standings)


def write_index(
    vault: Vault, applied: Applied = NO_TICKS, look: Look | None = None, *, seconds: float | None = None
) -> bytes | None:
    """Bring the due note up to date, its `applied` rows settled; its new bytes when they changed.

    For a vaultwell that is writing it waits so many `seconds`, ten if None.
    """
    check_somebody_is_left(vault)
    body = render_body(vault)
    path = vault.settings.due_note
    for _ in range(_TRIES):
        old = read_bytes(vault.root, path)
        new = merge_due_note(path, old, body, applied)
        try:
            is_written = write_due_note(vault.root, path, old, new, seconds=seconds)
        except ChangedOnDisk:
            continue
        if (
            look is not None
            and new == merge_due_note(path, new, body, NO_TICKS)
            and _is_settled(vault, old, new)
        ):
            _keep(look, vault, old, new)
        return new if is_written else None
    raise VaultwellError(f"{path} keeps changing while it is written. Nothing was lost; run it again.")


def _is_settled(vault: Vault, old: bytes | None, new: bytes) -> bool:
    """Another `index` would find the same: no row waits for anything, and writing changed no other note.

    The due note is one of the vault's notes. What stands in it must not matter to any other.
    """
    path = vault.settings.due_note
    region = parse_region(new.decode("utf-8"))
    if region is None or region.rows or not vault.graph.contacts or path in vault.graph.contacts:
        return False
    if old == new:
        return True
    place = vault.root / path
    has_lookalike = sum(other.name.startswith(place.stem) for other in place.parent.iterdir()) > 1
    notes = [parse_note(path, data, vault.settings, vault.conventions) for data in (old, new) if data]
    return len(notes) == 2 and not has_lookalike and all(_is_nothing(note) for note in notes)


def _is_nothing(note: Note) -> bool:
    return note.contact is None and note.day is None and not note.problems


def _keep(look: Look, vault: Vault, old: bytes | None, data: bytes) -> None:
    """For the fast lane; without a cache it is only slower."""
    if not _is_settled(vault, old, data):
        return
    with suppress(VaultwellError, OSError):
        state = str(find_state_folder(vault.root))
        problems = sum(problem.severity == "problem" for problem in vault.problems)
        finding = Finding(vault.settings.due_note, len(vault.graph.contacts), problems)
        keep_finding(look, finding, str(vault.today), data, state)


def merge_due_note(path: str, old: bytes | None, body: str, applied: Applied) -> bytes:
    """The new bytes: the generated part, with everything of the user's in the old ones."""
    if not old or not old.strip():
        return render_region(body, None).encode("utf-8")
    try:
        region = parse_region(old.decode("utf-8"))
    except UnicodeDecodeError:
        region = None
    if region is None:
        raise VaultwellError(
            f"{path} is there already and was not made by vaultwell, so it stays as it is. "
            "Rename it, or set due_note in vaultwell.toml to another name."
        )
    return render_region(body, settle_rows(region, applied.rows, applied.left)).encode("utf-8")
