"""Control characters of other people's text, made visible instead of obeyed."""

import re

from vaultwell.notes.links import plain_text

# C0 (but tab and newline), DEL, C1, line and paragraph separators, bidi controls, BOM inside text.
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"

_EMPHASIS = re.compile(r"(\*\*|__|==|~~)(?=\S)(.+?)(?<=\S)\1")


def visible(text: str) -> str:
    """The text with every character that could move the cursor or turn the line shown as `\\x1b`."""
    if text.isprintable():  # and these are not
        return text
    return re.sub(_CONTROLS, _shown, text).encode("utf-8", "backslashreplace").decode("utf-8")


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def plain(text: str) -> str:
    """Somebody's words on one line: links as their labels, no signs of emphasis, nothing obeyed."""
    return visible(_EMPHASIS.sub(r"\2", plain_text(text.replace("\n", "; "))))


def one_line(text: str) -> str:
    """The same, line breaks shown too: a file's name may hold one."""
    return visible(text).replace("\n", "\\n")
