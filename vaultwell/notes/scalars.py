"""Values as YAML writes them: one line, and quotes only where it would read more than text."""

import re
from datetime import date

# What YAML 1.1 or 1.2 reads as something else than text; dates stay unquoted, as Obsidian writes them.
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_NUMBER = re.compile(
    r"0[xob][0-9a-f_]+|[0-9][0-9_]*(?::[0-9][0-9_]*)*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?",
    re.ASCII | re.IGNORECASE,
)
_UNSAFE = re.compile(r": | #|:\Z| \Z|\[\[|\{\{|\A[^\w(]")
_ESCAPED = re.compile(
    r'["\\\u2028\u2029\ufeff\U0001fffe\U0001ffff\U0002fffe\U0002ffff]'
    r"|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_REPLACEMENT = "\ufffd"


def render_value(value: object) -> str:
    """A text, truth value, whole number or date as one YAML scalar; anything else is a TypeError."""
    if isinstance(value, str):
        return render_scalar(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"front matter holds text, not {type(value).__name__}")


def render_scalar(text: str) -> str:
    """The text as one YAML scalar on one line, in double quotes when it would not stay text without."""
    if _is_safe(text):
        return text
    return quote_scalar(text)


def quote_scalar(text: str) -> str:
    """The text in double quotes, on one line."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _is_safe(text: str) -> bool:
    return not (
        not text.isprintable()
        or not text
        or _UNSAFE.search(text)
        or _NUMBER.fullmatch(text)
        or text.lower() in _WORDS
    )


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    is_text = character < "\ud800" or "\udfff" < character <= "\uffff"
    return f"\\u{ord(character if is_text else _REPLACEMENT):04x}"
