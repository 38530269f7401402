"""What a note's lines are: list items, headings and lines of prose, exactly as CommonMark has them.

A scanner after CommonMark's own algorithm: a stack of open quotes and list items, each line first
matched against it, then opening new ones, then read as a leaf. Reported are an item's own words,
headings and prose; quotes (and so callouts), code, HTML and `$$` math are passed over. Beyond
CommonMark it knows GFM tables, checkboxes and Obsidian's comments:

- Comments go first, outside fenced code, indented code, math and code spans of the same line.
- A line that holds nothing but a comment counts as a blank line: it is no entry, it ends a
  paragraph, it leaves the list item it stands in open, and no text after it joins the item by
  laziness. Only inside an HTML block it counts as a line of that block.
- Where words stand on the same line, the comment counts as words for the structure: it neither
  indents what follows it nor lets a marker behind it begin an item or a heading.
- A heading inside a list item is words of that item and opens no section.
- A link reference definition is prose.
- `$$` at the start of a line opens math, unless the same line closes it or no later line can.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from vaultwell.notes import block_starts as starts
from vaultwell.notes.blocks import Block, BlockList, Heading, Item, Prose
from vaultwell.notes.comments import HIDDEN, hide_comments
from vaultwell.notes.cursor import Cursor

__all__ = ["Block", "Heading", "Item", "Prose", "Structure", "parse_structure"]


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a note in order of line, and the line of its first git conflict marker.

    `code_lines` are the lines (from 1) of code, math and HTML, in which nothing is a link.
    `unclosed_line` is where a code block or a comment opens that goes on to the end of the note.
    """

    blocks: tuple[Block, ...]
    conflict_line: int | None
    code_lines: frozenset[int]
    unclosed_line: int | None = None


def parse_structure(lines: Sequence[str], first_line: int = 1) -> Structure:
    """The structure of a note from its line `first_line` on (the one after the front matter).

    `lines` are all its lines, as `split_lines` gives them.
    """
    scanner = _Scanner(lines, first_line)
    scanner.run()
    is_open = scanner.is_open_at_end()
    return Structure(
        scanner.found.finish(),
        scanner.conflict_line,
        frozenset(scanner.code_lines),
        scanner.opened_line if is_open else None,
    )


# What is open inside the innermost container. From HTML on, a line of it is read by nobody else.
_NOTHING, _PARAGRAPH, _TABLE, _HTML, _FENCE, _MATH = range(6)

_BLANK = starts.BLANK
_MARKER = re.compile(r"(?:[-*+]|([0-9]{1,9})[.)])(?![^ \t])")
# An item at column 1 whose words cannot begin any other block: most lines of a log.
_PLAIN_ITEM = re.compile(r"[-*+] (?:(?=[0-9]{4}-|[^\W\d_]|\[\[[^\]])|\[([^\]])\] +(?=\S))")
_CONTAINER_MARKS = frozenset(">-*+0123456789")
# All other characters are words wherever they stand.
_BLOCK_MARKS = frozenset("#<=-*_$|:")
_MUTED = -1
# No note nests deeper; a line of nothing but marks would take as long as its length squared.
_DEEPEST = 100


