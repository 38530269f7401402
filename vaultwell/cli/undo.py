"""`vaultwell undo`."""

import click

from vaultwell.cli.clock import read_now
from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.output import print_change
from vaultwell.cli.writing import report, writing_options
from vaultwell.vault.steps import CannotUndo, Change
from vaultwell.vault.write import undo_last


@click.command("undo")
@writing_options
@pass_options
def command(options: Options, dry_run: bool) -> None:
    """Take back the last change that a command made; once more takes back the one before.

    Only what vaultwell wrote is taken back. Where a note has changed since, so that it is not certain
    what was ours, nothing is written, and you see what it was.
    """
    root = options.find_root()
    try:
        undone = undo_last(root, read_now(), is_dry_run=dry_run)
    except CannotUndo as fault:
        if not (options.is_json or options.is_quiet):
            for change in fault.changes:
                print_change(change)
        raise
    sentences = [f"Taken back: {undone.action}", *(f"  {_say(change)}" for change in undone.changes)]
    if not undone.changes:
        sentences.append("  Somebody had taken it back by hand already, so nothing was written.")
    answer = {"undone": undone.action, "done_at": undone.when}
    report(options, "undo", undone.changes, sentences, is_dry_run=dry_run, answer=answer)


def _say(change: Change) -> str:
    if change.moved_to:
        return f"{change.path} is {change.moved_to} again"
    if change.after is None:
        return f"{change.path} is gone again"
    return f"{change.path} is as it was"
