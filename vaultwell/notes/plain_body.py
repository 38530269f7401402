"""The short way through a contact's note: headings, sentences and entries of one line, as most notes are.

It reads a note only if no line of it could open, continue or close anything else. Then it says the
same as the long way (`parse_structure`, `find_inline_fields` and `read_log`), in a fraction of the
time: a property test holds it to that. Most entries say `called: the move`, `lunch with [[Ana]]: the move`
or `long walk by the river`, and no more: of those only day and deed are kept, as columns, until somebody
asks for their words.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from vaultwell.model.log import NOTHING_DUE
from vaultwell.notes.entries import (
    build_plain_pattern,
    find_linked,
    is_doubtful_text,
    parse_short,
    parse_talk,
)
from vaultwell.notes.grammar import parse_whole
from vaultwell.notes.plain_log import PlainLog, Spoken
from vaultwell.notes.structure import Item
from vaultwell.notes.values import KNOWN_DAYS
from vaultwell.notes.verbs import CONTACT, Head, Verb, Vocabulary

if TYPE_CHECKING:
    from vaultwell.notes.jotting import Jotting

# What stands behind the first # of a heading.
_match_heading = re.compile(r"(#{0,5}) ([^\W\d_][\w ’'&/,.!?()+-]*)").fullmatch
# A sentence in which nothing begins a block, a field, a link or a comment, wherever it stands.
_SENTENCE = r"[^\W\d_][^\t:|<>$%*_~=`\\\[\]^#!()\x00-\x1f\x85\u2028\u2029]*+"
_is_sentence = re.compile(_SENTENCE).fullmatch
# Lines outside a log of which none is a heading, a field or a mark of git, and none opens what could go on
# below the next heading.
_ASIDE = r"(?![ \t]*(?:-+|=+|[>|]{7}.*)[ \t]*$)(?:[^#`~%<$:\x00-\x08\n-\x1f\x85\u2028\u2029]++|:(?!:))*+"
_is_aside = re.compile(rf"{_ASIDE}(?:\n{_ASIDE})*+", re.MULTILINE).fullmatch
# One entry with its day, and no code, comment, math, field or escape in it.
_match_item = re.compile(
    r"- (?:\[([^\]])\] )?([0-9\[*](?:[^`%<$\\:\t\x00-\x1f\x85\u2028\u2029]++|:(?!:))*+)"
).fullmatch


_Line = tuple[str, str, str, str, str, str]


def _build_finder(*, is_ascii: bool) -> Callable[[str], list[_Line]]:
    """For every line of a text: what `build_plain_pattern` finds in a plain entry, else the line as it is."""
    pattern = build_plain_pattern(is_ascii=is_ascii)
    return re.compile(rf"^(?:- {pattern}|(.*))$", re.MULTILINE).findall


_find_lines = _build_finder(is_ascii=False)
_find_ascii_lines = _build_finder(is_ascii=True)

_Told = tuple[int, date | None, Verb | None, str]


def read_plain_log(
    body: str, first_line: int, vocabulary: Vocabulary, headings: frozenset[str]
) -> PlainLog | None:
    """The entries of a note's `body`, which begins at `first_line`; None when a line could be anything else.

    Its lines end in LF. `headings` are those of a log, in lower case.
    """
    top, *sections = f"\n{body}".split("\n#")
    if not _is_aside(top):
        return None
    page = _Page(vocabulary)
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
        if not (page.read(number + 1, text) if is_log else _is_aside(text)):
            return None
        number += section.count("\n") + 1
    return page.finish()


class _Page:
    """What has been read of a note's log so far."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._plain: list[tuple[int, date, Head, str, date | None]] = []
        self._close: list[Jotting] = []
        self._targets: dict[int, str] = {}
        self._talks: dict[int, Spoken] = {}

    def read(self, first_line: int, text: str) -> bool:
        """Whether a section of the log could be read; its `text` begins at `first_line`."""
        found = _find_ascii_lines(text) if text.isascii() else _find_lines(text)
        is_doubtful = is_doubtful_text(text)
        lines: list[str] = []
        heads, bare_heads, day_of = self._vocabulary.heads, self._vocabulary.bare_heads, KNOWN_DAYS
        for number, line in enumerate(found, first_line):
            day, before, target, said, due, rest = line
            head = (heads if said else bare_heads).get(before)
            if head and not (target or due or is_doubtful) and (on := day_of[day]):  # as nearly always
                self._plain.append((number, on, head, said, None))
            elif not self._read_marked(number, line, is_doubtful=is_doubtful):
                if day:
                    lines = lines or text.split("\n")
                    rest = lines[number - first_line]
                is_below = number > first_line and _is_item(found[number - first_line - 1])
                if rest and not self._read_any(number, rest, is_doubtful=is_doubtful, is_below=is_below):
                    return False
        return True

    def _read_marked(self, number: int, line: _Line, *, is_doubtful: bool) -> bool:
        """Whether the line is a plain entry, perhaps with a link, a 📅, or words that are only looked at."""
        day, before, target, said, due, _ = line
        if not day or (is_doubtful and is_doubtful_text(f"{before}{target}{said}")):
            return False
        if target:
            head = self._find_linked(before) if said and not due else None
        else:
            head = (self._vocabulary.heads if said else self._vocabulary.bare_heads).get(before)
        on, due_on = KNOWN_DAYS[day], KNOWN_DAYS[due] if due else None
        if head is None or on is None or (due and due_on is None):
            return False
        self._plain.append((number, on, head, said, due_on))
        if target:
            self._targets[number] = target
        return True

    def _read_any(self, number: int, line: str, *, is_doubtful: bool, is_below: bool) -> bool:
        """Whether any other line could be read; `is_below`: words would belong to the entry above."""
        if line[:2] != "- ":
            return _is_sentence(line) is not None and not is_below
        is_clear = not (is_doubtful and is_doubtful_text(line))
        return (is_clear and self._read_talk(number, line)) or self._read_entry(number, line)

    def _find_linked(self, before: str) -> Head | None:
        """The head of an entry of which the words before a link are these."""
        linked = find_linked(before, True, self._vocabulary)
        return linked.head if linked else None

    def _read_talk(self, number: int, line: str) -> bool:
        """Whether the line is a talk that says no more than its head."""
        words = line[13:].rstrip()
        if not (words[:1].isalpha() and line[12] == " " and line[2].isdigit()):
            return False
        on, talk = KNOWN_DAYS[line[2:12]], parse_talk(words, self._vocabulary)
        if on is None or talk is None or talk.head is None:
            return False
        said = words if talk.head.verb.keeps_wording else talk.text
        self._plain.append((number, on, talk.head, said, None))
        who = "" if talk.head.who else talk.subject
        if who or talk.names:
            self._talks[number] = Spoken(who, talk.names)
        return True

    def _read_entry(self, number: int, line: str) -> bool:
        at, box = (6, line[3]) if line[2:3] == "[" and line[4:6] == "] " else (2, None)
        jotting = parse_short(number, at + 1, box, line[at:].rstrip(), self._vocabulary)
        if jotting is None:
            found = _match_item(line)
            if found is None:
                return False
            item = Item(number, found.start(2) + 1, found[2].rstrip(), found[1], (), None, ())
            jotting = parse_whole(item, self._vocabulary)
        self._close.append(jotting)
        return jotting.on is not None

    def finish(self) -> PlainLog:
        """The log."""
        close = tuple(self._close)
        if not self._plain:
            return PlainLog(close=close)
        numbers, days, heads, _, due_days = zip(*self._plain, strict=True)
        due = {index: on for index, on in enumerate(due_days) if on} if any(due_days) else NOTHING_DUE
        return PlainLog(numbers, days, heads, due, close, self._targets, self._talks, self._repeats(days))

    def _repeats(self, days: Sequence[date]) -> bool:
        """Two plain entries say the same of one day, or one has day and verb of the entry above it."""
        all_days = [*days, *[jotting.on for jotting in self._close]]
        if len(set(all_days)) == len(all_days):
            return False
        twice = {on for on, count in Counter(all_days).items() if count > 1}
        told: list[_Told] = [
            (number, on, head.verb, said.rstrip()) for number, on, head, said, _ in self._plain if on in twice
        ]
        words = {(on, verb.name, said) for _, on, verb, said in told if verb}
        if len(words) < len(told):
            return True
        told += [
            (jotting.line, jotting.on, jotting.verb, "") for jotting in self._close if jotting.on in twice
        ]
        told.sort(key=itemgetter(0))
        return any(map(_is_alike, told, told[1:]))


def _is_alike(above: _Told, below: _Told) -> bool:
    """Two entries, one right below the other, could say the same; a talk in words of its own any word."""
    if above[0] + 1 != below[0] or above[1] != below[1]:
        return False
    return above[2] is below[2] or CONTACT in (above[2], below[2])


def _is_item(line: _Line) -> bool:
    """The line is an entry, so that words right below it would belong to it."""
    return line[0] != "" or line[5].startswith("- ")
