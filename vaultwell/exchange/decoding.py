"""Bytes of unknown origin as text, and lines that cannot be meant."""

import codecs

from vaultwell.exchange.incoming import ForeignFile, NotThisFormat, say_size

LONGEST_LINE = 1_000_000  # characters; a photo is cut out before it counts

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 400


def decode(file: ForeignFile) -> str:
    """The text of a file: by its byte order mark, else UTF-8 or UTF-16, else as Windows wrote it.

    Line ends become `\\n`. Raises `NotThisFormat` when it is no text.
    """
    text = _decode(file.data)
    if "\0" in text:
        raise NotThisFormat(f"{file.name} is no text file, so nothing of it was read.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_lines(file: ForeignFile, text: str) -> None:
    """Raise `NotThisFormat`, with its size, for a line that no address book has."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise NotThisFormat(
                f"{file.name}:{number}: this line is {say_size(len(line))} long, and at most"
                f" {say_size(LONGEST_LINE)} are read. Nothing of the file was taken over."
            )


def _decode(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 4:  # UTF-16 without its mark: every other byte is empty
        return data.decode(
            "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be", "replace"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
