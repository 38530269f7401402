"""A note under edit: its lines with their ends, what the parser sees in them, and what an edit may change."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vaultwell.model.errors import CannotEdit
from vaultwell.notes.blocks import Block, Heading, Item
from vaultwell.notes.fields import Plain, plain_fields
from vaultwell.notes.front_matter import FrontMatter, parse_front_matter
from vaultwell.notes.lines import BOM, split_lines
from vaultwell.notes.structure import parse_structure

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A note as it was read for editing.

    `mark` is a byte order mark or nothing. `lines` are those of `split_lines`, `ends` the newline
    behind each of them, empty behind the last. All indexes count from 0; blocks and fields keep the
    parser's numbers, which count from 1.
    """

    mark: str
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    front_matter: FrontMatter
    blocks: tuple[Block, ...]
    code_lines: frozenset[int]

    def with_line(self, index: int, line: str) -> str:
        """The note's text with one line in other words."""
        return self.with_lines({index: line})

    def with_lines(self, new: Mapping[int, str]) -> str:
        """The note's text with some lines, by index, in other words."""
        return self._join([new.get(index, line) for index, line in enumerate(self.lines)], self.ends)

    def with_inserted(self, index: int, added: Sequence[str]) -> str:
        """The note's text with lines `added` before the line `index`, or at its end.

        They take the newline of the line above, else of the one below; one after the last line ends
        in a newline of its own.
        """
        newline = self._newline_at(index)
        lines, ends = list(self.lines), list(self.ends)
        if index == len(lines):
            ends[-1:] = [newline, ""]
            lines.append("")
        lines[index:index] = added
        ends[index:index] = [newline] * len(added)
        return self._join(lines, ends)

    def without(self, start: int, stop: int) -> str:
        """The note's text without the lines from `start` up to `stop`."""
        return self._join([*self.lines[:start], *self.lines[stop:]], [*self.ends[:start], *self.ends[stop:]])

    @property
    def end(self) -> int:
        """Where lines are added to the note's end: before the empty line that a last newline leaves."""
        return len(self.lines) - (not self.lines[-1])

    def _newline_at(self, index: int) -> str:
        around = (*reversed(self.ends[:index]), *self.ends[index:])
        return next((end for end in around if end), "\n")

    def _join(self, lines: Sequence[str], ends: Sequence[str]) -> str:
        return self.mark + "".join(line + end for line, end in zip(lines, ends, strict=True))


def parse_sheet(text: str) -> Sheet:
    """The note `text`; `CannotEdit` when its front matter cannot be read or git left conflict markers."""
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    lines = split_lines(body)
    ends = [found[2] for found in _LINE.finditer(body)][: len(lines)]
    front_matter = parse_front_matter("", lines)
    if not front_matter.is_readable:
        problem = front_matter.problems[0]
        raise CannotEdit(problem.line, problem.message, problem.remedy)
    structure = parse_structure(lines, front_matter.body_line)
    if structure.conflict_line is not None:
        raise CannotEdit(
            structure.conflict_line,
            "git left conflict markers in this note",
            "Decide what should stand here, and remove the lines that begin with <<<<<<<, =======, >>>>>>>.",
        )
    return Sheet(mark, tuple(lines), tuple(ends), front_matter, structure.blocks, structure.code_lines)


def parse_result(text: str) -> Sheet | None:
    """An edited note as it would be read; None when it could not be."""
    try:
        return parse_sheet(text)
    except CannotEdit:
        return None


def is_same_outside(before: Sheet, after: Sheet, removed: range, added: range) -> bool:
    """The two say the same but for the lines (indexes) `removed` from the one and `added` in the other."""
    return list(_describe(before, removed, added)) == list(_describe(after, added, added))


def has_same_properties(before: Sheet, after: Sheet) -> bool:
    """The front matter of the two says the same, wherever it stands."""
    return plain_pairs(before) == plain_pairs(after)


def plain_pairs(sheet: Sheet) -> list[tuple[str, Plain]]:
    """The properties in order, without their places."""
    return list(plain_fields(sheet.front_matter.fields).items())


def _describe(sheet: Sheet, gone: range, added: range) -> Iterator[tuple[object, ...]]:
    """Each block outside the lines `gone`, with its line counted as if those were `added` ones."""
    shift = len(added) - len(gone)

    def place(line: int) -> int:
        return line + shift if line > gone.stop else line

    for block in sheet.blocks:
        if block.line - 1 in gone:
            continue
        if isinstance(block, Heading):
            yield place(block.line), block.level, block.text
            continue
        words = (place(block.line), block.column, block.text, block.headings)
        if isinstance(block, Item):
            above = sheet.blocks[block.parent] if block.parent is not None else None
            yield *words, block.box, block.more, place(above.line) if above else None
        else:
            yield words
