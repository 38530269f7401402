"""`vaultwell list [FILTER…]`."""

from typing import get_args

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.model.errors import UsageError
from vaultwell.practices.people import Person, SortKey, find_people, parse_filter, sort_people
from vaultwell.practices.places import find_ties, lives_in
from vaultwell.render.documents import list_document


@click.command("list")
@click.argument("filters", nargs=-1, metavar="[FILTER…]")
@click.option(
    "--sort", "by", type=click.Choice(get_args(SortKey)), default="name", help="The order (else by name)."
)
@click.option(
    "--in", "place", metavar="PLACE", help="Only who lives there, due or not, with what you last shared."
)
@global_options
@pass_options
def command(options: Options, filters: tuple[str, ...], by: SortKey, place: str | None) -> None:
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
    if place is not None:
        people = _choose_there(people, place)
    if options.is_json:
        print_document(list_document(people))
    elif not vault.graph.contacts:
        print_nobody()
    elif place is not None:
        from vaultwell.render.people import render_travel
        from vaultwell.render.terminal import print_answer

        ties = find_ties(vault.graph.contacts.values(), place)
        print_answer(render_travel(place, people, ties, vault.today))
    elif not people:
        click.echo("Nobody fits that: try one filter fewer.")
    else:
        from vaultwell.render.people import render_people
        from vaultwell.render.terminal import print_answer

        print_answer(render_people(people, vault.today))


def _choose_there(people: tuple[Person, ...], place: str) -> tuple[Person, ...]:
    """Who lives there; nobody who died or was let go: a journey is about whom you could see."""
    if not place.strip():
        raise UsageError("--in needs a place, as in: vaultwell list --in lisbon")
    return tuple(
        person for person in people if lives_in(person.contact, place) if not person.contact.has_left
    )
