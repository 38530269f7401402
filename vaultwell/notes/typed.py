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
from vaultwell.notes.entries import Jotting, parse_item
from vaultwell.notes.structure import Item
from vaultwell.notes.values import parse_cadence, parse_day
from vaultwell.notes.verbs import Vocabulary

LATER = Cadence(days=7)

_ITEM = re.compile(r"\s*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+)?(?:\[(?P<box>[^\]])\]\s+)?(?P<words>.*?)\s*")
_LATER = re.compile(r"later\b(?!\s*:)[\s,.–—-]*(?:(?:in|for|until)\s+)?(?P<when>.*?)[\s.!]*", re.IGNORECASE)
_LET_GO = re.compile(r"let\s+go\b(?!\s+of\b)[\s:,.!–—-]*(?P<why>.*?)\s*", re.IGNORECASE)


class TypedEntry(NamedTuple):
    """One entry: its `words` without list marker and box, the `box` if it has one, the lines after it.

    `is_clear`: it begins with a day, a box, or a verb and a colon, so that it cannot be a passing thought.
    """

    words: str
    box: str | None
    more: tuple[str, ...]
    jotting: Jotting
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """The typed lines of one row.

    `later` is how long, or until when, to wait; `let_go` the reason given ("" for none); None where
    that was not asked for. `unclear` are lines that begin like a wish and say no time.
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
        if wait := _LATER.fullmatch(words):
            until = _parse_wait(wait["when"])
            later = until or later
            unclear += [] if until else [words]
        elif going := _LET_GO.fullmatch(words):
            let_go = going["why"]
        else:
            _add_entry(entries, words, box, vocabulary)
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


def _add_entry(entries: list[TypedEntry], words: str, box: str | None, vocabulary: Vocabulary) -> None:
    jotting = parse_item(Item(1, 1, words, box, (), None, ()), vocabulary)
    is_clear = jotting.has_own_day or box is not None or (jotting.verb is not None and jotting.has_colon)
    if entries and not is_clear:
        last = entries[-1]
        entries[-1] = last._replace(more=(*last.more, words))
    else:
        entries.append(TypedEntry(words, box, (), jotting, is_clear))
