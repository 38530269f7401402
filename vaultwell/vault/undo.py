"""Taking back the last action: only what can be proved to be ours."""

from datetime import datetime
from difflib import ndiff
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.notes.lines import split_lines
from vaultwell.notes.reversal import take_back
from vaultwell.vault.apply import apply_changes
from vaultwell.vault.journal import Record, Saved, append_record, read_journal, read_text
from vaultwell.vault.lock import lock_vault
from vaultwell.vault.refusals import explained, find_free_target, find_note
from vaultwell.vault.replace import read_current
from vaultwell.vault.state import find_state_folder, state_explained
from vaultwell.vault.steps import CannotUndo, Change, Undone
from vaultwell.vault.sweep import settle

_SHOWN_LINES = 20


class _Unsure(Exception):  # noqa: N818 - it is a reason, and is caught here
    """Why a change cannot be taken back; the text says it."""


def undo_last(root: Path, when: datetime, *, is_dry_run: bool = False) -> Undone:
    """Take back the last action that stands; once more takes back the one before it.

    A note that changed since is put right where it is certain what was ours, else nothing is
    written and `CannotUndo` says which note. An undo itself cannot be undone. `VaultwellError`
    when there is nothing to take back.
    """
    folder = find_state_folder(root)
    if is_dry_run:
        with state_explained(folder):
            record = _find_last(root)
            return Undone(record.action, _plan(root, record), record.when)
    with lock_vault(root), state_explained(folder):
        journal = settle(root, read_journal(folder))
        record = _find_last(root)
        moment = when.isoformat(timespec="seconds")
        action = f"undo: {record.action}"
        changes = apply_changes(root, lambda: _plan(root, record), action, moment, record.id)
        if not changes:
            append_record(journal, Record(f"{record.id}-undo", moment, action, "done", (), record.id))
    return Undone(record.action, changes, record.when)


def _find_last(root: Path) -> Record:
    records = read_journal(find_state_folder(root)).find_undoable()
    if not records:
        raise VaultwellError(
            "There is nothing to take back: no command has changed a note of this vault on this computer,"
            " or all of it was taken back."
        )
    return records[-1]


def _plan(root: Path, record: Record) -> tuple[Change, ...]:
    """The changes that take `record` back. Every reason against it is found here."""
    changes: list[Change] = []
    reasons: list[str] = []
    unsure: list[Change] = []
    for saved in reversed(record.changes):
        made = _read_change(root, saved)
        with explained(saved.place):
            try:
                changes += _reverse(root, made, changes)
            except _Unsure as why:
                reasons.append(f"{saved.place} {why}")
                unsure.append(made)
    if unsure:
        raise CannotUndo(_describe(record, reasons, unsure), tuple(unsure))
    return tuple(changes)


def _read_change(root: Path, saved: Saved) -> Change:
    folder = find_state_folder(root)
    before, after = read_text(folder, saved.before), read_text(folder, saved.after)
    if (before is None) != (saved.before is None) or (after is None) != (saved.after is None):
        raise VaultwellError(
            f"The undo copies of {saved.place} are not there any more (the oldest are deleted),"
            " so nothing was changed."
        )
    return Change(saved.path, before, after, saved.moved_to)


def _reverse(root: Path, made: Change, planned: list[Change]) -> list[Change]:
    """What takes one change back, after those that are planned already; nothing when it is back."""
    current = read_current(find_note(root, made.place))
    if made.before is None:
        return _reverse_creation(made, current)
    if made.after is None:
        return _reverse_deletion(made, current)
    if made.moved_to is None:
        if current == made.before:
            return []
        return [Change(made.path, current, _restore(made, current))]
    back = Change(made.moved_to, current, _restore(made, current), made.path)
    try:
        if all(change.path != made.path for change in planned):  # else that note makes room
            find_free_target(root, made.path, made.moved_to)
    except FileExistsError:
        raise _Unsure(f"cannot go back to {made.path}: something stands there by now") from None
    return [back]


def _reverse_creation(made: Change, current: bytes | None) -> list[Change]:
    if current is None:
        return []
    if current != made.after:
        raise _Unsure("has been changed since it was made, so it is not deleted")
    return [Change(made.place, current, None)]


def _reverse_deletion(made: Change, current: bytes | None) -> list[Change]:
    if current == made.before:
        return []
    if current is not None:
        raise _Unsure("was deleted, and something else stands there by now")
    return [Change(made.path, None, made.before)]


def _restore(made: Change, current: bytes | None) -> bytes:
    """The note's bytes without what the action did to them."""
    if current is None:
        raise _Unsure("is not there any more")
    if made.before == made.after:
        return current
    if current == made.after and made.before is not None:
        return made.before
    try:
        texts = [(data or b"").decode("utf-8") for data in (made.before, made.after, current)]
    except UnicodeDecodeError:
        raise _Unsure("is not UTF-8 text any more") from None
    restored = take_back(*texts)
    if restored is None:
        raise _Unsure("has been changed since, and what was written stands there no more as it was")
    return restored.encode("utf-8")


def _describe(record: Record, reasons: list[str], unsure: list[Change]) -> str:
    """The sentence, and below it what would have been taken back, to do it by hand."""
    lines = [line for made in unsure for line in _diff(made)]
    more = [f"  … and {len(lines) - _SHOWN_LINES} lines more"] if len(lines) > _SHOWN_LINES else []
    parts = [f"“{record.action}” was not taken back: {'; '.join(reasons)}. Nothing was changed."]
    if lines:
        parts += ["By hand: take out the lines with -, put in the lines with +."]
    return "\n".join([*parts, *lines[:_SHOWN_LINES], *more])


def _diff(made: Change) -> list[str]:
    if made.before is None or made.after is None:
        return []
    new, old = (split_lines(data.decode("utf-8", "replace")) for data in (made.after, made.before))
    return [f"  {line}" for line in ndiff(new, old) if line[:1] in "+-"]
