"""`vaultwell ask WHO "what"`."""

from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.output import print_change, print_document
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import build_change_document, writing_options
from vaultwell.graph.who import find_person
from vaultwell.model.errors import UsageError

if TYPE_CHECKING:
    from vaultwell.cli.one_entry import Logged
    from vaultwell.model.contact import Contact
    from vaultwell.render.ask import Answer
    from vaultwell.vault.load import Vault


@click.command("ask")
@click.argument("who", shell_complete=complete_people)
@click.argument("words", nargs=-1, metavar="WHAT")
@click.option("--log", "is_logged", is_flag=True, help="Write the ask into their note, too.")
@writing_options
@pass_options
def command(options: Options, who: str, words: tuple[str, ...], is_logged: bool, dry_run: bool) -> None:
    """Look before you ask somebody for something.

    Says in words whether to go ahead, to warm up first, or not yet; each reason with its line, what to
    do first, and what to do instead. It is about when, never about whether. Nothing is written, unless
    you say --log.

    \b
    vaultwell ask laura "a name at the county archive"
    """
    from vaultwell.cli.concerned import recall_concerned
    from vaultwell.practices.alternatives import find_alternatives
    from vaultwell.practices.ask import find_verdict
    from vaultwell.render.ask import ask_document, say_verdict

    vault = options.load()
    contact = find_person(vault.graph, who)
    what = " ".join(" ".join(words).split())
    concerned = recall_concerned(vault)
    verdict = find_verdict(vault.graph, vault.settings, contact, what, vault.today, concerned)
    alternatives = find_alternatives(vault.graph, vault.settings, verdict, vault.today, concerned)
    names = vault.graph.person_names
    answer = say_verdict(verdict, alternatives, names, vault.today)
    logged = _log(vault, contact, what, is_dry_run=dry_run) if is_logged else None
    if not options.is_json:
        _print(answer, logged, is_dry_run=dry_run)
        return
    written = (
        build_change_document(logged.action, logged.changes, logged.answer, is_dry_run=dry_run)
        if logged
        else None
    )
    print_document({**ask_document(verdict, answer, vault.today), "logged": written})


def _log(vault: "Vault", contact: "Contact", what: str, *, is_dry_run: bool) -> "Logged":
    from vaultwell.cli.one_entry import log_entry

    if contact.died is not None:
        raise UsageError(f"{contact.name} died, and nothing was logged.")
    if not what:
        raise UsageError(
            f'Asked for what? Write it behind the name, as in: ask "{contact.name}" "a hand" --log'
        )
    return log_entry(vault, [contact], f"asked: {what}", None, is_dry_run=is_dry_run)


def _print(answer: "Answer", logged: "Logged | None", *, is_dry_run: bool) -> None:
    from vaultwell.render.ask import render_answer
    from vaultwell.render.safe import visible
    from vaultwell.render.terminal import print_answer

    print_answer(render_answer(answer))
    if logged is None:
        return
    click.echo()
    for change in logged.changes if is_dry_run else ():
        print_change(change)
    for sentence in () if is_dry_run else logged.sentences:
        click.echo(visible(sentence))
