"""What your cadences ask of you, and what people do: the load (P8)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import NamedTuple

from vaultwell.graph.demand import Demand, count_a_year, find_demands
from vaultwell.model.cadence import Cadence
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Pace, Settings
from vaultwell.practices.history import History, find_histories
from vaultwell.practices.reasons import list_borrowed, list_my_promises, list_their_asks

# Lengths that a circle's cadence could have instead, in their order.
_LADDER = (
    Cadence(days=7),
    Cadence(days=14),
    Cadence(days=21),
    *(Cadence(months=months) for months in (1, 2, 3, 4, 6, 12, 24)),
)


class Way(NamedTuple):
    """One change that makes it fit, all by itself: a `pace`; or a longer `cadence` for a `circle`; or so
    many `people` of the circle in the circle `to`."""

    pace: Pace | None = None
    circle: str = ""
    cadence: Cadence | None = None
    people: int = 0
    to: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """The year's contacts that the cadences ask for (`asked`) and the pace allows, and who waits for you.

    `demands` come by circle, the most first; `asks`, `promises` and `borrowed` are open lines, by their day.
    """

    pace: Pace
    demands: tuple[Demand, ...]
    ways: tuple[Way, ...]
    asks: tuple[Entry, ...]
    promises: tuple[Entry, ...]
    borrowed: tuple[Entry, ...]

    @property
    def asked(self) -> float:
        """Contacts a year."""
        return sum(demand.a_year for demand in self.demands)

    @property
    def is_too_much(self) -> bool:
        """The cadences ask for more than the pace; a pace of 0 is a wish to be left alone and never fails."""
        return self.pace.people > 0 and round(self.asked) > count_a_year(self.pace)


def find_load(graph: Graph, settings: Settings, today: date) -> Load:
    """The load as of `today`. Who is let go or died waits for nothing."""
    demands = find_demands(graph.contacts.values(), settings)
    histories = [history for history in find_histories(graph, settings) if not history.contact.has_left]
    load = Load(
        settings.pace,
        demands,
        (),
        asks=_collect(histories, lambda history: list_their_asks(history, today)),
        promises=_collect(histories, list_my_promises),
        borrowed=_collect(histories, list_borrowed),
    )
    if not load.is_too_much:
        return load
    ways = tuple(_find_ways(load, settings))
    return Load(load.pace, demands, ways, load.asks, load.promises, load.borrowed)


def _collect(
    histories: Iterable[History], list_open: Callable[[History], Sequence[Entry]]
) -> tuple[Entry, ...]:
    found = [entry for history in histories for entry in list_open(history)]
    return tuple(sorted(found, key=lambda entry: (entry.due_on or date.max, entry.on, entry.source)))


def _find_ways(load: Load, settings: Settings) -> Iterator[Way]:
    """A pace that would do; then, for the circle that asks the most, a longer cadence, and fewer people."""
    surplus = load.asked - count_a_year(load.pace)
    yield Way(pace=Pace(ceil(load.asked * load.pace.people / count_a_year(load.pace)), load.pace.per))
    circles = settings.circles or {}
    most = next((demand for demand in load.demands if demand.circle in circles), None)
    if most is None:
        return
    for cadence in _LADDER:
        if most.a_year - most.people * count_a_year(cadence) >= surplus:
            yield Way(circle=most.circle, cadence=cadence)
            break
    slower = _find_slower(most.circle, settings)
    if slower is not None:
        spared = count_a_year(circles[most.circle]) - count_a_year(circles[slower])
        people = ceil(surplus / spared)
        if people < most.people:
            yield Way(circle=most.circle, people=people, to=slower)


def _find_slower(circle: str, settings: Settings) -> str | None:
    """The circle with the next longer cadence."""
    rates = {name: count_a_year(cadence) for name, cadence in (settings.circles or {}).items()}
    slower = [name for name in rates if 0 < rates[name] < rates[circle]]
    return max(slower, key=lambda name: (rates[name], name), default=None)
