"""The look before you ask, in words: the verdict, then reasons with their lines, then what to do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from vaultwell.practices.alternatives import Alternative, AlternativeKind
from vaultwell.practices.ask import Stance, Verdict
from vaultwell.practices.ask_facts import Word
from vaultwell.practices.wanted import is_of_work
from vaultwell.render.ask_facts import MOST_QUOTED, Speech, quote, say_ending, say_fact, stop
from vaultwell.render.documents import VERSION
from vaultwell.render.page import Indent, Page, Part, Text
from vaultwell.render.safe import plain
from vaultwell.render.stance import CLOSE, VERDICTS, Said, build_speech, say_opener, say_step
from vaultwell.render.words import NBSP

_CANNOT_WAIT = "If it cannot wait, ask, and say so in your first line."
_CLOSINGS: Mapping[Word | None, str] = {
    "warm-up-first": f"{_CANNOT_WAIT} You decide.",
    "not-yet": f"This is about when, not whether. {_CANNOT_WAIT} You decide.",
}


class Answer(NamedTuple):
    """All that is said, in its order; `verdict` is the first line, `closing` may be empty."""

    verdict: str
    reasons: tuple[Said, ...]
    advice: tuple[Said, ...]
    alternatives: tuple[Said, ...]
    closing: str


def say_verdict(
    verdict: Verdict, alternatives: Sequence[Alternative], names: Mapping[str, str], today: date
) -> Answer:
    """The verdict and everything behind it; `names` maps a contact's path to the name."""
    contact = verdict.contact
    speech = build_speech(contact, names, today)
    return Answer(
        verdict=_say_word(verdict, speech),
        reasons=tuple(Said(say_fact(fact, speech), fact.sources) for fact in verdict.reasons),
        advice=tuple(_list_advice(verdict, speech)),
        alternatives=tuple(_say_alternative(one, speech) for one in alternatives),
        closing=_CLOSINGS.get(verdict.stance.word, ""),
    )


def _say_word(verdict: Verdict, speech: Speech) -> str:
    word, who = verdict.stance.word, speech.person
    if word is None:
        died = f"{plain(verdict.contact.name)} died{say_ending(verdict.contact.died or '', speech)}."
        return f"{died} What you would have liked to ask is worth writing down all the same."
    if word != "just-ask":
        return VERDICTS[word]
    close = CLOSE[verdict.contact.close_as or "friend"]
    if who.is_known and who.they != "they":
        return f"{who.they.capitalize()} is {close}: just ask {who.them}."
    return f"{speech.name} is {close}: just ask."


# --- What to do -----------------------------------------------------------------------------------------


def _list_advice(verdict: Verdict, speech: Speech) -> Iterator[Said]:
    word = verdict.stance.word
    if word is None:
        return
    if word == "just-ask":
        if verdict.is_for_people or is_of_work(verdict.what):
            who = speech.person
            yield Said(f"If it is for {who.their} contacts: will it be easy for {who.them} to say no?")
    elif word == "go-ahead":
        yield from _say_go_ahead(verdict, speech)
    elif verdict.contact.let_go is not None:
        yield from _say_first(verdict.stance, speech)
    else:
        is_offered = any(fact.topic == "offered" for fact in verdict.reasons)
        effort = f"{_say_effort(speech)} " if verdict.is_for_people else ""
        yield from _say_first(verdict.stance, speech, effort, is_about_work=bool(effort) and not is_offered)
    if verdict.why is not None:
        words = quote(" ".join(verdict.contact.fact("why")), " ", 2 * MOST_QUOTED)
        yield Said(f"{stop(f'You wrote:{words}')} If that is why, say so in the first line.", (verdict.why,))


def _say_go_ahead(verdict: Verdict, speech: Speech) -> Iterator[Said]:
    they, them = speech.person.they, speech.person.them
    if verdict.is_for_people:
        effort = _say_effort(speech)
        yield Said(f"{effort} Ask whether {they} would, not for an address, and send a few lines to pass on.")
    yield Said(f"Say why in the first line, leave {them} an easy no, and tell {them} how it ended.")


