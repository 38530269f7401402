"""The verb table: which word at the start of a line means what (format.md, "An entry").

A new verb is one word in one row. Verbs are looked up by longest match, whole words, case ignored.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from vaultwell.model.entry import By, Kind


class Verb(NamedTuple):
    """One word of the table.

    `by` is who did it when the line names nobody; `needs_colon`: without a colon (or, but for news
    and `next`, a checkbox) the line is only a talk in those words; `is_flipped`: the word says it
    from the other side (`got` is `they gave`); `keeps_wording`: the word belongs to what is said.
    """

    name: str
    kind: Kind
    by: By | None = None
    needs_colon: bool = False
    is_flipped: bool = False
    keeps_wording: bool = False


def _rows(kind: Kind, words: str, by: By | None = None, *, needs_colon: bool = False) -> dict[str, Verb]:
    return {word: Verb(word, kind, by, needs_colon) for word in re.split(r"\s*,\s*", words.strip())}


VERBS: Mapping[str, Verb] = {
    # Nouns and shared doings: nobody in particular began it.
    **_rows(
        "contact",
        """met, saw, coffee, tea, breakfast, brunch, lunch, dinner, drinks, drink, beer, walk, walked, hike,
        visit, event, party, call, video, video call, email, message, text, letter, card, postcard, chat,
        chatted, talked, spoke, caught up, hung out, ran into, bumped into, zoom, facetime, skype, dm,
        whatsapp, txt, msg""",
    ),
    **_rows(
        "contact",
        "visited, called, phoned, rang, emailed, messaged, texted, wrote, replied, sent, followed up",
        "me",
    ),
    **_rows(
        "attempt",
        """reached out, pinged, no answer, no reply, left a voicemail, left voicemail, left a message,
        left a vm, left vm,
        tried to call, tried calling, tried to reach, tried to phone, tried to ring""",
        "me",
    ),
    **_rows("attempt", "tried", "me", needs_colon=True),
    **_rows(
        "favor",
        "gave, helped, gift, gifted, recommended, reviewed, referred, hosted, introduced",
        "me",
        needs_colon=True,
    ),
    # A talk, or a thought, in any words: what is brought from elsewhere must not be read as something else.
    **_rows("contact", "contact", needs_colon=True),
    **_rows("mention", "mention", needs_colon=True),
    "got": Verb("gave", "favor", "me", needs_colon=True, is_flipped=True),
    "received": Verb("gave", "favor", "me", needs_colon=True, is_flipped=True),
    **_rows("ask", "asked", "me", needs_colon=True),
    **_rows("offer", "offered", "me", needs_colon=True),
    **_rows("promise", "promised, owe", "me", needs_colon=True),
    **_rows("promise", "owes", "them", needs_colon=True),  # nobody says “owes” of themselves
    **_rows("loan", "lent, borrowed", "me", needs_colon=True),
    **_rows("repayment", "gave back, brought back, returned, paid back, repaid", "me", needs_colon=True),
    "got back": Verb("gave back", "repayment", "me", needs_colon=True, is_flipped=True),
    "paid her back": Verb("paid back", "repayment", "me", needs_colon=True),
    "paid him back": Verb("paid back", "repayment", "me", needs_colon=True),
    "paid them back": Verb("paid back", "repayment", "me", needs_colon=True),
    "paid me back": Verb("paid back", "repayment", "them", needs_colon=True),
    **_rows("thanks", "thanked", "me", needs_colon=True),
    **_rows(
        "news",
        """news, moved, born, married, engaged, promoted, joined, left, started, retired, lost,
        got married, got engaged""",
        needs_colon=True,
    ),
    **_rows("next", "next, next time", needs_colon=True),
    **_rows(
        "note",
        """note, heard, learned, learnt, idea, gift idea, fact, cancelled, canceled, postponed, rescheduled,
        called off, no show, no-show""",
    ),
    "todo": Verb("todo", "note", keeps_wording=True),
    # A thought, a wish or a silence is not contact, whatever follows it.
    **{
        word: Verb("note", "note", keeps_wording=True)
        for word in re.split(
            r"\s*,\s*",
            """ask, remind, maybe, meant to, liked, saw her post, saw his post, saw their post, didnt,
            couldnt, havent, thought of, thought about, thinking of, thinking about,
            kept thinking, remembered, remember, dreamt, dreamed, missed, miss, missing,
            wish, wishing, wonder, wondered, wondering, worried, should, must, need to,
            have to, want to, wanted to, would like to, would love to, hope to, hoping
            to, plan to, planning to, going to, will, to do, forgot, didn't, didn’t, did
            not, haven't, haven’t, have not, couldn't, couldn’t, could not, no word, no
            news, not heard, nothing from, still no, still waiting, broke my promise,
            have an appointment, tomorrow, waiting for, waiting to, next week, next
            month, next appointment, next meeting, next call""",
        )
    },
}

# Notes of what one was told, against thoughts and plans that were called off.
LEARNED = frozenset({"note", "heard", "learned", "learnt", "fact", "idea", "gift idea"})
CONTACT = Verb("contact", "contact", keeps_wording=True)  # a talk in words of its own
MOVED_TO_A_DAY = Verb("postponed", "note", keeps_wording=True)

WHO: Mapping[str, By | None] = {
    "i": "me",
    "we": None,
    "they": "them",
    "she": "them",
    "he": "them",
}


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What a plain entry begins with: who as typed ("" when nobody is named), the verb's word ("" in a talk
    in words of its own)."""

    who: str
    word: str
    verb: Verb


