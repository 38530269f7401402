"""What is remembered of each note beside its account, and of all notes together: one file.

All of it are tables, by note, by person or by name: so a question about one of them reads no more than that.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, reduce
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from vaultwell.graph.names import Calling, find_calling
from vaultwell.graph.together import Findings
from vaultwell.graph.whole import Subjects
from vaultwell.notes.copies import find_suspect
from vaultwell.vault.heap import Place
from vaultwell.vault.kept_tables import Part, read_tables, write_tables
from vaultwell.vault.plain_data import Codec
from vaultwell.vault.table import Table, join_words, split_words

_Words = tuple[str, ...]
NOT_READ = "-"  # the stamp of a note that is there, but was not read


class Card(NamedTuple):
    """One note: `digest` tells its bytes from others, `place` is None as long as its account is not kept;
    the people of whom it has entries, and those of whom it has relations."""

    digest: str
    place: Place | None
    people: _Words
    related: _Words


class Span(NamedTuple):
    """The days (ordinals) from which, and before which, something holds."""

    since: int
    until: int

    def holds_on(self, day: int) -> bool:
        """Whether it holds on a day."""
        return self.since <= day < self.until

    def narrow(self, other: "Span") -> "Span":
        """The days on which both hold."""
        return Span(max(self.since, other.since), min(self.until, other.until))


ALWAYS = Span(date.min.toordinal(), date.max.toordinal())
_Kind = TypeVar("_Kind")


class Index:
    """All of it, as it was read under the `rules`; `needed` is how many bytes of the heap are. On days within
    the `span` all accounts hold. `about` has these in writing; `part` is that of its file, if there is one.

    By note: its `stamps`, empty when it has to be read again; its `cards`; the `asked` marks
    of names; the `spans` that have an end; the days of `dated` ones; those `suspects` that are named as a
    copy could be, and those `introducing` somebody. By person: the words they are `called`, whether they
    `left`, the notes with `entries` and with `relations` of theirs, and `checks`: numbers for all that is
    told of them, where all of it is kept. By name: the notes `named` so, those with such `aliases`, and the
    people `spoken` of so.
    """

    def __init__(self, rules: str = "") -> None:
        self.part: Part | None = None
        self.rules, self.needed, self.span, self.findings = rules, 0, ALWAYS, Findings()
        self.about = Table(json.loads, json.dumps)
        self.stamps = Table(str, str)
        self.cards = Table(_read_card, _write_card)
        self.asked = Table(split_words, join_words)
        self.spans = Table(_read_span, _write_span)
        self.dated = Table(_read_day, _write_day)
        self.suspects = Table(str, str)
        self.introducing = Table(str, str)
        self.called = Table(split_words, join_words)
        self.left = Table(str, str)
        self.entries = Table(split_words, join_words)
        self.relations = Table(split_words, join_words)
        self.checks = Table(str, str)
        self.named = Table(split_words, join_words)
        self.aliases = Table(split_words, join_words)
        self.spoken = Table(split_words, join_words)

    @property
    def tables(self) -> list[Table[Any]]:
        """All of them, in the order in which they are kept."""
        return [table for table in vars(self).values() if isinstance(table, Table)]

    def find_calling(self, path: str) -> Calling | None:
        """How the note at `path` is called; None when there is none."""
        return find_calling(path, self.called.get(path, ())) if path in self.cards else None

    def name_notes(self, called: Mapping[str, _Words | None]) -> None:
        """How these notes are called now: contacts by such words, others by none; None: they are gone."""
        moves = [
            (self.find_calling(path), None if words is None else find_calling(path, words), path)
            for path, words in called.items()
        ]
        for path, words in called.items():
            set_or_drop(self.called, path, words)
        _shift(self.named, moves, lambda calling: (calling.key,))
        _shift(self.aliases, moves, lambda calling: calling.aliases)
        _shift(self.spoken, moves, lambda calling: calling.spoken)

    def take(self, told: Mapping[str, tuple[str, Subjects] | None]) -> set[str]:
        """These notes, of such a digest, tell of such subjects now; None: they are gone.

        Says of whom they tell something, or told; nobody's check holds any more.
        """
        moves = []
        for path, one in told.items():
            old = self.cards.get(path)
            self.needed -= old.place.length if old and old.place else 0
            card = Card(one[0], None, one[1].people, one[1].related) if one else None
            set_or_drop(self.cards, path, card)
            self._sort_in(path, one[1] if one else None)
            moves.append((old, card, path))
        _shift(self.entries, moves, lambda card: card.people)
        _shift(self.relations, moves, lambda card: card.related)
        people = {*told}
        for cards in moves:
            people.update(*(card.people for card in cards[:2] if card))
        for person in people:
            set_or_drop(self.checks, person, None)
        return people

    def list_stale(self, day: int) -> list[str]:
        """The notes whose accounts do not hold on a day (an ordinal)."""
        if self.span.holds_on(day):
            return []
        spans = dict(self.spans)
        stale = [path for path, span in spans.items() if not span.holds_on(day)]
        self.span = reduce(Span.narrow, (spans[path] for path in spans.keys() - stale), ALWAYS)
        return stale

    def set_span(self, path: str, span: Span) -> None:
        """The account of a note holds on these days."""
        self.span = self.span.narrow(span)
        set_or_drop(self.spans, path, None if span == ALWAYS else span)

    def put(self, places: Mapping[str, Place]) -> None:
        """The accounts of these notes lie there now."""
        for path, place in places.items():
            card = self.cards[path]
            self.needed += place.length - (card.place.length if card.place else 0)
            self.cards[path] = card._replace(place=place)

    def check(self, people: Iterable[str]) -> None:
        """Find the numbers of these people anew."""
        for person in people:
            tellers = dict.fromkeys((person, *self.entries.get(person, ())))
            places = [self.cards[path].place for path in tellers if path in self.cards]
            checks = [place.check for place in places if place]
            whole = len(checks) == len(tellers) and person in self.called
            set_or_drop(self.checks, person, str(hash(tuple(checks))) if whole else None)

    def _sort_in(self, path: str, told: Subjects | None) -> None:
        """Where a note stands beside its card; one that is gone stands nowhere."""
        is_suspect = told is not None and find_suspect(path) is not None
        set_or_drop(self.suspects, path, "" if is_suspect else None)
        set_or_drop(self.dated, path, told.day if told else None)
        set_or_drop(self.introducing, path, "" if told and told.introduces else None)
        set_or_drop(self.left, path, "" if told and told.has_left else None)
        if told is None:
            for table in (self.stamps, self.asked, self.spans):
                set_or_drop(table, path, None)


def set_or_drop(table: Table[Any], key: str, value: object) -> None:
    """Have a row with this value, or none for None and for no words."""
    if value is not None and value != ():
        table[key] = value
    elif key in table:
        del table[key]


def mark(key: str) -> str:
    """A name's key as it stands on cards: short, and no name."""
    return f"{crc32(key.encode('utf-8', 'surrogatepass')):08x}"


