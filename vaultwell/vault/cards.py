"""What is remembered of each note beside its account, and of all notes together: one small file.

A card says under which stamp the note was read, where its account lies, and what would make that account
another one: a day that comes, a name that means somebody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from vaultwell.graph.build import Subjects
from vaultwell.graph.names import Calling
from vaultwell.graph.strangers import Stranger
from vaultwell.graph.unlinked import Hits
from vaultwell.model.problem import Problem
from vaultwell.vault.checked import read_checked, write_checked
from vaultwell.vault.heap import Place
from vaultwell.vault.plain_data import Codec


class Card(NamedTuple):
    """One note: `stamp` is empty when it has to be read again, `place` is None when it tells nothing.

    `since` and `until` are the days (ordinals) from which and before which its account holds, `asked` the
    `mark` of every name that it asked for. `day` is that of a dated note, 0 for any other.
    `is_suspect`: named as a copy could be.
    """

    path: str
    stamp: str
    digest: str
    place: Place | None
    since: int
    until: int
    asked: Sequence[int]
    calling: Calling
    subjects: Subjects
    has_left: bool
    day: int
    is_suspect: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong: `problems` and `strangers` by note, `doubles` by person, `twins` among all people, names
    that are `unlinked` in dated notes, as seen `on` a day.

    `demand` are the words on cadences that ask for too much, if they do. `hits` are by dated note; `touched`
    has the day on which you were last in touch with those that are named there.
    """

    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    strangers: Mapping[str, tuple[Stranger, ...]] = field(default_factory=dict)
    doubles: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    twins: tuple[Problem, ...] = ()
    demand: tuple[str, ...] = ()
    hits: Mapping[str, Hits] = field(default_factory=dict)
    touched: Mapping[str, date] = field(default_factory=dict)
    unlinked: tuple[Problem, ...] = ()
    on: date = date.min


class Index(NamedTuple):
    """All of it, as it was read under the `rules`."""

    rules: str
    cards: dict[str, Card]
    findings: Findings


def mark(key: str) -> int:
    """A name's key as it stands on cards: short, and no name."""
    return crc32(key.encode("utf-8", "surrogatepass"))


def read_index(place: Path) -> Index | None:
    """The index in the file at `place`; None when there is none, or it is damaged."""
    try:
        rules, rows, findings = read_checked(place)
        cards = map(_read_card, rows)
        return Index(rules, {card.path: card for card in cards}, _find_codec().build(findings, {}))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def write_index(place: Path, index: Index) -> None:
    """Write it for the next time; raises `OSError` when that cannot be."""
    cards = list(map(_write_card, index.cards.values()))
    write_checked(place, [index.rules, cards, _find_codec().take_apart(index.findings)])


@cache
def _find_codec() -> Codec:
    return Codec(Findings, {})


def _read_card(row: list[Any]) -> Card:
    path, stamp, digest, place, since, until, asked, calling, subjects, *rest = row
    key, aliases, spoken, is_contact = calling
    called, introduces, people, related = subjects
    return Card(
        path,
        stamp,
        digest,
        Place(*place) if place else None,
        since,
        until,
        asked,
        Calling(path, key, tuple(aliases), tuple(spoken), is_contact),
        Subjects(path, tuple(called), introduces, [person or path for person in people], related),
        *rest,
    )


def _write_card(card: Card) -> list[object]:
    """Without what stands there already: the note's own path."""
    path, calling, subjects = card.path, card.calling, card.subjects
    people = ["" if person == path else person for person in subjects.people]
    said = (subjects.called, subjects.introduces, people, subjects.related)
    return [*card[:7], calling[1:], said, *card[9:]]
