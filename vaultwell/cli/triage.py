"""`vaultwell triage`."""

import sys
from collections.abc import Iterator, Sequence

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.cli.writing import make_changes
from vaultwell.model.settings import PROPOSED_CIRCLES, Settings
from vaultwell.notes.edit_front_matter import set_property
from vaultwell.practices.triage import Unsorted, find_unsorted
from vaultwell.render.safe import visible
from vaultwell.render.triage import render_keys, render_note, render_unsorted, say_person, triage_document
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_bytes
from vaultwell.vault.steps import Edit

_NEVER, _QUIT = "n", "q"
_SKIP = frozenset(" \r\ns")
_STOP = frozenset("q\x03\x04\x1b")
_AROUND_NOTE = 6  # lines above and below the note on the screen


@click.command("triage")
@global_options
@pass_options
def command(options: Options) -> None:
    """Put people into circles, one at a time, those you write of most first.

    Each note is shown; one key chooses, and is written at once (“vaultwell undo” takes it back). Without a
    terminal they are only listed.
    """
    vault = options.load()
    people = find_unsorted(vault.graph)
    circles = list(_list_circles(vault.settings))
    if options.is_json:
        print_document(triage_document(people))
    elif not vault.graph.contacts:
        print_nobody()
    elif not people or not circles or not _is_terminal():
        for line in render_unsorted(people, circles):
            click.echo(visible(line))
    else:
        _sit(vault, people, circles)


def _list_circles(settings: Settings) -> Iterator[str]:
    yield from PROPOSED_CIRCLES if settings.circles is None else settings.circles


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _sit(vault: Vault, people: Sequence[Unsorted], circles: Sequence[str]) -> None:
    """One after the other, until there is nobody left or it is enough for today."""
    choices = {str(number): circle for number, circle in enumerate(circles[:9], 1)}
    keys = {**choices, _NEVER: "never", "Enter": "skip", _QUIT: "stop"}
    chosen = 0
    for place, one in enumerate(people):
        _show(vault, one, len(people) - place)
        key = _read_key(render_keys(keys), {*choices, _NEVER, *_SKIP, *_STOP})
        if key in _STOP:
            break
        if key not in _SKIP:
            chosen += 1
            click.echo(visible(_write(vault, one, choices.get(key))))
    click.echo(f"{chosen} of {len(people)} put into a circle." if chosen else "Nothing was changed.")


def _show(vault: Vault, one: Unsorted, left: int) -> None:
    from rich.console import Console

    height = max(Console().height - _AROUND_NOTE, 5)
    text = (read_bytes(vault.root, one.contact.path) or b"").decode("utf-8", "replace")
    others = "the last one" if left == 1 else f"{left} to go"
    click.echo(visible(f"\n{say_person(one)}  ({others})\n"))
    for line in render_note(text, height):
        click.echo(visible(line))
    click.echo()


def _read_key(prompt: str, known: set[str]) -> str:
    click.echo(visible(prompt))
    while True:
        key = click.getchar().lower()
        if key in known:
            return key


def _write(vault: Vault, one: Unsorted, circle: str | None) -> str:
    """Write the circle, or that this person never comes by rhythm; what was done."""
    contact = one.contact
    key, value = ("circle", circle) if circle else ("cadence", "never")
    step = Edit(contact.path, lambda text: set_property(text, key, value, vault.settings))
    make_changes(vault.root, [step], f"triage {contact.name}: {value}", is_dry_run=False)
    return f"{contact.name}: {key} {value}"
