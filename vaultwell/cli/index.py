"""`vaultwell index`."""

from typing import Any

import click
import jinja2

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_diff, print_document, show_path
from vaultwell.model.errors import VaultwellError
from vaultwell.notes.region import parse_region, render_region
from vaultwell.render.documents import VERSION, count_problems
from vaultwell.render.due_note import render_due_note
from vaultwell.render.environment import build_environment
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_bytes
from vaultwell.vault.templates import find_templates
from vaultwell.vault.write import ChangedOnDisk, write_due_note

_TRIES = 5


@click.command("index")
@click.option("--no-ticks", is_flag=True, help="Leave ticked rows as they are (for hooks).")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@global_options
@pass_options
def command(options: Options, no_ticks: bool, dry_run: bool) -> None:
    """Write the due note: who to reach out to today, why, and with what to say.

    What you ticked or typed in it stays. It is written only when it changes.
    """
    del no_ticks  # ticks are applied in a later version; until then they always stay
    vault = options.load()
    if dry_run:
        path = vault.settings.due_note
        old = read_bytes(vault.root, path)
        new = _merge(path, old, _render_body(vault))
        print_diff(path, (old or b"").decode("utf-8", "replace"), new.decode("utf-8"))
        return
    is_written = write_index(vault)
    _report(options, vault, is_written=is_written)


def _render_body(vault: Vault) -> str:
    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    return render_due_note(vault.graph, vault.settings, vault.problems, vault.today, environment)


def write_index(vault: Vault) -> bool:
    """Bring the due note up to date; True when its bytes changed."""
    body = _render_body(vault)
    path = vault.settings.due_note
    for _ in range(_TRIES):
        old = read_bytes(vault.root, path)
        new = _merge(path, old, body)
        try:
            return write_due_note(vault.root, path, old, new)
        except ChangedOnDisk:
            continue
    raise VaultwellError(f"{path} keeps changing while it is written. Nothing was lost; run it again.")


def _merge(path: str, old: bytes | None, body: str) -> bytes:
    """The new bytes: the generated part, with everything of the user's in the old ones."""
    if not old or not old.strip():
        return render_region(body, None).encode("utf-8")
    try:
        region = parse_region(old.decode("utf-8"))
    except UnicodeDecodeError:
        region = None
    if region is None:
        raise VaultwellError(
            f"{path} is there already and was not made by vaultwell, so it stays as it is. "
            "Rename it, or set due_note in vaultwell.toml to another name."
        )
    return render_region(body, region).encode("utf-8")


def _report(options: Options, vault: Vault, *, is_written: bool) -> None:
    place = show_path(vault.root / vault.settings.due_note)
    if options.is_json:
        document: dict[str, Any] = {
            "version": VERSION,
            "today": str(vault.today),
            "due_note": vault.settings.due_note,
            "written": is_written,
            "people": len(vault.graph.contacts),
            "problems": count_problems(vault.problems),
        }
        print_document(document)
    elif not options.is_quiet:
        people = len(vault.graph.contacts)
        whom = "nobody yet" if not people else "1 person" if people == 1 else f"{people} people"
        state = "written" if is_written else "up to date"
        click.echo(f"{place} is {state} ({whom}).")
