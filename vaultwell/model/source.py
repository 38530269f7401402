"""Where a fact stands."""

from typing import NamedTuple


class Source(NamedTuple):
    """A line of a note: `path` relative to the vault with `/`, `line` from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        """`People/Ana Díaz.md:31`."""
        return f"{self.path}:{self.line}"
