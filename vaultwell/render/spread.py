"""What `spread` says: how many people of each rhythm, and until when."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from vaultwell.practices.spread import FirstDay
from vaultwell.render.safe import plain
from vaultwell.render.words import say_day


def render_spread(days: Sequence[FirstDay], today: date) -> Iterator[str]:
    """A line for each rhythm, the most frequent first."""
    if all(first.on == first.due_on for first in days):
        yield f"Nobody to spread: {_say_why(days, today)}."
        return
    one = len(days) == 1
    have = "person has a rhythm and was" if one else "people have a rhythm and were"
    yield f"{len(days)} {have} never in touch with you."
    by_cadence = sorted(days, key=lambda first: (first.cadence.after(today), str(first.cadence)))
    for cadence, group in groupby(by_cadence, key=lambda first: first.cadence):
        found = list(group)
        first, last = min(day.on for day in found), max(day.on for day in found)
        until = "" if first == last else f" to {say_day(last, today)}"
        come = "1 person comes" if len(found) == 1 else f"{len(found)} people come"
        yield f"  {cadence}: {come} on {say_day(first, today)}{until}"


def _say_why(days: Sequence[FirstDay], today: date) -> str:
    if not days:
        return "whoever has a rhythm has been in touch with you, or has a day of their own"
    if len(days) == 1:
        name, on = plain(days[0].contact.name), say_day(days[0].on, today)
        return f"{name} comes on {on}, and nobody else of that rhythm waits for a first day"
    return f"{len(days)} people wait for a first day, and each comes as their rhythm says"


def spread_document(days: Sequence[FirstDay]) -> dict[str, Any]:
    """Everybody’s first day, for `spread --json`."""
    return {
        "people": [
            {
                "name": first.contact.name,
                "path": first.contact.path,
                "due_on": first.due_on.isoformat(),
                "on": first.on.isoformat(),
            }
            for first in days
        ],
    }
