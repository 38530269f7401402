"""`vaultwell review [PERIOD]`."""

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.cli.writing import make_changes, report, writing_options
from vaultwell.model.errors import CannotEdit
from vaultwell.notes.region import parse_region, render_region
from vaultwell.practices.periods import Period, parse_period
from vaultwell.practices.review import Review, find_review
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_bytes
from vaultwell.vault.steps import Create, Edit, Step

FOLDER = "Reviews"


@click.command("review")
@click.argument("period", default="")
@click.option(
    "--write", "is_written", is_flag=True, help="Write it as a note, with pictures: Reviews/PERIOD.md."
)
@writing_options
@pass_options
def command(options: Options, period: str, is_written: bool, dry_run: bool) -> None:
    """Look back: who you kept, who became quiet, what was given and received, whom you met.

    PERIOD is a month (2026-10), a quarter (2026-Q3) or a year (2026); without one, the last month that is
    over. What you write above or below the generated part of the note stays.
    """
    vault = options.load()
    wanted = parse_period(period, vault.today)
    review = find_review(vault.graph, vault.settings, wanted, vault.today)
    if is_written or dry_run:
        _write(options, vault, wanted, review, is_dry_run=dry_run)
        return
    from vaultwell.render.review import review_document

    if options.is_json:
        print_document(review_document(review, vault.graph.contacts, vault.today))
    elif not vault.graph.contacts:
        print_nobody()
    else:
        from vaultwell.render.terminal import print_answer
        from vaultwell.render.terminal_review import render_review

        print_answer(render_review(review, vault.graph.contacts))


def _write(options: Options, vault: Vault, period: Period, review: Review, *, is_dry_run: bool) -> None:
    path = f"{FOLDER}/{period.name}.md"
    changes = make_changes(
        vault.root,
        [_build_step(vault, path, _render(vault, review))],
        f"review {period.name}",
        is_dry_run=is_dry_run,
    )
    sentence = f"Wrote {path}." if changes else f"{path} is up to date."
    report(options, "review", changes, [sentence], is_dry_run=is_dry_run, answer={"path": path})


def _render(vault: Vault, review: Review) -> str:
    import jinja2

    from vaultwell.render.environment import build_environment
    from vaultwell.render.review import render_review_note
    from vaultwell.vault.templates import find_templates

    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    return render_review_note(review, vault.graph.contacts, vault.graph.names, environment)


def _build_step(vault: Vault, path: str, body: str) -> Step:
    """A new note, or the old one with its generated part made anew."""
    if not read_bytes(vault.root, path):
        return Create(path, render_region(body, None))

    def change(text: str) -> str:
        region = parse_region(text) if text.strip() else None
        if region is None and text.strip():
            raise CannotEdit(
                0, "this note was not made by vaultwell, so it stays as it is", "Rename it, and try again."
            )
        return render_region(body, region)

    return Edit(path, change)
