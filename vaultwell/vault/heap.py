"""Accounts on the disk, one after the other in one file; each is found by its place, and checked.

What is replaced stays where it is until the whole file is written anew: others may be reading it.
"""

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from vaultwell.vault.state import append_private, write_private


class Place(NamedTuple):
    """Where a record lies: bytes from the start, its length, and a check that no other record has."""

    offset: int
    length: int
    check: int


class Heap:
    """The records in a file, which need not be there."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: int | None = None

    def read(self, place: Place) -> bytes | None:
        """A record; None when it is not there as it was written."""
        try:
            if self._open is None:
                self._open = os.open(self._file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            os.lseek(self._open, place.offset, os.SEEK_SET)
            record = os.read(self._open, place.length)
        except OSError:
            return None
        return record if len(record) == place.length and _check(record) == place.check else None

    def append(self, records: Sequence[bytes]) -> list[Place]:
        """Add records, and say where they lie; raises `OSError` when they cannot be written."""
        data = b"".join(records)
        end = append_private(self._file, data, is_synced=False)
        return _list_places(records, end - len(data))

    def write_anew(self, records: Sequence[bytes]) -> list[Place]:
        """Have only these records from now on; raises `OSError` when they cannot be written."""
        write_private(self._file, b"".join(records), is_synced=False)
        self.close()
        return _list_places(records, 0)

    def measure(self) -> int:
        """How many bytes there are."""
        try:
            return self._file.stat().st_size
        except OSError:
            return 0

    def close(self) -> None:
        """Let go of the file; the next reader opens it again."""
        if self._open is not None:
            os.close(self._open)
            self._open = None


def _list_places(records: Sequence[bytes], offset: int) -> list[Place]:
    places = []
    for record in records:
        places.append(Place(offset, len(record), _check(record)))
        offset += len(record)
    return places


def _check(record: bytes) -> int:
    return int.from_bytes(blake2b(record, digest_size=8).digest())
