"""The edits of other notes whose links lead to a note that has another name now, or is part of another."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from vaultwell.model.errors import CannotEdit
from vaultwell.notes.edit_links import Rename, rewrite_links
from vaultwell.notes.links import find_links
from vaultwell.notes.region import learn_lines
from vaultwell.vault.reading import RawNote
from vaultwell.vault.steps import Edit


class Links(NamedTuple):
    """The edits of other notes, and a sentence for each link that stays as it is."""

    edits: tuple[Edit, ...]
    left: tuple[str, ...]


def find_links_to(notes: Iterable[RawNote], build: Callable[[str], Rename]) -> Links:
    """The edits of `notes`; `build` gives what becomes of a link seen from a folder."""
    edits: list[Edit] = []
    left: list[str] = []
    for note in notes:
        rename = build(note.path.rpartition("/")[0])
        text = note.data.decode("utf-8", "replace")
        found = list(_list_linked(text, rename))
        if not found:
            continue
        try:
            if rewrite_links(text, rename) != text:
                edits.append(Edit(note.path, partial(_rewrite, rename=rename)))
        except CannotEdit as fault:
            left.append(f"{note.path}:{fault.line} keeps its link to the old name: {fault.message}.")
    return Links(tuple(edits), tuple(left))


def say_links(count: int) -> str:
    """How many notes had a link changed, in words."""
    if not count:
        return "no other note links to it"
    return f"links changed in {count} {'note' if count == 1 else 'notes'}"


def _rewrite(text: str, rename: Rename) -> str:
    return learn_lines(text, rewrite_links(text, rename))


def _list_linked(text: str, rename: Rename) -> Iterator[str]:
    if "[[" in text or "](" in text:
        for line in text.splitlines():
            yield from (link.target for link in find_links(line) if rename(link.target))
