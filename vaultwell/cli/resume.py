"""`vaultwell resume WHO`."""

from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.one_person import change_note
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options
from vaultwell.graph.who import find_person

if TYPE_CHECKING:
    from vaultwell.model.settings import Settings

_RESTING = ("paused", "let_go", "snooze")


@click.command("resume")
@click.argument("who", shell_complete=complete_people)
@writing_options
@pass_options
def command(options: Options, who: str, dry_run: bool) -> None:
    """Take back a pause, a snooze, or that you let somebody go."""
    vault = options.load()
    person = find_person(vault.graph, who)
    change_note(
        options,
        vault,
        person,
        f"resume {person.name}",
        lambda text: _wake(text, vault.settings),
        (f"{person.name} is back.", f"{person.name} is neither paused nor snoozed nor let go."),
        is_dry_run=dry_run,
    )


def _wake(text: str, settings: "Settings") -> str:
    from vaultwell.notes.edit_front_matter import remove_property

    for key in _RESTING:
        text = remove_property(text, key, settings)
    return text
