"""`vaultwell stats`."""

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.practices.stats import find_stats


@click.command("stats")
@global_options
@pass_options
def command(options: Options) -> None:
    """How much of what stands in your notes: people, lines by kind, by month, by circle.

    Counts of the whole vault; nobody is ranked.
    """
    vault = options.load()
    stats = find_stats(vault.graph, vault.settings, vault.today)
    from vaultwell.render.stats import render_stats, stats_document

    if options.is_json:
        print_document(stats_document(stats, vault.today))
    elif not vault.graph.contacts:
        print_nobody()
    else:
        from vaultwell.render.terminal import print_answer

        print_answer(render_stats(stats, vault.today))
