"""Obsidian's comments, `%%…%%` and `<!-- … -->`, told apart from code on the same line."""

import re
from collections.abc import Iterator

# Stands for a hidden character: as wide as it, neither blank nor the start of any Markdown block, and
# never part of a decoded file.
HIDDEN = "\udc00"

_TOKEN = re.compile(r"\\.|`+|%%|<!--")
_BACKTICKS = re.compile(r"`+")
_CLOSERS = {"%%": "%%", "<!--": "-->"}


class CodeSpans:
    """The code spans of one text, found from left to right.

    A run of backticks without an equally long one after it is text; its length is remembered, so
    that a line of nothing but such runs is not searched again and again.
    """

    __slots__ = ("_lonely", "_text")

    def __init__(self, text: str) -> None:
        """Start before the first backtick of `text`."""
        self._text = text
        self._lonely: set[int] = set()

    def end_after(self, start: int, end: int) -> int:
        """Where the code span opened by the backticks `start` to `end` ends; `end` if it is none."""
        length = end - start
        if length not in self._lonely:
            for run in _BACKTICKS.finditer(self._text, end):
                if run.end() - run.start() == length:
                    return run.end()
            self._lonely.add(length)
        return end


def find_code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each code span, backticks included."""
    spans = CodeSpans(text)
    at = 0
    while found := _TOKEN.search(text, at):
        at = found.end()
        if found[0][0] == "`":
            end = spans.end_after(found.start(), at)
            if end > at:
                yield found.start(), end
                at = end


def hide_comments(text: str) -> tuple[str, str]:
    """`text` with its comments as HIDDEN characters, and what will close one left open at its end.

    The second part is `%%`, `-->`, or nothing. Code spans are only those that end in `text`; an
    escaped `\\%%` or `\\<!--` opens nothing.
    """
    spans = CodeSpans(text)
    pieces: list[str] = []
    done = at = 0
    while found := _TOKEN.search(text, at):
        at, token = found.end(), found[0]
        if token[0] == "`":
            at = spans.end_after(found.start(), at)
        elif closer := _CLOSERS.get(token, ""):
            # `<!-->` is a whole comment: its end may share the dashes of its beginning.
            end = text.find(closer, found.start() + 2)
            at = len(text) if end < 0 else end + len(closer)
            pieces += (text[done : found.start()], HIDDEN * (at - found.start()))
            done = at
            if end < 0:
                return "".join(pieces), closer
    return "".join(pieces) + text[done:], ""
