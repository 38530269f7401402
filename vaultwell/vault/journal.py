"""What vaultwell wrote, and copies of what stood there before: one line of JSON for each step of an action.

An action is journalled before anything is written and again when it is done, so that what a crash
leaves can be told from what somebody else wrote. The newest actions keep their copies, for `undo`.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vaultwell.vault.state import append_private, delete_private, read_private, write_private
from vaultwell.vault.steps import Change

_MOST_ACTIONS = 200
_MOST_BYTES = 50_000_000  # of undo copies
_SLACK = 2  # the journal is made short again when it is so many times too long


class Saved(NamedTuple):
    """A change with its texts by their SHA-256; `size` is that of both together, in bytes."""

    path: str
    before: str | None
    after: str | None
    moved_to: str | None
    size: int

    @property
    def place(self) -> str:
        """Where the note stands after the change."""
        return self.moved_to or self.path


class Record(NamedTuple):
    """An action. Only one with words in `action` can be undone; `undoes` is the id of the one it took back.

    `state` is “begun” until all is written, then “done”; “dropped” when nothing of it stands.
    `when` is an ISO moment, empty for an action without words.
    """

    id: str
    when: str
    action: str
    state: str
    changes: tuple[Saved, ...]
    undoes: str | None = None


class Journal(NamedTuple):
    """All lines of the journal, oldest first; several with one id are one action as it went on."""

    folder: Path
    lines: tuple[Record, ...]
    is_whole: bool

    @property
    def actions(self) -> list[Record]:
        """Each action as it stands, in the order in which they were begun."""
        return list({record.id: record for record in self.lines}.values())

    def find_unfinished(self) -> list[Record]:
        """Actions that were begun and came to no end."""
        return [record for record in self.actions if record.state == "begun"]

    def find_hashes(self, action: str) -> set[str]:
        """The SHA-256 of every text that the action with this id replaced or meant to write."""
        lines = (record for record in self.lines if record.id == action)
        return {one for record in lines for saved in record.changes for one in saved[1:3] if one}

    def find_undoable(self) -> list[Record]:
        """What still can be taken back, oldest first."""
        actions = self.actions
        undone = {record.undoes for record in actions if record.state == "done"}
        return [
            record
            for record in actions
            if record.state == "done"
            and record.changes
            and record.action
            and not record.undoes
            and record.id not in undone
        ]


def read_journal(folder: Path) -> Journal:
    """The journal in a vault's state folder. A line that cannot be read, a torn one, is passed over."""
    data = read_private(folder / "journal.jsonl")
    lines = (_parse_record(line) for line in data.decode("utf-8", "replace").split("\n") if line)
    return Journal(folder, tuple(record for record in lines if record), not data or data.endswith(b"\n"))


def is_unfinished(folder: Path) -> bool:
    """The last thing that was begun came to no end: a crash, or another vaultwell at this moment."""
    last = read_private(folder / "journal.jsonl").rpartition(b"\n")[0].rpartition(b"\n")[2]
    record = _parse_record(last.decode("utf-8", "replace"))
    return record is not None and record.state == "begun"


def append_record(journal: Journal, record: Record, *, is_synced: bool = False) -> Journal:
    """Add a line; the journal with it."""
    line = json.dumps(_as_document(record))
    gap = "" if journal.is_whole else "\n"
    append_private(journal.folder / "journal.jsonl", f"{gap}{line}\n".encode(), is_synced=is_synced)
    return journal._replace(lines=(*journal.lines, record), is_whole=True)


def save_texts(folder: Path, changes: Sequence[Change]) -> None:
    """Keep copies of what the changes replace and write."""
    texts = folder / "texts"
    texts.mkdir(mode=0o700, exist_ok=True)
    for data in {text for change in changes for text in (change.before, change.after) if text}:
        place = texts / hash_text(data)
        if not place.exists():
            write_private(place, data, is_synced=False)


def read_text(folder: Path, name: str | None) -> bytes | None:
    """The copy of a text by its SHA-256; None when it is not (or not whole) there any more."""
    if name is None:
        return None
    data = read_private(folder / "texts" / name)
    return data if hash_text(data) == name else None


def build_saved(changes: Iterable[Change]) -> tuple[Saved, ...]:
    """The changes as they stand in the journal."""
    return tuple(
        Saved(path, _name(before), _name(after), moved_to, len(before or b"") + len(after or b""))
        for path, before, after, moved_to in changes
    )


def hash_text(data: bytes) -> str:
    """The name under which a text is kept."""
    return hashlib.sha256(data).hexdigest()


def shorten_journal(journal: Journal) -> None:
    """Forget what can no longer be undone, and the oldest actions, once there is too much of it."""
    size = sum(saved.size for record in journal.actions for saved in record.changes)
    if len(journal.lines) <= 2 * _SLACK * _MOST_ACTIONS and size <= _SLACK * _MOST_BYTES:
        return
    kept = [record for record in journal.actions if record.state == "begun"]
    room = _MOST_BYTES
    for record in reversed(journal.find_undoable()[-_MOST_ACTIONS:]):
        room -= sum(saved.size for saved in record.changes)
        if room < 0:
            break
        kept.insert(0, record)
    lines = "".join(f"{json.dumps(_as_document(record))}\n" for record in kept)
    write_private(journal.folder / "journal.jsonl", lines.encode(), is_synced=True)
    named = {name for record in kept for saved in record.changes for name in saved[1:3]}
    for place in (journal.folder / "texts").iterdir():
        if place.name not in named:
            delete_private(place)


def _as_document(record: Record) -> dict[str, Any]:
    return record._asdict() | {"changes": [saved._asdict() for saved in record.changes]}


def _parse_record(line: str) -> Record | None:
    try:
        document = json.loads(line)
        changes = tuple(Saved(**saved) for saved in document.pop("changes"))
        return Record(**document, changes=changes)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _name(data: bytes | None) -> str | None:
    return None if data is None else hash_text(data)
