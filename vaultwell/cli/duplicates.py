"""`vaultwell duplicates`."""

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.practices.duplicates import find_duplicates


@click.command("duplicates")
@global_options
@pass_options
def command(options: Options) -> None:
    """Notes that may be about one person, two by two, each with the reasons and where they stand.

    Who is certainly two people is left out: with two birthdays, with a link between the notes in their
    properties, both in one entry. `not_same_as: "[[Ben Okafor]]"` says so for good.
    """
    vault = options.load()
    found = find_duplicates(vault.graph)
    from vaultwell.render.duplicates import duplicates_document, render_duplicates

    if options.is_json:
        print_document(duplicates_document(found))
        return
    if not vault.graph.contacts:
        print_nobody()
        return
    from vaultwell.render.terminal import print_answer

    print_answer(render_duplicates(found, vault.graph.contacts.values()))
