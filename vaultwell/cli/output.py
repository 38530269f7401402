"""Where answers go: one JSON document, words, or the diff of what would be written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

    from vaultwell.vault.steps import Change


def print_document(document: Mapping[str, Any]) -> None:
    """One JSON document on stdout, nothing else."""
    from vaultwell.render.documents import dump

    click.echo(dump(document))


def print_nobody() -> None:
    """How to begin in a vault without people."""
    click.echo(
        'Nobody here yet. Begin with somebody you know: vaultwell new "First Last"\n'
        "Or write “type: person” in the front matter of a note you have."
    )


def show_path(path: "Path") -> str:
    """A path as one would type it here: relative below the current folder, else whole."""
    from pathlib import Path

    from vaultwell.render.safe import visible

    here = Path.cwd()
    return visible(str(path.relative_to(here) if path.is_relative_to(here) else path))


def print_diff(path: str, old: str, new: str) -> None:
    """The unified diff of one note; nothing when it stays as it is."""
    from vaultwell.render.safe import visible

    for line in build_diff(path, old, new):
        click.echo(visible(line))


def build_diff(path: str, old: str, new: str) -> list[str]:
    """The lines of a unified diff; an empty text is a note that is not there."""
    from difflib import unified_diff

    from vaultwell.notes.lines import split_lines

    before, after = (split_lines(text.removesuffix("\n")) if text else [] for text in (old, new))
    return list(unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""))


def print_change(change: "Change") -> None:
    """The unified diff of what was, or would be, done to one note; its new place when it moves."""
    from vaultwell.render.safe import visible

    if change.moved_to:
        click.echo(f"{visible(change.path)} → {visible(change.moved_to)}")
    old, new = ((data or b"").decode("utf-8", "replace") for data in (change.before, change.after))
    print_diff(change.place, old, new)
