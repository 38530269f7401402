"""`vaultwell new NAME`."""

from datetime import date
from typing import Any

import click
import jinja2

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import make_changes, report, writing_options
from vaultwell.graph.preview import Reader
from vaultwell.graph.who import find_person
from vaultwell.practices.circles import find_circle
from vaultwell.practices.newcomer import (
    build_properties,
    check_note,
    find_file_name,
    find_namesakes,
    find_people_folder,
    parse_settings,
)
from vaultwell.render.environment import build_environment
from vaultwell.render.person import render_person
from vaultwell.vault.load import Vault
from vaultwell.vault.steps import Create
from vaultwell.vault.templates import find_templates

_NEXT = 'Next: vaultwell log "{}" "met: where, and one thing they said"'
_RHYTHM = 'How often would you like to talk? As in: vaultwell circle "{}" close'


@click.command("new")
@click.argument("name")
@click.option("--circle", metavar="CIRCLE", help="How close: inner, close, casual …")
@click.option("--met", metavar="DAY", help="The day you met: 2026-11-20, yesterday, last friday.")
@click.option("--at", "met_at", metavar="PLACE", help="Where you met.")
@click.option("--introduced-by", metavar="WHO", shell_complete=complete_people, help="Who made you known.")
@click.option(
    "--set", "pairs", multiple=True, metavar="KEY=VALUE", help="Any other property; may be repeated."
)
@writing_options
@pass_options
def command(
    options: Options, /, name: str, pairs: tuple[str, ...], dry_run: bool, **given: str | None
) -> None:
    """A note for somebody: in the folder of people, never over one that is there.

    \b
    vaultwell new "Ana Díaz" --circle close --met yesterday --at PyCon
    vaultwell new "Ben Okafor" --introduced-by ana --set location=Lisbon
    """
    vault = options.load()
    name = " ".join(name.split())
    stem = find_file_name(name, vault.paths)
    path = f"{find_people_folder(vault.graph.contacts, vault.settings)}/{stem}.md"
    properties = build_properties(name, stem, _read_given(vault, given), parse_settings(pairs), vault.today)
    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    text = render_person(name, properties, vault.settings, environment)
    check_note(path, text, vault.settings, vault.conventions)
    action = f"new {name}"
    changes = make_changes(vault.root, [Create(path, text)], action, is_dry_run=dry_run)
    near = find_namesakes(name, vault.graph.called)
    others = [_say_near(vault.graph.person_names[other], other) for other in near]
    sentences = [f"Wrote {path}.", *others, _NEXT.format(name)]
    if not {"circle", "cadence"} & set(properties):
        sentences.append(_RHYTHM.format(name))
    answer = {"name": stem, "path": path, "near": list(near)}
    report(options, action, changes, sentences, is_dry_run=dry_run, answer=answer)


def _say_near(name: str, path: str) -> str:
    return f"There is also {name} ({path}). The same person? Then: vaultwell undo"


def _read_given(vault: Vault, given: dict[str, str | None]) -> dict[str, Any]:
    """The options as properties, in the order of the note."""
    circle, met, introducer = (given[key] for key in ("circle", "met", "introduced_by"))
    link = None
    if introducer:
        person = find_person(vault.graph, introducer)
        link = Reader(vault.graph, vault.names, vault.settings, vault.today).write_link(person.path)
    return {
        "circle": find_circle(vault.settings, circle) if circle else None,
        "met": _parse_met(met, vault.today) if met else None,
        "met_at": given["met_at"],
        "introduced_by": link,
    }


def _parse_met(text: str, today: date) -> date:
    from vaultwell.cli.days import parse_past_day

    return parse_past_day(text, today)
