"""`vaultwell snooze WHO WHEN`."""

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.one_person import change_note
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options
from vaultwell.graph.who import find_person


@click.command("snooze")
@click.argument("who", shell_complete=complete_people)
@click.argument("when", nargs=-1, required=True, metavar="WHEN")
@writing_options
@pass_options
def command(options: Options, who: str, when: tuple[str, ...], dry_run: bool) -> None:
    """Let somebody rest until a day. Promises and birthdays still come.

    \b
    vaultwell snooze ana 2w
    vaultwell snooze ana next friday
    vaultwell snooze ana 2027-03-01
    """
    from vaultwell.cli.days import parse_day_ahead
    from vaultwell.notes.edit_front_matter import set_property
    from vaultwell.render.words import say_full_day

    vault = options.load()
    person = find_person(vault.graph, who)
    day = parse_day_ahead(" ".join(when), vault.today)
    change_note(
        options,
        vault,
        person,
        f"snooze {person.name} until {day}",
        lambda text: set_property(text, "snooze", day, vault.settings),
        (
            f"{person.name} rests until {say_full_day(day)}.",
            f"{person.name} rests until {say_full_day(day)} already.",
        ),
        is_dry_run=dry_run,
    )
