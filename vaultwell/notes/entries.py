"""One list item to a jotting: the grammar of format.md, "An entry", before anybody is looked up.

    - [state] DATE HH:MM who verb [with] people: text fields ^id        (all but the marker optional)

A jotting holds what the line says; whom the names mean, and so what the line counts as, is decided
where all people are known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vaultwell.model.entry import State
from vaultwell.notes.faults import Fault
from vaultwell.notes.links import mask, plain_text
from vaultwell.notes.mentions import Ref, find_refs
from vaultwell.notes.structure import Item
from vaultwell.notes.values import parse_day
from vaultwell.notes.verbs import MOVED_TO_A_DAY, Verb, Vocabulary

Outcome = Literal["", "no answer", "called off"]

_DAY_TEXT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_OWN_DAY = re.compile(rf"({_DAY_TEXT})(?![0-9])")
_AFTER_DAY = re.compile(r"(?:[ T]+[0-9]{1,2}:[0-9]{2}(?![0-9]))?(?:\s*[:–—-](?=\s|$))?\s*")
_TIMES = re.compile(r"[0-9]{1,2}:[0-9]{2}(?:\s*[-–—]\s*[0-9]{1,2}:[0-9]{2})?(?:\s*[:–—-](?=\s))?\s+")
_OTHER_DATE = re.compile(
    r"[0-9]{1,2}[./][0-9]{1,2}(?:[./](?:[0-9]{2,4})?|(?![0-9.]))|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
)
_BLOCK_ID = re.compile(r"(?:^|\s+)\^([A-Za-z0-9-]+)\s*$")
_EMOJI_FIELD = r"(?:📅|📆|🗓|✅|❌|➕|⏳|🛫)\ufe0f?\s*[0-9-]{8,10}"
_DATAVIEW_FIELD = r"[\[(](?:due|completion|cancelled|created|scheduled|start)::\s*[0-9-]{8,10}\s*[\])]"
_FIELD = rf"(?:{_EMOJI_FIELD}|{_DATAVIEW_FIELD})"
_FIELDS = re.compile(rf"\s*(?={_FIELD})(?:\s*(?:{_FIELD}|#[^\s#]+|[🔺⏫🔼🔽⏬]\ufe0f?))+\s*$")
_FIELD_SIGNS = re.compile(r"[📅📆🗓✅❌]|(?:due|completion)::")
_ONE_FIELD = re.compile(rf"(📅|📆|🗓|✅|❌|due|completion|cancelled)(?:::)?\ufe0f?\s*({_DAY_TEXT})")
_FIELD_NAMES = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "✅": "done",
    "❌": "cancelled",
    "completion": "done",
}
_LINK_FIRST = re.compile(r"\x00+[ \t]+")
_ADVERBS = re.compile(r"(?:(?:finally|also|just|again|then|later)[ \t]+)*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][^\s:,;\x00]*[ \t]+")
_MOST_NAME_WORDS = 4
_COLON = re.compile(r"[:：](?=\s|$)")
_WITH = re.compile(r"\s*(?:with\s+|w/\s*)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and\s+|,|\band\s+|&|\+)\s*", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\s*\b(?:her|him|them|me|us|each other)\b\s*"
    r"(?=$|[:：,–—-]|(?:about|re|on|to|at|in|after|before|again|today)\b)",
    re.IGNORECASE,
)
_MOVED_TO = re.compile(
    r"moved\s+to\s+(?:the\s+|next\s+)?"
    r"(?:[0-9]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:mon|tue|wed|thu|fri|sat|sun)\b|tomorrow\b|week\b|month\b"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)",
    re.IGNORECASE,
)
_SILENCE = r"(?:no (?:answer|reply|response)|voice ?mail|unanswered|didn[’']t (?:answer|pick up|reply))"
_NO_ANSWER = re.compile(
    rf"[^:,;–—]*?(?:[:,;–—]|\s-(?=\s)|(?<![^\s])(?=no\s))\s*"
    rf"(?:(?:but|and|got|left|still|went to|straight to)\s+(?:a\s+)?)*{_SILENCE}\b"
    rf"|.*[:,;–—-]\s*(?:but\s+)?{_SILENCE}(?:\s+(?:yet|so far|again|today|still))?[.!…]*$",
    re.IGNORECASE,
)
_OFF = r"(?:cancelled|canceled|cancel|postponed|postpone|rescheduled|called off)"
_CALLED_OFF = re.compile(
    rf"[\s:,;–—(-]*(?:(?:(?i:she|he|they|i|we|it|they’ve|they've)|[A-Z]\w+|\x00+)\s+)?"
    rf"(?i:(?:was|were|got|had to|has|have|is|being|been)\s+)*(?i:{_OFF})\b"
    r"(?!\s+(?i:her|his|their|my|our|the|a|an)\b)",
)
_CALLED_OFF_AT_END = re.compile(rf"[^:]*[\s,;–—(-]{_OFF}[.!…:)( ]*$", re.IGNORECASE)
_RESCHEDULED = re.compile(rf"[\s:,;–—(-]*(?:{_MOVED_TO.pattern})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Jotting:
    """What one line of a note says, people not yet looked up.

    `subject` is who did it as typed ("" when nobody is named; a link keeps its brackets) and stands
    only before a known verb. `people` are the links right after the verb, `names` the words that
    stand between those and the colon (or the end), which may be bare names. `on` is None only until the
    line's surroundings give it a day; `has_own_day`: it was written on the line. `is_direct`: nothing but
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