class _Scanner:
    """The state between two lines.

    `_stack` holds the open containers, outermost first: the width of a list item's indentation (0
    for a quote) and the index of its block (_MUTED for quotes and all inside them).
    """

    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self.found = BlockList()
        self.conflict_line: int | None = None
        self.code_lines: list[int] = []
        self.opened_line = 0  # of the last code block or comment that opened
        self._lines = lines
        self._number = first_line - 1
        text = "\n".join(lines)
        self._has_comments = "%%" in text or "<!--" in text
        self._may_conflict = "<<<<<<< " in text
        self._last_math = 0 if "$$" in text else -1
        self._comment_end = ""  # of the comment that is open at the end of the line before
        self._cursor = Cursor()
        self._stack: list[tuple[int, int]] = []
        self._leaf = _NOTHING
        self._html_end = starts.AT_BLANK_LINE
        self._fence = ""
        self._paragraph_at = 0  # index of its first block
        self._header_at = -1  # position of the words in the line before that may head a table
        self._title = _MUTED  # the item opened in this line, while its own words may follow
        self._empty_at = -1  # the line of the last item that began with nothing

    def run(self) -> None:
        """Read all lines."""
        blocks, add_item, match = self.found.blocks, self.found.add_item, _PLAIN_ITEM.match
        for number, line in enumerate(self._lines[self._number :], self._number + 1):
            plain = match(line)
            is_free = not (self._has_comments and (self._comment_end or "%%" in line or "<!--" in line))
            if plain and is_free and (self._leaf < _HTML or self._stack):
                at = plain.end()
                self._stack = [(2, len(blocks))]
                self._leaf = _PARAGRAPH
                self._header_at = 2
                add_item(number, at + 1, line[at:].rstrip(), plain[1], None)
            elif is_free and not self._stack and self._leaf <= _PARAGRAPH and (not line or line[0].isalpha()):
                self._read_plain(number, line)
            else:
                self._number = number
                self._read(line)

    def _read_plain(self, number: int, line: str) -> None:
        """A blank line, or one that can only be prose, outside of everything: most lines of a diary."""
        if not line:
            self._leaf = _NOTHING
            return
        if self._leaf == _NOTHING:
            self._leaf = _PARAGRAPH
            self._paragraph_at = len(self.found.blocks)
        self._header_at = 0
        self.found.add_prose(number, 0, line)

    def is_open_at_end(self) -> bool:
        """A code block or a comment is still open."""
        return bool(self._comment_end) or self._leaf == _FENCE

    def _read(self, line: str) -> None:
        """Any line, once what a comment from above hides of it is out of the way."""
        if self._may_conflict and line.startswith("<<<<<<< ") and (self._leaf < _FENCE or self._stack):
            self._find_conflict()
        if self._comment_end:
            end = line.find(self._comment_end)
            if end < 0:
                self._pass_hidden("")
                return
            end += len(self._comment_end)
            self._comment_end = ""
            line = HIDDEN * end + line[end:]
        self._scan(line)

    def _find_conflict(self) -> None:
        """Take this line for a conflict's first if its other two markers follow, be it in code."""
        self._may_conflict = False
        following = iter(self._lines[self._number :])
        if "=======" in following and any(line.startswith(">>>>>>> ") for line in following):
            self.conflict_line = self._number

    def _pass_hidden(self, before: str) -> None:
        """A line of which a comment leaves no word: blank, but it does not end HTML."""
        if self._leaf != _HTML:
            self._scan(before)

    def _scan(self, line: str) -> None:
        cursor = self._cursor
        cursor.start(line)
        kept = self._match()
        self._title = _MUTED
        if cursor.is_at_end:
            self._end_at_blank(kept)
        elif self._leaf >= _HTML and kept == len(self._stack):
            self._read_verbatim()
        elif not (line[cursor.position] in _CONTAINER_MARKS and self._open_containers(kept)):
            self._read_leaf(kept, is_opened=False)
        elif not cursor.is_at_end:
            self._read_leaf(len(self._stack), is_opened=True)

    def _match(self) -> int:
        """How many open containers this line continues; the cursor is behind their marks afterwards."""
        cursor = self._cursor
        for depth, (width, _) in enumerate(self._stack):
            if not width:
                is_continued = cursor.pass_quote_mark()
            elif cursor.is_at_end:
                # An item with nothing in its first two lines is over.
                is_continued = self._empty_at != self._number - 1 or depth < len(self._stack) - 1
            else:
                is_continued = cursor.pass_indent(width)
            if not is_continued:
                return depth
        return len(self._stack)

    def _open_containers(self, kept: int) -> bool:
        """Open the quotes and items that begin here, closing what the line does not continue."""
        cursor = self._cursor
        interrupts = self._leaf == _PARAGRAPH and kept == len(self._stack)
        is_opened = False
        while not (cursor.is_at_end or cursor.is_indented or len(self._stack) > _DEEPEST):
            if cursor.line[cursor.position] == ">":
                self._close(len(self._stack) if is_opened else kept)
                cursor.pass_quote_mark()
                self._stack.append((0, _MUTED))
            elif end := self._find_item(interrupts=interrupts and not is_opened):
                self._close(len(self._stack) if is_opened else kept)
                self._open_item(end)
            else:
                break
            is_opened = True
        return is_opened

    def _find_item(self, *, interrupts: bool) -> int:
        """Where the marker of an item that begins here ends; 0 if none does."""
        line, position = self._cursor.line, self._cursor.position
        found = _MARKER.match(line, position)
        if found is None:
            return 0
        if interrupts:
            # An empty item, or a number other than 1, does not interrupt a paragraph.
            is_empty = not line[found.end() :].strip(_BLANK)
            if is_empty or (found[1] and int(found[1]) != 1) or starts.find_underline(line[position:]):
                return 0
        return 0 if starts.is_rule(line[position:]) else found.end()

    def _open_item(self, marker_end: int) -> None:
        width = self._cursor.pass_item_mark(marker_end)
        if self._cursor.is_at_end:
            self._empty_at = self._number
        parent = self._stack[-1][1] if self._stack else None
        if parent == _MUTED:
            self._stack.append((width, _MUTED))
            return
        self._title = len(self.found.blocks)
        self._stack.append((width, self._title))
        self.found.add_item(self._number, self._cursor.position + 1, "", None, parent)

    def _close(self, kept: int) -> None:
        """Close the containers that this line does not continue, and whatever is open in the last."""
        del self._stack[kept:]
        self._leaf = _NOTHING

    def _end_at_blank(self, kept: int) -> None:
        is_ended_html = self._leaf == _HTML and self._html_end is starts.AT_BLANK_LINE
        if kept < len(self._stack) or self._leaf < _HTML or is_ended_html:
            self._close(kept)

    def _read_verbatim(self) -> None:
        """A line of code, math or HTML: only its end matters."""
        self.code_lines.append(self._number)
        rest = self._cursor.line[self._cursor.position :]
        if self._leaf == _FENCE:
            is_end = not self._cursor.is_indented and starts.is_fence_end(rest, self._fence)
        elif self._leaf == _MATH:
            is_end = "$$" in rest
        else:
            is_end = bool(self._html_end.search(self._hide_comments(rest)))
        if is_end:
            self._leaf = _NOTHING

    def _hide_comments(self, rest: str) -> str:
        if self._has_comments:
            rest, self._comment_end = hide_comments(rest)
            if self._comment_end:
                self.opened_line = self._number
        return rest

    def _read_leaf(self, kept: int, *, is_opened: bool) -> None:
        """What stands behind the container marks: code, nothing but a comment, another block, or words."""
        cursor = self._cursor
        rest = cursor.line[cursor.position :]
        is_indented = cursor.is_indented
        if is_indented and self._leaf != _PARAGRAPH:
            self.code_lines.append(self._number)
            self._close(kept)
            return
        if rest[0] in "`~" and not is_indented and (fence := starts.find_fence(rest)):
            self.code_lines.append(self._number)
            self._close(kept)
            self._leaf, self._fence = _FENCE, fence
            self.opened_line = self._number
            return
        if self._has_comments:
            rest = self._hide_comments(rest)
            if not rest.strip(HIDDEN + _BLANK):
                if not is_opened:
                    self._pass_hidden(cursor.line[: cursor.position])
                return
        if is_indented or rest[0] not in _BLOCK_MARKS or not self._begin_block(rest, kept):
            self._read_words(rest, kept)

    def _begin_block(self, rest: str, kept: int) -> bool:
        """Read the rest of a line as a heading, math, HTML or a rule, or as the second line of a block."""
        begin = self._BEGINNINGS.get(rest[0])
        if begin is not None:
            return begin(self, rest, kept)
        if self._leaf == _PARAGRAPH and kept == len(self._stack) and self._end_paragraph(rest):
            return True
        if starts.is_rule(rest):
            self._close(kept)
            return True
        return False

    def _end_paragraph(self, rest: str) -> bool:
        """Read the rest of a line as what makes a heading or a table of the paragraph above."""
        if level := starts.find_underline(rest):
            self._leaf = _NOTHING
            if not self._stack:
                self.found.underline(self._paragraph_at, level)
            return True
        header = self._lines[self._number - 2][self._header_at :] if self._header_at >= 0 else ""
        if starts.is_delimiter_row(rest, header):
            self._leaf = _TABLE
            return True
        return False

    def _begin_heading(self, rest: str, kept: int) -> bool:
        heading = starts.find_heading(rest)
        if heading is None:
            return False
        level, offset, text = heading
        self._close(kept)
        if self._stack:
            self._report(self._cursor.position + offset, text, has_box=False)
        else:
            self.found.add_heading(self._number, level, text)
        return True

    def _begin_math(self, rest: str, kept: int) -> bool:
        if self._last_math == 0:
            self._last_math = max(at for at, line in enumerate(self._lines, 1) if "$$" in line)
        if not rest.startswith("$$") or "$$" in rest[2:] or self._number >= self._last_math:
            return False
        self.code_lines.append(self._number)
        self._close(kept)
        self._leaf = _MATH
        return True

    def _begin_html(self, rest: str, kept: int) -> bool:
        is_row = self._leaf == _TABLE and kept == len(self._stack)
        end = starts.find_html(rest, is_in_paragraph=self._leaf == _PARAGRAPH or is_row)
        if end is None:
            return False
        self.code_lines.append(self._number)
        self._close(kept)
        if not end.search(rest):
            self._leaf, self._html_end = _HTML, end
        return True

    _BEGINNINGS: ClassVar = {"#": _begin_heading, "$": _begin_math, "<": _begin_html}

    def _read_words(self, rest: str, kept: int) -> None:
        cursor = self._cursor
        is_whole = kept == len(self._stack)
        if self._leaf == _PARAGRAPH:
            self._header_at = cursor.position if is_whole and not cursor.is_indented else -1
        elif not (self._leaf == _TABLE and is_whole):
            self._close(kept)
            self._leaf = _PARAGRAPH
            self._header_at = cursor.position
            self._paragraph_at = len(self.found.blocks)
        self._report(cursor.position, rest, has_box=True)

    def _report(self, position: int, words: str, *, has_box: bool) -> None:
        """Hand `words`, which stand at `position`, to the innermost item or the prose."""
        owner = self._stack[-1][1] if self._stack else None
        if owner is None:
            self.found.add_prose(self._number, position, words)
        elif owner == _MUTED:
            return
        elif owner == self._title:
            self.found.set_words(owner, position, words, has_box=has_box)
        else:
            self.found.add_words(owner, words)
