"""Were you in touch with the person a link names, or did you only write about them?

In doubt it is a mention: that costs a row in the due note, while the other error makes a friend
vanish for a whole cadence (format.md, "Dated notes elsewhere").
"""

import re

from vaultwell.notes.jotting import Ref
from vaultwell.notes.links import FILLER, Link, find_links, mask
from vaultwell.notes.verbs import VERBS

_ABOUT = re.compile(r"(?:^|[\W_])(?:of|about|for|re)[:\s]+(?:the\s+|my\s+|our\s+)?$", re.IGNORECASE)
_IN_COMPANY = re.compile(r"(?:^|[\W_])(?:at|with|w/?|to|from)\s+$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:[’']s?|s)(?!\w)")  # also as German writes it: `[[Ana]]s Geburtstag`
_SENTENCE_END = re.compile(r"[.!?;](?=\s)")
_LIST_BEFORE = re.compile(r"\x00++(?:[’']s?)?\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|or\s+)$", re.IGNORECASE)
_DID_NOT_COME = re.compile(
    r"\s+(?:had to |has |was |)"
    r"(?:cancel|cancelled|canceled|postponed|couldn[’']t|could not|didn[’']t|did not)\b",
    re.IGNORECASE,
)


def _thoughts() -> re.Pattern[str]:
    phrases = sorted((word for word, verb in VERBS.items() if verb.kind == "note"), key=len, reverse=True)
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


_THOUGHT = _thoughts()
_list_words = re.compile(r"\w+").findall
_THOUGHT_WORDS = frozenset(_list_words(word)[0] for word, verb in VERBS.items() if verb.kind == "note")


def find_refs(text: str, line: int, column: int, *, is_mention: bool = False) -> tuple[Ref, ...]:
    """The links of a line (embeds left out), each judged by the words around it.

    `text` begins at `line` and `column` of its note; `is_mention` makes every link one.
    """
    links = find_links(text)
    if not links:
        return ()
    masked = mask(text)
    return tuple(
        _build_ref(link, line, column, masked, is_mention=is_mention)
        for link in links
        if not link.is_embed and link.target
    )


def _build_ref(link: Link, line: int, column: int, masked: str, *, is_mention: bool) -> Ref:
    sentence = _sentence_before(masked, link.start)
    before = _before_list(sentence)
    is_in_company = _IN_COMPANY.search(before) is not None
    if not is_mention:
        is_mention = _is_spoken_of(masked, link, sentence, before, is_in_company=is_in_company)
    width = link.end - link.start
    return Ref(link.target, link.label, line, column + link.start, width, is_mention, is_in_company)


def _is_spoken_of(masked: str, link: Link, sentence: str, before: str, *, is_in_company: bool) -> bool:
    if _may_think(sentence) and _THOUGHT.search(sentence):
        return True
    if _DID_NOT_COME.match(masked, link.end):
        return True
    if _POSSESSIVE.match(masked, link.end):
        return not is_in_company
    return _ABOUT.search(before) is not None


def _may_think(sentence: str) -> bool:
    """A thought may begin among these words: a quick look, for in most it does not."""
    return not (sentence.isascii() and _THOUGHT_WORDS.isdisjoint(_list_words(sentence.lower())))


def _sentence_before(masked: str, end: int) -> str:
    start = max((found.end() for found in _SENTENCE_END.finditer(masked, 0, end)), default=0)
    return masked[start:end]


def _before_list(before: str) -> str:
    """The words before a run of links: in `about [[Ana]] and [[Ben]]` both are spoken of."""
    while FILLER in before and (found := _LIST_BEFORE.search(before)) is not None:
        before = before[: found.start()]
    return before
