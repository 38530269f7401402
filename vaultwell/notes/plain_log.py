"""The short way through a contact's note: headings, sentences and entries of one line, as most notes are.

It reads a note only if no line of it could open, continue or close anything else. Then it says the
same as the long way (`parse_structure`, `find_inline_fields` and `read_log`), in a fraction of the
time: a property test holds it to that. Most entries say `called: the move` and no more: of those
only day and deed are kept, as columns, until somebody asks for their words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import itemgetter

from vaultwell.model.log import NOTHING_DUE
from vaultwell.notes.entries import (
    Jotting,
    build_plain,
    build_plain_pattern,
    is_doubtful_text,
    parse_clear,
    parse_short,
)
from vaultwell.notes.grammar import parse_whole
from vaultwell.notes.structure import Item
from vaultwell.notes.values import KNOWN_DAYS
from vaultwell.notes.verbs import Head, Verb, Vocabulary

# What stands behind the first # of a heading.
_match_heading = re.compile(r"(#{0,5}) ([^\W\d_][\w ’'-]*)").fullmatch
# A sentence in which nothing begins a block, a field, a link or a comment, wherever it stands.
_SENTENCE = r"[^\W\d_][^\t:|<>$%*_~=`\\\[\]^#!()\x00-\x1f\x85\u2028\u2029]*+"
_is_sentence = re.compile(_SENTENCE).fullmatch
_is_prose = re.compile(rf"(?:{_SENTENCE})?+(?:\n(?:{_SENTENCE})?+)*+").fullmatch
# One entry with its day, and no code, comment, math, field or escape in it.
_match_item = re.compile(
    r"- (?:\[([^\]])\] )?([0-9\[*](?:[^`%<$\\:\t\x00-\x1f\x85\u2028\u2029]++|:(?!:))*+)"
).fullmatch


def _build_finder(*, is_ascii: bool) -> Callable[[str], list[tuple[str, ...]]]:
    """For every line of a text: what `build_plain_pattern` finds in a plain entry, else the line as it is."""
    pattern = build_plain_pattern(is_ascii=is_ascii)
    return re.compile(rf"^(?:- {pattern}|(.*))$", re.MULTILINE).findall


_find_lines = _build_finder(is_ascii=False)
_find_ascii_lines = _build_finder(is_ascii=True)

_Parse = Callable[[int, int, str | None, str, Vocabulary], Jotting | None]


@dataclass(frozen=True, slots=True)
class PlainLog:
    """The entries of such a note.

    `numbers` are the lines of the plain ones; `days`, `heads` and `due_days` (by index, of those with a 📅)
    what they say beside their text. No two plain entries say the same of one day, and none has the
    day and the verb of the entry above it. `close` are the entries that had to be read closely.
    """

    numbers: Sequence[int]
    days: Sequence[date]
    heads: Sequence[Head]
    due_days: Mapping[int, date]
    close: tuple[Jotting, ...]

    def read_plain(self, lines: Sequence[str], indexes: Iterable[int]) -> Iterator[Jotting]:
        """The plain entries at some indexes, of the note that has these lines."""
        for index in indexes:
            number, head, day, due_on = (
                self.numbers[index],
                self.heads[index],
                self.days[index],
                self.due_days.get(index),
            )
            yield build_plain(number, 14, head, day, cut_plain_text(lines[number - 1]), due_on)

    def read_all(self, lines: Sequence[str]) -> tuple[Jotting, ...]:
        """All entries in the order of the note."""
        plain = self.read_plain(lines, range(len(self.numbers)))
        return tuple(sorted((*plain, *self.close), key=itemgetter(0)))


def read_plain_log(
    body: str, first_line: int, vocabulary: Vocabulary, headings: frozenset[str]
) -> PlainLog | None:
    """The entries of a note's `body`, which begins at `first_line`; None when a line could be anything else.

    Its lines end in LF. `headings` are those of a log, in lower case.
    """
    top, *sections = f"\n{body}".split("\n#")
    if not _is_prose(top):
        return None
    page = _Page(vocabulary, _find_ascii_lines if body.isascii() else _find_lines)
    number = first_line + top.count("\n")
    path: list[tuple[int, str]] = []
    for section in sections:
        title, _, text = section.partition("\n")
        heading = _match_heading(title)
        if heading is None:
            return None
        level = len(heading[1])
        path = [above for above in path if above[0] < level]
        path.append((level, heading[2].strip().lower()))
        is_log = any(words in headings for _, words in path)
        if not (page.read(number + 1, text) if is_log else _is_prose(text)):
            return None
        number += section.count("\n") + 1
    return page.finish()


def cut_plain_text(line: str) -> str:
    """The text of a plain entry's whole line, without a 📅."""
    return line.partition(": ")[2].partition("📅")[0].rstrip()


