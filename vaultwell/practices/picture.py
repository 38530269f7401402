"""Which people and ties a picture of the network shows (P15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultwell.model.contact import INVERSE, Contact
from vaultwell.model.graph import Graph
from vaultwell.practices.network import Ground, Pair, find_grounds


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two people: from `first` to `second` when it `is_arrow`; `grounds` the surest first."""

    first: str
    second: str
    label: str
    is_arrow: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The people (in the order of their paths) and ties shown, and how many people would have more."""

    people: tuple[Contact, ...]
    ties: tuple[Tie, ...]
    left_out: int


def find_picture(graph: Graph, center: Contact | None, most: int | None) -> Picture:
    """Everybody who knows somebody, or `center` with those who know them: at most so many people.

    Where there are more, those are shown whom a line named together last.
    """
    grounds = find_grounds(graph)
    if center is not None:
        near = {center.path, *(path for pair in grounds if center.path in pair for path in pair)}
        grounds = {pair: told for pair, told in grounds.items() if near.issuperset(pair)}
    known = {path for pair in grounds for path in pair}
    shown = set(_choose(grounds, center, most))
    ties = tuple(_build_tie(pair, told) for pair, told in grounds.items() if shown.issuperset(pair))
    people = tuple(graph.contacts[path] for path in sorted(shown))
    return Picture(people, ties, len(known - shown))


def _choose(grounds: Mapping[Pair, Sequence[Ground]], center: Contact | None, most: int | None) -> list[str]:
    latest: dict[str, date] = {}
    for pair, told in grounds.items():
        day = max((ground.on for ground in told if ground.on), default=date.min)
        for path in pair:
            latest[path] = max(day, latest.get(path, date.min))
    if center is not None:
        latest[center.path] = date.max
    return sorted(latest, key=lambda path: (-latest[path].toordinal(), path))[:most]


def _build_tie(pair: Pair, grounds: tuple[Ground, ...]) -> Tie:
    first, second = pair
    kin = next((ground for ground in grounds if ground.kind == "relation"), None)
    made = next((ground for ground in grounds if ground.kind == "introduced"), None)
    told = kin or made
    if told is None:
        return Tie(first, second, "", False, grounds)
    if told.person == second:
        first, second = second, first
    is_arrow = told.person is not None and INVERSE.get(told.word, told.word) != told.word
    is_arrow = is_arrow or (told is made and told.person is not None)
    label = told.word.replace("_", " ") if told.person else "introduced by you"
    return Tie(first, second, label, is_arrow, grounds)
