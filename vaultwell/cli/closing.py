"""`done` and `drop`: an open promise, ask, offer or loan is found by its words and closed."""

from typing import TYPE_CHECKING

from vaultwell.cli.context import Options
from vaultwell.cli.writing import make_changes, report, say_place
from vaultwell.graph.names import name_key
from vaultwell.graph.who import find_person
from vaultwell.model.errors import UsageError, VaultwellError

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact
    from vaultwell.model.entry import Entry, State
    from vaultwell.vault.load import Vault

_CLOSABLE = frozenset({"promise", "ask", "offer", "loan"})
_DONE = "done"


def close_entry(options: Options, who: str, words: str, state: "State", *, is_dry_run: bool) -> None:
    """Close the one open entry of `who` in which all `words` stand."""
    from vaultwell.practices.closing import build_closing
    from vaultwell.render.entries import entry_document, say_entry
    from vaultwell.vault.steps import Edit

    vault = options.load()
    person = find_person(vault.graph, who)
    entry = find_open(vault, person, words)
    action = f"{'done' if state == _DONE else 'drop'} {person.name}: {entry.text}"
    edit = Edit(person.path, build_closing(person, entry, state, vault.today, vault.settings))
    changes = make_changes(vault.root, [edit], action, is_dry_run=is_dry_run)
    names = vault.graph.person_names
    closed = entry._replace(state=state)
    head = "Done" if state == _DONE else "Dropped"
    sentences = [
        f"{head} · {say_entry(entry, names, vault.today)}",
        *(f"  {say_place(change)}" for change in changes),
    ]
    answer = {"entry": entry_document(closed, names)}
    report(options, action, changes, sentences, is_dry_run=is_dry_run, answer=answer)


def find_open(vault: "Vault", person: "Contact", words: str) -> "Entry":
    """The one open entry in which all words stand, case and accents ignored.

    Raises `VaultwellError` when there is none, `UsageError` with the list when there are several.
    """
    is_open = [
        entry for entry in vault.graph.of(person.path) if entry.state == "open" and entry.kind in _CLOSABLE
    ]
    sought = name_key(words).split()
    found = [
        entry for entry in is_open if all(word in name_key(f"{entry.verb} {entry.text}") for word in sought)
    ]
    exact = [entry for entry in found if name_key(entry.text) == name_key(words)]
    found = exact if len(exact) == 1 else found
    if len(found) == 1 and sought:
        return found[0]
    if not is_open:
        raise VaultwellError(f"Nothing is open between you and {person.name}.")
    listed = "\n".join(f"  {_say(entry, vault)}" for entry in found or is_open)
    if found:
        raise UsageError(f"Which one? Give more of its words.\n{listed}")
    raise VaultwellError(f"Nothing open with {person.name} says “{words}”. Open:\n{listed}")


def _say(entry: "Entry", vault: "Vault") -> str:
    from vaultwell.render.entries import say_entry

    names = vault.graph.person_names
    return f"{say_entry(entry, names, vault.today)}   {entry.source}"
