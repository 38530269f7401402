"""One list item to a jotting: by a short way, as most are read, or by the whole `grammar`.

The short ways read an item that begins with a day and a word, or a word, and holds no mark that means
something. They say what the grammar says, in a fraction of the time: a property test holds them to that.
"""

import re
from datetime import date

from vaultwell.model.entry import State
from vaultwell.notes.grammar import PRONOUN, THEY, Jotting, find_verb, parse_whole, read_state
from vaultwell.notes.links import plain_text
from vaultwell.notes.mentions import Ref, find_refs
from vaultwell.notes.outcomes import is_possible_outcome
from vaultwell.notes.structure import Item
from vaultwell.notes.values import KNOWN_DAYS
from vaultwell.notes.verbs import Head, LinkedHead, Vocabulary

__all__ = [
    "THEY",
    "Jotting",
    "build_plain",
    "build_plain_pattern",
    "is_doubtful_text",
    "parse_clear",
    "parse_item",
    "parse_short",
]

# What no text has in which nothing must be looked for: marks that mean something, blanks that become one.
_ASCII_SIGNS = r"\x00-\x1f\x7f\[\]`^:#!()"
_OTHER_SIGNS = r"\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000📅📆🗓✅❌➕⏳🛫🔺⏫🔼🔽⏬"
_SIGNS = _ASCII_SIGNS + _OTHER_SIGNS
_NAME_SIGNS = r"|\\" + _SIGNS.replace("()", "")


def build_plain_pattern(*, is_ascii: bool = False) -> str:
    """A day, who and verb, perhaps a text in which nothing has to be looked for, and a 📅 day.

    The pattern for ASCII finds the same in text that is all of it, in half the time.
    """
    signs = _ASCII_SIGNS if is_ascii else _SIGNS
    due = "()" if is_ascii else "(?:(?<= )📅 (.{10}) *)?"
    return rf"(.{{10}}) ([a-zI ]++)(?:: ([^ {signs}][^{signs}]*+){due})?"


_match_talk = re.compile(rf"[^：{_SIGNS}]*[^ ：{_SIGNS}]").fullmatch
# `they promised: the form for [[Ana]] 📅 2026-12-01 ✅ 2026-11-20 ^id`
_LINK = rf"\[\[[^{_NAME_SIGNS}]+(?:\|[^{_NAME_SIGNS}]+)?\]\]"
_match_told = re.compile(
    rf"([a-zI ]++): (?![ ,;–—-])((?:[^\\{_SIGNS}]++|{_LINK})++)"
    r"(?:(?<= )📅 (.{10}) *)?(?:(?<= )✅ (.{10}) *)?(?:(?<= )\^([A-Za-z0-9-]+))?"
).fullmatch
# `lunch with [[Ana]]: the move`: one link before the colon, or the end, and any words before that.
_match_linked = re.compile(
    rf"([^\W\d_][^{_SIGNS}]{{0,40}})\[\[([^ {_NAME_SIGNS}](?:[^{_NAME_SIGNS}]*[^ {_NAME_SIGNS}])?)\]\]"
    rf"(?:: ([^ ,;–—{_SIGNS}-][^{_SIGNS}]*+))?"
).fullmatch
_MOST_HEADS = 1_000


def parse_item(item: Item, vocabulary: Vocabulary, *, is_mention: bool = False) -> Jotting:
    """The jotting of one list item, without what is indented under it."""
    short = None
    if not (item.more or is_mention):
        short = parse_short(item.line, item.column, item.box, item.text, vocabulary)
    return short or parse_whole(item, vocabulary, is_mention=is_mention)


def parse_short(
    line: int, column: int, box: str | None, words: str, vocabulary: Vocabulary
) -> Jotting | None:
    """The jotting of an item that needs no closer look, else None; `column` is that of its `words`."""
    return None if is_doubtful_text(words) else parse_clear(line, column, box, words, vocabulary)


def parse_clear(
    line: int, column: int, box: str | None, words: str, vocabulary: Vocabulary
) -> Jotting | None:
    """What `parse_short` says of `words` that are not doubtful."""
    on = None
    if words[:1].isdigit():
        on = KNOWN_DAYS[words[:10]]
        if on is None or words[10:11] != " ":
            return None
        words = words[11:]
        column += 11
    if not words[:1].isalpha():
        return None
    state = read_state(box) if box else None
    if "[[" in words and (linked := _parse_linked(line, column, state, on, words, vocabulary)):
        return linked
    parse = _parse_told if ":" in words else _parse_talk
    return parse(line, column, state, on, words, vocabulary)


