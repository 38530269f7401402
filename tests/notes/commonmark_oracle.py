"""What markdown-it-py makes of a note, as rows to compare with a Structure.

It is an independent implementation of CommonMark and of GFM tables. Where it departs from them it is
corrected here; commonmark.js and cmark-gfm were asked in each case.
"""

from collections.abc import Callable
from typing import Any
from unittest.mock import ANY

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

from vaultwell.notes.structure import Heading, Item, Prose, Structure

Rule = Callable[[StateBlock, int, int, bool], bool]
Row = list[Any]


def rows_of_structure(structure: Structure) -> list[Row]:
    """One row for each block."""
    rows: list[Row] = []
    for block in structure.blocks:
        match block:
            case Item(line, _, text, box, more, parent, headings):
                above = None if parent is None else structure.blocks[parent].line
                rows.append(["item", line, above, box, text, list(more), list(headings)])
            case Prose(line, _, text, headings):
                rows.append(["prose", line, text, list(headings)])
            case Heading(line, level, text):
                rows.append(["heading", line, level, text])
    return rows


def rows_of_commonmark(text: str) -> list[Row]:
    """The same rows, from markdown-it-py's tokens."""
    reader = _Reader()
    for token in _MARKDOWN.parse(text):
        reader.read(token)
    return reader.rows


class _Reader:
    """Tokens to rows. The checkbox, which CommonMark does not know, is cut off by hand."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._items: list[Row] = []
        self._outline: list[tuple[int, str]] = []
        self._quotes = 0
        self._tables = 0
        self._heading: Token | None = None

    def read(self, token: Token) -> None:
        kind = token.type
        self._quotes += (kind == "blockquote_open") - (kind == "blockquote_close")
        self._tables += (kind == "table_open") - (kind == "table_close")
        if kind in {"heading_open", "heading_close"}:
            self._heading = token if kind == "heading_open" else None
        if self._quotes or token.map is None:
            if kind == "list_item_close" and not self._quotes:
                self._items.pop()
            return
        line = token.map[0] + 1
        if kind == "list_item_open":
            above = self._items[-1][1] if self._items else None
            self._items.append(["item", line, above, None, "", [], self._headings()])
            self.rows.append(self._items[-1])
        elif kind == "tr_open":
            self._add_words(line, ANY)
        elif kind == "inline" and self._heading and not self._items:
            self._add_heading(line, int(self._heading.tag[1]), token.content)
        elif kind == "inline" and not self._tables:
            for at, words in enumerate(token.content.split("\n"), line):
                self._add_words(at, words.strip())

    def _headings(self) -> list[str]:
        return [text for _, text in self._outline]

    def _add_heading(self, line: int, level: int, text: str) -> None:
        text = " ".join(words.strip() for words in text.split("\n"))
        self._outline = [above for above in self._outline if above[0] < level] + [(level, text)]
        self.rows.append(["heading", line, level, text])

    def _add_words(self, line: int, words: Any) -> None:
        if not self._items:
            self.rows.append(["prose", line, words, self._headings()])
            return
        item = self._items[-1]
        if item[1] != line:
            item[5] += [words] if words else []
        elif words is not ANY and words[:1] == "[" and words[2:3] == "]" and words[3:4] in {"", " ", "\t"}:
            is_hash = self._heading is not None and self._heading.markup.startswith("#")
            item[3:5] = [None, words] if is_hash else [words[1], words[4:].lstrip(" \t")]
        else:
            item[4] = words


def _markdown() -> MarkdownIt:
    # Link reference definitions are prose to vaultwell.
    markdown = MarkdownIt("commonmark", {"maxNesting": 1000}).disable("reference")
    # GFM: a line that can begin another block heads no table.
    markdown.block.ruler.before("lheading", "table", _read_table, {"alt": ["paragraph", "reference"]})
    indents: list[int] = []
    tokenize = markdown.block.tokenize

    def tokenize_noting_indent(state: StateBlock, line: int, end: int) -> None:
        indents.append(state.blkIndent)
        tokenize(state, line, end)
        indents.pop()

    markdown.block.tokenize = tokenize_noting_indent  # type: ignore[method-assign,assignment]
    for rule in markdown.block.ruler.__rules__:
        rule.fn = _respecting_laziness(rule.fn, indents)
    return markdown


def _read_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """GFM: an underline wins over a delimiter row, and a lazy line does not head a table."""
    if line + 2 > end or (silent and state.sCount[line] < state.blkIndent):
        return False
    below = state.src[state.bMarks[line + 1] : state.eMarks[line + 1]]
    return ("|" in below or ":" in below) and table(state, line, end, silent)


def _respecting_laziness(rule: Rule, indents: list[int]) -> Rule:
    """CommonMark: what is indented by four columns below an open paragraph never interrupts it.

    markdown-it-py counts the four from the innermost item even where the line does not belong to
    it, and asks again about a lazy line of an outer quote.
    """

    def asked(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        indent = state.sCount[line]
        if silent and indent < state.blkIndent:
            since_quote = len(indents) - 1 - indents[::-1].index(0)
            base = 0
            for width in indents[since_quote:]:
                if indent < width:
                    break
                base = width
            if indent < 0 or indent - base >= 4:
                return False
        return rule(state, line, end, silent)

    return asked


_MARKDOWN = _markdown()
