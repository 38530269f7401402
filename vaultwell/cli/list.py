"""`vaultwell list [FILTER…]`."""

from typing import get_args

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.practices.people import SortKey, find_people, parse_filter, sort_people
from vaultwell.render.documents import list_document


@click.command("list")
@click.argument("filters", nargs=-1, metavar="[FILTER…]")
@click.option(
    "--sort", "by", type=click.Choice(get_args(SortKey)), default="name", help="The order (else by name)."
)
@global_options
@pass_options
def command(options: Options, filters: tuple[str, ...], by: SortKey) -> None:
    """People, all of them or those for whom every FILTER holds.

    \b
    circle=close         it is this; case and accents make no difference
    location~lisb        it contains this
    org!=Acme, food!~nut   it is not this, does not contain it
    last<2026-01-01      a day before, also <= > >= and “today”
    birthday, !phone     there is one, there is none

    The key is any property, yours included, and name, path, last (in touch), due (the next day to reach out)
    and cadence (the person's own, else the circle's). Put < > and ! in quotes, or the shell takes them.
    """
    vault = options.load()
    wanted = [parse_filter(text, vault.settings, vault.today) for text in filters]
    people = sort_people(find_people(vault.graph, vault.settings, wanted, vault.today), by, vault.settings)
    if options.is_json:
        print_document(list_document(people))
    elif not vault.graph.contacts:
        print_nobody()
    elif not people:
        click.echo("Nobody fits that: try one filter fewer.")
    else:
        from vaultwell.render.people import render_people
        from vaultwell.render.terminal import print_answer

        print_answer(render_people(people, vault.today))
