"""What has changed in a vault since its notes were last read: their stamps say."""

import os
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from vaultwell.notes.copies import find_suspect
from vaultwell.vault.cards import Card
from vaultwell.vault.look import RACY_NS
from vaultwell.vault.memory import Changes, Seen
from vaultwell.vault.read import read_bytes, read_regular, visit_notes
from vaultwell.vault.reading import Aside, Beside, Copy, RawNote, find_copies


class Sight(NamedTuple):
    """What a look at a vault found."""

    changes: Changes
    aside: Aside


def find_changes(root: Path, cards: Mapping[str, Card], now_ns: int) -> Sight:
    """What differs from the cards; raises `VaultwellError` when the vault is not there.

    A note that was saved within two seconds before `now_ns` is read again the next time.
    """
    there: set[str] = set()
    changed: dict[str, Seen] = {}

    def visit(path: str, full: str) -> None:
        stamp, age = find_stamp(full, now_ns)
        card = cards.get(path)
        if card is None or card.stamp != stamp:
            changed[path] = Seen(read_regular(full), stamp if age >= RACY_NS else "")
        there.add(path)

    beside = visit_notes(root, visit)
    return arrange_changes(root, cards, changed, there, beside)


def find_stamp(full: str, now_ns: int) -> tuple[str, int]:
    """What changes when a file does, and its age in nanoseconds; raises `OSError` when it is not there."""
    found = os.lstat(full)
    modified, changed = found.st_mtime_ns, found.st_ctime_ns
    return f"{found.st_ino:x} {found.st_size:x} {modified:x} {changed:x}", now_ns - max(modified, changed)


def arrange_changes(
    root: Path,
    cards: Mapping[str, Card],
    changed: Mapping[str, Seen],
    there: AbstractSet[str],
    beside: Beside,
) -> Sight:
    """What became of the notes on the cards, when these changed and those are `there`."""

    def read(path: str) -> bytes:
        return changed[path].data if path in changed else read_bytes(root, path) or b""

    copies = _find_copies(cards, changed.keys(), there, read)
    aside = {copy.note.path for copy in copies}
    notes = {path: seen for path, seen in changed.items() if path not in aside}
    absent = tuple(sorted(path for path in beside.absent if path not in there or path in aside))
    others = {*beside.others, *absent}
    gone = {path for path in cards if path not in others and (path not in there or path in aside)}
    return Sight(Changes(notes, gone, others), Aside(copies, absent, beside.problems))


def _find_copies(
    cards: Mapping[str, Card],
    changed: AbstractSet[str],
    there: AbstractSet[str],
    read: Callable[[str], bytes],
) -> tuple[Copy, ...]:
    known = [
        path for path, card in cards.items() if card.is_suspect and path in there and path not in changed
    ]
    suspects = {path: found for path in (*known, *changed) if (found := find_suspect(path))}
    paths = suspects.keys() | {found.original for found in suspects.values()} & there
    return find_copies([RawNote(path, read(path)) for path in sorted(paths)]) if suspects else ()
