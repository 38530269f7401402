"""What somebody typed under a row of the due note: entries, or a wish about the row itself.

One line is one entry, as on a phone; a line that does not begin like an entry belongs to the one
above it. `later`, `later 2w`, `later 2026-12-01` and `let go` are wishes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vaultwell.model.cadence import Cadence
from vaultwell.notes.entries import parse_item
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.structure import Item
from vaultwell.notes.values import parse_cadence, parse_day
from vaultwell.notes.verbs import Vocabulary

LATER = Cadence(days=7)

_ITEM = re.compile(r"\s*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+)?(?:\[(?P<box>[^\]])\]\s+)?(?P<words>.*?)\s*")
_LATER = re.compile(
    r"(?:(?:later|snooze)\b(?!\s*:)[\s,.–—-]*(?:(?:in|for|until|till)\s+)?|📅\ufe0f?\s*)(?P<when>.*?)[\s.!]*",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(r"(?:not (?:now|today|yet|this week)|skip(?: it)?|next week)[\s.!]*", re.IGNORECASE)
_LET_GO = re.compile(
    r"let(?:ting)?\s+(?:(?:her|him|them|it)\s+)?go\b(?!\s+of\b)[\s:,.!–—-]*(?P<why>.*?)\s*", re.IGNORECASE
)
_YESTERDAY = re.compile(r"yesterday\b[\s:,–—-]*(?=\S)", re.IGNORECASE)
# The tick itself, in words.
_DONE = re.compile(r"(?:done|ok|okay|yes|x|✓|✔|✅|👍)\ufe0f?[\s.!]*", re.IGNORECASE)


class TypedEntry(NamedTuple):
    """One entry: its `words` without list marker and box, the `box` if it has one, the lines after it.

    `is_clear`: it begins with a day, a box, or a verb and a colon, so that it cannot be a passing thought.
    `is_of_yesterday`: it began with that word, which is not among the words.
    """

    words: str
    box: str | None
    more: tuple[str, ...]
    jotting: Jotting
    is_clear: bool
    is_of_yesterday: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """The typed lines of one row.

    `later` is how long, or until when, to wait; `let_go` the reason given ("" for none); None where
    that was not asked for. `unclear` are lines whose day or time cannot be told: a wish, a day in
    another form than ours, a plan without a day.
    """

    entries: tuple[TypedEntry, ...] = ()
    later: Cadence | date | None = None
    let_go: str | None = None
    unclear: tuple[str, ...] = ()

    @property
    def has_wish(self) -> bool:
        """Something is asked about the row itself."""
        return self.later is not None or self.let_go is not None


def parse_typed(lines: Iterable[str], vocabulary: Vocabulary) -> Typed:
    """What the lines under a row ask for."""
    typed = Typed()
    entries: list[TypedEntry] = []
    unclear: list[str] = []
    later, let_go = typed.later, typed.let_go
    for box, words in _items(lines):
        if _DONE.fullmatch(words):
            continue
        if wait := _LATER.fullmatch(words) or _NOT_NOW.fullmatch(words):
            until = _parse_wait(wait.groupdict().get("when", ""))
            later = until or later
            unclear += [] if until else [words]
        elif going := _LET_GO.fullmatch(words):
            let_go = going["why"]
        else:
            _add_entry(entries, words, box, vocabulary)
    unclear += [entry.words for entry in entries if _is_unclear(entry)]
    return Typed(tuple(entries), later, let_go, tuple(unclear))


def _items(lines: Iterable[str]) -> Iterator[tuple[str | None, str]]:
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found and found["words"]:
            yield found["box"], found["words"]


def _parse_wait(text: str) -> Cadence | date | None:
    if not text:
        return LATER
    for parse in (parse_cadence, parse_day):
        try:
            wait = parse(text)
        except ValueError:
            continue
        return None if isinstance(wait, Cadence) and wait.is_never else wait
    return None


def _is_unclear(entry: TypedEntry) -> bool:
    """`20.11. coffee`, `2026-02-30 call`, `[ ] call again in may`: no day of ours may stand in for theirs."""
    jotting = entry.jotting
    if any(fault.code in ("date-form", "impossible-date") for fault in jotting.faults):
        return True
    is_plan = entry.box == " " and (jotting.verb is None or jotting.verb.kind == "contact")
    return is_plan and jotting.on is None and jotting.due_on is None


def _add_entry(entries: list[TypedEntry], words: str, box: str | None, vocabulary: Vocabulary) -> None:
    yesterday = _YESTERDAY.match(words)
    words = words[yesterday.end() :] if yesterday else words
    jotting = parse_item(Item(1, 1, words, box, (), None, ()), vocabulary)
    is_clear = jotting.has_own_day or box is not None or (jotting.verb is not None and jotting.has_colon)
    if entries and not is_clear:
        last = entries[-1]
        entries[-1] = last._replace(more=(*last.more, words))
    else:
        entries.append(TypedEntry(words, box, (), jotting, is_clear, yesterday is not None))
