"""`vaultwell graph [WHO]`."""

from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.cli.people import complete_people
from vaultwell.graph.who import find_person

if TYPE_CHECKING:
    from vaultwell.practices.picture import Picture

MOST_READABLE = 60
_FORMATS = ("mermaid", "dot", "canvas", "json")


@click.command("graph")
@click.argument("who", required=False, shell_complete=complete_people)
@click.option("--format", "form", type=click.Choice(_FORMATS), default="mermaid", help="Else Mermaid.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=f"At most N people (Mermaid: {MOST_READABLE})."
)
@global_options
@pass_options
def command(options: Options, who: str | None, form: str, limit: int | None) -> None:
    """A picture of who knows whom: introductions, relations, and whom you saw together.

    With WHO that person with those who know them. You yourself are not in it: you know everybody.

    \b
    vaultwell graph > Network.md                      Obsidian draws it
    vaultwell graph --format canvas > People.canvas   to be moved about in Obsidian
    vaultwell graph --format dot | dot -Tsvg          Graphviz
    """
    from vaultwell.practices.picture import find_picture

    vault = options.load()
    center = find_person(vault.graph, who) if who is not None else None
    is_json = options.is_json or form == "json"
    most = limit or (MOST_READABLE if form == "mermaid" and not is_json else None)
    picture = find_picture(vault.graph, center, most)
    from vaultwell.render.pictures import picture_document, render_canvas, render_dot, render_mermaid

    if is_json:
        print_document(picture_document(picture))
    elif form == "canvas":
        click.echo(render_canvas(picture))
    elif form == "dot":
        click.echo(render_dot(picture))
    elif not vault.graph.contacts:
        print_nobody()
    elif not picture.ties:
        click.echo("Nothing written down says who knows whom here: log a talk “with [[First Last]]”.")
    else:
        click.echo(render_mermaid(picture))
    if not options.is_quiet:
        _tell_left_out(picture)


def _tell_left_out(picture: "Picture") -> None:
    if picture.left_out:
        shown, everybody = len(picture.people), len(picture.people) + picture.left_out
        click.echo(
            f"{shown} of {everybody:,} people, those named together last. All of them: --limit {everybody}. "
            "The people around one: vaultwell graph WHO",
            err=True,
        )
