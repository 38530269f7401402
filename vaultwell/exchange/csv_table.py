"""A table in a text file, whatever its separator: a header and rows, each with its line."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultwell.exchange.decoding import check_lines, decode
from vaultwell.exchange.incoming import ForeignFile, NotThisFormat
from vaultwell.model.source import Source

_SEPARATORS = ",;\t|"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
SEVERAL = " ::: "  # what Google puts between several values of one cell
_MOST_ROWS = 200_000


class Row(NamedTuple):
    """One row: where it begins, and its cells by header (a header that stands twice: joined)."""

    source: Source
    cells: dict[str, str]

    def cell(self, *headers: str) -> str:
        """The first of these cells that holds something."""
        return next((self.cells[header] for header in headers if self.cells.get(header)), "")

    def values(self, *headers: str) -> tuple[str, ...]:
        """All values of these cells, in their order."""
        parts = (
            part.strip() for header in headers for part in self.cells.get(header, "").split(SEVERAL.strip())
        )
        return tuple(dict.fromkeys(part for part in parts if part))


class Table(NamedTuple):
    """The header as it is spelt, and the rows that hold anything."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def parse_table(file: ForeignFile, first: Sequence[str] = ()) -> Table:
    """The table in a file; with `first`, the lines above the one that begins with these headers are skipped.

    Raises `NotThisFormat` when there is none.
    """
    text = decode(file)
    check_lines(file, text)
    lines = text.split("\n")
    start = _find_start(lines, first)
    if start is None:
        raise NotThisFormat(f"{file.name} holds no table, so nothing of it was read.")
    try:
        records = list(_read(lines, start))
    except csv.Error as error:
        raise NotThisFormat(f"{file.name} cannot be read as a table: {error}.") from error
    if len(records) > _MOST_ROWS:
        raise NotThisFormat(f"{file.name} has {len(records):,} rows, and at most {_MOST_ROWS:,} are read.")
    header = tuple(cell.strip().lstrip("\ufeff") for cell in records[0][1])
    rows = (Row(Source(file.name, line), _name(header, cells)) for line, cells in records[1:])
    return Table(header, tuple(row for row in rows if row.cells))


def _find_start(lines: Sequence[str], first: Sequence[str]) -> int | None:
    wanted = [name.lower() for name in first]
    for index, line in enumerate(lines):
        cells = [cell.strip().strip('"').lower() for cell in re.split(r"[,;\t|]", line.lstrip("\ufeff"))]
        if line.strip() and (not wanted or cells[: len(wanted)] == wanted):
            return index
    return None


def _read(lines: Sequence[str], start: int) -> Iterator[tuple[int, list[str]]]:
    separator = _find_separator(lines[start])
    reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=separator)
    line = start + 1
    for cells in reader:
        yield line, cells
        line = start + reader.line_num + 1


def _find_separator(header: str) -> str:
    bare = _QUOTED.sub("", header)
    return max(_SEPARATORS, key=bare.count)


def _name(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        if name and (text := cell.strip()):
            named[name] = f"{named[name]}{SEVERAL}{text}" if name in named else text
    return named
