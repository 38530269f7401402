"""`vaultwell serve`."""

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.practices.serve import find_service

MOST = 8


@click.command("serve")
@click.option("--all", "is_whole", is_flag=True, help=f"Everything, not the first {MOST}.")
@global_options
@pass_options
def command(options: Options, is_whole: bool) -> None:
    """What you could do for people: a need that somebody else meets, two who should know each other.

    Read are the properties needs, offers, interests, role and field, and what they offered in the last year.
    Two texts mean one thing when two words of theirs are the same, or all of one and half of the other;
    endings make no difference, in English and in German.
    """
    vault = options.load()
    service = find_service(vault.graph, vault.today)
    from vaultwell.render.serve import render_service, service_document

    if options.is_json:
        print_document(service_document(service))
    elif not vault.graph.contacts:
        print_nobody()
    else:
        from vaultwell.render.terminal import print_answer

        most = max(len(service.matches), len(service.meetings)) if is_whole else MOST
        print_answer(render_service(service, most))
