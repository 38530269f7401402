"""`vaultwell path WHO`."""

from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.cli.people import complete_people
from vaultwell.graph.names import name_key
from vaultwell.graph.who import find_person
from vaultwell.model.errors import VaultwellError

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact
    from vaultwell.practices.paths import Place
    from vaultwell.vault.load import Vault

MOST = 8


@click.command("path")
@click.argument("who", shell_complete=complete_people)
@click.option("--all", "is_whole", is_flag=True, help=f"Everybody there, not the first {MOST}.")
@global_options
@pass_options
def command(options: Options, who: str, is_whole: bool) -> None:
    """Who could introduce you to somebody, or to somebody at an organisation, in a field or a city.

    For each step: how the two know each other, the lines that say so, and whether to ask now.

    \b
    vaultwell path signe
    vaultwell path "Harbour Lab"
    """
    vault = options.load()
    if not vault.graph.contacts and not options.is_json:
        print_nobody()
        return
    from vaultwell.practices.paths import Map, Place
    from vaultwell.render.paths import place_document, render_place, render_target, target_document
    from vaultwell.render.terminal import print_answer

    names = vault.graph.person_names
    most = None if is_whole or options.is_json else MOST
    found = _find(vault, who, most)
    if isinstance(found, Place):
        if options.is_json:
            print_document(place_document(found, names, vault.today))
        else:
            print_answer(render_place(found, names, vault.today, most or len(names)))
        return
    target = Map(vault.graph, vault.settings, vault.today).find_target(found)
    if options.is_json:
        print_document(target_document(target, vault.today))
    else:
        print_answer(render_target(target, names, vault.today))


def _find(vault: "Vault", who: str, most: int | None) -> "Contact | Place":
    """A person of that name, else a place; a part of a name only when there is no such place."""
    from vaultwell.practices.paths import find_place

    contact: Contact | None = None
    refusal: VaultwellError | None = None
    try:
        contact = find_person(vault.graph, who)
    except VaultwellError as error:
        refusal = error
    if contact is not None and _is_called(contact, who):
        return contact
    place = find_place(vault.graph, vault.settings, who, vault.today, most)
    if place.there or place.speakers:
        return place
    if contact is not None:
        return contact
    raise refusal or VaultwellError(f"Nobody is called “{who}”.")


def _is_called(contact: "Contact", who: str) -> bool:
    keys = [name_key(name) for name in (contact.name, *contact.aliases)]
    return who in (contact.path, contact.path.removesuffix(".md")) or any(
        name_key(who) in (key, *key.split()) for key in keys
    )
