"""A place in a line, as CommonMark counts: in characters, and in columns with tabs expanded."""

import re

_BLANKS = re.compile(r"[ \t]*+")


class Cursor:
    """Moves through one line, past the marks of the quotes and list items around its words.

    `position` is the character it stands on, `column` that character's column from 0 with tab
    stops at every fourth, and `base` the column where the content of the containers passed so far
    begins: what lies between `base` and `column` is indentation.
    """

    __slots__ = ("base", "column", "line", "position")

    def __init__(self) -> None:
        """Stand in an empty line."""
        self.line = ""
        self.position = self.column = self.base = 0

    def start(self, line: str) -> None:
        """Stand on the first character of `line` that is no blank."""
        self.line = line
        self.position = self.column = self.base = 0
        if line[:1] in (" ", "\t"):
            self._skip_blanks()

    @property
    def is_at_end(self) -> bool:
        """Nothing but blanks is left."""
        return self.position == len(self.line)

    @property
    def is_indented(self) -> bool:
        """Four columns or more: too far in to begin anything but indented code."""
        return self.column - self.base >= 4

    def pass_indent(self, width: int) -> bool:
        """Take `width` columns of indentation as an item's, if there are so many."""
        if self.column - self.base < width:
            return False
        self.base += width
        return True

    def pass_quote_mark(self) -> bool:
        """Go past a `>` and the one column of blank that belongs to it, be it a part of a tab."""
        line = self.line
        if self.is_indented or not line.startswith(">", self.position):
            return False
        self.position += 1
        self.column += 1
        self.base = self.column + line.startswith((" ", "\t"), self.position)
        self._skip_blanks()
        return True

    def pass_item_mark(self, end: int) -> int:
        """Go past an item's marker, which ends at `end`; the width its further lines are indented by."""
        start = self.base
        self.column += end - self.position
        self.position = end
        marker_end = self.column
        self._skip_blanks()
        padding = self.column - marker_end
        # Behind an empty marker, and before indented code, only one blank belongs to the marker.
        self.base = marker_end + (1 if self.is_at_end or padding > 4 else padding)
        return self.base - start

    def _skip_blanks(self) -> None:
        blanks = _BLANKS.match(self.line, self.position)
        end = blanks.end() if blanks else self.position
        if "\t" in self.line[self.position : end]:
            for character in self.line[self.position : end]:
                self.column += 4 - self.column % 4 if character == "\t" else 1
        else:
            self.column += end - self.position
        self.position = end
