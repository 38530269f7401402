"""`vaultwell show WHO`."""

from functools import partial

import click

from vaultwell.cli.context import Options, global_options, pass_options
from vaultwell.cli.output import print_document
from vaultwell.cli.people import complete_people
from vaultwell.graph.who import find_person


@click.command("show")
@click.argument("who", shell_complete=complete_people)
@global_options
@pass_options
def command(options: Options, who: str) -> None:
    """The brief: who they are, what matters to them, last talks, what is open between you.

    WHO is a name, an alias, a part of a name, or the path of a note.
    """
    from vaultwell.cli.standings import recall_standings
    from vaultwell.practices.brief import find_brief

    vault = options.load()
    contact = find_person(vault.graph, who)
    brief = find_brief(
        vault.graph,
        contact,
        vault.settings,
        vault.today,
        partial(recall_standings, vault),
        with_picks=options.is_json,
    )
    names = vault.graph.person_names
    if options.is_json:
        from vaultwell.render.documents import show_document

        print_document(show_document(brief, names, vault.today))
        return
    from vaultwell.render.terminal import print_answer
    from vaultwell.render.terminal_brief import render_brief

    print_answer(render_brief(brief, names, vault.today))
