"""`vaultwell open WHO`."""

import os
import shlex
import sys
from pathlib import Path

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document
from vaultwell.cli.people import complete_people
from vaultwell.graph.who import find_person
from vaultwell.model.errors import VaultwellError


@click.command("open")
@click.argument("who", shell_complete=complete_people)
@click.option("--obsidian", is_flag=True, help="Print the obsidian:// address of the note.")
@global_options
@pass_options
def command(options: Options, who: str, obsidian: bool) -> None:
    """Open somebody’s note in your editor (VISUAL, else EDITOR)."""
    from urllib.parse import quote

    vault = options.load()
    person = find_person(vault.graph, who)
    place = vault.root.resolve() / person.path
    address = f"obsidian://open?path={quote(str(place), safe='')}"
    if options.is_json:
        print_document({"version": 1, "name": person.name, "path": person.path, "obsidian": address})
    elif obsidian:
        click.echo(address)
    else:
        _run_editor(place)


def _run_editor(place: Path) -> None:
    import subprocess

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named:
        raise VaultwellError(f"No editor is named. Set EDITOR, as in EDITOR=nano, or open {place} yourself.")
    try:
        words = shlex.split(named, posix=os.name != "nt")
        done = subprocess.run([*words, "--", str(place)], check=False)  # noqa: S603 - the user's own editor
    except (ValueError, OSError) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        raise VaultwellError(f"“{named}” could not be started: {why}. Set EDITOR to another.") from None
    sys.exit(done.returncode)
