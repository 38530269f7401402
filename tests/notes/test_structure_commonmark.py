"""The scanner against an independent implementation of CommonMark, and its laws."""

import os

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.notes.commonmark_oracle import rows_of_commonmark, rows_of_structure
from vaultwell.notes.lines import split_lines
from vaultwell.notes.structure import Heading, Item, parse_structure

# Set it to 100000 for a long hunt; without it the documents are the same in every run.
_EXAMPLES = os.environ.get("VAULTWELL_EXAMPLES")

_INDENTS = ("", "", "", "", " ", "  ", "   ", "    ", "      ", "\t", "\t\t", " \t", "  \t")
_MARKS = ("- ", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "12. ", "01. ", "123456789. ", "1234567890. ")
_ODD_MARKS = ("-", "+", "1.", "-  ", "-    ", "-     ", "*   ", "1.  ", "10.   ", "  - ", "    - ")
_TAB_MARKS = ("-\t", "1.\t", "-\t\t", "- \t")
_WORDS = (
    "2026-10-05 called: how the talk went", "[[Ana]] wrote", "met [[Ben]]", "[ ] 2026-10-11 promised: x",
    "[x] y", "[x]", "[-]\tz", "[/] ", "[[]", "[xy] z", "Ana", "Ana  ", "Ärger", "📅 2026-11-20", "10-05 met",
    "\\- x", "`x`", "`` y", "#tag", "https://a.b", "<https://a.b>", "a < b", "=",
)  # fmt: skip
_LEAVES = (
    "# Log", "## Log ##", "### A b #", "#", "## ", "####### x", "#\tx", "# Log#", "===", "==", "=  ", "---",
    "--", "-- -", "***", "* * *", "___", "_ _", "```", "````", "``` sh", "``` a`b", "~~~", "~~~~", "~~~ `a`",
    "<div>", "</div>", "<div", "<b>", "</b>", "<b> x", "<a href='x' y=z>", "<a x=>", "<pre>", "<pre",
    "x</pre>", "</script>", "<?php", "?>", "<!DOCTYPE x", "<!DOCTYPE>", "<![CDATA[", "]]>", "<h1>", "<divx>",
)  # fmt: skip
_ROWS = (
    "| a | b |", "a | b", "|a|", "| a\\|b |", "|", "||", "|-|-|", "--|--", "| --- | :-: |", "|-|", "| - |",
    ":-:|-", "|---||", "| a | b | c |",
)  # fmt: skip


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def _some(*pieces: str, most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=most).map("".join)


_END = st.sampled_from(_WORDS) | st.sampled_from(_LEAVES)
_LINES = st.one_of(
    _joined(st.sampled_from(_INDENTS), _some(*_MARKS, most=1), _END),
    _joined(st.sampled_from(_INDENTS), _some(*_MARKS, *_ODD_MARKS, *_TAB_MARKS), st.just("") | _END),
    # markdown-it-py miscounts tabs behind a quote's mark and takes a mark behind four blanks for one.
    _joined(
        st.sampled_from(("", "", " ", "  ", "   ")),
        _some("> ", ">", *_MARKS, *_ODD_MARKS),
        st.just("") | _END.filter(lambda words: "\t" not in words),
    ),
    # It also lets a row with a number before it, which interrupts no paragraph, head a table.
    _joined(st.sampled_from(("", "", "", "  ", "    ", "- ", "1. ", "> ", "- > ")), st.sampled_from(_ROWS)),
    st.sampled_from(("", "", "", " ", "\t", "   ", "     ")),
)
# What Obsidian reads otherwise, comments and `$$`, is not among the pieces.
_NOTES = st.lists(_LINES, min_size=3, max_size=10).map("\n".join)


@settings(max_examples=int(_EXAMPLES or 2_000), deadline=None, derandomize=_EXAMPLES is None, database=None)
@given(_NOTES)
@example("- a\n\n  b\n  ===\n\n      c\n- d\n\te\n2. f\n> g\nh\n\n1. ```\n   x\ny\n```")
def test_every_line_is_what_commonmark_says(text: str) -> None:
    """Items, their nesting and words, headings and prose are those of an independent implementation."""
    assert rows_of_structure(parse_structure(text.split("\n"))) == rows_of_commonmark(text)


_ANYTHING = st.lists(
    st.one_of(
        _LINES, _joined(_LINES, st.sampled_from(("%%", "<!--", "-->", "$$", "`", "\\")), _END), st.text()
    ),
    max_size=9,
).map("\n".join)


@settings(deadline=None)
@given(_ANYTHING)
def test_whatever_is_typed_is_read(text: str) -> None:
    """Nothing raises; blocks stand in order of line; parents come before their children."""
    blocks = parse_structure(split_lines(text)).blocks
    assert [block.line for block in blocks] == sorted(block.line for block in blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Item) and block.parent is not None:
            assert block.parent < index
            assert isinstance(blocks[block.parent], Item)


@settings(deadline=None)
@given(_ANYTHING.filter(lambda text: "%%" not in text and "<!--" not in text))
def test_words_stand_where_their_column_says(text: str) -> None:
    """The text of an item or of prose is found in its line at its column, when no comment was blanked."""
    lines = split_lines(text)
    for block in parse_structure(lines).blocks:
        if not isinstance(block, Heading):
            assert lines[block.line - 1].startswith(block.text, block.column - 1)


@settings(deadline=None)
@given(_NOTES, st.integers(1, 5))
def test_front_matter_only_moves_the_lines(text: str, above: int) -> None:
    """Lines above the first one to read change nothing but the line numbers."""
    lines = text.split("\n")
    moved = parse_structure(["---"] * above + lines, above + 1).blocks
    assert [block.line - above for block in moved] == [block.line for block in parse_structure(lines).blocks]


_OPEN_LINES = _joined(
    st.sampled_from(_INDENTS), _some("> ", *_MARKS, *_ODD_MARKS), st.sampled_from((*_WORDS, "# a", "==="))
)
_OPEN_NOTES = st.lists(_OPEN_LINES, min_size=1, max_size=6)
_COMMENTS = st.sampled_from(("%%a%%", "<!-- - a -->", "  %%a%% <!-->", "%%a\n\n- b %% "))


@settings(max_examples=300, deadline=None)
@given(_OPEN_NOTES, _OPEN_NOTES, _COMMENTS)
def test_a_comment_of_its_own_is_a_blank_line(above: list[str], below: list[str], comment: str) -> None:
    """Outside code and HTML, lines that hold but a comment could as well be blank."""
    blank = [""] * (comment.count("\n") + 1)
    commented = parse_structure([*above, *comment.split("\n"), *below])
    assert commented == parse_structure([*above, *blank, *below])
