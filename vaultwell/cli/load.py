"""`vaultwell load`."""

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.practices.load import find_load


@click.command("load")
@global_options
@pass_options
def command(options: Options) -> None:
    """What your cadences ask of you against your pace, by circle, and what would make it fit.

    Also who waits for an answer of yours, and what you promised or borrowed.
    """
    vault = options.load()
    load = find_load(vault.graph, vault.settings, vault.today)
    names = vault.graph.person_names
    if not vault.graph.contacts and not options.is_json:
        print_nobody()
        return
    from vaultwell.render.load import load_document, render_load

    if options.is_json:
        print_document(load_document(load, vault.settings, names, vault.today))
        return
    from vaultwell.render.terminal import print_answer

    print_answer(render_load(load, vault.settings, names, vault.today))
