"""Whether the cadences ask for more than the pace allows (P8): counted in contacts a year."""

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from vaultwell.model.cadence import Cadence
from vaultwell.model.contact import Contact
from vaultwell.model.settings import Pace, Settings, find_cadence

_DAYS, _WEEKS, _MONTHS = 365, 52, 12


class Demand(NamedTuple):
    """What a group of people asks for: the circle's name ("" for people with a cadence of their own)."""

    circle: str
    people: int
    a_year: float


def count_a_year(rhythm: Cadence | Pace) -> float:
    """How many contacts a cadence asks for, or a pace allows, in a year."""
    if isinstance(rhythm, Pace):
        return rhythm.people * (_DAYS if rhythm.per == "day" else _WEEKS)
    if rhythm.is_never:
        return 0.0
    return _MONTHS / rhythm.months if rhythm.months else _DAYS / rhythm.days


def find_demands(contacts: Iterable[Contact], settings: Settings) -> tuple[Demand, ...]:
    """What each circle asks for, the most first; people who are paused, let go or dead ask for nothing."""
    people: dict[str, int] = {}
    asked: dict[str, float] = {}
    for contact in contacts:
        cadence = find_cadence(contact, settings)
        if cadence is None or contact.is_paused or contact.let_go or contact.died:
            continue
        circle = (contact.circle or "") if contact.cadence is None else ""
        people[circle] = people.get(circle, 0) + 1
        asked[circle] = asked.get(circle, 0.0) + count_a_year(cadence)
    found = (Demand(circle, people[circle], asked[circle]) for circle in asked)
    return tuple(sorted(found, key=lambda demand: (-demand.a_year, demand.circle)))


def say_demand(contacts: Iterable[Contact], settings: Settings) -> tuple[str, str] | None:
    """Message and remedy when the cadences ask for more than the pace allows, else None.

    A pace of 0 is a wish to be left alone, not a plan that fails.
    """
    demands = find_demands(contacts, settings)
    asked, allowed = round(sum(demand.a_year for demand in demands)), count_a_year(settings.pace)
    if not allowed or asked <= allowed:
        return None
    most = demands[0]
    count = f"{most.people} people" if most.people > 1 else "1 person"
    whose = f"the circle “{most.circle}”" if most.circle else "cadences of their own"
    enough = ceil(asked * settings.pace.people / allowed)
    message = f"the cadences ask for {asked:,} contacts a year, and {settings.pace} is {allowed:,.0f}"
    share = f"Most of them, {round(most.a_year):,}, come from {whose} ({count})."
    way_out = f"Longer cadences there, or a pace of {enough} a {settings.pace.per}, would fit."
    return message, f"{share} {way_out}"
