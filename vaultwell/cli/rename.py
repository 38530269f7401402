"""`vaultwell rename WHO NEW`."""

from collections.abc import Callable
from functools import partial

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people
from vaultwell.cli.relink import Links, find_links_to, say_links
from vaultwell.cli.writing import make_changes, report, writing_options
from vaultwell.graph.names import Names, link_key
from vaultwell.graph.renaming import build_rename, find_lost_names
from vaultwell.graph.who import find_person
from vaultwell.model.contact import Contact
from vaultwell.model.errors import VaultwellError
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import add_to_list
from vaultwell.notes.edit_links import rewrite_links
from vaultwell.practices.newcomer import find_file_name
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_notes
from vaultwell.vault.steps import Edit, Move, Step


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
    person = find_person(vault.graph, who)
    stem = _find_stem(vault, person, new)
    to = f"{person.path.rpartition('/')[0]}/{stem}.md".lstrip("/")
    names = vault.names
    links = _find_links(vault, names, person, stem)
    own = _build_own(names, person, stem, vault.settings)
    steps: list[Step] = [*links.edits, Edit(person.path, own), Move(person.path, to)]
    action = f"rename {person.name} to {stem}"
    changes = make_changes(vault.root, steps, action, is_dry_run=dry_run)
    said = f"{person.path} is {to} now; {say_links(len(links.edits))}. “{person.name}” stays as an alias."
    sentences = [said, *links.left]
    answer = {"name": stem, "path": to, "was": person.path, "left": list(links.left)}
    report(options, action, changes, sentences, is_dry_run=dry_run, answer=answer)


def _find_stem(vault: Vault, person: Contact, new: str) -> str:
    """The new file name, which neither a note nor somebody's alias has already."""
    stem = find_file_name(new, [path for path in vault.paths if path != person.path])
    if stem == person.path.rpartition("/")[2].removesuffix(".md"):
        raise VaultwellError(f"{person.path} is called so already.")
    for path, (_, *aliases) in vault.graph.called.items():
        if path != person.path and link_key(stem) in map(link_key, aliases):
            raise VaultwellError(
                f"“{stem}” is an alias in {path}, and links to it would change their person. "
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


def _find_links(vault: Vault, names: Names, person: Contact, stem: str) -> Links:
    passed = (person.path, vault.settings.due_note)  # the due note is made anew from the notes
    notes = (note for note in read_notes(vault.root).notes if note.path not in passed)
    return find_links_to(notes, partial(build_rename, names, person.path, stem))
