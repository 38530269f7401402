"""What is said about files that stand for a note without being one: copies, and notes that are elsewhere."""

from collections.abc import Collection, Iterator

from vaultwell.model.problem import Code, Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.vault.reading import Aside, Copy


def check_aside(
    aside: Aside, there: Collection[str], settings: Settings, conventions: Conventions
) -> Iterator[Problem]:
    """A problem for each copy of a person's or a dated note, and for each note that is not downloaded.

    Of notes that iCloud keeps elsewhere only the place is known: those that are neither in a people
    folder nor named after a day are one problem together. `there` are the paths of all notes.
    """

    def is_ours(path: str, data: bytes = b"") -> bool:
        from vaultwell.notes.note import parse_note

        note = parse_note(path, data, settings, conventions)
        return note.contact is not None or note.day is not None or bool(note.problems)

    for copy in aside.copies:
        if is_ours(*copy.note):
            yield _build_copy(copy, is_alone=copy.original not in there)
    unsure: list[str] = []
    for path in aside.absent:
        if is_ours(path):
            yield _build_absent(path, "", ", so what it tells is missing here")
        else:
            unsure.append(path)
    if unsure:
        more = len(unsure) - 1
        others = f" and {more} other{'s' if more > 1 else ''}" if more else ""
        yield _build_absent(unsure[0], others, "; if it is a person's, they are missing here")


def _build_copy(copy: Copy, *, is_alone: bool) -> Problem:
    name = copy.original.rpartition("/")[2]
    message = f"a copy of “{name}” that a sync or merge left behind, so it is not read"
    remedy = f"Bring over to “{name}” what it alone has, then delete it."
    if is_alone:
        message = f"named as a sync names its copies of “{name}”, so it is not read"
        remedy = f"“{name}” itself is gone: rename this one to it."
    return _build(copy.note.path, "sync-copy", message, remedy)


def _build_absent(path: str, others: str, therefore: str) -> Problem:
    message = f"iCloud has not downloaded this note{others} to this machine{therefore}"
    remedy = "In the Finder or the Files app, choose “Keep Downloaded” for the vault's folder."
    return _build(path, "not-downloaded", message, remedy)


def _build(path: str, code: Code, message: str, remedy: str) -> Problem:
    return Problem(path, 1, 1, code, "problem", message, remedy)
