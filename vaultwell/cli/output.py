"""Where answers go: one JSON document, words, or the diff of what would be written."""

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Any

import click

from vaultwell.notes.lines import split_lines
from vaultwell.render.documents import dump
from vaultwell.render.safe import visible


def print_document(document: Mapping[str, Any]) -> None:
    """One JSON document on stdout, nothing else."""
    click.echo(dump(document))


def show_path(path: Path) -> str:
    """A path as one would type it here: relative below the current folder, else whole."""
    here = Path.cwd()
    return visible(str(path.relative_to(here) if path.is_relative_to(here) else path))


def print_diff(path: str, old: str, new: str) -> None:
    """The unified diff of one note; nothing when it stays as it is."""
    before = split_lines(old) if old else []
    for line in unified_diff(before, split_lines(new), f"a/{path}", f"b/{path}", lineterm=""):
        click.echo(visible(line))
