"""`vaultwell circle WHO NAME`."""

from difflib import get_close_matches

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.one_person import change_note
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options
from vaultwell.graph.who import find_person
from vaultwell.model.contact import Contact
from vaultwell.model.errors import UsageError
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import set_property


@click.command("circle")
@click.argument("who", shell_complete=complete_people)
@click.argument("name")
@writing_options
@pass_options
def command(options: Options, who: str, name: str, dry_run: bool) -> None:
    """Put somebody into a circle: how often you want to be in touch."""
    vault = options.load()
    person = find_person(vault.graph.contacts, who)
    circle = find_circle(vault.settings, name)
    change_note(
        options,
        vault,
        person,
        "circle",
        lambda text: set_property(text, "circle", circle, vault.settings),
        (
            f"{person.name} is in the circle “{circle}” now{_say_rhythm(person, circle, vault.settings)}.",
            f"{person.name} is in the circle “{circle}” already.",
        ),
        is_dry_run=dry_run,
    )


def find_circle(settings: Settings, name: str) -> str:
    """The circle of that name, as the settings spell it; any name where they list none.

    Raises `UsageError` with the circles in use.
    """
    name = " ".join(name.split())
    if not name:
        raise UsageError("A circle needs a name, as in: vaultwell circle ana close")
    if settings.circles is None:
        return name
    known = {circle.lower(): circle for circle in settings.circles}
    if name.lower() in known:
        return known[name.lower()]
    near = get_close_matches(name.lower(), known, n=1)
    hint = f" Did you mean “{known[near[0]]}”?" if near else ""
    in_use = f"Circles in use: {', '.join(known.values())}." if known else "vaultwell.toml lists no circle."
    raise UsageError(f"There is no circle “{name}”. {in_use}{hint}")


def _say_rhythm(person: Contact, circle: str, settings: Settings) -> str:
    if person.cadence is not None:
        return f"; the cadence of their own, {person.cadence}, still counts"
    cadence = (settings.circles or {}).get(circle)
    return f": {cadence}" if cadence else ""
