"""`vaultwell index`."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from vaultwell.cli.clock import read_nanoseconds, read_now
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.counted import say_written
from vaultwell.cli.ticks import NO_TICKS, Applied, apply_ticks
from vaultwell.model.errors import VaultwellError
from vaultwell.notes.note import Note, parse_note
from vaultwell.notes.region import has_rows, parse_region, render_region, settle_rows
from vaultwell.render.safe import visible
from vaultwell.vault.cache import Finding, keep_finding, look_before
from vaultwell.vault.load import Vault, load_vault
from vaultwell.vault.look import Look
from vaultwell.vault.read import read_bytes
from vaultwell.vault.settings import read_settings
from vaultwell.vault.state import find_state_folder
from vaultwell.vault.steps import Change
from vaultwell.vault.write import ChangedOnDisk, write_due_note

_TRIES = 5


@click.command("index")
@click.option("--no-ticks", is_flag=True, help="Leave ticked rows as they are, for hooks.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@global_options
@pass_options
def command(options: Options, no_ticks: bool, dry_run: bool) -> None:
    """Write the due note: who to reach out to today, why, and with what to say.

    What you ticked in it is logged in people's notes first; what you typed stays. Nothing is
    written that does not change.
    """
    look = None if dry_run else look_ahead(options.find_root())
    vault = options.load()
    if dry_run:
        check_somebody_is_left(vault)
        _print_changes(vault, NO_TICKS if no_ticks else apply_ticks(vault, read_now(), is_dry_run=True))
        return
    if no_ticks:
        done = Refreshed(vault, NO_TICKS, write_index(vault, look=look))
    else:
        done = refresh(vault, read_now(), lambda _: load_vault(vault.root, vault.today), look)
    _report(options, done)


class Refreshed(NamedTuple):
    """A due note brought up to date: the vault with its ticks applied, what became of them, the new bytes.

    `written` is None when the due note held these bytes already.
    """

    vault: Vault
    applied: Applied
    written: bytes | None


def look_ahead(root: Path) -> Look | None:
    """What the vault looks like before it is read, so that the fast lane can tell next time."""
    return look_before(str(root), read_settings(root)[0].due_note, read_nanoseconds())


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


def _print_changes(vault: Vault, applied: Applied) -> None:
    """The diffs of people's notes, then that of the due note as it would be without its ticks."""
    from vaultwell.cli.output import print_change, print_diff

    for change in applied.changes:
        print_change(change)
    vault = load_vault(
        vault.root, vault.today, {change.path: change.after for change in applied.changes if change.after}
    )
    path = vault.settings.due_note
    old = read_bytes(vault.root, path)
    new = _merge(path, old, _render_body(vault), applied)
    print_diff(path, (old or b"").decode("utf-8", "replace"), new.decode("utf-8"))


def _render_body(vault: Vault) -> str:
    import jinja2

    from vaultwell.render.due_note import render_due_note
    from vaultwell.render.environment import build_environment
    from vaultwell.vault.templates import find_templates

    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    return render_due_note(vault.graph, vault.settings, vault.problems, vault.today, environment)


def write_index(vault: Vault, applied: Applied = NO_TICKS, look: Look | None = None) -> bytes | None:
    """Bring the due note up to date, its `applied` rows settled; its new bytes when they changed."""
    check_somebody_is_left(vault)
    body = _render_body(vault)
    path = vault.settings.due_note
    for _ in range(_TRIES):
        old = read_bytes(vault.root, path)
        new = _merge(path, old, body, applied)
        try:
            is_written = write_due_note(vault.root, path, old, new)
        except ChangedOnDisk:
            continue
        if look is not None and new == _merge(path, new, body, NO_TICKS) and _is_settled(vault, old, new):
            _keep(look, vault, new)
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


def _keep(look: Look, vault: Vault, data: bytes) -> None:
    """For the fast lane; without a cache it is only slower."""
    with suppress(VaultwellError, OSError):
        state = str(find_state_folder(vault.root))
        problems = sum(problem.severity == "problem" for problem in vault.problems)
        finding = Finding(vault.settings.due_note, len(vault.graph.contacts), problems)
        keep_finding(look, finding, str(vault.today), data, state)


def _merge(path: str, old: bytes | None, body: str, applied: Applied) -> bytes:
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


def _report(options: Options, done: Refreshed) -> None:
    from collections import Counter

    from vaultwell.cli.output import print_document, show_path

    vault, applied = done.vault, done.applied
    if options.is_json:
        print_document(index_document(done))
        return
    if options.is_quiet:
        return
    for tick in applied.ticks:
        from vaultwell.render.ticks import say_tick

        for line in say_tick(tick, vault.today):
            click.echo(visible(line))
    for why, count in Counter(waiting.why for waiting in applied.waiting).items():
        ticks = "1 tick waits" if count == 1 else f"{count} ticks wait"
        click.echo(f"{ticks} for the next time: {visible(why)}")
    place = show_path(vault.root / vault.settings.due_note)
    click.echo(say_written(place, len(vault.graph.contacts), is_new=done.written is not None))


def index_document(done: Refreshed) -> dict[str, Any]:
    """`index --json`, and each line of `watch --json`."""
    from vaultwell.render.documents import VERSION, count_problems
    from vaultwell.render.ticks import tick_document

    vault, applied = done.vault, done.applied
    return {
        "version": VERSION,
        "today": str(vault.today),
        "due_note": vault.settings.due_note,
        "written": done.written is not None,
        "people": len(vault.graph.contacts),
        "problems": count_problems(vault.problems),
        "ticks": [tick_document(tick) for tick in applied.ticks],
        "waiting": [{"id": waiting.tick.row.row_id, "why": waiting.why} for waiting in applied.waiting],
    }
