"""`vaultwell import FORMAT FILE…`."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import jinja2

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_change, print_document
from vaultwell.cli.progress import show_progress
from vaultwell.cli.writing import make_changes
from vaultwell.exchange.formats import FORMATS, Request, find_addresses, find_parser
from vaultwell.exchange.incoming import ForeignFile, Incoming, IncomingPerson
from vaultwell.exchange.matching import Match
from vaultwell.exchange.plan import Known, Planned, Planner
from vaultwell.exchange.report import Report, import_document, say_report
from vaultwell.exchange.sorting import NEW, Decide, Sorted, sort_people
from vaultwell.model.errors import UsageError
from vaultwell.notes.kinds import is_own_note
from vaultwell.notes.property_keys import normal_key
from vaultwell.practices.newcomer import find_people_folder
from vaultwell.render.environment import build_environment
from vaultwell.render.person import render_person
from vaultwell.render.safe import visible
from vaultwell.vault.columns import keep_columns, read_columns
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.foreign import read_foreign
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_bytes, read_notes
from vaultwell.vault.settings import parse_settings
from vaultwell.vault.steps import Create, Edit, Step
from vaultwell.vault.templates import find_templates

_NOT_YET = "Nothing was written. To do it, add --apply; to see every line first, --dry-run."
_BACK = "To take all of it back: vaultwell undo"
_BY_SUFFIX = {
    ".vcf": "vcard",
    ".ics": "ics",
    ".mbox": "mbox",
    ".json": "json",
    ".csv": "csv",
    ".md": "friends",
}


class _FormatName(click.Choice[str]):
    """The name of a format; a file in its place is answered with the command that was meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        form = _BY_SUFFIX.get(Path(value).suffix.lower())
        if form is not None:
            line = visible(f'vaultwell import {form} "{value}"')
            self.fail(f"say first what the file is, as in {line}. Formats: {', '.join(FORMATS)}.", param, ctx)
        return super().convert(value, param, ctx)


@click.command("import")
@click.argument("form", metavar="FORMAT", type=_FormatName(list(FORMATS), case_sensitive=False))
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--apply", "is_applied", is_flag=True, help="Write it; without this it is only said.")
@click.option("--dry-run", is_flag=True, help="Show every line that would be written, and write nothing.")
@click.option(
    "--doubtful",
    type=click.Choice(["ask", "skip", "same", "new"]),
    default="ask",
    help="Who is not certain: ask (in a terminal), leave out, the person they seem to be, a new note.",
)
@click.option("--trusted", is_flag=True, help="For json: the file is yours, code in its notes included.")
@click.option(
    "--me",
    "addresses",
    multiple=True,
    metavar="ADDRESS",
    help="For mbox and ics: an address of yours, beside those in your own note; may be repeated.",
)
@click.option("--map", "pairs", multiple=True, metavar="COLUMN=PROPERTY", help="For csv: what a column is.")
@global_options
@pass_options
def command(
    options: Options,
    /,
    form: str,
    files: tuple[Path, ...],
    is_applied: bool,
    dry_run: bool,
    doubtful: str,
    **given: Any,
) -> None:
    """Bring people from another program: nothing is written before --apply.

    Who is in your notes already is known again by id, e-mail, phone, page, or name and organisation;
    their notes get what they lack, and nothing of yours is replaced.

    \b
    vaultwell import csv people.csv
    vaultwell import csv people.csv --map "Where=location" --apply
    """
    if is_applied and dry_run:
        raise UsageError("--apply writes, and --dry-run does not. Leave out one of the two.")
    root = options.find_root()
    reading = read_notes(root)
    vault = options.load(reading)
    texts = {note.path: note.data.decode("utf-8", "replace") for note in reading.notes}
    request = _build_request(vault, texts, **given)
    found = [ForeignFile(file.name, read_foreign(file, FORMATS[form].limit)) for file in files]
    incoming = find_parser(form)(found, request)
    vault, settings = _take_settings(vault, incoming)
    people = _sort(vault, incoming, _decider(doubtful, is_asking=is_applied and not options.is_json))
    planned = _plan(vault, people, texts)
    steps = [*settings, *(_build_step(one) for one in planned if one.outcome in ("new", "changed"))]
    action = f"import {form} {' '.join(file.name for file in files)}"
    if is_applied or dry_run:
        with show_progress("Writing", len(steps) if is_applied else 0) as step:
            changes = make_changes(root, steps, action, is_dry_run=dry_run, on_done=step)
        if is_applied and request.pairs:
            keep_columns(root, {**request.columns, **_parse_pairs(request.pairs)})
        if dry_run and not options.is_json:
            for change in changes:
                print_change(change)
            return
    passed_over = tuple(sorted(incoming.passed_over.items()))
    report = Report(
        planned, people.doubtful, people.refused, passed_over, len(people.unknown), incoming.remarks
    )
    _tell(options, report, is_applied=is_applied)


