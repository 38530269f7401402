"""Whom a command is about: names found, and completed in the shell."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options
from vaultwell.graph.names import name_key
from vaultwell.graph.who import find_person
from vaultwell.vault.find import find_root

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact
    from vaultwell.model.graph import Graph


def complete_people(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names that begin with what is typed, else those one of whose words does: for the shell.

    They are told by the listing of files alone: no note is read.
    """
    from vaultwell.vault.listing import list_people, read_people_folders

    options = context.find_object(Options) or Options()
    root = find_root(options.vault or os.environ.get("VAULTWELL_VAULT"))
    key = name_key(incomplete)
    names = list_people(root, read_people_folders(root), key.partition(" ")[0]) if root else []
    begun = [name for name in names if name_key(name).startswith(key)]
    return begun or [name for name in names if any(word.startswith(key) for word in name_key(name).split())]


def find_people(graph: "Graph", names: Iterable[str]) -> "list[Contact]":
    """The people meant, each once, in the order named."""
    found = [find_person(graph, name) for name in names]
    return list({contact.path: contact for contact in found}.values())
