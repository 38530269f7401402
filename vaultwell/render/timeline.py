"""The picture of the coming days: a small Mermaid timeline that a phone shows without scrolling.

One column for each week, its days below one another: a column is 190 points wide and a phone shows 330, so
two columns stay readable. What makes Mermaid's timelines (11.13) stumble over somebody's words are colons,
comments, entities and tags: these signs are shown by their full-width twins, which mean nothing to it. It
sets a no-break space between two others, so that here all spaces are plain ones.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from vaultwell.model.cadence import add_days
from vaultwell.render.markdown import ELLIPSIS
from vaultwell.render.safe import plain
from vaultwell.render.words import NBSP, say_day

MOST_EVENTS = 8
MOST_WEEKS = 2
MOST_NAME_CHARACTERS = 24

_TWINS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in ":;#%<>{}"})
_OPENING = ("```mermaid", "---", "config: {timeline: {leftMargin: 0, padding: 8}}", "---", "timeline")


class Event(NamedTuple):
    """One thing that comes: its day, whom it is about, and what in a word or two."""

    on: date
    names: tuple[str, ...]
    what: str


def render_timeline(events: Sequence[Event]) -> Iterator[str]:
    """The lines of a fenced Mermaid block: the first events of the first weeks; none when nothing comes.

    Whoever comes several times on a day stands there once.
    """
    once = {(event.on, event.names): event for event in sorted(events, reverse=True)}
    first = sorted(once.values())[:MOST_EVENTS]
    weeks = groupby(first, lambda event: add_days(event.on, -event.on.weekday()))
    columns = [(monday, list(week)) for monday, week in weeks][:MOST_WEEKS]
    if not columns:
        return
    yield from _OPENING
    for monday, week in columns:
        yield f"    {_say_week(monday)}"
        yield from (f"        : {_say_event(event)}" for event in week)
    yield "```"


def _say_week(monday: date) -> str:
    sunday = add_days(monday, 6)
    first = f"{monday.day}–" if monday.month == sunday.month else f"{_say_day(monday)} – "
    return first + _say_day(sunday)


def _say_event(event: Event) -> str:
    name = _literal(event.names[0])
    if len(name) > MOST_NAME_CHARACTERS:
        name = name[: MOST_NAME_CHARACTERS - 1].rstrip() + ELLIPSIS
    others = " and others" if len(event.names) > 1 else ""
    return f"{_say_day(event.on)} · {name}{others}, {_literal(event.what)}"


def _say_day(day: date) -> str:
    """Without the year: the coming days need none, and the list above says it."""
    return say_day(day, day).replace(NBSP, " ")


def _literal(text: str) -> str:
    return " ".join(plain(text).translate(_TWINS).split())
