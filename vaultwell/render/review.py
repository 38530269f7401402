"""A review in words: the same sentences as a note, in the terminal and as JSON.

Each line is said once, by a `Voice` that knows how names and other people's words are written there. Long
lists end in “and others”: a review is read, not worked off.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.source import Source
from vaultwell.practices.drift import Drift
from vaultwell.practices.network import Bridge
from vaultwell.practices.periods import Period
from vaultwell.practices.pronouns import UNKNOWN, find_pronouns
from vaultwell.practices.review import Newcomer, Review, kept_on
from vaultwell.practices.ties import Part
from vaultwell.render.documents import VERSION
from vaultwell.render.markdown import inline, link, quoted
from vaultwell.render.mirror import CAVEATS, say_reflection
from vaultwell.render.review_pictures import render_beginnings, render_new_people, render_touches
from vaultwell.render.safe import plain
from vaultwell.render.spans import say_span
from vaultwell.render.words import NBSP, join_words, say_day, say_deed, say_deed_of, say_number, say_rhythm

if TYPE_CHECKING:
    import jinja2

TEMPLATE = "review.md.j2"
MOST_NAMES = 12
MOST_LINES = 8
MOST_PARTS = 3
MANY = 40
FEWEST_BEGUN = 5  # fewer beginnings say nothing of anybody
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")
_QUIET = (
    "Quiet is no verdict: people have exams, small children and winters. One line to one of them is enough."
)


@dataclass(frozen=True, slots=True)
class Voice:
    """How names, quotes and other words of people are written: in a note, or plainly."""

    name: Callable[[Contact], str]
    quote: Callable[[str], str]
    escape: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said, and the lines of notes that it rests on."""

    words: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the review; `key` names it in JSON, `picture` is a fenced block of Mermaid."""

    key: str
    heading: str
    lede: str = ""
    lines: tuple[Line, ...] = ()
    picture: tuple[str, ...] = ()


def note_voice(names: Iterable[str]) -> Voice:
    """For a note of the vault: links, and quotes in which nothing links or runs."""
    known = frozenset(names)
    return Voice(lambda contact: link(contact.path, known), lambda text: quoted(text, 100), inline)


def plain_voice() -> Voice:
    """For a terminal, and for JSON."""
    return Voice(lambda contact: plain(contact.name), lambda text: quoted(text, 10_000, plain), plain)


def render_review_note(
    review: Review, contacts: Mapping[str, Contact], names: Iterable[str], environment: "jinja2.Environment"
) -> str:
    """The generated part of the review note, LF lines, without the region's markers."""
    sections = [
        {
            "heading": section.heading,
            "lede": section.lede,
            "lines": [line.words for line in section.lines],
            "picture": section.picture,
        }
        for section in build_sections(review, contacts, note_voice(names))
    ]
    view = {"title": say_period(review.period), "lede": say_lede(review), "sections": sections}
    return re.sub(r"\n{3,}", "\n\n", environment.get_template(TEMPLATE).render(view))


def review_document(review: Review, contacts: Mapping[str, Contact], today: date) -> dict[str, Any]:
    """`review --json`."""
    return {
        "version": VERSION,
        "today": str(today),
        "period": review.period.name,
        "first_on": str(review.period.first_on),
        "until": str(review.until),
        "words": say_lede(review),
        "sections": [
            {
                "section": section.key,
                "heading": section.heading,
                "words": section.lede,
                "lines": [
                    {
                        "words": line.words.replace(NBSP, " "),
                        "sources": [str(source) for source in line.sources],
                    }
                    for line in section.lines
                ],
            }
            for section in build_sections(review, contacts, plain_voice())
        ],
    }


