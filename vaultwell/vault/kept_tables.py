"""Tables in one file of our own. A change is added at its end, until there is so much of it that the file is
written anew.

Every part has a check of its bytes, and names the part that it adds to: what somebody else added in the
meantime, to a file as it was before, is not read.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from vaultwell.vault.state import append_private, read_private, write_private
from vaultwell.vault.table import Table

_HEAD = b"%08x %012d\n"
_HEAD_LENGTH = 22
_MOST_ADDED = 8  # one part in so many of a file may be added to it


class Part(NamedTuple):
    """The last part of a file that counts, by its check; how long the first one is, and all that count after
    it."""

    check: int
    length: int
    added: int


def read_tables(place: Path, tables: Sequence[Table[Any]]) -> Part:
    """Fill empty tables with those in a file.

    Raises `ValueError` when something else stands there, `OSError` when nothing can be read.
    """
    parts = _split(memoryview(read_private(place)))
    check, body = next(parts, (0, memoryview(b"")))
    length = len(body)
    lengths, begin = _read_lengths(body)
    for table, one in zip(tables, lengths, strict=True):
        table.load(bytes(body[begin : begin + one]))
        begin += one
    part = Part(check, length, 0)
    for check, body in parts:
        after, rows = json.loads(bytes(body))
        if after == part.check:
            for table, changed in zip(tables, rows, strict=True):
                table.take(changed)
            part = Part(check, length, part.added + len(body))
    return part


def write_tables(place: Path, tables: Sequence[Table[Any]], last: Part | None) -> Part:
    """Put them there, or add what has changed in them since the `last` part; raises `OSError` when that
    cannot be."""
    if last is None or last.added > last.length // _MOST_ADDED:
        texts = [table.render() for table in tables]
        body = b"".join((json.dumps(list(map(len, texts))).encode("ascii"), b"\n", *texts))
        write_private(place, _find_head(body) + body, is_synced=False)
        part = Part(crc32(body), len(body), 0)
    else:
        changes = [table.changes for table in tables]
        body = json.dumps([last.check, changes], separators=(",", ":")).encode("ascii")
        append_private(place, _find_head(body) + body, is_synced=False)
        part = Part(crc32(body), last.length, last.added + len(body))
    for table in tables:
        table.forget_changes()
    return part


def _split(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """The check and the bytes of each part; one that was not written to its end is left out."""
    while len(data) > _HEAD_LENGTH:
        head = bytes(data[:_HEAD_LENGTH])
        check, length = int(head[:8], 16), int(head[8:])
        body, data = data[_HEAD_LENGTH : _HEAD_LENGTH + length], data[_HEAD_LENGTH + length :]
        if len(body) < length:
            return
        if head != _find_head(body):
            raise ValueError(head)
        yield check, body


def _find_head(body: bytes | memoryview) -> bytes:
    return _HEAD % (crc32(body), len(body))


def _read_lengths(body: memoryview) -> tuple[list[int], int]:
    """How long each table is, and where the first begins."""
    line, _, _ = bytes(body[:1000]).partition(b"\n")
    lengths = json.loads(line)
    if sum(lengths) + len(line) + 1 != len(body):
        raise ValueError(lengths)
    return lengths, len(line) + 1
