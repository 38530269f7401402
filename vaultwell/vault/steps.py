"""What a command asks of the write room, and what came of it."""

from collections.abc import Callable
from typing import NamedTuple

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import Refused


class Edit(NamedTuple):
    """Change a note that exists. `change` gets its whole text, and may be called again with newer text."""

    path: str
    change: Callable[[str], str]


class Create(NamedTuple):
    """Write a note that does not exist yet, with the folders above it."""

    path: str
    text: str


class Move(NamedTuple):
    """Give a note another path, never that of something that exists."""

    path: str
    to: str


class Delete(NamedTuple):
    """Delete a note, as long as it still holds `data`; `undo` brings it back."""

    path: str
    data: bytes


Step = Edit | Create | Move | Delete


class Change(NamedTuple):
    """What became of one note, from the first step to the last.

    `path` is where it stood, `moved_to` where it stands when that is another place; `before` is None
    for a new note, `after` for one that is deleted.
    """

    path: str
    before: bytes | None
    after: bytes | None
    moved_to: str | None = None

    @property
    def place(self) -> str:
        """Where the note stands after the change."""
        return self.moved_to or self.path


class Undone(NamedTuple):
    """What `undo` took back: the command in words, the changes that took it back, when it had been done.

    No changes: somebody had taken it back by hand already. `when` is an ISO moment.
    """

    action: str
    changes: tuple[Change, ...]
    when: str


class ChangedOnDisk(VaultwellError):  # noqa: N818 - callers catch it and read again
    """The note's bytes are no longer the ones that were parsed; nothing was written."""


class NameTaken(VaultwellError):  # noqa: N818 - callers catch it
    """Something stands already where a new note was to be; nothing was written."""


class CannotUndo(VaultwellError):  # noqa: N818 - it is what the user is told
    """A note changed since; `changes` are the ones that could not be taken back, as they were made."""

    def __init__(self, message: str, changes: tuple[Change, ...]) -> None:
        super().__init__(message)
        self.changes = changes


class Unwritable(Refused):
    """A file that is not written: what stands in the way, what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__("unreadable-file", message, remedy)
