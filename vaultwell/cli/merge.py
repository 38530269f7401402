"""`vaultwell merge WHO WHO`."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import click

from vaultwell.cli.context import Options, pass_options
from vaultwell.cli.people import complete_people
from vaultwell.cli.relink import Links, find_links_to, say_links
from vaultwell.cli.writing import make_changes, name_fault, report, writing_options
from vaultwell.graph.names import Names
from vaultwell.graph.renaming import build_merge, find_merged_names
from vaultwell.graph.who import find_person
from vaultwell.model.contact import Contact
from vaultwell.model.errors import CannotEdit, VaultwellError
from vaultwell.notes.edit_links import rewrite_links
from vaultwell.notes.join import Joined, join_notes
from vaultwell.notes.links import find_links
from vaultwell.notes.sheet import parse_sheet
from vaultwell.vault.load import Vault
from vaultwell.vault.read import read_notes
from vaultwell.vault.reading import Reading
from vaultwell.vault.steps import Delete, Edit, Step


class _Pair(NamedTuple):
    """Whose note stays, and whose becomes a part of it, with that note's bytes."""

    kept: Contact
    gone: Contact
    data: bytes


@click.command("merge")
@click.argument("who", shell_complete=complete_people)
@click.argument("other", metavar="WHO", shell_complete=complete_people)
@writing_options
@pass_options
def command(options: Options, who: str, other: str, dry_run: bool) -> None:
    """Make one note of two that are about the same person: the first WHO stays, the second goes into it.

    Every line of both is kept. Where the two say something else, the first holds, and the other’s line
    stands in the text. Links go along, the other name stays as an alias, and `vaultwell undo` takes all
    of it back.

    \b
    vaultwell duplicates                         pairs that may be one person each
    vaultwell merge "Ana Díaz" "Ana Diaz"        the second becomes a part of the first
    """
    vault = options.load()
    reading = read_notes(vault.root)
    pair = _find_pair(vault, reading, who, other)
    names = vault.names
    links = _find_links(vault, reading, names, pair)
    joined = _join(vault, names, pair, _read_text(reading, pair.kept))

    def change(text: str) -> str:
        return _join(vault, names, pair, text).text

    steps: list[Step] = [*links.edits, Edit(pair.kept.path, change), Delete(pair.gone.path, pair.data)]
    action = f"merge {pair.kept.name} and {pair.gone.name}"
    changes = make_changes(vault.root, steps, action, is_dry_run=dry_run)
    answer = {
        "path": pair.kept.path,
        "was": pair.gone.path,
        "aliases": find_merged_names(pair.kept, pair.gone),
        "differing": [{"key": one.key, "kept": one.mine, "other": one.theirs} for one in joined.differing],
        "left": list(links.left),
    }
    sentences = list(_say(pair, links, joined))
    report(options, action, changes, sentences, is_dry_run=dry_run, answer=answer)


def _find_pair(vault: Vault, reading: Reading, who: str, other: str) -> _Pair:
    kept, gone = (find_person(vault.graph, name) for name in (who, other))
    if kept.path == gone.path:
        raise VaultwellError(f"“{who}” and “{other}” are one note already: {kept.path}.")
    data = next(raw.data for raw in reading.notes if raw.path == gone.path)
    pair = _Pair(kept, gone, data)
    try:
        parse_sheet(_read_text(reading, gone))
    except CannotEdit as fault:
        raise name_fault(gone.path, fault) from fault
    return pair


def _read_text(reading: Reading, contact: Contact) -> str:
    data = next(raw.data for raw in reading.notes if raw.path == contact.path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise VaultwellError(
            f"{contact.path} is not UTF-8 text. Save it as UTF-8 in your editor, then run the command again."
        ) from None


def _find_links(vault: Vault, reading: Reading, names: Names, pair: _Pair) -> Links:
    build = partial(build_merge, names, pair.kept.path, pair.gone.path)
    passed = (pair.kept.path, pair.gone.path, vault.settings.due_note)
    return find_links_to((note for note in reading.notes if note.path not in passed), build)


def _join(vault: Vault, names: Names, pair: _Pair, text: str) -> Joined:
    """Both notes in one, each with its links to the other led to the one that stays."""
    kept, gone = pair.kept.path, pair.gone.path
    home, away = kept.rpartition("/")[0], gone.rpartition("/")[0]
    try:
        mine = rewrite_links(text, build_merge(names, kept, gone, home))
        theirs = rewrite_links(pair.data.decode("utf-8"), build_merge(names, kept, gone, away, home))
        aliases = find_merged_names(pair.kept, pair.gone)
        return join_notes(kept, mine, theirs, aliases, vault.settings, vault.conventions)
    except CannotEdit as fault:
        raise name_fault(kept, fault) from fault


def _say(pair: _Pair, links: Links, joined: Joined) -> Iterator[str]:
    yield f"{pair.gone.path} is part of {pair.kept.path} now; {say_links(len(links.edits))}."
    if aliases := find_merged_names(pair.kept, pair.gone):
        shown = " and ".join(f"“{alias}”" for alias in aliases)
        yield f"{shown} {'stays as an alias' if len(aliases) == 1 else 'stay as aliases'}."
    for one in joined.differing:
        yield f"{one.key}: “{one.mine}” holds; “{one.theirs}” stands in the note’s text."
    yield from links.left
    yield from _say_relative(pair)


def _say_relative(pair: _Pair) -> Iterator[str]:
    """What leads from the other's folder to something that is no note."""
    if pair.kept.path.rpartition("/")[0] == pair.gone.path.rpartition("/")[0]:
        return
    for number, line in enumerate(pair.data.decode("utf-8", "replace").splitlines(), 1):
        for link in find_links(line):
            if link.target.startswith(".") and not link.target.lower().endswith(".md"):
                place = f"{pair.gone.path}:{number}"
                yield f"{place} led to “{link.target}” from its own folder: look where it leads now."
