"""`vaultwell favors [WHO]`."""

from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document, print_nobody
from vaultwell.cli.people import complete_people
from vaultwell.graph.who import find_person

if TYPE_CHECKING:
    from vaultwell.vault.load import Vault


@click.command("favors")
@click.argument("who", required=False, shell_complete=complete_people)
@click.option("--open", "only_open", is_flag=True, help="Only what is open.")
@click.option("--past", "only_past", is_flag=True, help="Only what was.")
@click.option("--all", "is_whole", is_flag=True, help="Every line, however many.")
@global_options
@pass_options
def command(options: Options, who: str | None, only_open: bool, only_past: bool, is_whole: bool) -> None:
    """Promises, favors, asks, offers and loans, both ways, oldest promise first.

    Without WHO what is open with anybody; with WHO also what was, gift ideas, and what came back of loans.

    \b
    - [ ] 2026-10-11 lent: 50 EUR for the train     money, with its currency
    - 2026-11-02 got back: 20 EUR                   a part of it: 30 EUR are left
    vaultwell done ana "50 EUR"                     settled, with money or with a dinner
    """
    vault = options.load()
    if who is None and not vault.graph.contacts and not options.is_json:
        print_nobody()
        return
    has_both = only_open and only_past
    has_past = only_past or has_both or (not only_open and (who is not None or options.is_json))
    _print(options, vault, who, has_open=only_open or not only_past, has_past=has_past, is_whole=is_whole)


def _print(
    options: Options, vault: "Vault", who: str | None, *, has_open: bool, has_past: bool, is_whole: bool
) -> None:
    from vaultwell.practices.favors import find_favors, find_favors_of
    from vaultwell.render.favors import favors_document, render_favors, render_favors_of
    from vaultwell.render.terminal import print_answer

    graph, today = vault.graph, vault.today
    names = graph.person_names
    contact = find_person(graph, who) if who is not None else None
    if contact is None:
        favors = find_favors(graph, vault.settings, today)
    else:
        favors = find_favors_of(graph, contact, vault.settings, today)
    if options.is_json:
        print_document(favors_document(favors, names, today, has_open=has_open, has_past=has_past))
    elif contact is not None:
        print_answer(render_favors_of(favors, contact, names, today, has_open=has_open, has_past=has_past))
    else:
        print_answer(
            render_favors(favors, names, today, has_open=has_open, has_past=has_past, is_whole=is_whole)
        )
