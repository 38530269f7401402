"""How a line begins: the state of its box, who, and which verb."""

import re
from collections.abc import Iterator

from vaultwell.model.entry import State
from vaultwell.notes.outcomes import MOVED_TO
from vaultwell.notes.verbs import MOVED_TO_A_DAY, Verb, Vocabulary

_LINK_FIRST = re.compile(r"\x00+[ \t]+")
_ADVERBS = ("finally", "also", "just", "again", "then", "later")
_match_adverbs = re.compile(rf"(?:(?:{'|'.join(_ADVERBS)})[ \t]+)*", re.IGNORECASE).match
_WORD = re.compile(r"[^\W\d_][^\s:,;\x00]*[ \t]+")
_MOST_NAME_WORDS = 4
_TO_ME = re.compile(r"[ \t]+(?:me|us)(?![\w'’])", re.IGNORECASE)
THEY = "they"
PRONOUN = re.compile(
    r"\s*\b(?:her|him|them|me|us|each other)\b\s*"
    r"(?=$|[:：,–—-]|(?:about|re|on|to|at|in|after|before|again|today)\b)",
    re.IGNORECASE,
)


def read_state(box: str, *, is_cancelled: bool = False) -> State:
    """What the mark in a checkbox says."""
    if box in "xX":
        return "done"
    return "dropped" if box == "-" or is_cancelled else "open"


def find_verb(rest: str, masked: str, vocabulary: Vocabulary) -> tuple[str, Verb | None, int]:
    """Who, which verb, and the offset after it; a verb at the very start wins over a name before it."""
    position = 0
    for word in masked.split(" ", _MOST_NAME_WORDS + 1)[: _MOST_NAME_WORDS + 1]:
        first = word.lower()
        if not word.isalpha() or (first in _ADVERBS and not position):
            return _search_verb(rest, masked, vocabulary)
        if first in vocabulary.patterns and (found := _verb_at(masked, position, vocabulary)) is not None:
            return rest[:position].strip() if position else _find_unnamed(masked, *found), *found
        position += len(word) + 1
    return "", None, 0


def _search_verb(rest: str, masked: str, vocabulary: Vocabulary) -> tuple[str, Verb | None, int]:
    """The same where adverbs, links or marks stand among the first words."""
    adverbs = _match_adverbs(masked)
    start = adverbs.end() if adverbs else 0
    if (found := _verb_at(masked, start, vocabulary)) is not None:
        return _find_unnamed(masked, *found), *found
    for end in _subjects(masked, start):
        if (found := _verb_at(masked, end, vocabulary)) is not None:
            return rest[start:end].strip(), *found
    return "", None, 0


def _find_unnamed(masked: str, verb: Verb, end: int) -> str:
    """Who did it when nobody is named: what was given, lent or said `to me` was not my doing."""
    is_mine = verb.by == "me" and not verb.is_flipped
    return THEY if is_mine and _TO_ME.match(masked, end) else ""


def _verb_at(masked: str, start: int, vocabulary: Vocabulary) -> tuple[Verb, int] | None:
    found = vocabulary.verb_at(masked, start)
    if found and found[0].name == "moved" and (moved := MOVED_TO.match(masked, start)) is not None:
        return MOVED_TO_A_DAY, moved.end()
    return found


def _subjects(masked: str, position: int) -> Iterator[int]:
    """Where a verb could begin after a link, or one to four words, that may name who did it."""
    if (link := _LINK_FIRST.match(masked, position)) is not None:
        yield link.end()
        return
    for _ in range(_MOST_NAME_WORDS):
        word = _WORD.match(masked, position)
        if word is None:
            return
        position = word.end()
        yield position