def say_period(period: Period) -> str:
    """`October 2026`, `July to September 2026`, `2026`."""
    if period.span == "month":
        return f"{period.first_on:%B} {period.first_on.year}"
    quarter = _QUARTERS[period.first_on.month // 3]
    return f"{quarter} {period.first_on.year}" if period.span == "quarter" else str(period.first_on.year)


def say_lede(review: Review) -> str:
    """How many people you were in touch with; a period that is not over is told so far."""
    people = len(review.kept) + sum(newcomer.is_touched for newcomer in review.newcomers)
    if not review.touches:
        return "No line of your notes tells of a talk then. Some times are like that, and some notebooks."
    who = "one person" if people == 1 else f"{say_number(people)} people"
    days = len(set(review.touches))
    how_often = "one day" if days == 1 else f"{say_number(days)} days"
    return f"You were in touch with {who}, on {how_often}."


def build_sections(review: Review, contacts: Mapping[str, Contact], voice: Voice) -> tuple[Section, ...]:
    """Everything there is to say, in order; what is empty is left out."""
    sections = (
        _kept(review, voice),
        Section("again", "In touch again", lines=_first(_again(review, voice))),
        _drifted(review, voice),
        Section("received", "What you were given", lines=_first(_favors(review.received, contacts, voice))),
        Section("given", "What you gave", lines=_first(_favors(review.given, contacts, voice))),
        Section("promises", "Promises kept", lines=_first(_promises(review, contacts, voice))),
        _mirror(review, voice),
        _newcomers(review, contacts, voice),
        Section(
            "quiet_parts",
            "Where nobody new came in for a year",
            lines=_first((_say_part(part, voice) for part in review.quiet_parts), MOST_PARTS, is_open=False),
        ),
        Section(
            "bridges",
            "Who joins your circles",
            lines=tuple(
                _say_bridge(bridge, sources, contacts, voice)
                for bridge, sources in review.bridges[:MOST_PARTS]
            ),
        ),
        Section("let_go", "Let go in peace", lines=_let_go(review, voice)),
        Section("died", "In memory", lines=_first(_died(review, voice))),
    )
    return tuple(section for section in sections if section.lede or section.lines or section.picture)


def _first(lines: Iterable[Line], most: int = MOST_LINES, *, is_open: bool = True) -> tuple[Line, ...]:
    """The first few; `is_open`: a last line says that there are others."""
    found = list(lines)
    if len(found) <= most or not is_open:
        return tuple(found[:most])
    return (*found[:most], Line("and many others" if len(found) > MANY else "and others"))


def _list_names(contacts: Sequence[Contact], voice: Voice, most: int = MOST_NAMES) -> str:
    names = [voice.name(contact) for contact in contacts[:most]]
    if len(contacts) > most:
        return f"{', '.join(names)} and {'many others' if len(contacts) > MANY else 'others'}"
    return join_words(names)


def _kept(review: Review, voice: Voice) -> Section:
    if not review.kept:
        return Section("kept", "Kept")
    picture = tuple(render_touches(review.period, review.touches))
    return Section("kept", "Kept", f"{_list_names(review.kept, voice)}.", picture=picture)


def _again(review: Review, voice: Voice) -> Iterator[Line]:
    for again in review.again:
        silence = say_span(again.before, again.on)
        words = f"{voice.name(again.contact)} · {say_day(again.on, again.on)}, after {silence}"
        yield Line(words, (again.entry.source,) if again.entry else ())


def _drifted(review: Review, voice: Voice) -> Section:
    lines = _first(_say_drift(drift, review.until, voice) for drift in review.drifted)
    return Section("drifted", "Quieter than usual", _QUIET if lines else "", lines)


def _say_drift(drift: Drift, until: date, voice: Voice) -> Line:
    last = f"{say_deed_of(drift.contact, drift.last)} {say_day(drift.last.on, until)}"
    return Line(
        f"{voice.name(drift.contact)} · usually {say_rhythm(drift.usual_days)}; last: {last}",
        (drift.last.source,),
    )


def _favors(entries: Sequence[Entry], contacts: Mapping[str, Contact], voice: Voice) -> Iterator[Line]:
    for entry in entries:
        people = [contacts[path] for path in (entry.person, *entry.others) if path in contacts]
        who = find_pronouns(people[0]) if len(people) == 1 else UNKNOWN
        deed = say_deed(entry.verb, entry.by, who)
        quote = voice.quote(entry.text)
        words = f"{_list_names(people, voice)} · {deed} {say_day(entry.on, entry.on)}"
        yield Line(f"{words}: {quote}" if quote else words, (entry.source,))


def _promises(review: Review, contacts: Mapping[str, Contact], voice: Voice) -> Iterator[Line]:
    """Mine first: they are the ones I can be glad of."""
    for entry in sorted(review.promises, key=lambda entry: not _is_mine(entry)):
        on = kept_on(entry) or entry.on
        deed = "kept" if entry.kind == "promise" else "gave back"
        contact = contacts[entry.person]
        who = "you" if _is_mine(entry) else find_pronouns(contact).they
        quote = voice.quote(entry.text)
        words = f"{voice.name(contact)} · {who} {deed} {say_day(on, on)}"
        yield Line(f"{words}: {quote}" if quote else words, (entry.source,))


def _is_mine(entry: Entry) -> bool:
    return entry.is_borrowed if entry.kind == "loan" else entry.by == "me"


def _mirror(review: Review, voice: Voice) -> Section:
    me, them, nobody = (review.begun[side] for side in ("me", "them", None))
    lines = tuple(
        Line(
            say_reflection(reflection, voice.name(contact), is_caveat_said=reflection.what == "asks"),
            tuple(entry.source for entry in reflection.entries),
        )
        for contact, reflection in sorted(review.mirror, key=lambda found: found[1].what)  # asks first
    )
    words = CAVEATS["asks"] if lines else ""
    picture: tuple[str, ...] = ()
    if me + them >= FEWEST_BEGUN:
        unknown = f"; of {say_number(nobody)} more nobody wrote down who began" if nobody else ""
        words = f"You began {_times(me)}, the others {_times(them)}{unknown}. {CAVEATS['asks']}"
        picture = tuple(render_beginnings(me, them, nobody))
    return Section("beginnings", "Who writes, and with what", words, _first(lines), picture)


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{say_number(number)} times")


def _newcomers(review: Review, contacts: Mapping[str, Contact], voice: Voice) -> Section:
    lines = _first(_say_newcomer(newcomer, contacts, voice) for newcomer in review.newcomers)
    tallies = (_say_tally(key, review.newcomers, voice) for key in ("field", "location"))
    words = ". ".join(tally for tally in tallies if tally)
    words = f"{words}." if words and len(review.newcomers) > 1 else ""
    picture = render_new_people(review.newcomers)
    return Section("newcomers", "New people", words, lines, tuple(picture))


def _say_tally(key: str, newcomers: Sequence[Newcomer], voice: Voice) -> str:
    """`By city: Lisbon 3, Porto`, the most first, a few of them."""
    tally = Counter(text for newcomer in newcomers for text in newcomer.contact.fact(key))
    most = sorted(tally.items(), key=lambda found: (-found[1], found[0]))[:MOST_PARTS]
    told = (f"{voice.escape(text)} {count}" if count > 1 else voice.escape(text) for text, count in most)
    return f"By {'city' if key == 'location' else key}: {', '.join(told)}" if tally else ""


def _say_newcomer(newcomer: Newcomer, contacts: Mapping[str, Contact], voice: Voice) -> Line:
    """The day, then field, city and how you met, as far as the note says."""
    contact = newcomer.contact
    introducers = [contacts[path] for path in newcomer.introducers]
    parts = [voice.name(contact), say_day(newcomer.on, newcomer.on)]
    parts += [voice.escape(", ".join(contact.fact(key))) for key in ("field", "location", "met_at")]
    parts.append(f"through {_list_names(introducers, voice)}" if introducers else "")
    return Line(" · ".join(part for part in parts if part), (newcomer.source,))


def _say_part(part: Part, voice: Voice) -> Line:
    knows = f"{voice.name(part.opener)} could tell you whom to meet"
    return Line(f"{voice.escape(part.words)} · {knows}", (part.opener.source(part.key),))


def _say_bridge(
    bridge: Bridge, sources: tuple[Source, ...], contacts: Mapping[str, Contact], voice: Voice
) -> Line:
    sides = [_list_names([contacts[path] for path in side], voice, 3) for side in bridge.sides]
    joined = " with ".join(sides[:3]) + (" and others" if len(sides) > 3 else "")
    return Line(f"{voice.name(contacts[bridge.person])} · joins {joined}", sources)


def _let_go(review: Review, voice: Voice) -> tuple[Line, ...]:
    """No reason is repeated: it was written for oneself."""
    if not review.let_go:
        return ()
    words = f"{_list_names(review.let_go, voice)}. What was good stays good."
    return (Line(words, tuple(contact.source("let_go") for contact in review.let_go)),)


def _died(review: Review, voice: Voice) -> Iterator[Line]:
    for contact in review.died:
        yield Line(voice.name(contact), (contact.source("died"),))
