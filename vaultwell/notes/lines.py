"""Lines as editors count them."""

import re

BOM = "\ufeff"
_END = re.compile(r"\r\n|\n|\r")


def split_lines(text: str) -> list[str]:
    """The lines without their ends, split at CRLF, LF and CR only.

    `str.splitlines` would also split at U+2028, U+0085, vertical tab and form feed, and put every
    later position in the wrong place. Always at least one line.
    """
    if "\r" in text:
        return _END.split(text)
    return text.split("\n")


def read_lines(data: bytes) -> list[str]:
    """The lines of a note; of one that is no UTF-8, with signs in the place of what is none."""
    try:
        return split_lines(data.decode("utf-8").removeprefix(BOM))
    except UnicodeDecodeError:
        return split_lines(data.decode("utf-8", "replace"))
