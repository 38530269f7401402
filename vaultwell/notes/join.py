"""Two notes about one person made one: text → text, and no line of either is lost."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.errors import CannotEdit
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.edit_front_matter import add_to_list
from vaultwell.notes.join_bodies import join_bodies
from vaultwell.notes.join_properties import Differing, join_properties
from vaultwell.notes.note import parse_note

_TICKS = re.compile(r"`{3,}")
_SINGLE = "cadence circle last_contact met created follow_up snooze is_paused let_go died".split()


class Joined(NamedTuple):
    """The note that both are now, and what the two say differently."""

    text: str
    differing: tuple[Differing, ...]


def join_notes(
    path: str, text: str, other: str, aliases: Sequence[str], settings: Settings, conventions: Conventions
) -> Joined:
    """The note `text` at `path` with all that the note `other` says, and with `aliases`.

    Lines of the other's front matter that differ stand in a code block in the text. Raises
    `CannotEdit` where it cannot be shown that both notes say in one what they said.
    """
    named = text
    for alias in aliases:
        named = add_to_list(named, "aliases", alias, settings)
    described = join_properties(named, other, settings)
    aside = _build_aside(described.differing)
    joined = join_bodies(described.text, other, settings.headings, aside)
    old, new = (parse_note(path, one.encode(), settings, conventions).contact for one in (text, joined))
    _check_values(old, new)
    return Joined(joined, tuple(one for one in described.differing if one.key))


def _build_aside(differing: Sequence[Differing]) -> tuple[str, ...]:
    """A code block, where nothing is read, and every line stays as it was typed."""
    lines = [line for one in differing for line in one.lines]
    if not any(line.strip() for line in lines):
        return ()
    longest = max((len(found) for line in lines for found in _TICKS.findall(line)), default=2)
    fence = "`" * (longest + 1)
    return (f"{fence}yaml", *lines, fence)


def _check_values(old: Contact | None, new: Contact | None) -> None:
    """A field in the other's text must not say otherwise than the note did."""
    if old is None or new is None:
        raise CannotEdit(0, "this would be no person’s note any more", "Join the notes by hand.")
    for name in _list_changed(old, new):
        raise CannotEdit(
            0, f"the text of the other note says something else for “{name}”", "Take it out there first."
        )


def _list_changed(old: Contact, new: Contact) -> Iterator[str]:
    for name in _SINGLE:
        value = getattr(old, name)
        if value not in (None, False) and getattr(new, name) != value:
            yield name.removeprefix("is_")
