"""What lies in a vault: its notes as bytes, and what stands beside them without being one."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from vaultwell.model.problem import Problem
from vaultwell.notes.copies import find_suspect, is_same_story


class RawNote(NamedTuple):
    """A note as it lies on the disk: `path` relative to the vault with `/`, spelt as on disk."""

    path: str
    data: bytes


class Copy(NamedTuple):
    """A copy that a sync left behind; `original` is the path of its note, which may be gone."""

    note: RawNote
    original: str


class Aside(NamedTuple):
    """What lies in a vault without being a note that is read: copies, notes that iCloud keeps elsewhere, and
    what is wrong with those that cannot be read."""

    copies: tuple[Copy, ...]
    absent: tuple[str, ...]
    problems: tuple[Problem, ...]


class Reading(NamedTuple):
    """What a vault holds, sorted by path.

    `others` are the paths of notes that exist but were refused, so that a link to one of them is
    not taken for a link to nothing or to somebody else. Each refused has its problem
    (`unreadable-file`, `too-big`, `outside-vault`, `outside-folder`), except the `absent`: notes that
    iCloud keeps elsewhere. `copies` are no notes, so that no link and no name means one of them.
    """

    notes: tuple[RawNote, ...]
    others: tuple[str, ...]
    problems: tuple[Problem, ...]
    copies: tuple[Copy, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every note there is, read or not."""
        return (*(note.path for note in self.notes), *self.others)

    @property
    def aside(self) -> Aside:
        """What is no note that was read."""
        return Aside(self.copies, self.absent, self.problems)


class Beside(NamedTuple):
    """What a walk through a vault met besides notes that can be read, each sorted by path.

    `others` were refused, with a problem each; `absent` are those for which iCloud left a sign.
    """

    others: tuple[str, ...]
    absent: tuple[str, ...]
    problems: tuple[Problem, ...]


def arrange_reading(found: Iterable[RawNote], beside: Beside) -> Reading:
    """The reading that the notes `found` make; copies are told from notes."""
    notes = sorted(found, key=itemgetter(0))
    copies = find_copies(notes)
    if copies:
        aside = {copy.note.path for copy in copies}
        notes = [note for note in notes if note.path not in aside]
    absent = tuple(sorted({*beside.absent} - {note.path for note in notes})) if beside.absent else ()
    others = tuple(sorted({*beside.others, *absent}))
    return Reading(tuple(notes), others, beside.problems, copies, absent)


def find_copies(notes: Sequence[RawNote]) -> tuple[Copy, ...]:
    """Which of the notes are copies of another one."""
    suspects = [(note, found) for note in notes if (found := find_suspect(note.path))]
    if not suspects:
        return ()
    by_path = {note.path: note for note in notes}
    return tuple(
        Copy(note, found.original)
        for note, found in suspects
        if found.is_certain or _is_copy(note, by_path.get(found.original))
    )


def _is_copy(note: RawNote, original: RawNote | None) -> bool:
    if original is None:
        return False
    return is_same_story(note.data.decode("utf-8", "replace"), original.data.decode("utf-8", "replace"))
