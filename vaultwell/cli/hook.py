"""`vaultwell hook install | uninstall | status | run NAME`."""

import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_diff, print_document, show_path
from vaultwell.git.hooks import BEFORE, render_call
from vaultwell.render.safe import visible

if TYPE_CHECKING:
    from vaultwell.git.install import Place, Plan, Status


@click.group("hook")
@global_options
def command() -> None:
    """Hooks that keep the due note current, and merging of notes, in a git repository."""


@command.command("install")
@click.option("--tracked", is_flag=True, help="Let git track the due note, and stage it with each commit.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@global_options
@pass_options
def install(options: Options, tracked: bool, dry_run: bool) -> None:
    """Keep the due note current after each commit, merge, checkout and rebase, and merge notes.

    Writes hooks, git's settings of this clone, and a few lines in the vault's .gitattributes; no hook
    of anybody else is changed. Run it once in each clone.
    """
    from vaultwell.git.install import carry_out, plan_install
    from vaultwell.vault.git import is_tracked

    place = _find_place(options)
    was_tracked = is_tracked(place.root, place.due_note)
    plan = plan_install(place, _find_program(), has_tracked_note=tracked or was_tracked)
    if dry_run:
        _show_plan(plan)
        return
    carry_out(plan, place.repository)
    if tracked and not was_tracked:
        _stage_new(options, place)
    _report(options, place)


@command.command("uninstall")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@global_options
@pass_options
def uninstall(options: Options, dry_run: bool) -> None:
    """Take back exactly what `hook install` wrote."""
    from vaultwell.git.install import carry_out, plan_uninstall

    place = _find_place(options)
    plan = plan_uninstall(place)
    if dry_run:
        _show_plan(plan)
        return
    carry_out(plan, place.repository)
    _report(options, place, is_uninstalled=True)


@command.command("status")
@global_options
@pass_options
def status(options: Options) -> None:
    """What is installed in this repository, and what is not."""
    _report(options, _find_place(options))


@command.command("run", context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@global_options
@pass_options
def run(options: Options, name: str, words: tuple[str, ...]) -> None:
    """What the hook NAME does: write the due note where git changed notes. Always ends well."""
    from vaultwell.cli.refresh import run_hook

    # What VAULTWELL_VAULT says is left aside: it is about the terminal, not about this repository.
    named = options.vault if options.vault != os.environ.get("VAULTWELL_VAULT") else None
    run_hook(name, words, named, options.today, is_quiet=options.is_quiet)


@command.command("merge", hidden=True)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("size", type=int)
@click.argument("names", nargs=-1)
def merge(base: Path, ours: Path, theirs: Path, size: int, names: tuple[str, ...]) -> None:
    """Merge three versions of a note into OURS, for git.

    Exit code 0: merged; 1: conflicts, marked as git does; over 128: git gives up and nothing has changed.
    """
    try:
        from vaultwell.git.driver import merge_files
        from vaultwell.git.three_way import Marks

        # git before 2.45 does not know what the sides are called, and says %X.
        known = len(names) == 2 and not any(name.startswith("%") for name in names)
        is_clean = merge_files(base, ours, theirs, Marks(size, *(names if known else ())))
    except Exception as fault:  # noqa: BLE001 - a merge that failed must not pass for a clean one
        click.echo(visible(f"vaultwell could not merge: {fault}"), err=True)
        sys.exit(129)
    sys.exit(0 if is_clean else 1)


def _find_place(options: Options) -> "Place":
    from vaultwell.git.install import Place
    from vaultwell.git.repository import find_repository
    from vaultwell.vault.settings import read_settings

    root = options.find_root()
    return Place(find_repository(root), root, read_settings(root)[0].due_note)


def _find_program() -> str | None:
    """Where this vaultwell is, for shells that would not find it."""
    name = "vaultwell.exe" if os.name == "nt" else "vaultwell"
    places = (Path(sys.argv[0]).absolute(), Path(sysconfig.get_path("scripts"), name))
    return next((place.as_posix() for place in places if place.name == name and place.is_file()), None)


def _show_plan(plan: "Plan") -> None:
    for change in plan.files:
        old, new = ((data or b"").decode("utf-8", "replace") for data in (change.old, change.new))
        print_diff(show_path(change.path), old, new)
    for key, values in plan.settings.items():
        shown = ", ".join(visible(value) for value in values) or "nothing"
        click.echo(f"git config {key}: {shown}")


def _stage_new(options: Options, place: "Place") -> None:
    """The due note as it is now becomes one that git tracks."""
    from vaultwell.cli.due_note import write_index
    from vaultwell.git.repository import run_git

    write_index(options.load())
    run_git(place.root, "--literal-pathspecs", "add", "--force", "--", place.due_note)


def _report(options: Options, place: "Place", *, is_uninstalled: bool = False) -> None:
    from vaultwell.git.install import read_status
    from vaultwell.render.documents import VERSION

    found = read_status(place)
    names = [name for name in found.hooks if name != BEFORE or found.due_note == "tracked"]
    if options.is_json:
        document: dict[str, Any] = {
            "version": VERSION,
            "folder": str(found.folder.path),
            "hooks": found.hooks,
            "lines": {name: render_call(name) for name in names},
            "merging": found.is_merging,
            "due_note": found.due_note,
            "program": found.program,
        }
        print_document(document)
    elif not options.is_quiet:
        for line in _say_hooks(found, names, is_uninstalled=is_uninstalled):
            click.echo(line)
        click.echo(_say_merging(found))
        click.echo(_say_due_note(found, visible(place.due_note)))


def _say_hooks(found: "Status", names: list[str], *, is_uninstalled: bool) -> Iterator[str]:
    by_state = {
        state: [name for name in names if found.hooks[name] == state] for state in found.hooks.values()
    }
    folder = show_path(found.folder.path)
    installed = [*by_state.get("installed", ()), *by_state.get("called", ())]
    yield f"Hooks: {', '.join(installed) or 'none'} (in {folder})."
    if is_uninstalled:
        for name in by_state.get("called", ()):
            yield f"{name} is your own and still calls vaultwell. Take this line out:\n  {render_call(name)}"
        return
    missing = by_state.get("missing", [])
    if missing and not found.folder.is_shared:
        yield f"Not installed: {', '.join(missing)}. Run “vaultwell hook install”."
    if found.folder.is_shared:
        yield f"{folder} serves other repositories too (core.hooksPath), so nothing is written there."
    for name in [*by_state.get("foreign", ()), *(missing if found.folder.is_shared else ())]:
        yield f"{name} is yours to write, and stays as it is. Add this line:\n  {render_call(name)}"


def _say_merging(found: "Status") -> str:
    if found.is_merging:
        return "Merging: by vaultwell where both sides can be kept (commit .gitattributes for other clones)."
    return "Merging: by git alone, line by line."


def _say_due_note(found: "Status", due_note: str) -> str:
    if found.due_note == "tracked":
        return f"{due_note}: tracked by git, and staged with each commit."
    if found.due_note == "ignored":
        return f"{due_note}: ignored by git in this clone; it can always be made again."
    return f"{due_note}: neither tracked nor ignored by git."
