"""`vaultwell done WHO "text"`."""

import click

from vaultwell.cli.closing import close_entry
from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import writing_options


@click.command("done")
@click.argument("who", shell_complete=complete_people)
@click.argument("words", nargs=-1, metavar="TEXT")
@writing_options
@pass_options
def command(options: Options, who: str, words: tuple[str, ...], dry_run: bool) -> None:
    """Tick an open promise, ask, offer or loan: it is done today.

    TEXT is some of its words.

    \b
    vaultwell done ana checklist
    """
    close_entry(options, who, " ".join(words), "done", is_dry_run=dry_run)
