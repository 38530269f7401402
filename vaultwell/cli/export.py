"""`vaultwell export FORMAT`."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from vaultwell.cli.clock import read_today
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, show_path
from vaultwell.exchange.carry import Left
from vaultwell.render.safe import visible
from vaultwell.render.words import say_count
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.load import Vault, load_vault
from vaultwell.vault.outside import check_outside, write_outside
from vaultwell.vault.read import read_bytes, read_notes
from vaultwell.vault.reading import Reading

FORMATS = ("json", "vcard", "vcard3", "csv", "ics")
_MOST_LEFT = 5


class _Exported(NamedTuple):
    """A whole file, and what it could not take along."""

    text: str
    left: Sequence[Left] = ()


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write this file, outside the vault (else, or with “-”, to the terminal).",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@global_options
@pass_options
def command(options: Options, form: str, output: Path | None, force: bool) -> None:
    """Everybody, for another program or another place.

    \b
    json     everything: “import json” makes the same people again
    vcard    an address book, vCard 4.0, with frm's X-FRM- fields
    vcard3   the same as vCard 3.0, which older phones read
    csv      a table, one row for each person
    ics      a calendar: who is due, promises and birthdays, with alarms

    No note is changed. A file that is there already stays, unless you say --force.
    """
    root = options.find_root()
    output = None if output == Path("-") else output
    if output is not None:
        check_outside(root, output, is_forced=force)
    today = read_today(options.today)
    reading = read_notes(root)
    vault = load_vault(root, today, reading=reading)
    options.tell_problems(vault.problems)
    exported = _export(form, vault, reading)
    data = exported.text.encode("utf-8", "backslashreplace")
    if output is not None:
        write_outside(root, output, data, is_forced=force)
    if options.is_json:
        _print_json(form, vault, output, exported)
        return
    if output is None:
        click.echo(data, nl=False)
    elif not options.is_quiet:
        people = say_count(len(vault.graph.contacts), "person", "people")
        click.echo(f"Wrote {people} to {show_path(output)}.")
    _tell_left(options, exported.left)


def _export(form: str, vault: Vault, reading: Reading) -> _Exported:
    graph, settings, today = vault.graph, vault.settings, vault.today
    if form == "csv":
        from vaultwell.exchange.to_csv import render_table

        return _Exported(render_table(graph, settings, today))
    if form == "ics":
        from vaultwell.exchange.to_ics import render_calendar

        return _Exported(render_calendar(graph, settings, today))
    if form == "json":
        return _export_json(vault, reading)
    from vaultwell.exchange.to_vcard import render_vcards

    return _Exported(render_vcards(graph, settings, "3.0" if form == "vcard3" else "4.0"))


def _export_json(vault: Vault, reading: Reading) -> _Exported:
    from vaultwell.exchange.to_json import build_leaving
    from vaultwell.render.documents import dump

    texts = {}
    for note in reading.notes:
        try:
            texts[note.path] = note.data.decode("utf-8")
        except UnicodeDecodeError:
            continue  # a problem already, and whose note it is is said below
    settings = read_bytes(vault.root, SETTINGS_FILE)
    settings_text = None if settings is None else settings.decode("utf-8-sig")
    leaving = build_leaving(vault.graph, texts, vault.settings, settings_text, vault.today)
    return _Exported(f"{dump(leaving.document)}\n", leaving.left)


def _print_json(form: str, vault: Vault, output: Path | None, exported: _Exported) -> None:
    print_document(
        {
            "version": 1,
            "format": form,
            "people": len(vault.graph.contacts),
            "output": None if output is None else str(output),
            "text": exported.text if output is None else None,
            "left": [{"source": str(each.source), "message": each.message} for each in exported.left],
        }
    )


def _tell_left(options: Options, left: Sequence[Left]) -> None:
    """Name what does not come along as it is; nothing with `--quiet`."""
    if not left or options.is_quiet:
        return
    count = say_count(len(left), "line")
    click.echo(f"{count} would not mean the same elsewhere; your notes keep them:", err=True)
    for each in left[:_MOST_LEFT]:
        click.echo(visible(f"  {each.source}: {each.message}"), err=True)
    if len(left) > _MOST_LEFT:
        click.echo(f"  … and {len(left) - _MOST_LEFT} more, all of them with --json.", err=True)
