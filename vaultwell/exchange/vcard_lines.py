"""vCards of any version as fields: cut apart, photos taken out, lines read by vobject."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from vaultwell.exchange.decoding import LONGEST_LINE, decode
from vaultwell.exchange.incoming import ForeignFile, LeftOut, NotThisFormat, say_size
from vaultwell.model.source import Source

MOST_CARDS = 100_000
MOST_LINES = 5_000  # of a card
LONGEST_CARD = 200_000  # characters, its photo not counted

_EDGE = re.compile(r"\s*(begin|end)\s*:\s*vcard\s*", re.IGNORECASE)
_BINARY = re.compile(r"(?:[\w-]+\.)?(photo|logo|sound|key|x-[\w-]*photo[\w-]*)[;:]", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]{16,}|[A-Za-z0-9+/]*={1,2}\s*")
_IS_QUOTED_PRINTABLE = re.compile(r"(?<=[;=])quoted-printable(?=[;:])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_NEWLINES = {"n": "\n", "N": "\n"}


class CardField(NamedTuple):
    """One line of a card: name, types and `params` in small letters; `value` still has its escapes."""

    name: str
    value: str
    types: frozenset[str]
    params: dict[str, str]
    group: str

    @property
    def text(self) -> str:
        """The value, escapes undone."""
        return unescape(self.value).strip()

    def parts(self, separator: str) -> list[str]:
        """The parts of a value that has several, escapes undone."""
        return [unescape(part).strip() for part in re.split(rf"(?<!\\){separator}", self.value)]


class Card(NamedTuple):
    """The fields of one card, and what was taken out of it: a word for each."""

    source: Source
    fields: tuple[CardField, ...]
    taken_out: tuple[str, ...]


def unescape(text: str) -> str:
    """A value without its backslashes."""
    return _ESCAPE.sub(lambda found: _NEWLINES.get(found[1], found[1]), text)


def parse_cards(file: ForeignFile) -> Iterator[Card | LeftOut]:
    """Every card of a file; what is none, or too large to be one, with its reason.

    Raises `NotThisFormat` when there is no card at all, or when there are too many.
    """
    count = 0
    for number, lines, is_closed in _cut(decode(file)):
        count += 1
        if count > MOST_CARDS:
            raise NotThisFormat(f"{file.name} has more than {MOST_CARDS:,} cards. Split it first.")
        source = Source(file.name, number)
        if is_closed:
            yield _parse_card(source, lines)
        else:
            yield LeftOut(source, "a card", "it has no end, so the file may be cut off")
    if not count:
        raise NotThisFormat(f"{file.name} holds no vCard, so nothing of it was read.")


def _cut(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """The line in which each card begins, its lines, and whether it ends; a card inside one is left out."""
    lines: list[str] = []
    depth = start = 0
    for number, line in enumerate(text.split("\n"), 1):
        edge = _EDGE.fullmatch(line) if len(line) < 100 else None
        if edge and edge[1].lower() == "begin":
            start = start if depth else number
            depth += 1
        elif edge and depth:
            depth -= 1
            if not depth:
                yield start, lines, True
                lines = []
        elif depth == 1:
            lines.append(line)
    if depth:
        yield start, lines, False


def _parse_card(source: Source, lines: list[str]) -> Card | LeftOut:
    kept, taken_out = _take_out_binaries(lines)
    if len(kept) > MOST_LINES:
        return LeftOut(source, "a card", f"{len(kept):,} lines, and at most {MOST_LINES:,} are read of one")
    size = sum(map(len, kept))
    longest = max(map(len, kept), default=0)
    if size > LONGEST_CARD or longest > LONGEST_LINE:
        why = f"{say_size(size)}, and at most {say_size(LONGEST_CARD)} are read of a card without its photo"
        return LeftOut(source, "a card", why)
    return Card(source, tuple(_parse_fields(kept)), tuple(taken_out))


def _take_out_binaries(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without those of photos and the like, and a word for each of these."""
    kept: list[str] = []
    taken_out: list[str] = []
    is_binary = False
    for line in lines:
        if found := _BINARY.match(line[:100]):
            taken_out.append(found[1].lower())
            is_binary = True
        elif not (is_binary and (line[:1] in " \t" or _BASE64.fullmatch(line))):
            is_binary = False
            kept.append(line)
    return kept, taken_out


def _parse_fields(lines: list[str]) -> Iterator[CardField]:
    from vobject.base import VObjectError, getLogicalLines, textLineToContentLine

    text = "\n".join(line for line in lines if line.strip())
    for line, _ in getLogicalLines(StringIO(text), allowQP=True):
        head, sign, value = line.partition(":")
        try:
            found = textLineToContentLine(_IS_QUOTED_PRINTABLE.sub("QUOTED-PRINTABLE", head + sign) + value)
        except (VObjectError, LookupError, TypeError, ValueError):
            continue  # no field: nothing is lost that could be read
        params = {name.lower(): ",".join(values) for name, values in found.params.items()}
        words = [*params.get("type", "").split(","), *found.singletonparams]
        types = frozenset(word.strip().strip('"').lower() for word in words)
        yield CardField(found.name.lower(), found.value, types, params, (found.group or "").lower())
