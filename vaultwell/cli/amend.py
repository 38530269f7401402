"""`vaultwell amend WHO`."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import make_changes, report, say_place, writing_options
from vaultwell.graph.who import find_person
from vaultwell.model.errors import UsageError, VaultwellError

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact
    from vaultwell.model.entry import Entry
    from vaultwell.vault.load import Vault

_SHOWN = 10


@click.command("amend")
@click.argument("who", shell_complete=complete_people)
@click.argument("text", required=False)
@click.option("--line", type=click.IntRange(min=1), metavar="N", help="The line of the note to change.")
@click.option("--remove", "is_removed", is_flag=True, help="Take the entry out of the note.")
@writing_options
@pass_options
def command(
    options: Options, who: str, text: str | None, line: int | None, is_removed: bool, dry_run: bool
) -> None:
    """Correct an entry, or take it out. Without more than a name: the last entries, each with its line.

    \b
    vaultwell amend ana
    vaultwell amend ana --line 31 "call: the flat"
    vaultwell amend ana --line 31 --remove
    """
    from vaultwell.render.entries import entry_document
    from vaultwell.vault.steps import Edit

    vault = options.load()
    person = find_person(vault.graph, who)
    entries = _list_entries(vault, person)
    if line is None and text is None and not is_removed:
        line, text, is_removed = _ask(options, vault, entries)
        if line is None:
            return
    if line is None or (text is None) == (not is_removed):
        raise UsageError("Say which line with --line N, and give its new text or --remove.")
    entry = _find_entry(person, entries, line)
    change, said = _build_change(vault, entry, text)
    action = f"amend {person.name}: {entry.on} {entry.text or entry.verb}"
    changes = make_changes(vault.root, [Edit(person.path, change)], action, is_dry_run=dry_run)
    answer = {"entry": entry_document(entry, vault.graph.person_names), "removed": is_removed}
    sentences = (
        [*(f"Amended {say_place(change)}" for change in changes), *said]
        if changes
        else ["Nothing to change."]
    )
    report(options, action, changes, sentences, is_dry_run=dry_run, answer=answer)


def _build_change(vault: "Vault", entry: "Entry", text: str | None) -> tuple[Callable[[str], str], list[str]]:
    """The edit, and what is said once it is done."""
    from vaultwell.graph.preview import Reader
    from vaultwell.notes.edit_lines import remove_entry, replace_words
    from vaultwell.practices.new_entry import compose_words
    from vaultwell.render.entries import say_entry

    line, words = entry.source.line, entry.text
    if text is None:
        gone = say_entry(entry, vault.graph.person_names, vault.today)
        return (lambda note: remove_entry(note, line, words)), [f"  Removed: {gone}"]
    reader = Reader(vault.graph, vault.names, vault.settings, vault.today)
    new, understood = compose_words(reader, entry.person, text, entry.on)
    said = say_entry(understood, vault.graph.person_names, vault.today)
    return (lambda note: replace_words(note, line, words, new)), [f"  - {new}", f"  {said}"]


def _list_entries(vault: "Vault", person: "Contact") -> "list[Entry]":
    """The entries that stand in the person's own note, the latest first."""
    own = [entry for entry in vault.graph.of(person.path) if entry.source.path == person.path]
    return sorted(own, key=lambda entry: (entry.on, entry.source.line), reverse=True)


def _find_entry(person: "Contact", entries: "list[Entry]", line: int) -> "Entry":
    found = next((entry for entry in entries if entry.source.line == line), None)
    if found is None:
        raise VaultwellError(
            f'{person.path}:{line} holds no entry. To see them: vaultwell amend "{person.name}"'
        )
    return found


def _ask(options: Options, vault: "Vault", entries: "list[Entry]") -> tuple[int | None, str | None, bool]:
    """Show the last entries; on a terminal ask which one is wrong and what it should say."""
    shown = entries[:_SHOWN]
    if options.is_json or not shown or not sys.stdin.isatty():
        _show(options, vault, shown)
        return None, None, False
    _show(options, vault, shown)
    number = click.prompt("Which line (Enter for none)", default="", show_default=False)
    if not number.strip():
        return None, None, False
    if not number.strip().isdecimal():
        raise UsageError(f"“{number}” is no line. Nothing was changed.")
    text = click.prompt("Its new text (Enter to remove it)", default="", show_default=False)
    return int(number), text.strip() or None, not text.strip()


def _show(options: Options, vault: "Vault", entries: "list[Entry]") -> None:
    from vaultwell.render.entries import entry_document, say_entry

    if options.is_json:
        from vaultwell.cli.output import print_document

        print_document(
            {"version": 1, "entries": [entry_document(entry, vault.graph.person_names) for entry in entries]}
        )
        return
    for entry in entries:
        click.echo(f"{entry.source.line:>5}  {say_entry(entry, vault.graph.person_names, vault.today)}")
    if not entries:
        click.echo("No entry stands in this note.")
