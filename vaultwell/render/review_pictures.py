"""The pictures of a review: Mermaid that Obsidian shows by itself, with names that cannot break it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from vaultwell.model.cadence import add_months
from vaultwell.practices.periods import Period
from vaultwell.practices.review import Newcomer
from vaultwell.render.timeline import MOST_EVENTS, MOST_NAME_CHARACTERS, literal, shorten
from vaultwell.render.words import say_day_plainly, say_month

# As wide as a phone: Obsidian makes a picture smaller, never larger.
_BARS = ("```mermaid", "---", "config: {xyChart: {width: 360, height: 220}}", "---", "xychart-beta")


def render_touches(period: Period, touches: Sequence[date]) -> Iterator[str]:
    """Bars: how often you were in touch, by week of a month, else by month."""
    starts = list(_list_starts(period))
    counts = [sum(start <= day < end for day in touches) for start, end in pairwise([*starts, date.max])]
    labels = (say_day_plainly(start) if period.span == "month" else say_month(start)[:3] for start in starts)
    quoted = ", ".join(f'"{label}"' for label in labels)
    yield from _BARS
    yield f"    x-axis [{quoted}]"
    yield f'    y-axis "in touch" 0 --> {max(counts)}'
    yield f"    bar [{', '.join(map(str, counts))}]"
    yield "```"


def _list_starts(period: Period) -> Iterator[date]:
    """The days on which a bar begins: the first of a month, or of the month and each Monday in it."""
    start = period.first_on
    while start <= period.last_on:
        yield start
        start = start + timedelta(7 - start.weekday()) if period.span == "month" else add_months(start, 1)


def render_beginnings(me: int, them: int, nobody: int) -> Iterator[str]:
    """Slices: how often you began, how often others did, and of how many talks nobody knows."""
    yield from ("```mermaid", "pie")
    parts = (("you began", me), ("others began", them), ("not written down", nobody))
    yield from (f'    "{words}" : {count}' for words, count in parts if count)
    yield "```"


def render_new_people(newcomers: Sequence[Newcomer]) -> Iterator[str]:
    """A timeline of whom you met, the first few; none for fewer than two."""
    met = sorted((n.on, literal(n.contact.name)) for n in newcomers)[:MOST_EVENTS]
    if len(met) < 2:
        return
    yield from ("```mermaid", "timeline")
    for on, people in groupby(met, lambda found: found[0]):
        yield f"    {say_day_plainly(on)}"
        yield from (f"        : {shorten(name, MOST_NAME_CHARACTERS)}" for _, name in people)
    yield "```"
