"""`vaultwell log WHO… "entry"`."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people, find_people, names_somebody
from vaultwell.cli.writing import first_line, make_changes, report, writing_options
from vaultwell.graph.preview import Reader
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.errors import UsageError
from vaultwell.model.problem import Problem
from vaultwell.model.source import Source
from vaultwell.notes.edit_log import append_entries
from vaultwell.notes.verbs import Vocabulary, build_vocabulary
from vaultwell.practices.new_entry import NewEntry, compose_entry
from vaultwell.render.entries import entry_document, say_entry
from vaultwell.vault.load import Vault
from vaultwell.vault.steps import Change, Edit


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
    vault = options.load()
    whom, text = _split(vault, words)
    people = find_people(vault, whom)
    on = _parse_day(day, vault.today)
    text = text if text is not None else _ask(people[0])
    logged = log_entry(vault, people, text, on, is_dry_run=dry_run)
    report(options, logged.action, logged.changes, logged.sentences, is_dry_run=dry_run, answer=logged.answer)
    if dry_run and not (options.is_json or options.is_quiet):
        for sentence in logged.read_as:
            click.echo(sentence, err=True)


class Logged(NamedTuple):
    """One entry that was written, or would be: `action` for `undo`, and what there is to say of it.

    `read_as` is what the line means; `sentences` say where it stands, too.
    """

    action: str
    changes: tuple[Change, ...]
    sentences: tuple[str, ...]
    read_as: tuple[str, ...]
    answer: Mapping[str, Any]


def log_entry(
    vault: Vault, people: Sequence[Contact], text: str, on: date | None, *, is_dry_run: bool
) -> Logged:
    """Write `text` as an entry into the note of the first of `people`."""
    reader = Reader(vault.graph, vault.paths, vault.settings, vault.today)
    new = compose_entry(reader, [person.path for person in people], text, on, vault.today)
    first_words = new.line.splitlines()[0].removeprefix("- ")
    action = f"log {', '.join(person.name for person in people)}: {first_words}"
    headings = vault.settings.headings
    edit = Edit(people[0].path, lambda note: append_entries(note, [new.line], headings, new.section))
    changes = make_changes(vault.root, [edit], action, is_dry_run=is_dry_run)
    places = [Source(change.place, first_line(change)) for change in changes]
    if places:
        new = new._replace(entry=new.entry._replace(source=places[0]))
    read_as = tuple(_say(vault, new))
    answer = {
        "entry": entry_document(new.entry, vault.graph.person_names),
        "hints": [f"{hint.message}. {hint.remedy}" for hint in new.hints],
    }
    sentences = (*(f"Logged in {place}" for place in places), *read_as)
    return Logged(action, changes, sentences, read_as, answer)


def _split(vault: Vault, words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The people and the text, with or without quotes; a last word that could be either is refused."""
    vocabulary = build_vocabulary(vault.settings.verbs, vault.settings.who)
    words = _join_text(vault, words, vocabulary)
    if len(words) == 1:
        return words, None
    last = words[-1]
    verb = vocabulary.verb_at(last.strip())
    is_deed = verb is not None and verb[0].kind == "contact"
    if ":" not in last and not is_deed and (name := names_somebody(vault, last)):
        rest = " ".join(words[:-1])
        raise UsageError(
            f"“{last}” could be what happened, or {name}. For what happened: vaultwell log {rest} "
            f'"note: {last}". With {name} too: vaultwell log {" ".join(words)} "coffee: …".'
        )
    return words[:-1], last


def _join_text(vault: Vault, words: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """`ana call: the move` as `ana "call: the move"`: from the first verb on that is nobody's name."""
    for at in range(1, len(words) - 1):
        if vocabulary.begins(words[at]) and not names_somebody(vault, words[at]):
            return (*words[:at], " ".join(words[at:]))
    return words


def _parse_day(text: str | None, today: date) -> date | None:
    if text is None:
        return None
    from vaultwell.cli.days import parse_past_day

    return parse_past_day(text, today)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _ask(person: Contact) -> str:
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


def _say(vault: Vault, new: NewEntry) -> Sequence[str]:
    return [f"  {new.line.splitlines()[0]}", f"  {_say_read(vault, new.entry)}", *map(_say_hint, new.hints)]


def _say_read(vault: Vault, entry: Entry) -> str:
    return say_entry(entry, vault.graph.person_names, vault.today)


def _say_hint(hint: Problem) -> str:
    return f"  {hint.message[:1].upper()}{hint.message[1:]}. {hint.remedy}"
