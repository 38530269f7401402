"""The load in words and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from vaultwell.graph.demand import Demand, count_a_year
from vaultwell.model.entry import Entry
from vaultwell.model.settings import Pace, Settings
from vaultwell.practices.load import Load, Way
from vaultwell.render.documents import VERSION
from vaultwell.render.entries import entry_document
from vaultwell.render.page import Grid, Indent, Page, Part, Text
from vaultwell.render.safe import plain
from vaultwell.render.words import say_count, say_day, say_number

MOST_LINES = 8
_OWN = "own cadence"
_SPANS = ((365, "day"), (52, "week"), (12, "month"), (1, "year"))


def render_load(load: Load, settings: Settings, names: Mapping[str, str], today: date) -> Page:
    """What the cadences ask for, by circle; what would make it fit; who waits for you."""
    parts: list[Part] = [Text(say_load(load))]
    if load.demands:
        parts += [Text(), _render_demands(load.demands, settings)]
    if load.ways:
        parts += [Text(), Text("Any one of these would make it fit", style="bold cyan")]
        parts += [Text(f"  {say_way(way)}") for way in load.ways]
    parts += _render_open("Asked of you", load.asks, names, today)
    parts += _render_open("You promised", load.promises, names, today)
    parts += _render_open("You have of theirs", load.borrowed, names, today)
    if load.asks:
        parts += [Text(), Text("Where the answer is no, a kind one: vaultwell draft WHO --decline")]
    return parts


def say_load(load: Load) -> str:
    """The first line: what is asked for, against the pace."""
    if not load.demands:
        return "Nobody has a rhythm yet, so nothing is asked of you."
    asked = f"Your cadences ask for {say_rate(load.asked, load.pace.per)}"
    if not load.pace.people:
        return f"{asked}; your pace is none at all, so nobody is picked for you."
    pace = f"your pace is {_say_pace(load.pace)}"
    return f"{asked}; {pace}. " + ("That is more than fits." if load.is_too_much else "It fits.")


def say_rate(a_year: float, per: str = "day") -> str:
    """`about two hellos a day`: by the shortest span from `per` on in which there is one."""
    longest = next(spans for spans, span in _SPANS if span == per)
    for spans, span in _SPANS:
        count = round(a_year / spans)
        if a_year / spans >= 0.75 and spans <= longest:
            return f"about {say_number(count)} {'hello' if count == 1 else 'hellos'} a {span}"
    return "less than one hello a year"


def say_way(way: Way) -> str:
    """One change that makes it fit."""
    if way.pace is not None:
        return f"a pace of {_say_pace(way.pace)}"
    circle = plain(way.circle)
    if way.cadence is not None:
        return f"“{circle}”: {way.cadence}"
    people = "one person" if way.people == 1 else f"{say_number(way.people)} people"
    return f"{people} of “{circle}” in “{plain(way.to)}”"


def load_document(load: Load, settings: Settings, names: Mapping[str, str], today: date) -> dict[str, Any]:
    """`load --json`."""
    return {
        "version": VERSION,
        "today": str(today),
        "pace": str(load.pace),
        "asked_a_year": round(load.asked),
        "allowed_a_year": round(count_a_year(load.pace)),
        "fits": not load.is_too_much,
        "circles": [
            {
                "circle": demand.circle or None,
                "people": demand.people,
                "cadence": _say_cadence(demand, settings) or None,
                "a_year": round(demand.a_year),
            }
            for demand in load.demands
        ],
        "ways": [say_way(way) for way in load.ways],
        "asks": [_open_document(entry, names) for entry in load.asks],
        "promises": [_open_document(entry, names) for entry in load.promises],
        "borrowed": [_open_document(entry, names) for entry in load.borrowed],
    }


def _open_document(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    return {"name": names[entry.person], "path": entry.person, **entry_document(entry, names)}


def _say_pace(pace: Pace) -> str:
    return f"{say_number(pace.people)} a {pace.per}"


def _say_cadence(demand: Demand, settings: Settings) -> str:
    return str(settings.circles[demand.circle]) if demand.circle and settings.circles else ""


def _render_demands(demands: Sequence[Demand], settings: Settings) -> Part:
    rows = [
        (
            Text(plain(demand.circle) or _OWN, style="bold"),
            say_count(demand.people, "person", "people"),
            _say_cadence(demand, settings),
            f"{round(demand.a_year):,} a year",
        )
        for demand in demands
    ]
    return Indent(Grid(rows))


def _render_open(
    heading: str, entries: Sequence[Entry], names: Mapping[str, str], today: date
) -> Iterator[Part]:
    if not entries:
        return
    yield Text()
    yield Text(heading, style="bold cyan")
    rows = []
    for entry in entries[:MOST_LINES]:
        by = f", by {say_day(entry.due_on, today)}" if entry.due_on else f" ({say_day(entry.on, today)})"
        source = Text(f"  {plain(str(entry.source))}", style="dim")
        rows.append((Text(plain(names[entry.person]), style="bold"), Text(plain(entry.text) + by) + source))
    yield Indent(Grid(rows))
    if len(entries) > MOST_LINES:
        yield Text("  and others: vaultwell favors")
