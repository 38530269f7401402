"""What has changed in a vault since its notes were last read: their stamps say."""

import os
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from vaultwell.notes.copies import find_suspect
from vaultwell.vault.cards import Index
from vaultwell.vault.listing import is_note
from vaultwell.vault.look import RACY_NS, Look
from vaultwell.vault.look import find_stamp as find_file_stamp
from vaultwell.vault.memory import Changes, Seen
from vaultwell.vault.read import Refused, read_bytes, read_regular, visit_notes
from vaultwell.vault.reading import Aside, Beside, Copy, RawNote, find_copies


class Sight(NamedTuple):
    """What a look at a vault found."""

    changes: Changes
    aside: Aside


def find_changes(root: Path, index: Index, now_ns: int, look: Look | None = None) -> Sight:
    """What differs from the index; raises `VaultwellError` when the vault is not there.

    A note that was saved within two seconds before `now_ns` is read again the next time. A `look` that was
    taken at the vault saves another one, where it saw nothing but ordinary files that can be read.
    """
    if look is not None and look.is_plain:
        with suppress(OSError, Refused):
            return _compare(root, index, look, now_ns)
    stamps = index.stamps.rows
    there: set[str] = set()
    changed: dict[str, Seen] = {}

    def visit(path: str, full: str) -> None:
        stamp, age = find_stamp(full, now_ns)
        if stamps.get(path) != stamp:
            changed[path] = Seen(read_regular(full), stamp if age >= RACY_NS else "")
        there.add(path)

    beside = visit_notes(root, visit)
    return arrange_changes(root, index, changed, there, beside)


def find_stamp(full: str, now_ns: int) -> tuple[str, int]:
    """What changes when a file does, and its age in nanoseconds; raises `OSError` when it is not there."""
    found = os.lstat(full)
    return f"{find_file_stamp(found):x}", now_ns - max(found.st_mtime_ns, found.st_ctime_ns)


def _compare(root: Path, index: Index, look: Look, now_ns: int) -> Sight:
    """What differs between a look and the index; raises what reading a note raises."""
    stamps = index.stamps.rows
    others = {path for path, stamp in look.notes.items() if stamps.get(path) != f"{stamp:x}"}
    changed = {}
    for path in filter(is_note, others):
        stamp, age = find_stamp(f"{look.root}/{path}", now_ns)
        changed[path] = Seen(read_regular(f"{look.root}/{path}"), stamp if age >= RACY_NS else "")
    there = look.notes.keys() - (others - changed.keys())
    return arrange_changes(root, index, changed, there, Beside((), (), ()))


def arrange_changes(
    root: Path,
    index: Index,
    changed: Mapping[str, Seen],
    there: AbstractSet[str],
    beside: Beside,
) -> Sight:
    """What became of the notes in the index, when these changed and those are `there`."""

    def read(path: str) -> bytes:
        return changed[path].data if path in changed else read_bytes(root, path) or b""

    copies = _find_copies(index, changed.keys(), there, read)
    aside = {copy.note.path for copy in copies}
    notes = {path: seen for path, seen in changed.items() if path not in aside}
    absent = tuple(sorted(path for path in beside.absent if path not in there or path in aside))
    others = {*beside.others, *absent}
    gone = {path for path in index.stamps.rows if path not in others and (path not in there or path in aside)}
    return Sight(Changes(notes, gone, others), Aside(copies, absent, beside.problems))


def _find_copies(
    index: Index,
    changed: AbstractSet[str],
    there: AbstractSet[str],
    read: Callable[[str], bytes],
) -> tuple[Copy, ...]:
    known = [path for path in index.suspects if path in there and path not in changed]
    suspects = {path: found for path in (*known, *changed) if (found := find_suspect(path))}
    paths = suspects.keys() | {found.original for found in suspects.values()} & there
    return find_copies([RawNote(path, read(path)) for path in sorted(paths)]) if suspects else ()
