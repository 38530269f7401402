"""Counts in plain words and as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vaultwell.model.entry import Kind
from vaultwell.practices.stats import Stats
from vaultwell.render.documents import VERSION
from vaultwell.render.page import Grid, Indent, Page, Part, Text
from vaultwell.render.safe import plain
from vaultwell.render.words import say_count, say_day, say_month

_KINDS: dict[Kind, str] = {
    "contact": "talks",
    "attempt": "attempts without an answer",
    "plan": "plans",
    "favor": "favors",
    "ask": "asks",
    "offer": "offers",
    "promise": "promises",
    "loan": "loans",
    "thanks": "thanks",
    "news": "news",
    "next": "questions for next time",
    "note": "notes",
    "mention": "mentions",
    "todo": "to-dos",
}


def render_stats(stats: Stats, today: date) -> Page:
    """People, lines by kind, days in touch by month, circles."""
    total = sum(stats.kinds.values())
    span = ""
    if stats.first_on and stats.last_on:
        span = f", from {say_day(stats.first_on, today)} to {say_day(stats.last_on, today)}"
    parts: list[Part] = [
        Text(_say_people(stats)),
        Text(f"{say_count(total, 'line').capitalize()} about them{span}."),
    ]
    if stats.kinds:
        parts += _table("By kind", ((_KINDS[kind], f"{count:,}", "") for kind, count in stats.kinds.items()))
    if any(stats.months.values()):
        months = ((say_month(month), f"{count:,}", "") for month, count in stats.months.items())
        parts += _table("In touch, by month", months)
    rows = (
        (plain(found.circle or "no circle"), say_count(found.people, "person", "people"),
         say_count(found.entries, "line"))
        for found in stats.circles
    )  # fmt: skip
    return [*parts, *_table("By circle", rows)]


def _say_people(stats: Stats) -> str:
    """`15 people: 11 with a rhythm, 1 paused, 1 let go, 1 who died.`"""
    states = (
        (stats.tracked, "with a rhythm"),
        (stats.paused, "paused"),
        (stats.let_go, "let go"),
        (stats.died, "who died"),
    )
    said = ", ".join(f"{count:,} {words}" for count, words in states if count)
    return say_count(stats.people, "person", "people") + (f": {said}." if said else ".")


def _table(heading: str, rows: Iterable[tuple[str, str, str]]) -> list[Part]:
    return [Text(), Text(heading, style="bold cyan"), Indent(Grid(tuple(rows)))]


def stats_document(stats: Stats, today: date) -> dict[str, Any]:
    """`stats --json`."""
    return {
        "version": VERSION,
        "today": str(today),
        "people": stats.people,
        "tracked": stats.tracked,
        "paused": stats.paused,
        "let_go": stats.let_go,
        "died": stats.died,
        "first_on": str(stats.first_on) if stats.first_on else None,
        "last_on": str(stats.last_on) if stats.last_on else None,
        "kinds": dict(stats.kinds),
        "months": {f"{month:%Y-%m}": count for month, count in stats.months.items()},
        "circles": [
            {"circle": found.circle, "people": found.people, "entries": found.entries}
            for found in stats.circles
        ],
    }
