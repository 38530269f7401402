"""Who could introduce you, in words and as JSON."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from vaultwell.model.contact import INVERSE, Contact
from vaultwell.model.source import Source
from vaultwell.practices.ask import Stance
from vaultwell.practices.ask_facts import Word
from vaultwell.practices.history import LastContact
from vaultwell.practices.network import Ground
from vaultwell.practices.paths import Common, Place, Speaker, Step, Target, Way
from vaultwell.practices.pronouns import find_pronouns
from vaultwell.render.documents import VERSION, entry_document
from vaultwell.render.lines import Line, Section, render_sections, say_more
from vaultwell.render.page import Page
from vaultwell.render.safe import plain
from vaultwell.render.serve import told_document
from vaultwell.render.stance import CLOSE, build_speech, say_opener, say_step
from vaultwell.render.words import say_deed_of, say_when

MOST_GROUNDS = 2
MOST_TOLD = 3
_NOW: Mapping[Word, str] = {"just-ask": "Just ask.", "go-ahead": "Go ahead and ask."}
_BEFORE: Mapping[Word, str] = {"warm-up-first": "Warm up first: ", "not-yet": "Not yet. First "}

Names = Mapping[str, str]


def render_target(target: Target, names: Names, today: date) -> Page:
    """One person: whether you know them yourself, else who could introduce you."""
    head = Line(f"{plain(target.contact.name)}  {plain(target.contact.path)}")
    return render_sections([Section("", [head, *_say_target(target, names, today)])])


def render_place(place: Place, names: Names, today: date, most: int) -> Page:
    """Everybody there with the ways to them, then who speaks of it."""
    there: list[Line] = []
    for told, target in place.there[:most]:
        there.append(Line(f"{plain(target.contact.name)} · {told.key}: {plain(told.text)}", [told.source]))
        there += _say_target(target, names, today)
    speakers = [line for one in place.speakers for line in _say_speaker(one, names, today)]
    speakers += say_more(place.more_speakers, 0)
    words = plain(place.words)
    return render_sections(
        [
            Section(f"At or in “{words}”", [*there, *say_more(len(place.there), most)]),
            Section(f"Who spoke of “{words}”", speakers),
        ]
    )


def _say_target(target: Target, names: Names, today: date) -> Iterator[Line]:
    if target.contact.died is not None:
        who = find_pronouns(target.contact).they.capitalize()
        yield Line(f"{who} died: nobody has to be asked any more.", (), 1)
        return
    them = find_pronouns(target.contact).them
    if target.is_known:
        last = _say_last(target.last, target.contact.close_as, today)
        yield Line(f"You know {them} yourself: {last}. Write to {them}.", _sources(target.last), 1)
        return
    last = _say_last(target.last, None, today)
    yield Line(f"{last[0].upper()}{last[1:]}.", _sources(target.last), 1)
    if not target.ways:
        yield Line(f"Nobody you know seems to know {them}, as far as your notes tell.", (), 1)
    for way in target.ways:
        yield from _say_way(way, names, today)


def _say_last(last: LastContact | None, close_as: str | None, today: date) -> str:
    when = f"last in touch {say_when(last.on, today)}" if last else "never in touch yet"
    return f"{CLOSE[close_as]}, {when}" if close_as else when


def _sources(last: LastContact | None) -> tuple[Source, ...]:
    return (last.source,) if last else ()


def _say_way(way: Way, names: Names, today: date) -> Iterator[Line]:
    last = _say_last(way.last, way.first.close_as, today)
    yield Line(f"{plain(way.first.name)} · {last}", _sources(way.last), 1)
    for step in way.steps:
        sources = [ground.source for ground in step.grounds[:MOST_GROUNDS]]
        if not sources:
            sources = [told.source for common in step.commons for told in (common.first, common.second)]
        yield Line(f"→ {plain(step.next.name)}: {_say_step(step, names, today)}", sources, 2)
    yield from _say_stance(way.stance, way.first, names, today, 2)


def _say_step(step: Step, names: Names, today: date) -> str:
    grounds = [_say_ground(ground, step, names, today) for ground in step.grounds[:MOST_GROUNDS]]
    return "; ".join(grounds or [_say_common(common) for common in step.commons])


def _say_ground(ground: Ground, step: Step, names: Names, today: date) -> str:
    when = f", {say_when(ground.on, today)}" if ground.on else ""
    if ground.kind == "relation":
        other = step.person if ground.person == step.next.path else step.next
        word = plain(ground.word.replace("_", " "))
        if ground.word in INVERSE and not ground.word.endswith("_of"):
            return f"{plain(names[ground.person or ''])} is {plain(other.name)}’s {word}"
        return f"{word}: {plain(names[ground.person or ''])}"
    if ground.kind == "introduced":
        if ground.person is None:
            return f"you introduced them to each other{when}"
        other = step.person if ground.person == step.next.path else step.next
        return f"{plain(names[ground.person])} introduced {plain(other.name)} to you{when}"
    return f"both in one line{when}" if ground.word == "contact" else f"{ground.word} with both{when}"


def _say_common(common: Common) -> str:
    return f"both {'at' if common.key == 'org' else 'in'} {plain(common.first.text)}"


def _say_stance(stance: Stance, first: Contact, names: Names, today: date, depth: int) -> Iterator[Line]:
    """Whether to ask them now, and what comes first where not: what `ask` says."""
    if stance.word is None:
        return
    if stance.word not in _BEFORE:
        yield Line(_NOW[stance.word], (), depth)
        return
    speech, (fact, opener) = build_speech(first, names, today), stance.step
    step = f"{_BEFORE[stance.word]}{say_step(stance.step, speech)}."
    yield Line(step, fact.sources if fact else (), depth)
    if fact is None and opener is not None:
        yield Line(say_opener(opener, speech), [opener.source], depth)


def _say_speaker(speaker: Speaker, names: Names, today: date) -> Iterator[Line]:
    yield Line(plain(speaker.contact.name))
    lines = [Line(f"{told.key}: {plain(told.text)}", [told.source], 1) for told in speaker.told]
    lines += [
        Line(
            f"{say_when(e.on, today)} · {say_deed_of(speaker.contact, e)}: {plain(e.text)}",
            [e.source],
            1,
        )
        for e in speaker.entries
    ]
    yield from lines[:MOST_TOLD]
    yield from _say_stance(speaker.stance, speaker.contact, names, today, 1)


# --- JSON -----------------------------------------------------------------------------------------------


def target_document(target: Target, today: date) -> dict[str, Any]:
    """`path WHO --json` of one person."""
    return {"version": VERSION, "today": str(today), "people": [_target(target)], "speakers": []}


def place_document(place: Place, names: Names, today: date) -> dict[str, Any]:
    """`path PLACE --json`."""
    return {
        "version": VERSION,
        "today": str(today),
        "people": [_target(target) for _, target in place.there],
        "speakers": [
            {
                "name": speaker.contact.name,
                "path": speaker.contact.path,
                "verdict": speaker.stance.word,
                "facts": [told_document(told) for told in speaker.told],
                "entries": [entry_document(entry, names) for entry in speaker.entries],
            }
            for speaker in place.speakers
        ],
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "name": target.contact.name,
        "path": target.contact.path,
        "warmth": target.warmth,
        "last_on": str(target.last.on) if target.last else None,
        "ways": [_way(way) for way in target.ways],
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "name": way.first.name,
        "path": way.first.path,
        "warmth": way.warmth,
        "last_on": str(way.last.on) if way.last else None,
        "verdict": way.stance.word,
        "steps": [_step(step) for step in way.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    grounds = [
        {"ground": g.kind, "word": g.word, "on": str(g.on) if g.on else None, "source": str(g.source)}
        for g in step.grounds
    ]
    grounds += [
        {"ground": common.key, "word": told.text, "on": None, "source": str(told.source)}
        for common in step.commons
        for told in (common.first, common.second)
    ]
    return {"from": step.person.name, "to": step.next.name, "grounds": grounds}