def _say_effort(speech: Speech) -> str:
    """Connections are years of somebody's life (P6, P12)."""
    who = speech.person.them if speech.person.is_known else speech.name
    return f"It took {who} years to know those people."


_ALTERNATIVES: Mapping[AlternativeKind, str] = {
    "known": "You know {name} yourself, last in touch{on}: ask directly",
    "offers": "{name} offers {words}",
    "of-the-field": "{name} may know; it is close to {words}",
    "plan": "You meet{on}, {words}: it can come up there",
    "community": "You both belong to {words}: ask around there",
    "their-ask": "Give first: {they} asked you{on} for {words}",
    "my-offer": "Give first: you offered{on} {words}",
    "need-met": "Give first: among {their} needs is {words}, and {name} offers it. "
    "Introduce the two, once both said yes",
    "need": "Give first: among {their} needs is {words}",
    "goal": "Give first: among {their} goals is {words}",
    "interest": "Give first: something about {words}",
}


def _say_first(
    stance: Stance, speech: Speech, effort: str = "", *, is_about_work: bool = False
) -> Iterator[Said]:
    """The deed that comes first, then something to write about that asks for nothing."""
    fact, opener = stance.step
    topic = fact.topic if fact else None
    then = ""
    if is_about_work:
        then = f"; ask about {speech.person.their} work, not {speech.person.their} contacts"
    elif stance.word == "not-yet" and topic in ("promise", "loan"):
        then = "; then write without asking for anything"
    yield Said(f"{effort}First {say_step(stance.step, speech)}{then}.")
    if opener is not None and topic != "let-go":
        yield Said(say_opener(opener, speech), (opener.source,))


def _say_alternative(one: Alternative, speech: Speech) -> Said:
    name = plain(speech.names[one.person]) if one.person else ""
    words = _ALTERNATIVES[one.kind].format(
        name=name, words=quote(one.text, ""), on=speech.on(one.on), **speech.person.words
    )
    return Said(stop(words), one.sources)


# --- On the terminal, and as JSON -----------------------------------------------------------------------


def render_answer(answer: Answer) -> Page:
    """The verdict alone on its line, reasons, advice, what to do instead, and who decides."""

    parts: list[Part] = [Text(answer.verdict, style="bold")]
    for heading, block in (("", answer.reasons), ("", answer.advice), ("Instead", answer.alternatives)):
        if block:
            parts += [Text(), *([Text(heading, style="bold cyan")] if heading else []), *_lines(block)]
    if answer.closing:
        parts += [Text(), Text(answer.closing)]
    return parts


def _lines(block: Sequence[Said]) -> Iterator[Part]:

    path = None
    for said in block:
        places = []
        for source in said.sources:
            places.append(f":{source.line}" if source.path == path else plain(str(source)))
            path = source.path
        line = Text(said.text) + Text(f"  {' '.join(places)}" if places else "", style="dim")
        yield Indent(line)


def ask_document(verdict: Verdict, answer: Answer, today: date) -> dict[str, Any]:
    """`ask --json`."""
    return {
        "version": VERSION,
        "today": str(today),
        "name": verdict.contact.name,
        "path": verdict.contact.path,
        "what": verdict.what,
        "verdict": verdict.stance.word,
        "sentence": answer.verdict.replace(NBSP, " "),
        "is_for_people": verdict.is_for_people,
        "reasons": [
            {"topic": fact.topic, "speaks_for": fact.word, **_said(said)}
            for fact, said in zip(verdict.reasons, answer.reasons, strict=True)
        ],
        "advice": [_said(said) for said in answer.advice],
        "alternatives": [_said(said) for said in answer.alternatives],
        "closing": answer.closing,
    }


def _said(said: Said) -> dict[str, Any]:
    return {"text": said.text.replace(NBSP, " "), "sources": [str(source) for source in said.sources]}
