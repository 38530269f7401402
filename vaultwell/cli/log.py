"""`vaultwell log WHO… "entry"`."""

import sys
from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people, find_people
from vaultwell.cli.writing import report, writing_options
from vaultwell.graph.who import find_name
from vaultwell.model.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from vaultwell.model.contact import Contact
    from vaultwell.notes.verbs import Vocabulary
    from vaultwell.vault.load import Vault


@click.command("log")
@click.argument("words", nargs=-1, required=True, metavar="WHO… [TEXT]", shell_complete=complete_people)
@click.option("--on", "day", metavar="DAY", help="The day it happened: 2026-11-20, yesterday, last friday.")
@writing_options
@pass_options
def command(options: Options, words: tuple[str, ...], day: str | None, dry_run: bool) -> None:
    """Write down what happened with somebody: one line in their note.

    The last argument is what happened, in the words of the log; without one your editor opens. With
    several people the line goes into the first one's note and names the others.

    \b
    vaultwell log ana call: the move
    vaultwell log ana ben "coffee: the harbour" --on yesterday
    vaultwell log ana "promised: the visa checklist 📅 2026-12-01"
    """
    from vaultwell.cli.one_entry import log_entry

    vault = options.load()
    whom, text = _split(vault, words)
    people = find_people(vault.graph, whom)
    on = _parse_day(day, vault.today)
    text = text if text is not None else _ask(people[0])
    logged = log_entry(vault, people, text, on, is_dry_run=dry_run)
    report(options, logged.action, logged.changes, logged.sentences, is_dry_run=dry_run, answer=logged.answer)
    if dry_run and not (options.is_json or options.is_quiet):
        for sentence in logged.read_as:
            click.echo(sentence, err=True)


def _split(vault: "Vault", words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The people and the text, with or without quotes; a last word that could be either is refused."""
    from vaultwell.notes.verbs import build_vocabulary

    vocabulary = build_vocabulary(vault.settings.verbs, vault.settings.who)
    words = _join_text(vault, words, vocabulary)
    if len(words) == 1:
        return words, None
    last = words[-1]
    verb = vocabulary.verb_at(last.strip())
    is_deed = verb is not None and verb[0].kind == "contact"
    if ":" not in last and not is_deed and (name := find_name(vault.graph, last)):
        rest = " ".join(words[:-1])
        raise UsageError(
            f"“{last}” could be what happened, or {name}. For what happened: vaultwell log {rest} "
            f'"note: {last}". With {name} too: vaultwell log {" ".join(words)} "coffee: …".'
        )
    return words[:-1], last


def _join_text(vault: "Vault", words: tuple[str, ...], vocabulary: "Vocabulary") -> tuple[str, ...]:
    """`ana call: the move` as `ana "call: the move"`: from the first verb on that is nobody's name."""
    for at in range(1, len(words) - 1):
        if vocabulary.begins(words[at]) and not find_name(vault.graph, words[at]):
            return (*words[:at], " ".join(words[at:]))
    return words


def _parse_day(text: str | None, today: "date") -> "date | None":
    if text is None:
        return None
    from vaultwell.cli.days import parse_past_day

    return parse_past_day(text, today)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(person: "Contact") -> str:
    """What somebody types in their editor; lines that begin with # are ours."""
    if not _is_terminal():
        raise UsageError(
            f'What happened? Write it behind the name, as in: vaultwell log "{person.name}" "call: the move"'
        )
    asked = f"# What happened with {person.name}? For example: call: the move"
    typed = click.edit(f"\n\n{asked}\n# Leave it empty to log nothing.\n")
    lines = [line for line in (typed or "").split("\n") if not line.startswith("#")]
    if not any(line.strip() for line in lines):
        raise UsageError("Nothing was typed, so nothing was logged.")
    return "\n".join(lines)
