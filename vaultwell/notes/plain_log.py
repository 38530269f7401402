"""The short way through a contact's note: headings, sentences and entries of one line, as most notes are.

It reads a note only if no line of it could open, continue or close anything else. Then it says the
same as the long way (`parse_structure`, `find_inline_fields` and `read_log`), in a fraction of the
time: a property test holds it to that. Most entries say `called: the move` and no more: of those
only day and deed are kept, as columns, until somebody asks for their words.
"""

import re
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
    parse_item,
    parse_linked,
    parse_talk,
)
from vaultwell.notes.structure import Item
from vaultwell.notes.values import KNOWN_DAYS
from vaultwell.notes.verbs import Head, Verb, Vocabulary

_HEADING = re.compile(r"(#{1,6}) ([^\W\d_][\w ’'-]*)")
# A sentence in which nothing begins a block, a field, a link or a comment, wherever it stands.
_SENTENCE = re.compile(r"[^\W\d_][^\t:|<>$%*_~=`\\\[\]^#!()\x00-\x1f\x85\u2028\u2029]*")
# One entry with its day, and no code, comment, math, field or escape in it.
_ENTRY = re.compile(r"- (?:\[([^\]])\] )?([0-9\[*](?:[^`%<$\\:\t\x00-\x1f\x85\u2028\u2029]|:(?!:))*)")


def _build_finder(*, is_ascii: bool) -> Callable[[str], list[tuple[str, ...]]]:
    """For every line of a text: what `build_plain_pattern` finds in a plain entry, else the line as it is."""
    pattern = build_plain_pattern(is_ascii=is_ascii)
    return re.compile(rf"^(?:- {pattern}|(.*))$", re.MULTILINE).findall


_find_lines = _build_finder(is_ascii=False)
_find_ascii_lines = _build_finder(is_ascii=True)


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
    lines: Sequence[str], first_line: int, vocabulary: Vocabulary, headings: frozenset[str]
) -> PlainLog | None:
    """The entries of a note whose body begins at `first_line`; None when a line could be anything else.

    `headings` are those of a log, in lower case.
    """
    body = "\n".join(lines[first_line - 1 :])
    found = _find_ascii_lines(body) if body.isascii() else _find_lines(body)
    is_doubtful = is_doubtful_text(body)
    heads, day_of = vocabulary.heads, KNOWN_DAYS
    page = _Page(headings, vocabulary)
    for number, (day, before, text, due, line) in enumerate(found, first_line):
        if before and page.is_log:
            head, on = heads.get(before), day_of[day]
            due_on = day_of[due] if due else None
            is_clear = (
                not (is_doubtful and is_doubtful_text(text)) if text else head and not head.verb.needs_colon
            )
            if head and on and is_clear and (due_on or not due):
                page.plain.append((number, on, head, text, due_on))
                page.is_item = True
                continue
        if not page.read_line(number, lines[number - 1] if before else line):
            return None
    return page.finish(lines)


def cut_plain_text(line: str) -> str:
    """The text of a plain entry's whole line, without a 📅."""
    return line.partition(": ")[2].partition("📅")[0].rstrip()


class _Page:
    """What has been read of a note so far, and the headings that stand open."""

    def __init__(self, headings: frozenset[str], vocabulary: Vocabulary) -> None:
        self.headings, self.vocabulary = headings, vocabulary
        self.path: list[tuple[int, str]] = []
        self.is_log = self.is_item = False
        self.plain: list[tuple[int, date, Head, str, date | None]] = []
        self.close: list[Jotting] = []

    def read_line(self, number: int, line: str) -> bool:
        """Whether a line that is no plain entry can be read the short way too."""
        if self.is_log and line.startswith("- "):
            return self._read_entry(number, line)
        if not line:
            self.is_item = False
        elif heading := _HEADING.fullmatch(line):
            self.path = [found for found in self.path if found[0] < len(heading[1])]
            self.path.append((len(heading[1]), heading[2].strip().lower()))
            self.is_log = any(text in self.headings for _, text in self.path)
            self.is_item = False
        else:
            return not self.is_item and _SENTENCE.fullmatch(line) is not None
        return True

    def _read_entry(self, number: int, line: str) -> bool:
        parse = parse_linked if "[[" in line else parse_talk
        jotting = parse(number, 3, line[2:], self.vocabulary)
        if jotting is None:
            found = _ENTRY.fullmatch(line)
            if found is None:
                return False
            item = Item(number, found.start(2) + 1, found[2].rstrip(), found[1], (), None, ())
            jotting = parse_item(item, self.vocabulary)
        self.close.append(jotting)
        self.is_item = True
        return jotting.on is not None

    def finish(self, lines: Sequence[str]) -> PlainLog:
        """The log; all of it read closely when two of its lines may say the same."""
        if not self.plain:
            return PlainLog((), (), (), NOTHING_DUE, tuple(self.close))
        numbers, days, heads, _, due_days = zip(*self.plain, strict=True)
        due = {index: on for index, on in enumerate(due_days) if on} if any(due_days) else NOTHING_DUE
        log = PlainLog(numbers, days, heads, due, tuple(self.close))
        if self._may_repeat(set(days)) and self._repeats():
            return PlainLog((), (), (), NOTHING_DUE, log.read_all(lines))
        return log

    def _may_repeat(self, days: set[date]) -> bool:
        return len(days) < len(self.plain) or any(jotting.on in days for jotting in self.close)

    def _repeats(self) -> bool:
        """Two plain entries say the same of one day, or one has day and verb of the entry above it."""
        texts = {(on, head.verb.name, text.rstrip()) for _, on, head, text, _ in self.plain}
        told: list[tuple[int, date, Verb | None]]
        told = [(number, on, head.verb) for number, on, head, _, _ in self.plain]
        told += [(jotting.line, jotting.on, jotting.verb) for jotting in self.close if jotting.on]
        told.sort(key=itemgetter(0))
        is_reworded = any(
            above[1] == below[1] and above[2] is below[2] and above[0] + 1 == below[0]
            for above, below in pairwise(told)
        )
        return is_reworded or len(texts) < len(self.plain)
