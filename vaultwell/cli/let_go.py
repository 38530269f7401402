"""`vaultwell let-go WHO "why"`."""

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.one_person import change_note
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options
from vaultwell.graph.who import find_person


@click.command("let-go")
@click.argument("who", shell_complete=complete_people)
@click.argument("why", nargs=-1, metavar="[WHY]")
@writing_options
@pass_options
def command(options: Options, who: str, why: tuple[str, ...], dry_run: bool) -> None:
    """Let somebody go, in peace: nothing about them comes up any more. Their note stays.

    \b
    vaultwell let-go ana "we both moved on"
    """
    from vaultwell.notes.edit_front_matter import set_property

    vault = options.load()
    person = find_person(vault.graph, who)
    words = " ".join(" ".join(why).split())
    value = words if words and not _is_flag(words) else vault.today
    change_note(
        options,
        vault,
        person,
        f"let go of {person.name}",
        lambda text: set_property(text, "let_go", value, vault.settings),
        (
            f'{person.name} is let go. Should you meet again: vaultwell resume "{person.name}"',
            f"{person.name} is let go already.",
        ),
        is_dry_run=dry_run,
    )


def _is_flag(words: str) -> bool:
    """A bare yes or no is no reason, and “no” would be read as not let go."""
    from vaultwell.notes.values import parse_flag

    try:
        parse_flag(words)
    except ValueError:
        return False
    return True
