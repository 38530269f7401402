"""A vault's memory between two runs: an index and a heap in the folder for caches.

Whatever is wrong with them, or was made by another program or under other rules, means only that all
notes are told anew. They can be deleted at any time.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.model.settings import Conventions, Settings
from vaultwell.vault.cache import SWITCH, describe_program, find_place
from vaultwell.vault.cards import Index, read_index, write_index
from vaultwell.vault.heap import Heap
from vaultwell.vault.memory import Memory, digest
from vaultwell.vault.read import read_bytes
from vaultwell.vault.state import delete_private, make_private_folder

_WASTE = 1_000_000  # bytes of the heap that nobody needs, beside as many as are needed


@dataclass(frozen=True, slots=True)
class Kept:
    """The memory of a vault, and the file in which its index is kept, if one may be."""

    memory: Memory
    index: Path | None


def may_be_kept(root: Path) -> bool:
    """The system has a place for what is kept, and nobody has switched it off."""
    return not os.environ.get(SWITCH) and find_place(os.path.realpath(root)) is not None


def open_memory(root: Path, settings: Settings, conventions: Conventions) -> Kept:
    """The memory of the vault at `root` under these rules, empty where nothing was or may be kept."""
    rules = _describe_rules(root, settings, conventions)
    index, heap = _find_files(root)
    known = read_index(index) if index else None
    if known is None or known.rules != rules:
        known = Index(rules)

    def read(path: str) -> bytes:
        """The bytes of a note that the heap does not hold as they were."""
        data = read_bytes(root, path)
        if data is None or digest(data) != memory.index.cards[path].digest:
            raise VaultwellError(f"{path} was changed while it was read. Run it again.")
        return data

    memory = Memory(known, Heap(heap), settings, conventions, read)
    return Kept(memory, index)


def forget(root: Path) -> None:
    """Remember nothing of the vault any more: the next time all notes are told anew."""
    index, _ = _find_files(root)
    if index is not None:
        with suppress(OSError):
            delete_private(index)


def keep_memory(kept: Kept) -> None:
    """Keep it for the next time, if there is anything new; where that cannot be, that is only slower."""
    memory = kept.memory
    if kept.index is None or not memory.has_changed:
        return
    with suppress(OSError):
        make_private_folder(kept.index.parent)
        memory.keep_accounts(_WASTE)
        write_index(kept.index, memory.index)
        memory.has_changed = False


def _find_files(root: Path) -> tuple[Path | None, Path]:
    """The index, and the heap."""
    if not may_be_kept(root):
        return None, Path(os.devnull)
    index, heap = (find_place(os.path.realpath(root), kind) for kind in ("index", "heap"))
    assert index is not None
    assert heap is not None
    return Path(index), Path(heap)


def _describe_rules(root: Path, settings: Settings, conventions: Conventions) -> str:
    words = f"{describe_program()} {os.path.realpath(root)} {settings!r} {conventions!r}"
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
