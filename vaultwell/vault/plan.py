"""Steps to changes: what a command would make of the notes as they are now. Reads, and writes nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import MAX_NOTE_BYTES
from vaultwell.vault.refusals import Glance, explained, find_free_target, find_note
from vaultwell.vault.replace import read_current
from vaultwell.vault.steps import Change, ChangedOnDisk, Create, Delete, Edit, Move, Step, Unwritable

_LINE_END = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"
_BLANKS = f"{_BOM} \t\r\n"


@dataclass(slots=True)
class _Draft:
    """Where each note stands by now, and what became of it since the first step.

    `left` are paths from which a note has moved away; `glance` is what was seen of the folders.
    """

    notes: dict[str, Change] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    glance: Glance = field(default_factory=Glance)


def plan_changes(root: Path, steps: Sequence[Step]) -> tuple[Change, ...]:
    """The changes that `steps` make, one for each note, in the order in which the notes come up.

    Raises `VaultwellError` for every reason against one of them, and what an edit's function raises.
    """
    draft = _Draft()
    for step in steps:
        with explained(step.to if isinstance(step, Move) else step.path):
            _plan_step(root, step, draft)
    return tuple(
        change for change in draft.notes.values() if change.before != change.after or change.moved_to
    )


def _plan_step(root: Path, step: Step, draft: _Draft) -> None:
    notes = draft.notes
    match step:
        case Edit(path, change):
            note = _find_change(root, path, draft)
            notes[path] = note._replace(after=edit_bytes(note.after or b"", change))
        case Delete(path, data):
            note = _find_change(root, path, draft)
            if note.before != data or note.after != data:
                raise ChangedOnDisk(
                    f"{path} was changed by another program meanwhile, so nothing was written."
                )
            notes[path] = note._replace(after=None)
        case Create(path, text):
            _check_is_free(root, path, draft)
            notes[path] = Change(path, None, _encode(text))
        case Move(path, to) if path != to:
            note = _find_change(root, path, draft)
            _check_is_free(root, to, draft, path)
            del notes[path]
            notes[to] = note._replace(path=to) if note.before is None else note._replace(moved_to=to)
            draft.left |= {note.path} if note.before is not None else set()


def _find_change(root: Path, path: str, draft: _Draft) -> Change:
    """What became of the note so far; nothing yet, when no step has named it."""
    if path in draft.notes:
        return draft.notes[path]
    data = None if path in draft.left else read_current(find_note(root, path))
    if data is None:
        raise VaultwellError(f"{path} is not there any more, so nothing was written.")
    draft.notes[path] = Change(path, data, data)
    return draft.notes[path]


def _check_is_free(root: Path, path: str, draft: _Draft, source: str | None = None) -> None:
    if path in draft.notes:
        raise FileExistsError
    if path not in draft.left:  # else its note has moved away
        find_free_target(root, path, source, draft.glance)


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