def read_index(place: Path) -> Index | None:
    """The index in the file at `place`; None when there is none, or it is damaged."""
    index = Index()
    try:
        index.part = read_tables(place, index.tables)
        index.rules, index.needed, span = (index.about[key] for key in ("rules", "needed", "span"))
        index.span = Span(*span)
        index.findings = _find_codec().build(index.about["findings"], {})
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return index


def write_index(place: Path, index: Index) -> None:
    """Write it for the next time; raises `OSError` when that cannot be."""
    findings = _find_codec().take_apart(index.findings)
    index.about.update(rules=index.rules, needed=index.needed, span=index.span, findings=findings)
    index.part = write_tables(place, index.tables, index.part)


def _shift(
    table: Table[_Words],
    moves: Iterable[tuple[_Kind | None, _Kind | None, str]],
    find: Callable[[_Kind], Iterable[str]],
) -> None:
    """Have each path stand under the keys that `find` gives for what is new of it, no more the old ones."""
    others: dict[str, set[str]] = {}
    for old, new, path in moves:
        before, now = (set(find(one)) if one else set() for one in (old, new))
        for key in before ^ now:
            others.setdefault(key, set()).add(path)
    for key, paths in others.items():
        set_or_drop(table, key, tuple(sorted(paths ^ {*table.get(key, ())})))


@cache
def _find_codec() -> Codec:
    return Codec(Findings, {})


def _read_card(row: str) -> Card:
    digest, place, people, related = json.loads(row)
    return Card(digest, Place(*place) if place else None, tuple(people), tuple(related))


def _write_card(card: Card) -> str:
    return json.dumps(card, separators=(",", ":"))


def _read_span(row: str) -> Span:
    return Span(*map(int, row.split()))


def _write_span(span: Span) -> str:
    return f"{span.since} {span.until}"


def _read_day(row: str) -> date:
    return date.fromordinal(int(row))


def _write_day(day: date) -> str:
    return str(day.toordinal())
