"""What `init --obsidian` puts into a vault: each file only where there is none of its name."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import jinja2

from vaultwell.cli.output import print_diff
from vaultwell.model.errors import VaultwellError
from vaultwell.model.settings import Conventions, Settings
from vaultwell.render.comforts import Comfort, list_comforts
from vaultwell.render.safe import visible
from vaultwell.vault.find import OBSIDIAN_FOLDER
from vaultwell.vault.obsidian import has_templater
from vaultwell.vault.steps import NameTaken
from vaultwell.vault.templates import find_templates
from vaultwell.vault.write import create_note


class Offer(NamedTuple):
    """What became of the files: those `written` (or that would be), and the paths `kept` as they were."""

    written: tuple[Comfort, ...] = ()
    kept: tuple[str, ...] = ()


def check_is_obsidian(root: Path) -> None:
    """Raise `VaultwellError` when the folder is no vault of Obsidian's."""
    if not (root / OBSIDIAN_FOLDER).is_dir():
        raise VaultwellError(
            f"Obsidian has not been here yet: there is no {OBSIDIAN_FOLDER} folder."
            " Open the folder as a vault in Obsidian once, and run the command again."
        )


def offer_comforts(root: Path, settings: Settings, conventions: Conventions, *, is_dry_run: bool) -> Offer:
    """Write what is missing."""
    loader = jinja2.FileSystemLoader(find_templates())
    comforts = list_comforts(settings, conventions, loader, has_templater=has_templater(root))
    written = tuple(comfort for comfort in comforts if _write(root, comfort, is_dry_run=is_dry_run))
    return Offer(written, tuple(comfort.path for comfort in comforts if comfort not in written))


def _write(root: Path, comfort: Comfort, *, is_dry_run: bool) -> bool:
    if is_dry_run:
        return not (root / comfort.path).exists()
    try:
        create_note(root, comfort.path, comfort.text.encode("utf-8"))
    except NameTaken:
        return False
    return True


def print_offer(offer: Offer, due_note: str, *, is_dry_run: bool) -> None:
    """Say what was written, what was left, and the two things that only a person can do."""
    for comfort in offer.written if is_dry_run else ():
        print_diff(comfort.path, "", comfort.text)
    for line in _list_lines(offer, due_note, is_dry_run=is_dry_run):
        click.echo(visible(line))
    click.echo()


def _list_lines(offer: Offer, due_note: str, *, is_dry_run: bool) -> Iterator[str]:
    word = "Would write" if is_dry_run else "Wrote"
    for comfort in offer.written:
        yield f"{word} {comfort.path}: {comfort.purpose}."
    if offer.kept:
        yield f"Left as {_they_are(offer.kept)}: {', '.join(offer.kept)}."
    yield f"For your daily note’s template, today’s few: ![[{due_note.removesuffix('.md')}#A few people]]"


def _they_are(paths: Sequence[str]) -> str:
    return "it is" if len(paths) == 1 else "they are"
