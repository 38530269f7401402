"""How the blocks of CommonMark and GFM begin: each function looks at the rest of one line."""

import re

BLANK = " \t"

_ATX = re.compile(r"(#{1,6})(?![^ \t])[ \t]*")
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_CELL = re.compile(r":?-+:?")
_PIPE = re.compile(r"(?<!\\)\|")

_RAW_TAGS = "script|pre|style|textarea"
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog"
    "|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html"
    "|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section"
    "|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
# CommonMark's start conditions 1 and 3 to 6 with what ends each; number 2 is a comment, and those
# are hidden before.
_HTML = tuple(
    (re.compile(start, re.I | re.A), re.compile(end, re.I | re.A))
    for start, end in (
        (rf"<(?:{_RAW_TAGS})(?:[ \t>]|\Z)", rf"</(?:{_RAW_TAGS})>"),
        (r"<\?", r"\?>"),
        (r"<![a-z]", r">"),
        (r"<!\[CDATA\[", r"\]\]>"),
    )
)
_HTML_BLOCK = re.compile(rf"</?(?:{_BLOCK_TAGS})(?:[ \t]|/?>|\Z)", re.I | re.A)
_ATTRIBUTE = r"""[ \t]+[a-z_:][a-z0-9:._-]*+(?:[ \t]*=[ \t]*(?:[^ \t"'=<>`\x00-\x1f]++|'[^']*+'|"[^"]*+"))?"""
_HTML_TAG = re.compile(
    rf"(?:<[a-z][a-z0-9-]*+(?:{_ATTRIBUTE})*+[ \t]*/?>|</[a-z][a-z0-9-]*+[ \t]*>)[ \t]*\Z", re.I | re.A
)
# No line matches it: an HTML block of conditions 6 and 7 ends at a blank line.
AT_BLANK_LINE = re.compile(r"(?!)")


def find_heading(rest: str) -> tuple[int, int, str] | None:
    """Level, offset and text of an ATX heading, without its closing `#`s."""
    found = _ATX.match(rest)
    if found is None:
        return None
    text = rest[found.end() :].rstrip(BLANK)
    bare = text.rstrip("#")
    if bare != text and (not bare or bare[-1] in BLANK):
        text = bare.rstrip(BLANK)
    return len(found[1]), found.end(), text


def find_underline(rest: str) -> int:
    """The level of the heading that an underline makes of the paragraph above; 0 if it is none."""
    mark = rest[0]
    if mark in "=-" and not rest.rstrip(BLANK).strip(mark):
        return 1 if mark == "=" else 2
    return 0


def is_rule(rest: str) -> bool:
    """A thematic break: `---`, `* * *`, `___`."""
    mark = rest[0]
    return mark in "-*_" and rest.count(mark) >= 3 and not rest.strip(mark + BLANK)


def find_fence(rest: str) -> str:
    """The backticks or tildes that open fenced code; empty if they do not."""
    found = _FENCE.match(rest)
    return found[0] if found else ""


def is_fence_end(rest: str, fence: str) -> bool:
    """A line that closes what `fence` opened."""
    return rest.startswith(fence) and not rest.rstrip(BLANK).strip(fence[0])


def find_html(rest: str, *, is_in_paragraph: bool) -> re.Pattern[str] | None:
    """What ends the HTML block that begins here; a tag of any name does not interrupt a paragraph."""
    for start, end in _HTML:
        if start.match(rest):
            return end
    if _HTML_BLOCK.match(rest) or (not is_in_paragraph and _HTML_TAG.match(rest)):
        return AT_BLANK_LINE
    return None


def is_delimiter_row(rest: str, header: str) -> bool:
    """The second line of a table whose first is `header`: as many cells, of dashes and colons only."""
    if rest.strip("|-:" + BLANK) or "|" not in header:
        return False
    cells = _inner_cells(rest.split("|"))
    are_dashes = all(_CELL.fullmatch(cell.strip(BLANK)) for cell in cells)
    return are_dashes and 0 < len(cells) == len(_inner_cells(_PIPE.split(header)))


def _inner_cells(cells: list[str]) -> list[str]:
    """The cells without the empty ones outside the first and the last pipe."""
    start = 0 if cells[0].strip(BLANK) else 1
    end = len(cells) - (0 if cells[-1].strip(BLANK) else 1)
    return cells[start:end]
