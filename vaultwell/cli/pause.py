"""`vaultwell pause WHO`."""

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.one_person import change_note
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options
from vaultwell.graph.who import find_person


@click.command("pause")
@click.argument("who", shell_complete=complete_people)
@writing_options
@pass_options
def command(options: Options, who: str, dry_run: bool) -> None:
    """Let somebody rest until you say otherwise. Only promises and loans still come."""
    from vaultwell.notes.edit_front_matter import set_property

    vault = options.load()
    person = find_person(vault.graph, who)
    change_note(
        options,
        vault,
        person,
        f"pause {person.name}",
        lambda text: set_property(text, "paused", True, vault.settings),
        (
            f'{person.name} is paused. To go on: vaultwell resume "{person.name}"',
            f"{person.name} is paused already.",
        ),
        is_dry_run=dry_run,
    )
