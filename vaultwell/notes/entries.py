"""One list item to a jotting: by a short way, as most are read, or by the whole `grammar`.

The short ways read an item that begins with a day and a word, or a word, and holds no mark that means
something. They say what the grammar says, in a fraction of the time: a property test holds them to that.
"""

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultwell.model.entry import State
from vaultwell.notes.heads import PRONOUN, THEY, find_verb, read_state
from vaultwell.notes.jotting import Jotting, Ref
from vaultwell.notes.links import plain_text
from vaultwell.notes.mentions import find_refs
from vaultwell.notes.outcomes import is_possible_outcome
from vaultwell.notes.values import KNOWN_DAYS
from vaultwell.notes.verbs import Head, LinkedHead, Verb, Vocabulary

if TYPE_CHECKING:
    from vaultwell.notes.structure import Item

__all__ = [
    "THEY",
    "Jotting",
    "build_plain_pattern",
    "find_linked",
    "is_doubtful_text",
    "parse_clear",
    "parse_item",
    "parse_short",
    "parse_talk",
]

# What no text has in which nothing must be looked for: marks that mean something, blanks that become one.
_ASCII_SIGNS = r"\x00-\x1f\x7f\[\]`^:#!()"
_OTHER_SIGNS = r"\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000📅📆🗓✅❌➕⏳🛫🔺⏫🔼🔽⏬"
_SIGNS = _ASCII_SIGNS + _OTHER_SIGNS


def build_plain_pattern(*, is_ascii: bool = False) -> str:
    """A day, who and verb, and perhaps: a link, a text in which nothing has to be looked for, a 📅 day.

    The pattern for ASCII finds the same in text that is all of it, in half the time.
    """
    signs = _ASCII_SIGNS if is_ascii else _SIGNS
    name = _list_name_signs(signs)
    link = rf"\[\[([^ {name}](?:[^{name}]*[^ {name}])?)\]\]"
    due = "()" if is_ascii else "(?:(?<= )📅 (.{10}) *)?"
    return rf"(.{{10}}) ([a-zI ]++)(?:{link})?(?:: ([^ ,;–—\\{signs}-][^\\{signs}]*+){due})?"


def _list_name_signs(signs: str) -> str:
    """What no link has in which nothing must be looked for."""
    return r"|\\" + signs.replace("()", "")


_NAME_SIGNS = _list_name_signs(_SIGNS)
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


def parse_item(item: "Item", vocabulary: Vocabulary, *, is_mention: bool = False) -> Jotting:
    """The jotting of one list item, without what is indented under it."""
    short = None
    if not (item.more or is_mention):
        short = parse_short(item.line, item.column, item.box, item.text, vocabulary)
    if short is not None:
        return short
    from vaultwell.notes.grammar import parse_whole  # most lines are read without it

    return parse_whole(item, vocabulary, is_mention=is_mention)


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


class Words(NamedTuple):
    """What a line says beside its day and its deed; `wording` is all of it."""

    wording: str
    text: str
    due_on: date | None


def read_words(line: str, vocabulary: Vocabulary) -> Words:
    """The words of a whole line that is plain, as the jotting of it has them."""
    words = line[2:].rstrip()
    if "[[" in words and (found := _match_linked(words[11:])):  # what its head means is known already
        before, target, text = found.groups("")
        text = text.rstrip()
        return Words(_say_linked(before, target, text), text, None)
    jotting = parse_clear(1, 3, None, words, vocabulary)
    assert jotting is not None, "it was plain when it was read first"
    return Words(jotting.wording, jotting.text, jotting.due_on)


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


def _say_linked(before: str, target: str, text: str) -> str:
    return f"{before}{target}: {text}" if text else f"{before}{target}"


def _parse_linked(
    line: int, column: int, box: State | None, on: date | None, words: str, vocabulary: Vocabulary
) -> Jotting | None:
    """`lunch with [[Ana]]: the move` and nothing else."""
    found = _match_linked(words)
    if found is None:
        return None
    before, target, text = found.groups("")
    like = find_linked(before, bool(text), vocabulary)
    if like is None:
        return None
    text = text.rstrip()
    ref = Ref(
        target, target, line, column + len(before), len(target) + 4, like.is_mention, like.is_in_company
    )
    return Jotting(
        line,
        column,
        _say_linked(before, target, text),
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


def find_linked(before: str, has_text: bool, vocabulary: Vocabulary) -> LinkedHead | None:
    """What the words `before` the link say, looked up once; None when the line needs a closer look."""
    known, key = vocabulary.linked, (before, has_text)
    if key not in known:
        from vaultwell.notes.grammar import parse_whole
        from vaultwell.notes.structure import Item

        words = f"{before}[[x]]{': x' if has_text else ''}"
        like = parse_whole(Item(1, 1, words, None, (), None, ()), vocabulary)
        head = None
        if like.verb and len(like.people) == 1 and not (like.subject or like.refs or like.names):
            ref = like.people[0]
            plain = _find_plain_head(like.verb, vocabulary)
            head = LinkedHead(like.verb, like.is_with, ref.is_mention, ref.is_in_company, plain)
        if len(known) >= _MOST_HEADS:
            known.clear()
        known[key] = head
    return known[key]


def _find_plain_head(verb: Verb, vocabulary: Vocabulary) -> Head | None:
    """The head that a line of this verb shares with plain entries; none for what is more than an entry."""
    if verb.name == "introduced":
        return None
    return next((head for head in vocabulary.heads.values() if head.verb is verb), None)


def _parse_talk(
    line: int, column: int, box: State | None, on: date | None, words: str, vocabulary: Vocabulary
) -> Jotting | None:
    """`long walk by the river`: no colon, no link, nothing special."""
    talk = parse_talk(words, vocabulary)
    if talk is None:
        return None
    return Jotting(
        line,
        column,
        words,
        talk.text,
        box=box,
        on=on,
        has_own_day=on is not None,
        subject=talk.subject,
        verb=talk.verb,
        names=talk.names,
    )


class Talk(NamedTuple):
    """What a line without a colon or a link says; see `Jotting`. `head` is the one of a plain entry that
    says the same, when the words that may name somebody name nobody."""

    text: str
    subject: str = ""
    verb: Verb | None = None
    names: str = ""
    head: Head | None = None


def parse_talk(words: str, vocabulary: Vocabulary) -> Talk | None:
    """What `words` without a day say; None when they need a closer look."""
    if not _match_talk(words):
        return None
    subject, verb, end = find_verb(words, words, vocabulary)
    if verb is None:
        return Talk(words, head=vocabulary.talk)
    begin = PRONOUN.match(words, end)
    rest = words[begin.end() if begin else end :]
    names = rest.strip(" ,")
    text = rest.lstrip(" ,;–—-") if names else ""
    head = _find_talk_head(words[:end], subject, verb, vocabulary)
    return Talk(names if text == names else text, subject, verb, names, head)


def _find_talk_head(before: str, subject: str, verb: Verb, vocabulary: Vocabulary) -> Head | None:
    """The head of a talk whose words up to the end of its verb are `before`."""
    if subject and subject.lower() not in vocabulary.who:
        return None if verb.kind in ("note", "attempt") else vocabulary.talk
    head = vocabulary.heads.get(before)
    is_same = head is not None and head.verb is verb and head.who == subject
    return head if is_same and not verb.needs_colon else None
