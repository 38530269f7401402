"""The mirror in words: what the notes show, why it may be half the story, and something kind to do."""

from typing import Any

from vaultwell.model.source import Source
from vaultwell.practices.mirror import Reflection, Showing
from vaultwell.practices.openers import Opener, OpenerKind
from vaultwell.render.safe import plain
from vaultwell.render.words import say_number

_OPENERS: dict[OpenerKind, str] = {
    "news": "Their news:",
    "idea": "You noted:",
    "talk": "Last time:",
    "about": "They like:",
}

CAVEATS: dict[Showing, str] = {
    "asks": "Notes remember questions better than hellos, so this may be half the story.",
    "silence": "Thanks are often said and not written down, so this may be half the story.",
}


def say_reflection(
    reflection: Reflection, name: str, opener: Opener | None = None, *, is_caveat_said: bool = False
) -> str:
    """The fact, the caveat (once a page) and something kind to do; `name` as it is to be shown.

    `opener` is something to write about, for a letter that asks for nothing.
    """
    caveat = "" if is_caveat_said else f" {CAVEATS[reflection.what]}"
    fact = _say_fact(reflection, name)
    return f"In what you wrote down over twelve months, {fact}.{caveat} {_say_kind(reflection, opener)}"


def list_sources(reflection: Reflection, opener: Opener | None = None) -> list[Source]:
    """The lines it rests on, and that of the opener where it is said."""
    own = [entry.source for entry in reflection.entries]
    is_said = opener is not None and opener.kind in _OPENERS and _is_about_my_asks(reflection)
    return [*own, opener.source] if opener and is_said else own


def _is_about_my_asks(reflection: Reflection) -> bool:
    return (reflection.who, reflection.what) == ("me", "asks")


def reflection_document(reflection: Reflection, name: str) -> dict[str, Any]:
    """One reflection in `show --json` and `review --json`."""
    return {
        "who": reflection.who,
        "what": reflection.what,
        "times": reflection.times,
        "out_of": reflection.out_of,
        "words": say_reflection(reflection, name),
        "sources": [str(source) for source in list_sources(reflection)],
    }


def _say_fact(reflection: Reflection, name: str) -> str:
    times, out_of = say_number(reflection.times), say_number(reflection.out_of)
    is_every = reflection.times == reflection.out_of
    if reflection.what == "asks":
        how_often = f"all {times} times" if is_every else f"{times} times out of {out_of}"
        who = f"{name} came" if reflection.who == "them" else f"you came to {name}"
        return f"{who} with a question {how_often}"
    how_many = f"all {times}" if is_every else f"{times} of {out_of}"
    if reflection.who == "them":
        return f"no line from {name} followed {how_many} favors of yours within a month"
    return f"no line from you followed {how_many} favors of {name} within a month"


def _say_kind(reflection: Reflection, opener: Opener | None) -> str:
    is_theirs = reflection.who == "them"
    if reflection.what == "asks" and is_theirs:
        return "To be asked is to be trusted. Write first one day, about something else."
    if reflection.what == "asks":
        lead = _OPENERS.get(opener.kind) if opener else None
        about = f" {lead} “{plain(opener.text)}”." if opener and lead else ""
        return f"A letter without a question would be kind.{about}"
    if is_theirs:
        return "Ask how it went: who feels that a word is owed is often glad to be asked."
    return "Tell them how it ended. A late word is still a good one."
