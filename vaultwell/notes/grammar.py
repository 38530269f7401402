"""One list item to a jotting: the grammar of format.md, "An entry", before anybody is looked up.

    - [state] DATE HH:MM who verb [with] people: text fields ^id        (all but the marker optional)

A jotting holds what the line says; whom the names mean, and so what the line counts as, is decided
where all people are known.
"""

import re
from dataclasses import dataclass

from vaultwell.notes.heads import PRONOUN, find_verb, read_state
from vaultwell.notes.jotting import Jotting, Ref
from vaultwell.notes.line_ends import cut_block_id, cut_fields, parse_own_day
from vaultwell.notes.links import FILLER, mask, plain_text
from vaultwell.notes.mentions import find_refs
from vaultwell.notes.outcomes import Outcome, find_outcome
from vaultwell.notes.structure import Item
from vaultwell.notes.verbs import Verb, Vocabulary

_COLON = re.compile(r"[:：](?=\s|$)")
_WITH = re.compile(r"\s*(?:with\s+|w/\s*|w\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and\s+|,|\band\s+|&|\+)\s*", re.IGNORECASE)


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


def _parse_head(rest: str, masked: str, vocabulary: Vocabulary) -> _Head:
    subject, verb, end = find_verb(rest, masked, vocabulary)
    colon = _COLON.search(masked, end)
    if verb is not None and colon is None and masked[end : end + 1] == ":":
        return _Head(subject, verb, end, end)
    return _Head(subject, verb, end, colon.start() if colon else None)


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
