"""`vaultwell init [DIR]`."""

from pathlib import Path
from typing import Any

import click
import jinja2

from vaultwell.cli.clock import read_today
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_diff, print_document, show_path
from vaultwell.model.settings import PROPOSED_CIRCLES
from vaultwell.render.documents import VERSION
from vaultwell.render.environment import build_environment
from vaultwell.render.safe import visible
from vaultwell.vault.detect import find_people_folders
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.git import exclude_from_git
from vaultwell.vault.load import Vault, load_vault
from vaultwell.vault.read import read_bytes, read_notes
from vaultwell.vault.templates import find_templates
from vaultwell.vault.write import create_note, make_vault


@click.command("init")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--tracked", is_flag=True, help="Let git track the due note; else it ignores it in this clone.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@global_options
@pass_options
def command(options: Options, folder: Path | None, tracked: bool, dry_run: bool) -> None:
    """Start a vault, or begin with the notes you have.

    Writes vaultwell.toml and nothing else below the vault; no note is changed.
    """
    root = folder or Path(options.vault or ".")
    if not dry_run:
        make_vault(root)
    settings = _propose_settings(root) if root.is_dir() else _render_settings(())
    is_new = not root.is_dir() or read_bytes(root, SETTINGS_FILE) is None
    if dry_run:
        if is_new:
            print_diff(SETTINGS_FILE, "", settings)
        return
    if is_new:
        create_note(root, SETTINGS_FILE, settings.encode("utf-8"))
    vault = load_vault(root.resolve(), read_today(options.today))
    is_excluded = not tracked and exclude_from_git(vault.root, vault.settings.due_note)
    _report(options, vault, is_new=is_new, is_excluded=is_excluded)


def _propose_settings(root: Path) -> str:
    return _render_settings(find_people_folders(raw.path for raw in read_notes(root).notes))


def _render_settings(people: tuple[str, ...]) -> str:
    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    template = environment.get_template("vaultwell.toml.j2")
    return template.render(people=people, circles=PROPOSED_CIRCLES)


def _report(options: Options, vault: Vault, *, is_new: bool, is_excluded: bool) -> None:
    people = len(vault.graph.contacts)
    if options.is_json:
        document: dict[str, Any] = {
            "version": VERSION,
            "vault": str(vault.root),
            "written": [SETTINGS_FILE] if is_new else [],
            "people": people,
            "daily_folder": vault.conventions.daily_folder,
            "excluded_from_git": is_excluded,
        }
        print_document(document)
        return
    if options.is_quiet:
        return
    click.echo(f"{'Wrote' if is_new else 'Found'} {show_path(vault.root / SETTINGS_FILE)}.")
    if vault.conventions.daily_folder is not None:
        daily = visible(vault.conventions.daily_folder) or "the vault itself"
        click.echo(f"Daily notes: {daily} (from .obsidian).")
    if is_excluded:
        click.echo(
            f"git ignores {visible(vault.settings.due_note)} in this clone: it can always be made again."
        )
    if people:
        click.echo(f"{people} {'person' if people == 1 else 'people'} found. Next: vaultwell index")
    else:
        folder = visible(vault.settings.people[0]) if vault.settings.people else "People"
        click.echo(
            f"Nobody here yet. Make a note for somebody in the folder “{folder}”, with a line below a\n"
            "heading “Log” such as “- 2026-10-05 call: the move to Lisbon”. Next: vaultwell index"
        )
