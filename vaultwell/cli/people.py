"""Whom a command is about: names found, and completed in the shell."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from vaultwell.cli.context import Options
from vaultwell.graph.names import name_key, spoken_names
from vaultwell.graph.who import find_person
from vaultwell.model.contact import Contact
from vaultwell.model.errors import VaultwellError
from vaultwell.vault.find import find_vault
from vaultwell.vault.load import Vault


def complete_people(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names that begin with what is typed, else those one of whose words does: for the shell."""
    options = context.find_object(Options) or Options()
    try:
        names = _list_names(options.vault or os.environ.get("VAULTWELL_VAULT"))
    except VaultwellError:
        return []
    key = name_key(incomplete)
    begun = [name for name in names if name_key(name).startswith(key)]
    return begun or [name for name in names if any(word.startswith(key) for word in name_key(name).split())]


def _list_names(vault: str | None) -> list[str]:
    """The names of the notes in the people folders, from the listing of files alone: no note is read."""
    from vaultwell.vault.listing import list_people
    from vaultwell.vault.settings import read_settings

    root = find_vault(Path.cwd(), vault)
    settings, _ = read_settings(root)
    return list_people(root, settings.people)


def find_people(vault: Vault, names: Iterable[str]) -> list[Contact]:
    """The people meant, each once, in the order named."""
    found = [find_person(vault.graph.contacts, name) for name in names]
    return list({contact.path: contact for contact in found}.values())


def names_somebody(vault: Vault, words: str) -> str | None:
    """The name of somebody whose name, alias or first name these words are."""
    key = name_key(words)
    people = (contact for contact in vault.graph.contacts.values() if key in spoken_names(contact))
    return next((contact.name for contact in people), None)
