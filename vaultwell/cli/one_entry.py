"""One entry written into somebody's note, and what is said of it: `log`, and `ask --log`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from vaultwell.cli.writing import first_line, make_changes
from vaultwell.graph.preview import Reader
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.problem import Problem
from vaultwell.model.source import Source
from vaultwell.notes.edit_log import append_entries
from vaultwell.practices.new_entry import NewEntry, compose_entry
from vaultwell.render.entries import entry_document, say_entry
from vaultwell.vault.load import Vault
from vaultwell.vault.steps import Change, Edit


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
    reader = Reader(vault.graph, vault.names, vault.settings, vault.today)
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


def _say(vault: Vault, new: NewEntry) -> Sequence[str]:
    return [f"  {new.line.splitlines()[0]}", f"  {_say_read(vault, new.entry)}", *map(_say_hint, new.hints)]


def _say_read(vault: Vault, entry: Entry) -> str:
    return say_entry(entry, vault.graph.person_names, vault.today)


def _say_hint(hint: Problem) -> str:
    return f"  {hint.message[:1].upper()}{hint.message[1:]}. {hint.remedy}"
