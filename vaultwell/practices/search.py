"""Full text: the lines of people's and dated notes in which every word stands. Needs no graph.

Ten thousand notes take a moment because nearly none of them is split or parsed: a note's whole text is
compared first, as bytes where it is ASCII.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple
from unicodedata import combining, normalize

from vaultwell.model.errors import UsageError
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.dated import find_day_text
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.kinds import find_kind, find_meeting_day
from vaultwell.notes.lines import split_lines
from vaultwell.notes.values import find_day

_BOM = "\ufeff"
_FOREIGN = re.compile("[^\x00-\x7f]+")
_ASCII = bytes(range(128))
# UTF-8 of what may fold to ASCII, or to nothing: letters and marks, but not U+0080–U+00BF, the dashes and
# quotes of U+2000–U+203F, and emoji, which stand in nearly every note and cost most of the time.
_FOLDING = re.compile(rb"[\xc3-\xe1\xe3-\xef\xf1-\xff]|\xe2[^\x80]|\xf0[^\x9f]")
_LINE_DAY = re.compile(
    r"\s*(?:[-*+]|[0-9]{1,9}[.)]|#{1,6})\s+(?:\[.\]\s+)?(?:\*\*|\[\[)?([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
)


class Match(NamedTuple):
    """One line, `text`, without the blanks around it.

    `name` is the person whose note it stands in, None in a dated note; `on` the day that begins the
    line, in a dated note the note's day. A person found by name alone has their name for `text`, in line 1.
    """

    path: str
    line: int
    name: str | None
    on: date | None
    text: str


def fold(text: str) -> str:
    """The text as it is compared: without case and accents, blanks as they stand."""
    return _FOREIGN.sub(_fold_run, text.lower())


def _fold_run(found: re.Match[str]) -> str:
    return _fold_foreign(found[0])


@lru_cache(maxsize=4096)
def _fold_foreign(text: str) -> str:
    return "".join(sign for sign in normalize("NFD", text.casefold()) if not combining(sign))


def parse_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The words to look for, folded; one of several words is a phrase. `UsageError` when none is left."""
    words = tuple(word for text in texts if (word := " ".join(fold(text).split())))
    if not words:
        raise UsageError("Say what to look for: a word, a part of one, or several in quotes.")
    return words


def find_matches(
    notes: Iterable[tuple[str, bytes]], words: Sequence[str], settings: Settings, conventions: Conventions
) -> tuple[Match, ...]:
    """Every line with all of `words` (see `parse_words`), people first, then by path and line.

    `notes` are paths and bytes. A word in a person's name need not stand in the line as well.
    """
    people: list[Match] = []
    dated: list[Match] = []
    for path, data, folded in _find_candidates(notes, words):
        lines = split_lines(data.decode("utf-8", "replace").removeprefix(_BOM))
        front_matter = parse_front_matter(path, lines)
        day = find_day_text(path, conventions)
        kind = find_kind(path, lines, front_matter, settings, conventions, has_day=day is not None)
        if kind == "contact":
            people += _match_person(path, lines, split_lines(folded), words)
        elif kind == "dated":
            meeting = find_meeting_day(path, front_matter, conventions)
            on = find_day(day or (meeting.text if meeting else None))
            numbers = _find_lines(split_lines(folded), words)
            dated += (Match(path, number, None, on, lines[number - 1].strip()) for number in numbers)
    return (*people, *dated)


def _find_candidates(
    notes: Iterable[tuple[str, bytes]], words: Sequence[str]
) -> Iterator[tuple[str, bytes, str]]:
    """The notes whose name and whole text hold every word somewhere: path, bytes, folded text."""
    sought = [(word, word.encode("utf-8", "surrogatepass")) for word in words]
    is_ascii = all(word.isascii() for word in words)
    for path, data in notes:
        lowered = data.lower()
        missing = [word for word, encoded in sought if encoded not in lowered]
        has_foreign = not is_ascii or _FOLDING.search(data.translate(None, _ASCII))
        if missing and not has_foreign and not _holds(fold(path), missing):
            continue
        folded = lowered.decode("utf-8", "replace")
        if has_foreign:
            folded = _FOREIGN.sub(_fold_run, folded)
            missing = [word for word in missing if word not in folded]
        if not missing or _holds(fold(path), missing):
            yield path, data, folded


def _holds(folded: str, words: Iterable[str]) -> bool:
    return all(word in folded for word in words)


def _find_lines(folded: Iterable[str], words: Sequence[str]) -> Iterator[int]:
    """The numbers, from 1, of the lines that hold every word."""
    return (number for number, line in enumerate(folded, 1) if _holds(line, words))


def _match_person(
    path: str, lines: Sequence[str], folded: Sequence[str], words: Sequence[str]
) -> Iterator[Match]:
    name = PurePosixPath(path).stem
    folded_name = fold(name)
    missing = [word for word in words if word not in folded_name]
    if not missing:
        yield Match(path, 1, name, None, name)
    for number in _find_lines(folded, missing or words):
        line = lines[number - 1]
        yield Match(path, number, name, _find_day(line), line.strip())


def _find_day(line: str) -> date | None:
    found = _LINE_DAY.match(line)
    return find_day(found[1]) if found else None


def find_spans(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in `text`: first and last offsets, in order, none touching another."""
    signs = [fold(sign) for sign in text]
    folded = "".join(signs)
    origin = [index for index, sign in enumerate(signs) for _ in sign]
    marked = {
        index
        for word in words
        for found in re.finditer(re.escape(word), folded)
        for index in range(origin[found.start()], origin[found.end() - 1] + 1)
    }
    starts = sorted(index for index in marked if index - 1 not in marked)
    ends = sorted(index + 1 for index in marked if index + 1 not in marked)
    return tuple(zip(starts, ends, strict=True))