def parse_item(item: Item, vocabulary: Vocabulary, *, is_mention: bool = False) -> Jotting:
    """The jotting of one list item, without what is indented under it."""
    block_id, line = _cut_block_id(item.text)
    line, fields, faults = _cut_fields(item, line)
    on, start, day_faults = _read_own_day(item, line)
    rest = line[start:]
    column = item.column + start
    head = _parse_head(rest, vocabulary)
    after = _parse_after(rest, head, item.line, column, is_mention)
    return Jotting(
        line=item.line,
        column=column,
        wording=_joined(plain_text(rest), item.more),
        box=_state(item.box, is_cancelled="cancelled" in fields),
        on=on,
        has_own_day=on is not None,
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
        refs=after.refs + _refs_of_more(item, is_mention),
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
    return " ".join([text, *map(plain_text, more)]).strip()


def _state(box: str | None, *, is_cancelled: bool) -> State | None:
    if box is None:
        return None
    if box in "xX":
        return "done"
    return "dropped" if box == "-" or is_cancelled else "open"


def _cut_block_id(text: str) -> tuple[str | None, str]:
    found = _BLOCK_ID.search(text) if "^" in text else None
    return (found[1], text[: found.start()]) if found else (None, text)


def _cut_fields(item: Item, text: str) -> tuple[str, dict[str, date], tuple[Fault, ...]]:
    """The line without its task fields, and their days by name (`due`, `done`, `cancelled`)."""
    if not _FIELD_SIGNS.search(text):
        return text, {}, ()
    found = _FIELDS.search(text)
    days: dict[str, date] = {}
    faults = []
    for field in _ONE_FIELD.finditer(text, found.start() if found else len(text)):
        try:
            days[_FIELD_NAMES.get(field[1], field[1])] = parse_day(field[2])
        except ValueError:
            faults.append(_fault("impossible-date", item, field.start(2), field[2]))
    text_end = found.start() if found else len(text)
    stray = _ONE_FIELD.search(text, 0, text_end)
    if stray:
        faults.append(_fault("stray-task-field", item, stray.start(), stray[0]))
    return text[:text_end], days, tuple(faults)


def _fault(code: str, item: Item, offset: int, words: str) -> Fault:
    return Fault(code, item.line, item.column + offset, len(words), words)


def _read_own_day(item: Item, text: str) -> tuple[date | None, int, tuple[Fault, ...]]:
    """The line's own DATE, the offset of what follows it, and what is wrong with it."""
    found = _OWN_DAY.match(text)
    if not found:
        times = _TIMES.match(text)
        start = times.end() if times else 0
        other = _OTHER_DATE.match(text)
        return None, start, (_fault("date-form", item, 0, other[0]),) if other else ()
    after = _AFTER_DAY.match(text, found.end())
    start = after.end() if after else found.end()
    try:
        return parse_day(found[1]), start, ()
    except ValueError:
        return None, start, (_fault("impossible-date", item, 0, found[1]),)


def _parse_head(rest: str, vocabulary: Vocabulary) -> _Head:
    masked = mask(rest)
    subject, verb, end = _find_verb(rest, masked, vocabulary)
    colon = _COLON.search(masked, end)
    if verb is not None and colon is None and masked[end : end + 1] == ":":
        return _Head(subject, verb, end, end)
    return _Head(subject, verb, end, colon.start() if colon else None)


def _find_verb(rest: str, masked: str, vocabulary: Vocabulary) -> tuple[str, Verb | None, int]:
    """Who, which verb, and the offset after it; a verb at the very start wins over a name before it."""
    adverbs = _ADVERBS.match(masked)
    start = adverbs.end() if adverbs else 0
    if (found := _verb_at(masked, start, vocabulary)) is not None:
        return "", *found
    for end in _subjects(masked, start):
        if (found := _verb_at(masked, end, vocabulary)) is not None:
            return rest[start:end].strip(), *found
    return "", None, 0


def _verb_at(masked: str, start: int, vocabulary: Vocabulary) -> tuple[Verb, int] | None:
    if (moved := _MOVED_TO.match(masked, start)) is not None:
        return MOVED_TO_A_DAY, moved.end()
    return vocabulary.verb_at(masked, start)


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
    text: str
    tail: str
    people: tuple[Ref, ...]
    is_with: bool
    names: str
    is_direct: bool
    refs: tuple[Ref, ...]
    subject_refs: tuple[Ref, ...]
    outcome: Outcome


def _parse_after(rest: str, head: _Head, line: int, column: int, is_mention: bool) -> _After:
    masked = mask(rest)
    end = head.colon if head.colon is not None else len(rest)
    refs = find_refs(rest, line, column, is_mention=is_mention)
    people_end, people, is_with = _read_people(masked, head, column, refs, end)
    pronoun = _PRONOUN.match(masked, people_end, end) if head.verb else None
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


def _find_outcome(masked: str, head: _Head, start: int) -> Outcome:
    """What became of a contact verb: `called: no answer`, `coffee – cancelled`."""
    if head.verb is None or head.verb.kind not in ("contact", "attempt"):
        return ""
    after = masked[start:].lstrip()
    if _NO_ANSWER.match(after):
        return "no answer"
    if _CALLED_OFF.match(after) or _RESCHEDULED.match(after):
        return "called off"
    if head.colon is None and _CALLED_OFF_AT_END.match(after):
        return "called off"
    return ""
