"""Steps to changes: what a command would make of the notes as they are now. Reads, and writes nothing."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import MAX_NOTE_BYTES
from vaultwell.vault.refusals import explained, find_free_target, find_note
from vaultwell.vault.replace import read_current
from vaultwell.vault.steps import Change, Create, Edit, Move, Step, Unwritable

_LINE_END = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"
_BLANKS = f"{_BOM} \t\r\n"

# Where each note stands by now → what became of it since the first step.
_Notes = dict[str, Change]


def plan_changes(root: Path, steps: Sequence[Step]) -> tuple[Change, ...]:
    """The changes that `steps` make, one for each note, in the order in which the notes come up.

    Raises `VaultwellError` for every reason against one of them, and what an edit's function raises.
    """
    notes: _Notes = {}
    for step in steps:
        with explained(step.to if isinstance(step, Move) else step.path):
            _plan_step(root, step, notes)
    return tuple(change for change in notes.values() if change.before != change.after or change.moved_to)


def _plan_step(root: Path, step: Step, notes: _Notes) -> None:
    match step:
        case Edit(path, change):
            note = _find_change(root, path, notes)
            notes[path] = note._replace(after=edit_bytes(note.after or b"", change))
        case Create(path, text):
            _check_is_free(root, path, notes)
            notes[path] = Change(path, None, _encode(text))
        case Move(path, to) if path != to:
            note = _find_change(root, path, notes)
            _check_is_free(root, to, notes, path)
            del notes[path]
            notes[to] = note._replace(path=to) if note.before is None else note._replace(moved_to=to)


def _find_change(root: Path, path: str, notes: _Notes) -> Change:
    """What became of the note so far; nothing yet, when no step has named it."""
    if path in notes:
        return notes[path]
    is_gone = any(change.path == path for change in notes.values())
    data = None if is_gone else read_current(find_note(root, path))
    if data is None:
        raise VaultwellError(f"{path} is not there any more, so nothing was written.")
    notes[path] = Change(path, data, data)
    return notes[path]


def _check_is_free(root: Path, path: str, notes: _Notes, source: str | None = None) -> None:
    if path in notes:
        raise FileExistsError
    if not any(change.path == path for change in notes.values()):  # else its note has moved away
        find_free_target(root, path, source)


def edit_bytes(before: bytes, change: Callable[[str], str]) -> bytes:
    """What `change` makes of a note's text, once it is sure that nothing else of the note is lost."""
    if b"\0" in before:
        raise Unwritable(
            "it holds a NUL, so it is no text", "Take it out in an editor, or move the file away."
        )
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        raise Unwritable(
            "it is not UTF-8 text", "Save it as UTF-8 in your editor, then run the command again."
        ) from None
    edited = change(text)
    _check_is_whole(text, edited)
    return _encode(edited)


def _check_is_whole(before: str, after: str) -> None:
    """Laws of every edit, whatever it is for."""
    if before.strip(_BLANKS) and not after.strip(_BLANKS):
        raise Unwritable("nothing would be left of it", "Delete the note itself if that is what you want.")
    ends = set(_LINE_END.findall(before))
    if (before[:1] == _BOM) != (after[:1] == _BOM) or (
        ends and not ends.issuperset(_LINE_END.findall(after))
    ):
        raise Unwritable(
            "the change would touch its line ends or its byte order mark",
            "This is a mistake in vaultwell: please report it, and make the change in an editor.",
        )


def _encode(text: str) -> bytes:
    if "\0" in text:
        raise Unwritable("the new text holds a NUL character", "Write it without that character.")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise Unwritable("the new text holds half a character", "Type it anew.") from None
    if len(data) > MAX_NOTE_BYTES:
        raise Unwritable(f"it would be larger than {MAX_NOTE_BYTES:,} bytes", "Split the note first.")
    return data
