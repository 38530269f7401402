"""`vaultwell rename WHO NEW`."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people
from vaultwell.cli.writing import make_changes, report, writing_options
from vaultwell.graph.names import Names, link_key
from vaultwell.graph.renaming import build_rename, find_lost_names
from vaultwell.graph.who import find_person
from vaultwell.model.contact import Contact
from vaultwell.model.errors import CannotEdit, VaultwellError
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import add_to_list
from vaultwell.notes.edit_links import Rename, rewrite_links
from vaultwell.notes.links import find_links
from vaultwell.notes.region import learn_lines
from vaultwell.practices.newcomer import find_file_name
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_notes
from vaultwell.vault.reading import RawNote
from vaultwell.vault.steps import Edit, Move, Step


class _Links(NamedTuple):
    """The edits of other notes, and a sentence for each link that stays as it is."""

    edits: tuple[Edit, ...]
    left: tuple[str, ...]


@click.command("rename")
@click.argument("who", shell_complete=complete_people)
@click.argument("new", metavar="NEW")
@writing_options
@pass_options
def command(options: Options, who: str, new: str, dry_run: bool) -> None:
    """Give somebody's note another name, and every link in the vault with it.

    The old name stays as an alias, so that nothing you wrote loses its person.
    """
    vault = options.load()
    person = find_person(vault.graph.contacts, who)
    stem = _find_stem(vault, person, new)
    to = f"{person.path.rpartition('/')[0]}/{stem}.md".lstrip("/")
    names = Names(vault.paths, vault.graph.contacts)
    links = _find_links(read_notes(vault.root).notes, names, vault.settings, person, stem)
    own = _build_own(names, person, stem, vault.settings)
    steps: list[Step] = [*links.edits, Edit(person.path, own), Move(person.path, to)]
    action = f"rename {person.name} to {stem}"
    changes = make_changes(vault.root, steps, action, is_dry_run=dry_run)
    said = f"{person.path} is {to} now; {_say_count(len(links.edits))}. “{person.name}” stays as an alias."
    sentences = [said, *links.left]
    answer = {"name": stem, "path": to, "was": person.path, "left": list(links.left)}
    report(options, action, changes, sentences, is_dry_run=dry_run, answer=answer)


def _say_count(count: int) -> str:
    if not count:
        return "no other note links to it"
    return f"links changed in {count} {'note' if count == 1 else 'notes'}"


def _find_stem(vault: Vault, person: Contact, new: str) -> str:
    """The new file name, which neither a note nor somebody's alias has already."""
    stem = find_file_name(new, [path for path in vault.paths if path != person.path])
    if stem == person.path.rpartition("/")[2].removesuffix(".md"):
        raise VaultwellError(f"{person.path} is called so already.")
    for other in vault.graph.contacts.values():
        if other.path != person.path and link_key(stem) in map(link_key, other.aliases):
            raise VaultwellError(
                f"“{stem}” is an alias in {other.path}, and links to it would change their person. "
                "Choose another name, or take that alias out first."
            )
    return stem


def _build_own(names: Names, person: Contact, stem: str, settings: Settings) -> Callable[[str], str]:
    """The edit of the person's own note."""
    rename = build_rename(names, person.path, stem, person.path.rpartition("/")[0])

    def change(text: str) -> str:
        text = rewrite_links(text, rename)
        for name in find_lost_names(person, stem):
            text = add_to_list(text, "aliases", name, settings)
        return text

    return change


def _find_links(
    notes: Iterable[RawNote], names: Names, settings: Settings, person: Contact, stem: str
) -> _Links:
    edits: list[Edit] = []
    left: list[str] = []
    for note in notes:
        if note.path in (person.path, settings.due_note):
            continue  # the due note is made anew from the notes
        rename = build_rename(names, person.path, stem, note.path.rpartition("/")[0])
        text = note.data.decode("utf-8", "replace")
        found = list(_list_linked(text, rename))
        if not found:
            continue
        try:
            if rewrite_links(text, rename) != text:
                edits.append(Edit(note.path, partial(_rewrite, rename=rename)))
        except CannotEdit as fault:
            left.append(f"{note.path}:{fault.line} keeps its link to the old name: {fault.message}.")
    return _Links(tuple(edits), tuple(left))


def _rewrite(text: str, rename: Rename) -> str:
    return learn_lines(text, rewrite_links(text, rename))


def _list_linked(text: str, rename: Rename) -> Iterator[str]:
    if "[[" in text or "](" in text:
        for line in text.splitlines():
            yield from (link.target for link in find_links(line) if rename(link.target))