def is_doubtful_text(text: str) -> bool:
    """Words that have to be looked at: blanks that would be joined, a possible outcome."""
    return "  " in text or is_possible_outcome(text)


def _parse_told(
    line: int, column: int, box: State | None, on: date | None, words: str, vocabulary: Vocabulary
) -> Jotting | None:
    """`they promised: the form 📅 2026-12-01`, and links in the text."""
    found = _match_told(words)
    if found is None:
        return None
    before, text, due, done, block_id = found.groups()
    head = vocabulary.heads.get(before)
    due_on, done_on = KNOWN_DAYS[due] if due else None, KNOWN_DAYS[done] if done else None
    if head is None or (due and due_on is None) or (done and done_on is None):
        return None
    refs: tuple[Ref, ...] = ()
    if "[[" in text:
        told = find_refs(words[: found.end(2)], line, column)
        refs = tuple([ref._replace(is_after_colon=True) for ref in told])
        text = plain_text(text)
    text = text.rstrip()
    return Jotting(
        line,
        column,
        f"{before}: {text}",
        text,
        text,
        box,
        on,
        has_own_day=on is not None,
        subject=head.who,
        verb=head.verb,
        has_colon=True,
        is_direct=True,
        refs=refs,
        due_on=due_on,
        done_on=done_on,
        block_id=block_id,
    )


def _parse_linked(
    line: int, column: int, box: State | None, on: date | None, words: str, vocabulary: Vocabulary
) -> Jotting | None:
    """`lunch with [[Ana]]: the move` and nothing else."""
    found = _match_linked(words)
    if found is None:
        return None
    before, target, text = found.groups("")
    like = _find_linked(before, bool(text), vocabulary)
    if like is None:
        return None
    text = text.rstrip()
    ref = Ref(
        target, target, line, column + len(before), len(target) + 4, like.is_mention, like.is_in_company
    )
    return Jotting(
        line,
        column,
        f"{before}{target}: {text}" if text else f"{before}{target}",
        text,
        text,
        box,
        on,
        has_own_day=on is not None,
        verb=like.verb,
        people=(ref,),
        is_with=like.is_with,
        has_colon=bool(text),
        is_direct=bool(text),
    )


def _find_linked(before: str, has_text: bool, vocabulary: Vocabulary) -> LinkedHead | None:
    """What the words `before` the link say, looked up once; None when the line needs a closer look."""
    known, key = vocabulary.linked, (before, has_text)
    if key not in known:
        words = f"{before}[[x]]{': x' if has_text else ''}"
        like = parse_whole(Item(1, 1, words, None, (), None, ()), vocabulary)
        head = None
        if like.verb and len(like.people) == 1 and not (like.subject or like.refs or like.names):
            ref = like.people[0]
            head = LinkedHead(like.verb, like.is_with, ref.is_mention, ref.is_in_company)
        if len(known) >= _MOST_HEADS:
            known.clear()
        known[key] = head
    return known[key]


def _parse_talk(
    line: int, column: int, box: State | None, on: date | None, words: str, vocabulary: Vocabulary
) -> Jotting | None:
    """`long walk by the river`: no colon, no link, nothing special."""
    if not _match_talk(words):
        return None
    subject, verb, end = find_verb(words, words, vocabulary)
    names, text = "", words
    if verb is not None:
        begin = PRONOUN.match(words, end)
        rest = words[begin.end() if begin else end :]
        names = rest.strip(" ,")
        text = rest.lstrip(" ,;–—-") if names else ""
    return Jotting(
        line,
        column,
        words,
        names if text == names else text,
        box=box,
        on=on,
        has_own_day=on is not None,
        subject=subject,
        verb=verb,
        names=names,
    )


def build_plain(line: int, column: int, head: Head, on: date, text: str, due_on: date | None) -> Jotting:
    """The jotting of a line of the `build_plain_pattern`; `column` is that of the words behind its day."""
    said = f"{head.who} {head.word}" if head.who else head.word
    return Jotting(
        line,
        column,
        wording=f"{said}: {text}" if text else said,
        text=text,
        tail=text,
        on=on,
        has_own_day=True,
        subject=head.who,
        verb=head.verb,
        has_colon=bool(text),
        is_direct=bool(text),
        due_on=due_on,
    )
