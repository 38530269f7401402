"""What somebody types on a command line, made fit to be one entry of a log."""

import re

_MARKER = re.compile(r"[-*+]\s+")
_BOX = re.compile(r"\[(.)\]\s+")
# What would move a cursor, end a line or turn it around: C0 and C1 controls, U+2028 and U+2029, overrides.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]+")


def clean_words(text: str) -> list[str]:
    """What somebody typed as the lines of an entry: no controls, no blank lines, no list marker of its own.

    Raises `ValueError` when it holds no words, or bytes that are no text.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds bytes that are no text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(_CONTROLS.sub(" ", line).expandtabs().split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if lines:
        lines[0] = _MARKER.sub("", lines[0], count=1) if _MARKER.match(lines[0]) else lines[0]
    if not lines or not lines[0]:
        raise ValueError("holds no words")
    return lines


def cut_box(words: str) -> tuple[str, str]:
    """The box that words begin with, `[ ] ` or nothing, and the words without it."""
    found = _BOX.match(words)
    return (f"[{found[1]}] ", words[found.end() :]) if found else ("", words)
