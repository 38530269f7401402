"""`vaultwell index`."""

from typing import Any

import click

from vaultwell.cli.clock import read_nanoseconds, read_now
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.counted import say_written
from vaultwell.cli.due_note import (
    Refreshed,
    check_somebody_is_left,
    look_ahead,
    merge_due_note,
    refresh,
    render_body,
    write_index,
)
from vaultwell.cli.ticks import NO_TICKS, Applied, apply_ticks
from vaultwell.render.safe import visible
from vaultwell.vault.load import Vault, load_vault
from vaultwell.vault.read import read_bytes


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
    look = None if dry_run else look_ahead(options.find_root(), options.look)
    vault = options.load(look=look)
    if dry_run:
        check_somebody_is_left(vault)
        _print_changes(vault, NO_TICKS if no_ticks else apply_ticks(vault, read_now(), is_dry_run=True))
        return
    if no_ticks:
        done = Refreshed(vault, NO_TICKS, write_index(vault, look=look))
    else:
        done = refresh(vault, read_now(), lambda _: _load_again(vault), look)
    _report(options, done)


def _load_again(vault: Vault) -> Vault:
    return load_vault(vault.root, vault.today, now_ns=read_nanoseconds())


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
    new = merge_due_note(path, old, render_body(vault), applied)
    print_diff(path, (old or b"").decode("utf-8", "replace"), new.decode("utf-8"))


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
