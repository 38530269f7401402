"""`vaultwell config`."""

import os
from pathlib import Path

import click

from vaultwell import __version__
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, show_path
from vaultwell.render.settings import config_document, render_origins
from vaultwell.vault.find import OBSIDIAN_FOLDER, SETTINGS_FILE
from vaultwell.vault.origins import read_origins


@click.command("config")
@global_options
@pass_options
def command(options: Options) -> None:
    """The settings that hold, and where each comes from.

    Settings stand in vaultwell.toml; what is not written there has its default. Folders and names of daily
    notes and templates are those of Obsidian. Nothing is changed: edit the file.
    """
    root = options.find_root()
    origins, problems = read_origins(root)
    options.tell_problems(problems)
    found_by = say_how_found(options, root)
    if options.is_json:
        print_document(config_document(__version__, str(root), found_by, origins))
        return
    click.echo(f"vaultwell {__version__}")
    click.echo(f"vault {show_path(root)}   ({found_by})")
    for line in render_origins(origins):
        click.echo(line)


def say_how_found(options: Options, root: Path) -> str:
    """By what the vault was found."""
    if options.vault is not None:
        is_named = options.vault != os.environ.get("VAULTWELL_VAULT")
        return "--vault" if is_named else "VAULTWELL_VAULT"
    marker = SETTINGS_FILE if (root / SETTINGS_FILE).is_file() else OBSIDIAN_FOLDER
    return f"upwards, by its {marker}"
