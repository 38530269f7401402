"""What every writing command shares: the change is made, or only shown, and it is said what was done."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vaultwell.cli.clock import read_now
from vaultwell.cli.context import Options, global_options
from vaultwell.cli.output import build_diff, print_change, print_document
from vaultwell.model.errors import CannotEdit, VaultwellError

if TYPE_CHECKING:
    from pathlib import Path

    from vaultwell.vault.steps import Change, Edit, Step

VERSION = 1

_Function = TypeVar("_Function", bound=Callable[..., Any])


def writing_options(function: _Function) -> _Function:
    """Add `--dry-run` and the global options."""
    dry_run = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
    return dry_run(global_options(function))


def make_changes(
    root: "Path",
    steps: "Sequence[Step]",
    action: str,
    *,
    is_dry_run: bool,
    on_done: Callable[[], None] | None = None,
) -> "tuple[Change, ...]":
    """Do all steps or none; what stands in the way of one names its note. `action` is for `undo`.

    `on_done` is called after each note that is written.
    """
    from vaultwell.render.safe import visible
    from vaultwell.vault.steps import Edit
    from vaultwell.vault.write import change_notes, take_notices

    named = [_named(step) if isinstance(step, Edit) else step for step in steps]
    changes = change_notes(root, named, action, read_now(), is_dry_run=is_dry_run, on_done=on_done)
    if not is_dry_run:
        for notice in take_notices(root):
            click.echo(visible(notice), err=True)
    return changes


def _named(step: "Edit") -> "Edit":
    def change(text: str) -> str:
        try:
            return step.change(text)
        except CannotEdit as fault:
            raise name_fault(step.path, fault) from fault

    return step._replace(change=change)


def name_fault(path: str, fault: CannotEdit) -> VaultwellError:
    """What an edit says of a note, with the place: `People/Ana.md:3: …`."""
    place = f"{path}:{fault.line}" if fault.line else path
    return VaultwellError(f"{place}: {fault.message}. {fault.remedy}")


def report(
    options: Options,
    action: str,
    changes: "Sequence[Change]",
    sentences: Sequence[str],
    *,
    is_dry_run: bool,
    answer: Mapping[str, Any] | None = None,
) -> None:
    """Say what was done in `sentences`; as JSON with `answer`; or, for a dry run, the diffs alone."""
    from vaultwell.render.safe import visible

    if options.is_json:
        print_document(build_change_document(action, changes, answer or {}, is_dry_run=is_dry_run))
    elif is_dry_run:
        for change in changes:
            print_change(change)
        if not changes and not options.is_quiet:
            click.echo("Nothing would change.")
    elif not options.is_quiet:
        for sentence in sentences:
            click.echo(visible(sentence))


def build_change_document(
    action: str, changes: "Sequence[Change]", answer: Mapping[str, Any], *, is_dry_run: bool
) -> dict[str, Any]:
    """What a command that writes says with `--json`."""
    return {
        "version": VERSION,
        "action": action,
        "dry_run": is_dry_run,
        "answer": answer,
        "changes": [_describe(change) for change in changes],
    }


def _describe(change: "Change") -> dict[str, Any]:
    diff = build_diff(change.place, _text(change.before), _text(change.after))
    return {
        "path": change.path,
        "moved_to": change.moved_to,
        "line": first_line(change),
        "diff": "\n".join(diff),
    }


_SAYS_NOTHING = re.compile(rb"(?:\s+|#{1,6} [^\r\n]*[\r\n])*")


def first_line(change: "Change") -> int:
    """The first line (from 1) that says something new; a blank one or a heading above it does not."""
    before, after = change.before or b"", change.after or b""
    same = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    start = min(len(before), len(after)) if same is None else same
    skipped = _SAYS_NOTHING.match(after, start)
    if skipped and skipped.end() < len(after):
        start = skipped.end()
    return _text(after[:start]).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def say_place(change: "Change") -> str:
    """Where a note was changed: `People/Ana Díaz.md:31`."""
    return f"{change.place}:{first_line(change)}"


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace").removeprefix("\ufeff")