class LinkedHead(NamedTuple):
    """What the words before a link that ends them say; see `Jotting` and `Ref`. `head` is the one of a plain
    entry that says the same."""

    verb: Verb
    is_with: bool
    is_mention: bool
    is_in_company: bool
    head: Head | None


_PLAIN_WORD = re.compile("[a-z]+")
_PLAIN_WHO = ("they", "she", "he", "I")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The verbs and the words for who, the user's own included.

    `patterns` maps the first word of every verb to the pattern of all verbs that begin with it, compiled
    when a line begins so: one pattern of all of them would be tried word by word at every line. `heads` has
    every plain entry's head, one object each, as typed; that of a talk in words of its own as "".
    `bare_heads` are those that need no text. `linked` remembers what was found out about the words that stand
    before a link; see `find_linked`.
    """

    verbs: Mapping[str, Verb]
    who: Mapping[str, By | None]
    patterns: Mapping[str, str]
    heads: Mapping[str, Head]
    bare_heads: Mapping[str, Head]
    linked: dict[tuple[str, bool], LinkedHead | None] = field(default_factory=dict)

    def verb_at(self, text: str, start: int = 0) -> tuple[Verb, int] | None:
        """The longest verb that begins at `start`, with the offset after it."""
        first = _FIRST_WORD.match(text, start)
        pattern = self.patterns.get(first[0].lower()) if first else None
        found = _compile(pattern).match(text, start) if pattern else None
        return (self.verbs[_folded(found[0])], found.end()) if found else None

    @property
    def talk(self) -> Head:
        """That of a talk in words of its own."""
        return self.heads[""]

    def begins(self, word: str) -> bool:
        """What happened may begin with this word: the first of a verb, or who did it."""
        first = word.strip().rstrip(":").lower()
        return first in self.patterns or first in self.who


_FIRST_WORD = re.compile(r"\w+")


def _folded(word: str) -> str:
    return " ".join(word.lower().split())


def build_vocabulary(verbs: Mapping[str, str], who: Mapping[str, str]) -> Vocabulary:
    """The table with the settings' own words; a word for an unknown verb is left out."""
    return _build(tuple(sorted(verbs.items())), tuple(sorted(who.items())))


@lru_cache(maxsize=8)
def _build(verbs: tuple[tuple[str, str], ...], who: tuple[tuple[str, str], ...]) -> Vocabulary:
    table = dict(VERBS)
    for word, name in verbs:
        if (known := VERBS.get(_folded(name))) is not None and _FIRST_WORD.match(word.strip()):
            table[_folded(word)] = known
    people: dict[str, By | None] = dict(WHO)
    for word, name in who:
        people[word.lower()] = WHO.get(name.lower())
    plain = {word: verb for word, verb in table.items() if _PLAIN_WORD.fullmatch(word)}
    heads = {word: Head("", word, verb) for word, verb in plain.items()}
    heads |= {f"{who} {word}": Head(who, word, verb) for who in _PLAIN_WHO for word, verb in plain.items()}
    bare = {said: head for said, head in heads.items() if not head.verb.needs_colon}
    heads[""] = Head("", "", CONTACT)
    return Vocabulary(table, people, _build_patterns(table), heads, bare)


def _build_patterns(words: Iterable[str]) -> dict[str, str]:
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        first = _FIRST_WORD.match(word)
        assert first is not None
        by_first.setdefault(first[0], []).append(re.escape(word).replace(r"\ ", r"\s+"))
    return {first: rf"(?:{'|'.join(alternatives)})(?![\w’'])" for first, alternatives in by_first.items()}


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
