"""`vaultwell check`."""

import sys

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document
from vaultwell.render.documents import check_document, count_problems
from vaultwell.render.problems import fold, render_problem, say_more, summarize


@click.command("check")
@global_options
@pass_options
def command(options: Options) -> None:
    """Every problem in the notes, sorted by place, each with what to do about it.

    Of more than twenty of one kind in one note the rest is only counted; --json has them all.
    Exit code 1 when there are problems; hints alone change nothing.
    """
    options.is_quiet, was_quiet = True, options.is_quiet
    vault = options.load()
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
            people = len(vault.graph.contacts)
            click.echo(f"Nothing wrong in the notes of {people} {'person' if people == 1 else 'people'}.")
    if count_problems(vault.problems):
        sys.exit(1)
