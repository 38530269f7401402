"""`vaultwell doctor [WHO]`."""

from collections.abc import Iterable

import click

from vaultwell.cli.clock import read_now
from vaultwell.cli.config import say_how_found
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody, show_path
from vaultwell.graph.who import find_person
from vaultwell.model.errors import UsageError, VaultwellError
from vaultwell.practices.doctor import (
    Checkup,
    Sight,
    check_people,
    check_sight,
    count_dated_notes,
    count_folders,
)
from vaultwell.practices.strangers import Stranger, find_strangers
from vaultwell.render.doctor import (
    Report,
    doctor_document,
    render_checkup,
    render_report,
    render_strangers,
)
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.findings import check_writes
from vaultwell.vault.git import read_git_state
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_bytes, read_notes


@click.command("doctor")
@click.argument("who", required=False)
@click.option("--all", "is_whole", is_flag=True, help="Every name, not only the first few.")
@global_options
@pass_options
def command(options: Options, who: str | None, is_whole: bool) -> None:
    """What is missing for vaultwell to be of use, and what it sees of your notes.

    For each thing that is missing: who, and the one line to add. With WHO everything about one person, or
    why a note of that name is no person's. Nothing is changed.
    """
    vault = options.load()
    path, strangers = (None, ()) if who is None else _look_up(vault, who)
    checkups = check_people(vault.graph, vault.problems, vault.settings, vault.today)
    if who is not None:
        checkups = tuple(checkup for checkup in checkups if checkup.history.contact.path == path)
    report = _build_report(options, vault, checkups)
    if options.is_json:
        print_document(doctor_document(report, strangers))
    elif who is not None:
        _print(render_checkup(checkups[0], report) if checkups else render_strangers(strangers))
    else:
        if not checkups:
            print_nobody()
        _print(render_report(report, is_whole=is_whole))


def _look_up(vault: Vault, who: str) -> tuple[str | None, tuple[Stranger, ...]]:
    """The path of the one person meant; else the notes of that name.

    Raises `VaultwellError` when there is neither, `UsageError` when several people are meant.
    """
    try:
        return find_person(vault.graph, who).path, ()
    except UsageError:
        raise
    except VaultwellError:
        notes = read_notes(vault.root).notes
        strangers = tuple(find_strangers(notes, who, vault.settings, vault.conventions))
        if not strangers:
            raise
        return None, strangers


def _build_report(options: Options, vault: Vault, checkups: tuple[Checkup, ...]) -> Report:
    has_settings = read_bytes(vault.root, SETTINGS_FILE) is not None
    problems = sum(problem.severity == "problem" for problem in vault.problems)
    sight = Sight(
        vault=show_path(vault.root),
        found_by=say_how_found(options, vault.root),
        settings=SETTINGS_FILE if has_settings else None,
        folders=count_folders(vault.graph),
        daily_folder=vault.conventions.daily_folder,
        daily_format=vault.conventions.daily_format,
        dated_notes=count_dated_notes(vault.graph),
        due_note=vault.settings.due_note,
        git=read_git_state(vault.root, vault.settings.due_note),
        problems=problems,
        hints=len(vault.problems) - problems,
    )
    findings = (*check_sight(sight), *check_writes(vault.root, read_now().timestamp()))
    return Report(checkups, sight, findings, vault.settings, vault.today)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
