"""Whether to ask somebody now, and what comes first: the words that `ask` and `path` share."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.source import Source
from vaultwell.practices.ask import Step
from vaultwell.practices.ask_facts import FactTopic, Word
from vaultwell.practices.openers import Opener, OpenerKind
from vaultwell.practices.pronouns import find_pronouns, find_short_name
from vaultwell.render.ask_facts import Speech, quote, stop
from vaultwell.render.safe import plain

VERDICTS: Mapping[Word, str] = {
    "go-ahead": "Go ahead.",
    "warm-up-first": "Warm up first.",
    "not-yet": "Not yet.",
}
CLOSE = {"friend": "a friend", "family": "family", "partner": "your partner"}
_DEEDS: Mapping[FactTopic | None, str] = {
    "promise": "do what you promised, or say that it will not happen",
    "loan": "bring back what you borrowed",
    "introduction": "thank {them}, and tell {them} how it went with {people}",
    "untold": "thank {them}, and tell {them} how it ended",
    "open-ask": "let that one be answered, or take it back",
    "attempts": "try another way to reach {them}, with a line that wants no answer",
    "let-go": "say hello and want nothing, if you would like this back",
    "paused": "end the pause with a hello that wants nothing, if it can end",
    "unknown": "say hello, and where you know each other from",
    "new": "follow up, with something {they} told you",
    None: "write once without asking for anything",
}
_OPENERS: Mapping[OpenerKind, str] = {
    "next": "You wanted to ask: {words}",
    "news": "There is {their} news of {day}: {words}",
    "mention": "You wrote about {them}{on}: {words}",
    "idea": "You had an idea{on}: {words}",
    "introduced": "{name} introduced you{on}: begin with that",
    "talk": "Last time: {words}",
    "about": "What {they} may like to talk about: {words}",
}


class Said(NamedTuple):
    """A sentence or two, and the lines they stand on."""

    text: str
    sources: tuple[Source, ...] = ()


def build_speech(contact: Contact, names: Mapping[str, str], today: date) -> Speech:
    """How to speak of `contact`; `names` maps everybody's path to the name."""
    return Speech(plain(find_short_name(contact)), find_pronouns(contact), names, today)


def say_step(step: Step, speech: Speech) -> str:
    """What to do first, to stand behind “First …”: put something right, or write without asking."""
    people = speech.list_people(step.fact) if step.fact else ""
    return _DEEDS[step.fact.topic if step.fact else None].format(people=people, **speech.person.words)


def say_opener(opener: Opener, speech: Speech) -> str:
    """Something to write about that asks for nothing."""
    words = _OPENERS[opener.kind].format(
        words=quote(opener.text, ""),
        on=speech.on(opener.on),
        day=speech.bare(opener.on) if opener.on else "",
        name=plain(speech.names[opener.person]) if opener.person else "",
        **speech.person.words,
    )
    return stop(words)
