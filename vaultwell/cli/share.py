"""`vaultwell share TOPIC`."""

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.practices.share import find_listeners, parse_subject

MOST = 8


@click.command("share")
@click.argument("words", nargs=-1, required=True, metavar="TOPIC")
@click.option("--all", "is_whole", is_flag=True, help=f"Everybody, not the first {MOST}.")
@global_options
@pass_options
def command(options: Options, words: tuple[str, ...], is_whole: bool) -> None:
    """Who would like this article, this idea, this news – and why.

    TOPIC is a few words, or a link: then the words of its address count. Nothing is fetched from anywhere.

    \b
    vaultwell share sourdough
    vaultwell share https://example.org/2026/night-trains-to-lisbon
    """
    topic = parse_subject(" ".join(words))
    vault = options.load()
    listeners = find_listeners(vault.graph, vault.settings, topic, vault.today)
    from vaultwell.render.share import listeners_document, render_listeners

    if options.is_json:
        names = vault.graph.person_names
        print_document(listeners_document(listeners, topic, names))
    elif not vault.graph.contacts:
        print_nobody()
    else:
        from vaultwell.render.terminal import print_answer

        most = len(listeners) if is_whole else MOST
        print_answer(render_listeners(listeners, topic, most, vault.today))