def _build_request(
    vault: Vault, texts: dict[str, str], pairs: tuple[str, ...], addresses: tuple[str, ...], trusted: bool
) -> Request:
    """What a format may need to know; my addresses are those given and those of my own note."""
    own = (text for path, text in texts.items() if is_own_note(path, vault.settings))
    found = (address for text in own for address in find_addresses(text))
    mine = {address.strip().casefold() for address in (*addresses, *found)}
    return Request(
        vault.settings,
        vault.graph,
        vault.today,
        read_columns(vault.root),
        pairs,
        frozenset(mine),
        is_trusted=trusted,
    )


def _take_settings(vault: Vault, incoming: Incoming) -> tuple[Vault, list[Step]]:
    """The vault under the settings that come in, and the step that writes them: where there is nobody yet."""
    text = incoming.settings
    if not text or vault.graph.contacts:
        return vault, []
    settings, _ = parse_settings(text)
    old = read_bytes(vault.root, SETTINGS_FILE)
    is_same = old is not None and old.decode("utf-8-sig", "replace") == text
    step = Create(SETTINGS_FILE, text) if old is None else Edit(SETTINGS_FILE, lambda _: text)
    return replace(vault, settings=settings), [] if is_same else [step]


def _sort(vault: Vault, incoming: Incoming, decide: Decide) -> Sorted:
    folder = find_people_folder(vault.graph.contacts, vault.settings)
    return sort_people(incoming, vault.graph.contacts, vault.paths, folder, decide)


def _plan(vault: Vault, people: Sorted, texts: dict[str, str]) -> list[Planned]:
    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    known = Known(vault.graph, texts, vault.settings, vault.conventions, vault.today)
    planner = Planner(
        known,
        people,
        vault.paths,
        lambda name, properties, words: render_person(name, properties, vault.settings, environment, words),
    )
    planned = []
    paths = planner.list_paths()
    with show_progress("Reading", len(paths)) as step:
        for path in paths:
            planned.append(planner.plan(path))
            step()
    return planned


def _build_step(one: Planned) -> Step:
    return Create(one.path, one.text) if one.change is None else Edit(one.path, one.change)


def _decider(doubtful: str, *, is_asking: bool) -> Decide:
    if doubtful == "new":
        return lambda _person, _match: NEW
    if doubtful == "same":
        return lambda _person, match: match.candidates[0] if len(match.candidates) == 1 else None
    if doubtful == "ask" and is_asking and is_terminal():
        return _Asker().decide
    return lambda _person, _match: None


def is_terminal() -> bool:
    """Somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class _Asker:
    """Asks about one person after the other, until it is enough."""

    def __init__(self) -> None:
        self._is_enough = False

    def decide(self, person: IncomingPerson, match: Match) -> str | None:
        """The answer: the path of a note, NEW, or None."""
        if self._is_enough:
            return None
        choices = {str(number): path for number, path in enumerate(match.candidates, 1)}
        click.echo(visible(f"{person.name} ({person.source}): {match.doubt}."), err=True)
        for number, path in choices.items():
            click.echo(visible(f"  {number}  {path}"), err=True)
        answer = click.prompt(
            "The number; n: a note of their own; s: leave them out; q: and everybody after them",
            type=click.Choice([*choices, "n", "s", "q"]),
            default="s",
            show_choices=False,
            err=True,
        )
        self._is_enough = answer == "q"
        return choices.get(answer) or (NEW if answer == "n" else None)


def _parse_pairs(pairs: Sequence[str]) -> dict[str, str]:
    split = (pair.rpartition("=") for pair in pairs)
    return {column.strip().lower(): normal_key(key) for column, _, key in split}


def _tell(options: Options, report: Report, *, is_applied: bool) -> None:
    if options.is_json:
        print_document(import_document(report, is_applied=is_applied))
    elif not options.is_quiet:
        for line in say_report(report):
            click.echo(visible(line))
        has_news = bool(report.of("new") or report.of("changed"))
        if has_news:
            click.echo(_BACK if is_applied else _NOT_YET)
        elif not is_applied:
            click.echo("Nothing would change.")
