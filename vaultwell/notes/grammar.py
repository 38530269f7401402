"""One list item to a jotting: the grammar of format.md, "An entry", before anybody is looked up.

    - [state] DATE HH:MM who verb [with] people: text fields ^id        (all but the marker optional)

A jotting holds what the line says; whom the names mean, and so what the line counts as, is decided
where all people are known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vaultwell.model.entry import State
from vaultwell.notes.faults import Fault
from vaultwell.notes.line_ends import cut_block_id, cut_fields, parse_own_day
from vaultwell.notes.links import FILLER, mask, plain_text
from vaultwell.notes.mentions import Ref, find_refs
from vaultwell.notes.outcomes import MOVED_TO, Outcome, find_outcome
from vaultwell.notes.structure import Item
from vaultwell.notes.verbs import MOVED_TO_A_DAY, Verb, Vocabulary

_LINK_FIRST = re.compile(r"\x00+[ \t]+")
_ADVERBS = ("finally", "also", "just", "again", "then", "later")
_match_adverbs = re.compile(rf"(?:(?:{'|'.join(_ADVERBS)})[ \t]+)*", re.IGNORECASE).match
_WORD = re.compile(r"[^\W\d_][^\s:,;\x00]*[ \t]+")
_MOST_NAME_WORDS = 4
_TO_ME = re.compile(r"[ \t]+(?:me|us)(?![\w'’])", re.IGNORECASE)
THEY = "they"
_COLON = re.compile(r"[:：](?=\s|$)")
_WITH = re.compile(r"\s*(?:with\s+|w/\s*|w\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and\s+|,|\band\s+|&|\+)\s*", re.IGNORECASE)
PRONOUN = re.compile(
    r"\s*\b(?:her|him|them|me|us|each other)\b\s*"
    r"(?=$|[:：,–—-]|(?:about|re|on|to|at|in|after|before|again|today)\b)",
    re.IGNORECASE,
)


class Jotting(NamedTuple):
    """What one line of a note says, people not yet looked up.

    `subject` is who did it as typed ("" when nobody is named; a link keeps its brackets) and stands
    only before a known verb. `people` are the links right after the verb, `names` the words that
    stand between those and the colon (or the end), which may be bare names. `on` is None only until the
    line's surroundings give it a day; `has_own_day`: one was written on the line
    (with `on` None: an impossible one). `is_direct`: nothing but
    people stands between verb and colon. `wording` is the whole line after its date, `text` what
    follows the colon, or verb and people; `tail` only what follows the colon, which is the text when
    `names` turn out to be people. `refs` are the other links, those after the colon
    marked so. `parent` is the index, among the note's jottings, of the entry it is indented under.
    """

    line: int
    column: int
    wording: str
    text: str
    tail: str = ""
    box: State | None = None
    on: date | None = None
    has_own_day: bool = False
    subject: str = ""
    subject_refs: tuple[Ref, ...] = ()
    verb: Verb | None = None
    people: tuple[Ref, ...] = ()
    is_with: bool = False
    names: str = ""
    has_colon: bool = False
    is_direct: bool = False
    refs: tuple[Ref, ...] = ()
    outcome: Outcome = ""
    due_on: date | None = None
    done_on: date | None = None
    is_item: bool = True
    is_mention: bool = False
    block_id: str | None = None
    parent: int | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """The parsed part before the text, in offsets of the masked line."""

    subject: str = ""
    verb: Verb | None = None
    after_verb: int = 0
    colon: int | None = None


def parse_whole(item: Item, vocabulary: Vocabulary, *, is_mention: bool = False) -> Jotting:
    """The jotting of one list item, without what is indented under it, whatever stands in it."""
    block_id, line = cut_block_id(item.text)
    line, fields, faults = cut_fields(item, line)
    on, start, day_faults = parse_own_day(item, line)
    rest = line[start:]
    column = item.column + start
    masked = mask(rest)
    head = _parse_head(rest, masked, vocabulary)
    if _is_plain(masked, head):
        after = _plain_after(rest, masked, head)
    else:
        refs = find_refs(rest, item.line, column, is_mention=is_mention)
        after = _parse_after(rest, masked, head, column, refs)
    return Jotting(
        line=item.line,
        column=column,
        wording=_joined(plain_text(rest), item.more),
        box=None if item.box is None else read_state(item.box, is_cancelled="cancelled" in fields),
        on=on,
        has_own_day=on is not None or any(fault.code == "impossible-date" for fault in day_faults),
        subject=head.subject,
        subject_refs=after.subject_refs,
        verb=head.verb,
        text=_joined(after.text, item.more),
        tail=_joined(after.tail, item.more),
        people=after.people,
        is_with=after.is_with,
        names=after.names,
        has_colon=head.colon is not None,
        is_direct=after.is_direct,
        refs=after.refs + _refs_of_more(item, is_mention) if item.more else after.refs,
        outcome=after.outcome,
        due_on=fields.get("due"),
        done_on=fields.get("done"),
        is_mention=is_mention,
        block_id=block_id,
        faults=faults + day_faults,
    )


def _refs_of_more(item: Item, is_mention: bool) -> tuple[Ref, ...]:
    return tuple(
        ref for line in item.more for ref in find_refs(line, item.line, item.column, is_mention=is_mention)
    )


def _joined(text: str, more: tuple[str, ...]) -> str:
    return " ".join([text, *map(plain_text, more)]).strip() if more else text


def read_state(box: str, *, is_cancelled: bool = False) -> State:
    """What the mark in a checkbox says."""
    if box in "xX":
        return "done"
    return "dropped" if box == "-" or is_cancelled else "open"


def _parse_head(rest: str, masked: str, vocabulary: Vocabulary) -> _Head:
    subject, verb, end = find_verb(rest, masked, vocabulary)
    colon = _COLON.search(masked, end)
    if verb is not None and colon is None and masked[end : end + 1] == ":":
        return _Head(subject, verb, end, end)
    return _Head(subject, verb, end, colon.start() if colon else None)


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


@dataclass(frozen=True, slots=True)
class _After:
    """The rest of the line, in the fields of a jotting."""

    text: str
    tail: str = ""
    people: tuple[Ref, ...] = ()
    is_with: bool = False
    names: str = ""
    is_direct: bool = False
    refs: tuple[Ref, ...] = ()
    subject_refs: tuple[Ref, ...] = ()
    outcome: Outcome = ""


def _is_plain(masked: str, head: _Head) -> bool:
    """`verb: text` or a talk without links: by far the most lines, and nobody to look for in them."""
    if FILLER in masked:
        return False
    return head.verb is None or head.colon == head.after_verb


def _plain_after(rest: str, masked: str, head: _Head) -> _After:
    if head.verb is None or head.colon is None:
        return _After(plain_text(rest))
    text = plain_text(rest[head.colon + 1 :])
    return _After(text, text, is_direct=True, outcome=_find_outcome(masked, head, head.after_verb))


def _find_outcome(masked: str, head: _Head, start: int) -> Outcome:
    if head.verb is None or head.verb.kind not in ("contact", "attempt"):
        return ""
    return find_outcome(masked[start:], has_colon=head.colon is not None)


def _parse_after(rest: str, masked: str, head: _Head, column: int, refs: tuple[Ref, ...]) -> _After:
    """The people after the verb, the words that may name more, the text and the other links."""
    end = head.colon if head.colon is not None else len(rest)
    people_end, people, is_with = _read_people(masked, head, column, refs, end)
    pronoun = PRONOUN.match(masked, people_end, end) if head.verb else None
    names_start = pronoun.end() if pronoun else people_end
    separator = _AND.match(masked, names_start, end) if people else None
    names = rest[separator.end() if separator else names_start : end].strip(" \t,")
    subject_refs = tuple(ref for ref in refs if head.subject and ref.column == column)
    other_refs = tuple(
        ref._replace(is_after_colon=True) if ref.column - column >= end else ref
        for ref in refs
        if ref not in people and ref not in subject_refs
    )
    tail = rest[end + 1 :] if head.colon is not None else ""
    text = tail if head.verb and not names else rest[names_start:]
    return _After(
        text=plain_text(text).lstrip(" ,;–—-") if head.verb else plain_text(text),
        tail=plain_text(tail),
        people=people,
        is_with=is_with,
        names=plain_text(names),
        is_direct=head.colon is not None and head.verb is not None and not names,
        refs=other_refs,
        subject_refs=subject_refs,
        outcome=_find_outcome(masked, head, people_end),
    )


def _read_people(
    masked: str, head: _Head, column: int, refs: tuple[Ref, ...], end: int
) -> tuple[int, tuple[Ref, ...], bool]:
    """The links right after the verb: (offset after them, the links, whether `with` introduced them)."""
    if head.verb is None:
        return 0, (), False
    by_start = {ref.column - column: ref for ref in refs}
    begin = _WITH.match(masked, head.after_verb, end)
    position = begin.end() if begin else head.after_verb
    is_with = begin is not None and begin[0].strip() != ""
    people: list[Ref] = []
    while (ref := by_start.get(position)) is not None and not masked.startswith(
        ("'s", "’s"), position + ref.width
    ):
        people.append(ref)
        after = position + ref.width
        separator = _AND.match(masked, after, end)
        position = separator.end() if separator else after
        if separator is None or position not in by_start:
            return after, tuple(people), is_with
    return (position if people else head.after_verb), tuple(people), is_with
