"""What an answer looks like before it is known where it goes: lines with styles, columns, edges. Pure.

On a terminal rich draws it (`terminal.py`), which takes longer to load than most answers to find; piped it
is these lines alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BETWEEN = "  "  # two columns of a grid
# Latin, Greek, Cyrillic and their signs: one place each. Of all others rich knows it.
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*")


class Text:
    """Words, each with its style; the first one's style holds for all. May be several lines."""

    __slots__ = ("spans",)

    def __init__(self, words: str = "", style: str = "") -> None:
        self.spans: tuple[tuple[str, str], ...] = ((words, style),)

    def __add__(self, other: "Text") -> "Text":
        """The words of both."""
        both = Text()
        both.spans = (*self.spans, *other.spans)
        return both

    @property
    def words(self) -> str:
        """The words without their styles."""
        return "".join(words for words, _ in self.spans)


class Grid(NamedTuple):
    """Columns, each as wide as its widest cell, which is one line; `styles` are those of the first ones.

    With `is_whole` the first column is never broken into lines.
    """

    rows: Sequence[Sequence[Text | str]]
    styles: Sequence[str] = ()
    is_whole: bool = False


class Indent(NamedTuple):
    """Something `by` so many blanks to the right."""

    inner: "Text | Grid"
    by: int = 2


Part = Text | Grid | Indent
Page = Sequence[Part]


def list_lines(part: Part) -> Iterator[str]:
    """The lines of a part where there is no edge to break them at."""
    if isinstance(part, Text):
        yield from part.words.expandtabs().split("\n")
    elif isinstance(part, Indent):
        yield from (" " * part.by + line for line in list_lines(part.inner))
    else:
        yield from _list_rows([[_find_words(cell) for cell in row] for row in part.rows])


def _find_words(cell: Text | str) -> str:
    return (cell if isinstance(cell, str) else cell.words).expandtabs()


def _list_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_measure, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield _BETWEEN.join(cell + " " * (width - _measure(cell)) for cell, width in cells)


def _measure(line: str) -> int:
    """How many places of a terminal a line takes."""
    if _NARROW.fullmatch(line):
        return len(line)
    from rich.cells import cell_len

    return cell_len(line)
