"""What an interrupted write left: its temporary files, and how far it came."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.journal import Journal, Record, Saved, append_record, hash_text
from vaultwell.vault.read import Refused, read_regular
from vaultwell.vault.refusals import find_target
from vaultwell.vault.replace import PREFIX, SUFFIX
from vaultwell.vault.state import add_notice, write_private

_NAMED = 5  # notes of a half-done action that are named; undo knows them all


def settle(root: Path, journal: Journal) -> Journal:
    """Bring every unfinished action to its end: no temporary file stays, what stands is journalled.

    The caller holds the lock, so whoever began these is gone.
    """
    for record in journal.find_unfinished():
        clear_temporaries(root, journal, record)
        standing = tuple(saved for saved in (_find_standing(root, one) for one in record.changes) if saved)
        is_done = standing == record.changes if record.undoes else bool(standing)
        state = "done" if is_done else "dropped"
        if standing and standing != record.changes and record.action:
            add_notice(journal.folder, _describe_half(record, standing))
        journal = append_record(journal, record._replace(state=state, changes=standing))
    return journal


def clear_temporaries(root: Path, journal: Journal, record: Record) -> None:
    """Delete what the action left beside the notes; an editor's save among it is kept, and told of."""
    known = journal.find_hashes(record.id)
    for folder, paths in _find_folders(root, record).items():
        for temporary in _list_temporaries(folder, record.id):
            with suppress(OSError, Refused):
                data = read_regular(temporary)
                if hash_text(data) not in known:
                    kept = _keep(journal.folder, data)
                    add_notice(journal.folder, _describe_kept(paths, kept))
                temporary.unlink()


def _find_standing(root: Path, saved: Saved) -> Saved | None:
    """The part of a change that is on the disk; None when none of it is."""
    if saved.moved_to is not None:
        if _hash_on_disk(root, saved.moved_to) == saved.after and _hash_on_disk(root, saved.path) is None:
            return saved
        saved = saved._replace(moved_to=None)
    is_change = saved.before != saved.after
    return saved if is_change and _hash_on_disk(root, saved.path) == saved.after else None


def _hash_on_disk(root: Path, path: str) -> str | None:
    try:
        return hash_text(read_regular(find_target(root, path)))
    except (OSError, Refused, VaultwellError):
        return None


def _find_folders(root: Path, record: Record) -> dict[Path, list[str]]:
    """The folders in which the action wrote, each with the notes there that it wrote."""
    folders: dict[Path, list[str]] = {}
    for saved in record.changes:
        for path in {saved.path, saved.place}:
            with suppress(OSError, Refused, VaultwellError):
                folders.setdefault(find_target(root, path).parent, []).append(path)
    return folders


def _list_temporaries(folder: Path, mark: str) -> Iterator[Path]:
    with suppress(OSError):
        for place in folder.iterdir():
            if place.name.startswith(f"{PREFIX}{mark}-") and place.name.endswith(SUFFIX):
                yield place


def _keep(folder: Path, data: bytes) -> Path:
    (folder / "kept").mkdir(mode=0o700, exist_ok=True)
    place = folder / "kept" / f"{hash_text(data)[:16]}.md"
    write_private(place, data, is_synced=True)
    return place


def _describe_kept(paths: list[str], kept: Path) -> str:
    what = paths[0] if len(paths) == 1 else f"one of {', '.join(paths)}"
    return (
        f"Another program saved {what} in the moment in which vaultwell wrote it."
        f" That save is kept as {kept}: compare it with the note, and take over what is missing."
    )


def _describe_half(record: Record, standing: tuple[Saved, ...]) -> str:
    done = {saved.path for saved in standing if saved in record.changes}
    missing = [saved.path for saved in record.changes if saved.path not in done]
    were = "was" if len(missing) == 1 else "were"
    rest = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return (
        f"“{record.action}” was interrupted: {', '.join(missing[:_NAMED])}{rest}"
        f" {were} not written, or not to the end."
        " Run it again, or take it back with “vaultwell undo”."
    )
