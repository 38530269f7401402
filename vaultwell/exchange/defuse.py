"""Other people's text, such that nothing in it runs, links, loads, hides or misleads (limits.md).

In Obsidian a note is partly a program: code blocks and inline code run with some plugins, `<% %>` in
every new file, links and remote images are followed, `key::` is a property.
"""

import re
import unicodedata

from vaultwell.render.markdown import literal

LONGEST_VALUE = 500
_MOST_LINES = 400
_LONGEST_LINE = 4_000

_BLANKS = re.compile(r"[\s\u2028\u2029\x85]+")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ANSI = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|.)|\x9b[0-?]*[ -/]*[@-~]")
_JOINERS = "\u200c\u200d"  # part of the spelling in Persian, of emoji
# What opens another program, or an unknown page, when it is clicked.
_SCHEME = re.compile(
    r"\b(?!https?:|mailto:|tel:)([a-z][a-z0-9+.-]{0,30}):(?=//|script\b)|\b(?:javascript|data|vbscript):",
    re.IGNORECASE,
)
_ACTIVE = re.compile(r"(<(?=[%A-Za-z/!?])|%(?=[%>])|\{(?=\{)|\[(?=\[)|\](?=\())")
_TASK_SIGN = re.compile(r"([📅📆🗓✅❌➕⏳🛫]\ufe0f?)(?=\s*[0-9])")
_FIELD = re.compile(r":(?=:)")
_STARTS_BLOCK = re.compile(r"^([-+]|[0-9]{1,9}[.)])(?=\s|$)")
_FENCE_LINE = re.compile(r"^(-{3,}|\+{3,})\s*$")


def clean(text: str) -> str:
    """The text on one line: composed accents, no control, direction or invisible characters."""
    bare = _ANSI.sub("", text)
    kept = "".join(sign for sign in _BLANKS.sub(" ", bare) if _is_kept(sign))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def _is_kept(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def defuse_value(text: str) -> str:
    """One value of a property: Obsidian shows links there, Dataview’s tables whatever Markdown it holds, and
    Templater runs what stands in a new note.
    """
    line = _SCHEME.sub(_part, clean(text[:_LONGEST_LINE])).replace("`", "'")
    return _ACTIVE.sub(r"\1 ", line)


def defuse_line(text: str) -> str:
    """One line of Markdown that reads as the text, for an entry or a quote."""
    line = _SCHEME.sub(_part, clean(text[: 2 * _LONGEST_LINE])[:_LONGEST_LINE])
    line = _FIELD.sub(r":\\", literal(_TASK_SIGN.sub(r"\1 ·", line)))
    return _FENCE_LINE.sub(r"\\\1", _STARTS_BLOCK.sub(_escape_start, line))


def _part(found: re.Match[str]) -> str:
    return f"{found[0]} "


def _escape_start(found: re.Match[str]) -> str:
    """A list in somebody's text is no task, and no entry, of mine."""
    return f"\\{found[1]}" if found[1] in "-+" else f"{found[1][:-1]}\\{found[1][-1]}"


def defuse_lines(text: str) -> list[str]:
    """Each line of a longer text as `defuse_line` does; never two blank ones in a row, nor at an end."""
    lines: list[str] = []
    for line in (raw := _LINE_ENDS.split(text))[:_MOST_LINES]:
        if (safe := defuse_line(line)) or (lines and lines[-1]):
            lines.append(safe)
    if rest := sum(1 for line in raw[_MOST_LINES:] if line.strip()):
        lines.append(f"… ({rest:,} lines more were left out)")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def defuse_quote(text: str) -> str:
    """A longer text as a quote: `> ` before each line."""
    return "\n".join(f"> {line}".rstrip() for line in defuse_lines(text))
