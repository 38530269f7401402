"""A file of our own, with a check of all of it: plain data, or bytes of which the reader makes something."""

import json
from pathlib import Path
from typing import Any
from zlib import crc32

from vaultwell.vault.state import read_private, write_private

_LENGTH = 9


def read_checked(place: Path) -> Any:
    """The plain data that was written there; raises as `read_checked_bytes`."""
    return json.loads(read_checked_bytes(place))


def read_checked_bytes(place: Path) -> bytes:
    """What was written there; raises `ValueError` when something else stands there, `OSError` when nothing
    can be read."""
    whole = read_private(place)
    if whole[:_LENGTH] != _check(whole[_LENGTH:]):
        raise ValueError(place)
    return whole[_LENGTH:]


def write_checked(place: Path, plain: Any) -> None:
    """Put plain data there in one step; raises `OSError` when that cannot be."""
    write_checked_bytes(place, json.dumps(plain, separators=(",", ":")).encode("ascii"))


def write_checked_bytes(place: Path, data: bytes) -> None:
    """The same with bytes."""
    write_private(place, _check(data) + data, is_synced=False)


def _check(data: bytes) -> bytes:
    return b"%08x\n" % crc32(data)
