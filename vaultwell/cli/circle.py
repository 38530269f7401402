"""`vaultwell circle WHO NAME`."""

from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.one_person import change_note
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options
from vaultwell.graph.who import find_person

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact
    from vaultwell.model.settings import Settings


@click.command("circle")
@click.argument("who", shell_complete=complete_people)
@click.argument("name")
@writing_options
@pass_options
def command(options: Options, who: str, name: str, dry_run: bool) -> None:
    """Put somebody into a circle: how often you want to be in touch."""
    from vaultwell.notes.edit_front_matter import set_property
    from vaultwell.practices.circles import find_circle

    vault = options.load()
    person = find_person(vault.graph, who)
    circle = find_circle(vault.settings, name)
    change_note(
        options,
        vault,
        person,
        f"circle {person.name}: {circle}",
        lambda text: set_property(text, "circle", circle, vault.settings),
        (
            f"{person.name} is in the circle “{circle}” now{_say_rhythm(person, circle, vault.settings)}.",
            f"{person.name} is in the circle “{circle}” already.",
        ),
        is_dry_run=dry_run,
    )


def _say_rhythm(person: "Contact", circle: str, settings: "Settings") -> str:
    if person.cadence is not None:
        return f"; the cadence of their own, {person.cadence}, still counts"
    cadence = (settings.circles or {}).get(circle)
    return f": {cadence}" if cadence else ""
