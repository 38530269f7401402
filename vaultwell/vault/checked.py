"""Plain data in a file of its own, with a check of all of it."""

import json
from pathlib import Path
from typing import Any
from zlib import crc32

from vaultwell.vault.state import read_private, write_private

_LENGTH = 9


def read_checked(place: Path) -> Any:
    """What was written there; raises `ValueError` when something else stands there, `OSError` when nothing
    can be read."""
    whole = read_private(place)
    if whole[:_LENGTH] != _check(whole[_LENGTH:]):
        raise ValueError(place)
    return json.loads(whole[_LENGTH:])


def write_checked(place: Path, plain: Any) -> None:
    """Put it there in one step; raises `OSError` when that cannot be."""
    data = json.dumps(plain, separators=(",", ":")).encode("ascii")
    write_private(place, _check(data) + data, is_synced=False)


def _check(data: bytes) -> bytes:
    return b"%08x\n" % crc32(data)
