"""`vaultwell check`."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from vaultwell.cli.clock import read_today
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.render.documents import check_document, count_problems
from vaultwell.render.problems import fold, render_problem, say_more, summarize

if TYPE_CHECKING:
    from vaultwell.vault.load import Vault


@click.command("check")
@click.option(
    "--staged", is_flag=True, help="Only notes that the next git commit changes, as they are staged."
)
@global_options
@pass_options
def command(options: Options, staged: bool) -> None:
    """Every problem in the notes, sorted by place, each with what to do about it.

    Of more than twenty of one kind in one note the rest is only counted; --json has them all.
    Exit code 1 when there are problems; hints alone change nothing.
    """
    options.is_quiet, was_quiet = True, options.is_quiet
    vault = _load_staged(options) if staged else options.load()
    if options.is_json:
        print_document(check_document(vault.problems))
    else:
        for problem, more in fold(vault.problems):
            click.echo(render_problem(problem) + "\n")
            if more > 0:
                click.echo(say_more(problem, more) + "\n")
        if vault.problems:
            click.echo(summarize(vault.problems))
        elif not was_quiet:
            _say_all_is_well(len(vault.graph.contacts))
    if count_problems(vault.problems):
        sys.exit(1)


def _say_all_is_well(people: int) -> None:
    if not people:
        print_nobody()
    else:
        click.echo(f"Nothing wrong in the notes of {people} {'person' if people == 1 else 'people'}.")


def _load_staged(options: Options) -> "Vault":
    """The vault as it is staged, with the problems of what the next commit changes."""
    from vaultwell.git.staged import read_staged
    from vaultwell.vault.load import load_vault

    root = options.find_root()
    staged = read_staged(root)
    vault = load_vault(root, read_today(options.today), reading=staged.reading)
    return replace(vault, problems=tuple(p for p in vault.problems if p.path in staged.changed))
