"""What is remembered of each note beside its account, and of all notes together: one small file.

A card says under which stamp the note was read, where its account lies, and what would make that account
another one: a day that comes, a name that means somebody else.
"""

import json
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
from vaultwell.vault.heap import Place
from vaultwell.vault.plain_data import Codec
from vaultwell.vault.state import read_private, write_private

_CHECK_LENGTH = 9


class Card(NamedTuple):
    """One note: `stamp` is empty when it has to be read again, `place` is None when it tells nothing.

    `since` and `until` are the days (ordinals) from which and before which its account holds, `asked` the
    `mark` of every name that it asked for. `names` is what its person is called. `day` is that of a
    dated note, 0 for any other. `is_suspect`: named as a copy could be.
    """

    path: str
    stamp: str
    digest: str
    place: Place | None
    since: int
    until: int
    asked: Sequence[int]
    calling: Calling
    names: Sequence[str]
    has_left: bool
    subjects: Subjects
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
        whole = read_private(place)
        data = whole[_CHECK_LENGTH:]
        if whole != _check(data):
            return None
        rules, rows, findings = json.loads(data)
        cards = map(_read_card, rows)
        return Index(rules, {card.path: card for card in cards}, _find_codec().read(findings, {}))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def write_index(place: Path, index: Index) -> None:
    """Write it for the next time; raises `OSError` when that cannot be."""
    cards = list(index.cards.values())  # a named tuple is a list to JSON
    data = json.dumps([index.rules, cards, _find_codec().write(index.findings)], separators=(",", ":"))
    write_private(place, _check(data.encode("ascii")), is_synced=False)


@cache
def _find_codec() -> Codec:
    return Codec(Findings, {})


def _read_card(row: list[Any]) -> Card:
    path, stamp, digest, place, since, until, asked, calling, names, has_left, subjects, *rest = row
    _, key, aliases, spoken, is_contact = calling
    called = Calling(path, key, tuple(aliases), tuple(spoken), is_contact)
    where = Place(*place) if place else None
    return Card(
        path, stamp, digest, where, since, until, asked, called, names, has_left, Subjects(*subjects), *rest
    )


def _check(data: bytes) -> bytes:
    return b"%08x\n" % crc32(data) + data
