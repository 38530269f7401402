"""What is remembered of each note beside its account, and of all notes together: one small file.

A card says under which stamp the note was read, where its account lies, and what would make that account
another one: a day that comes, a name that means somebody else.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from vaultwell.graph.names import Calling
from vaultwell.graph.together import Findings
from vaultwell.graph.whole import Subjects
from vaultwell.vault.checked import read_checked, write_checked
from vaultwell.vault.heap import Place
from vaultwell.vault.plain_data import Codec


class Card(NamedTuple):
    """One note: `stamp` is empty when it has to be read again, `place` is None when it tells nothing.

    `since` and `until` are the days (ordinals) from which and before which its account holds, `asked` the
    `mark` of every name that it asked for. `is_suspect`: named as a copy could be.
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
    is_suspect: bool


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
    called, has_left, day, introduces, people, related = subjects
    return Card(
        path,
        stamp,
        digest,
        Place(*place) if place else None,
        since,
        until,
        asked,
        Calling(path, key, tuple(aliases), tuple(spoken), is_contact),
        Subjects(
            path,
            tuple(called),
            has_left,
            date.fromordinal(day) if day else None,
            introduces,
            [person or path for person in people],
            related,
        ),
        *rest,
    )


def _write_card(card: Card) -> list[object]:
    """Without what stands there already: the note's own path."""
    path, calling, subjects = card.path, card.calling, card.subjects
    _, called, has_left, day, introduces, people, related = subjects
    own = ["" if person == path else person for person in people]
    said = (called, has_left, day.toordinal() if day else 0, introduces, own, related)
    return [*card[:7], calling[1:], said, *card[9:]]
