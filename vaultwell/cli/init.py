"""`vaultwell init [DIR]`."""

from pathlib import Path

import click
import jinja2

from vaultwell.cli.clock import read_today
from vaultwell.cli.comforts import Offer, check_is_obsidian, offer_comforts, print_offer
from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_diff, print_document, show_path
from vaultwell.graph.build import build_graph
from vaultwell.practices.adopt import find_adoption
from vaultwell.practices.survey import survey_vault
from vaultwell.render.adoption import list_proposals, render_settings
from vaultwell.render.safe import visible
from vaultwell.render.survey import Report, init_document, render_survey
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.git import exclude_from_git
from vaultwell.vault.load import parse_notes
from vaultwell.vault.material import Material, read_material
from vaultwell.vault.settings import parse_settings
from vaultwell.vault.templates import find_templates
from vaultwell.vault.write import create_note, make_vault


@click.command("init")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option(
    "--obsidian",
    "is_obsidian",
    is_flag=True,
    help="Also a table of people, templates and a look for Obsidian, where there are none yet.",
)
@click.option("--tracked", is_flag=True, help="Let git track the due note; else it ignores it in this clone.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@global_options
@pass_options
def command(options: Options, folder: Path | None, is_obsidian: bool, tracked: bool, dry_run: bool) -> None:
    """Start a vault, or begin with the notes you have.

    Looks for people, dated notes and your own names for things, says what it found, and proposes settings
    with the reason for each. Writes vaultwell.toml, unless there is one, and nothing else below the vault
    (but see --obsidian); no note is changed.
    """
    root = folder or Path(options.vault or ".")
    if is_obsidian:
        check_is_obsidian(root)
    if not dry_run:
        make_vault(root)
    material = read_material(root)
    report, text = _survey(options, root, material, is_dry_run=dry_run)
    if not dry_run:
        if not material.has_settings:
            create_note(root, SETTINGS_FILE, text.encode("utf-8"))
            report = report._replace(written=[SETTINGS_FILE])
        if not tracked:
            is_excluded = exclude_from_git(root.resolve(), report.settings.due_note)
            report = report._replace(is_excluded=is_excluded)
    offer = Offer()
    if is_obsidian:
        offer = offer_comforts(root, report.settings, report.conventions, is_dry_run=dry_run)
        if not dry_run:
            report = report._replace(written=[*report.written, *(file.path for file in offer.written)])
    if options.is_json:
        print_document(init_document(report))
    elif not options.is_quiet:
        _print(report, text, root)
        if is_obsidian:
            print_offer(offer, report.settings.due_note, is_dry_run=dry_run)
        _print_next(report)


def _survey(options: Options, root: Path, material: Material, *, is_dry_run: bool) -> tuple[Report, str]:
    """The report, counted under the settings that will hold, and the text that is proposed for them."""
    settings, conventions, sketches = material.settings, material.conventions, material.sketches
    paths = material.reading.paths
    notes = parse_notes(material.reading.notes, settings, conventions)
    adoption = find_adoption(sketches, notes, paths, settings, conventions)
    proposals = list_proposals(adoption, settings, has_settings=material.has_settings)
    text = render_settings(proposals, jinja2.FileSystemLoader(find_templates()))
    if not material.has_settings:
        settings, _ = parse_settings(text)
        notes = parse_notes(material.reading.notes, settings, conventions)
    graph, note_problems = build_graph(notes, paths, settings, read_today(options.today))
    problems = [*material.setting_problems, *material.reading.problems, *note_problems]
    return Report(
        vault=str(root.resolve()),
        survey=survey_vault(sketches, notes, graph, problems, settings, conventions, paths),
        adoption=adoption,
        proposals=proposals,
        settings=settings,
        conventions=conventions,
        files=material.files,
        has_tasks_plugin=material.has_tasks_plugin,
        has_settings=material.has_settings,
        is_dry_run=is_dry_run,
        written=(),
        is_excluded=False,
    ), text


def _print(report: Report, text: str, root: Path) -> None:
    lines = list(render_survey(report))
    for line in lines:
        click.echo(line)
    if lines:
        click.echo()
    path = show_path(root.resolve() / SETTINGS_FILE)
    if report.has_settings:
        click.echo(f"Found {path}, and left it as it is.")
        if report.proposals:
            click.echo("I would have proposed beyond it:\n")
            click.echo(visible(text.partition("\n")[2].strip("\n")))
    elif report.is_dry_run:
        print_diff(SETTINGS_FILE, "", text)
    else:
        click.echo(f"Wrote {path}:\n")
        click.echo(visible(text.partition("\n")[2].strip("\n")))
    click.echo()


def _print_next(report: Report) -> None:
    if report.is_excluded:
        name = visible(report.settings.due_note)
        click.echo(f"git ignores {name} in this clone: it can always be made again.")
    if report.survey.people:
        click.echo("Next: vaultwell index")
        return
    if report.adoption.people:
        click.echo("Nobody here yet: put what is right of these lines into vaultwell.toml.")
        return
    click.echo(
        'Nobody here yet. Begin with somebody you know: vaultwell new "First Last"\n'
        'Then, whenever you have talked: vaultwell log first "call: the move to Lisbon"'
    )
