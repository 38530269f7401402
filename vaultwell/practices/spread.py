"""First days for people you have never been in touch with, so that a fresh import is not due all at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from vaultwell.model.cadence import Cadence
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import find_point
from vaultwell.practices.history import find_histories


class FirstDay(NamedTuple):
    """`contact` would be due on `due_on`, like others of the same `cadence`; `on` is a day of their own."""

    contact: Contact
    cadence: Cadence
    due_on: date
    on: date


def find_first_days(graph: Graph, settings: Settings, today: date) -> tuple[FirstDay, ...]:
    """A first day for everybody with a rhythm whom you were never in touch with, in the order of the days.

    People of one cadence are spread evenly over it, from the day on which each would be due; nobody comes
    earlier than without. Whoever rests, or has a day set by hand, keeps it. Their order is a hash of the
    path, so that it says nothing of anybody and is the same on every machine.
    """
    groups: dict[Cadence, list[tuple[Contact, date]]] = defaultdict(list)
    for contact, cadence, due_on in _list_fresh(graph, settings, today):
        groups[cadence].append((contact, due_on))
    found = [first for cadence, people in groups.items() for first in _spread(cadence, people)]
    return tuple(sorted(found, key=lambda first: (first.on, first.contact.path)))


def _list_fresh(graph: Graph, settings: Settings, today: date) -> Iterator[tuple[Contact, Cadence, date]]:
    for history in find_histories(graph, settings):
        contact, cadence = history.contact, history.cadence
        is_set = contact.snooze or contact.follow_up or contact.is_paused or contact.let_go or contact.died
        if is_set or history.touches or cadence is None or cadence.is_never:
            continue
        point = find_point(history, today, today + timedelta(1), settings)
        if point is not None:
            yield contact, cadence, max(point.on or today, today)


def _spread(cadence: Cadence, people: Sequence[tuple[Contact, date]]) -> Iterator[FirstDay]:
    ordered = sorted(
        people, key=lambda found: sha256(found[0].path.encode("utf-8", "surrogatepass")).digest()
    )
    for place, (contact, due_on) in enumerate(ordered):
        days = (cadence.after(due_on) - due_on).days
        yield FirstDay(contact, cadence, due_on, due_on + timedelta(place * days // len(ordered)))
