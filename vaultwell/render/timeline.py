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
from vaultwell.render.words import say_day_plainly

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
    first = f"{monday.day}–" if monday.month == sunday.month else f"{say_day_plainly(monday)} – "
    return first + say_day_plainly(sunday)


def _say_event(event: Event) -> str:
    name = shorten(literal(event.names[0]), MOST_NAME_CHARACTERS)
    others = " and others" if len(event.names) > 1 else ""
    return f"{say_day_plainly(event.on)} · {name}{others}, {literal(event.what)}"


def shorten(name: str, most: int) -> str:
    """The name in at most so many characters."""
    return name if len(name) <= most else name[: most - 1].rstrip() + ELLIPSIS


def literal(text: str) -> str:
    """Somebody's words as Mermaid shows them: on one line, its own signs by their full-width twins."""
    return " ".join(plain(text).translate(_TWINS).split())
