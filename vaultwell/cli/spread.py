"""`vaultwell spread`."""

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.output import print_nobody
from vaultwell.cli.writing import make_changes, report, writing_options
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import set_property
from vaultwell.practices.circles import find_circle
from vaultwell.practices.spread import FirstDay, find_first_days
from vaultwell.render.spread import render_spread, spread_document
from vaultwell.vault.steps import Edit


@click.command("spread")
@click.option("--circle", metavar="CIRCLE", help="Only people of this circle.")
@writing_options
@pass_options
def command(options: Options, circle: str | None, dry_run: bool) -> None:
    """Give people you have never been in touch with a first day each, so that they do not all come at once.

    People of one rhythm are spread evenly over it: a first day is written as “snooze” into the note of each.
    Nobody comes earlier, nobody who has been in touch is moved, and a second run changes nothing.
    """
    vault = options.load()
    if not vault.graph.contacts and not options.is_json:
        print_nobody()
        return
    wanted = find_circle(vault.settings, circle) if circle else None
    days = [
        first
        for first in find_first_days(vault.graph, vault.settings, vault.today)
        if wanted is None or (first.contact.circle or "").casefold() == wanted.casefold()
    ]
    steps = [_delay(first, vault.settings) for first in days if first.on > first.due_on]
    action = f"spread {len(steps)} people"
    changes = make_changes(vault.root, steps, action, is_dry_run=dry_run)
    sentences = list(render_spread(days, vault.today))
    report(options, action, changes, sentences, is_dry_run=dry_run, answer=spread_document(days))


def _delay(first: FirstDay, settings: Settings) -> Edit:
    return Edit(first.contact.path, lambda text: set_property(text, "snooze", first.on, settings))
