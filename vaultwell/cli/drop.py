"""`vaultwell drop WHO "text"`."""

import click

from vaultwell.cli.closing import close_entry
from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options


@click.command("drop")
@click.argument("who", shell_complete=complete_people)
@click.argument("words", nargs=-1, metavar="TEXT")
@writing_options
@pass_options
def command(options: Options, who: str, words: tuple[str, ...], dry_run: bool) -> None:
    """Mark an open promise, ask, offer or loan as dropped: it will not happen.

    TEXT is some of its words.

    \b
    vaultwell drop ana checklist
    """
    close_entry(options, who, " ".join(words), "dropped", is_dry_run=dry_run)
