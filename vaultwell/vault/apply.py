"""Changes carried out: under the lock, journalled, all or none."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.journal import (
    Journal,
    Record,
    append_record,
    build_saved,
    is_unfinished,
    read_journal,
    save_texts,
    shorten_journal,
)
from vaultwell.vault.lock import lock_vault
from vaultwell.vault.refusals import explained, find_target, make_folders
from vaultwell.vault.replace import (
    create_file,
    move_file,
    read_current,
    remove_file,
    replace_file,
    sync_folder,
)
from vaultwell.vault.state import find_state_folder, make_state_folder, state_explained
from vaultwell.vault.steps import Change, ChangedOnDisk, NameTaken
from vaultwell.vault.sweep import clear_temporaries, settle

MOST_TRIES = 5
_PAUSE_SECONDS = 0.02

Plan = Callable[[], tuple[Change, ...]]


def apply_changes(
    root: Path,
    plan: Plan,
    action: str = "",
    when: str = "",
    undoes: str | None = None,
    *,
    tries: int = MOST_TRIES,
    on_done: Callable[[], None] | None = None,
) -> tuple[Change, ...]:
    """Carry out what `plan` finds, all of it or nothing, and journal it; the changes that were made.

    When another program gets in between, everything is put back and planned anew. An `action` in
    words can be undone, and copies for that are kept. `on_done` is called after each note.
    """
    folder = make_state_folder(root)
    with lock_vault(root), state_explained(folder):
        journal = settle(root, read_journal(folder))
        record = Record(os.urandom(4).hex(), when, action, "begun", (), undoes)
        try:
            return _try(root, plan, journal, record, tries, on_done)
        except BaseException:
            with suppress(OSError):
                settle(root, read_journal(folder))
            raise


def tidy_up(root: Path) -> None:
    """Bring to its end what a crash interrupted, where nothing else is to be written."""
    with suppress(OSError, VaultwellError):  # it can wait for the next time
        folder = find_state_folder(root)
        if is_unfinished(folder):
            with lock_vault(root):
                settle(root, read_journal(folder))


def _try(
    root: Path,
    plan: Plan,
    journal: Journal,
    record: Record,
    tries: int,
    on_done: Callable[[], None] | None,
) -> tuple[Change, ...]:
    for attempt in range(tries):
        try:
            changes = plan()
            if not changes and not attempt:
                return ()
            record = record._replace(changes=build_saved(changes))
            journal = _begin(journal, record, changes)
            _perform_all(root, changes, record.id, on_done)
        except ChangedOnDisk:
            if attempt == tries - 1:
                raise
            sleep(_PAUSE_SECONDS * attempt)
            continue
        _end(root, journal, record, is_clean=not attempt)
        return changes
    return ()


def _begin(journal: Journal, record: Record, changes: tuple[Change, ...]) -> Journal:
    if record.action:
        save_texts(journal.folder, changes)
    return append_record(journal, record, is_synced=True)


def _end(root: Path, journal: Journal, record: Record, *, is_clean: bool) -> None:
    """What is written stands, whatever happens here: the next write would find it out."""
    with suppress(OSError):
        if not is_clean:
            clear_temporaries(root, journal, record)
        shorten_journal(append_record(journal, record._replace(state="done")))


def _perform_all(
    root: Path, changes: tuple[Change, ...], mark: str, on_done: Callable[[], None] | None
) -> None:
    begun: list[Change] = []
    try:
        for change in (part for whole in changes for part in _split(whole)):
            begun.append(change)
            with explained(change.path):
                _perform(root, change, mark)
            if on_done is not None:
                on_done()
        _sync_names(root, changes)
    except BaseException as error:
        _put_back(root, begun, mark, error)
        raise


def _split(change: Change) -> Iterator[Change]:
    """New text and new place are two things for the disk."""
    if change.before != change.after:
        yield change._replace(moved_to=None)
    if change.moved_to is not None:
        yield change._replace(before=change.after)


def _perform(root: Path, change: Change, mark: str) -> None:
    target = find_target(root, change.path)
    match change:
        case Change(moved_to=str(to)):
            make_folders(root, to)
            move_file(target, find_target(root, to))
        case Change(before=None, after=bytes(after)):
            make_folders(root, change.path)
            create_file(target, after, mark, is_name_synced=False)
        case Change(before=bytes(before), after=None):
            remove_file(target, before, mark, is_name_synced=False)
        case Change(before=bytes(before), after=bytes(after)):
            replace_file(target, before, after, mark)


def _sync_names(root: Path, changes: Iterable[Change]) -> None:
    """Let the disk keep, once for each folder, which notes there are new and which are gone."""
    folders = {
        change.path.rpartition("/")[0]: change.path
        for change in changes
        if None in (change.before, change.after)
    }
    for path in folders.values():
        with explained(path):
            sync_folder(find_target(root, path).parent)


def _put_back(root: Path, begun: list[Change], mark: str, error: BaseException) -> None:
    """Take back what stands of `begun`; the last one does not, if another program was quicker."""
    is_overtaken = isinstance(error, ChangedOnDisk | NameTaken)
    for change in reversed(begun[:-1] if is_overtaken else begun):
        back = Change(change.place, change.after, change.before, change.moved_to and change.path)
        try:
            with explained(change.place):
                if change is not begun[-1] or _stands(root, change):
                    _perform(root, back, mark)
            _sync_names(root, [back])
        except VaultwellError as second:
            raise VaultwellError(
                f"{error} {change.place} had been written before that and could not be put back ({second})."
                " “vaultwell undo” takes it back, unless something else has changed it."
            ) from error


def _stands(root: Path, change: Change) -> bool:
    is_moved = change.moved_to is None or read_current(find_target(root, change.path)) is None
    return is_moved and read_current(find_target(root, change.place)) == change.after