class _Page:
    """What has been read of a note's log so far."""

    def __init__(self, vocabulary: Vocabulary, find: Callable[[str], list[tuple[str, ...]]]) -> None:
        self._vocabulary, self._find = vocabulary, find
        self._plain: list[tuple[int, date, Head, str, date | None]] = []
        self._close: list[Jotting] = []

    def read(self, first_line: int, text: str) -> bool:
        """Whether a section of the log could be read; its `text` begins at `first_line`."""
        found = self._find(text)
        is_doubtful = is_doubtful_text(text)
        parse = parse_short if is_doubtful else parse_clear
        heads, day_of, add = self._vocabulary.heads, KNOWN_DAYS, self._plain.append
        for number, (day, before, said, due, line) in enumerate(found, first_line):
            if day:
                head, on = heads.get(before), day_of[day]
                due_on = day_of[due] if due else None
                is_clear = not (is_doubtful and is_doubtful_text(said)) and (due_on or not due)
                if head and on and is_clear and (said or not head.verb.needs_colon):
                    add((number, on, head, said, due_on))
                    continue
                line = text.split("\n", number - first_line + 1)[number - first_line]  # noqa: PLW2901
            if not line:
                continue
            if line[:2] == "- ":
                is_read = self._read_entry(number, line, parse)
            else:
                is_read = _is_sentence(line) is not None and not _is_item(found, number - first_line - 1)
            if not is_read:
                return False
        return True

    def _read_entry(self, number: int, line: str, parse: _Parse) -> bool:
        at, box = (6, line[3]) if line[2:3] == "[" and line[4:6] == "] " else (2, None)
        jotting = parse(number, at + 1, box, line[at:].rstrip(), self._vocabulary)
        if jotting is None:
            found = _match_item(line)
            if found is None:
                return False
            item = Item(number, found.start(2) + 1, found[2].rstrip(), found[1], (), None, ())
            jotting = parse_whole(item, self._vocabulary)
        self._close.append(jotting)
        return jotting.on is not None

    def finish(self) -> PlainLog:
        """The log; all of it read closely when two of its lines may say the same."""
        close = tuple(self._close)
        if not self._plain:
            return PlainLog((), (), (), NOTHING_DUE, close)
        numbers, days, heads, _, due_days = zip(*self._plain, strict=True)
        if self._repeats(days):
            plain = [
                build_plain(number, 14, head, on, said.rstrip(), due_on)
                for number, on, head, said, due_on in self._plain
            ]
            return PlainLog((), (), (), NOTHING_DUE, tuple(sorted((*plain, *close), key=itemgetter(0))))
        due = {index: on for index, on in enumerate(due_days) if on} if any(due_days) else NOTHING_DUE
        return PlainLog(numbers, days, heads, due, close)

    def _repeats(self, days: Sequence[date]) -> bool:
        """Two plain entries say the same of one day, or one has day and verb of the entry above it."""
        all_days = [*days, *[jotting.on for jotting in self._close]]
        if len(set(all_days)) == len(all_days):
            return False
        twice = {on for on, count in Counter(all_days).items() if count > 1}
        told: list[tuple[int, date | None, Verb | None, str]]
        told = [
            (number, on, head.verb, said.rstrip()) for number, on, head, said, _ in self._plain if on in twice
        ]
        words = {(on, verb.name, said) for _, on, verb, said in told if verb}
        if len(words) < len(told):
            return True
        told += [
            (jotting.line, jotting.on, jotting.verb, "") for jotting in self._close if jotting.on in twice
        ]
        told.sort(key=itemgetter(0))
        return any(
            above[1] == below[1] and above[2] is below[2] and above[0] + 1 == below[0]
            for above, below in pairwise(told)
        )


def _is_item(found: Sequence[tuple[str, ...]], index: int) -> bool:
    """The line at `index` is an entry, so that words right below it would belong to it."""
    return index >= 0 and (found[index][0] != "" or found[index][4].startswith("- "))
