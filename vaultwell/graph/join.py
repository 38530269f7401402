"""What all notes tell of one person: the second half of the way to the graph."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.plain import Deeds, Place, PlainLines
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Relation
from vaultwell.model.log import Log
from vaultwell.model.source import Source

_STATE_RANK = {None: 1, "open": 2, "dropped": 3, "done": 4}

Doubles = tuple[tuple[Entry, Entry], ...]
"""Pairs of an entry that counts and one that says the same and does not."""


class Joined(NamedTuple):
    """One person's log, and what stands twice in the notes about them."""

    log: Log
    doubles: Doubles


def join_log(person: str, told: Sequence[Account], deeds: Deeds) -> Joined:
    """One person's entries by day, of all accounts that have some: the same line twice counts once, and a
    ticked one wins.

    Lines are compared by the day that stands on them, which `written_on` has where it is not the entry's:
    a plan lies on its 📅 day, and the same line ticked on its own or its ✅ day.
    """
    entries: list[Entry] = []
    written_on: dict[Source, date] = {}
    for account in told:
        entries.extend(account.entries.get(person, ()))
        for line, on in account.written_on.items():
            written_on[Source(account.path, line)] = on
    plain = PlainLines(person, told, deeds)
    places = plain.find_places()
    if places and _may_repeat(entries, places, written_on):
        entries.extend(plain.read(range(sum(len(place.indexes) for place in places))))
        places = []
    doubles: list[tuple[Entry, Entry]] = []
    close = _settle(entries, written_on, doubles)
    return Joined(plain.join(close, places), tuple(doubles))


def join_relations(person: str, told: Iterable[Account]) -> tuple[Relation, ...]:
    """One person's relations, each once, even when both notes tell it."""
    found = [relation for account in told for relation in account.relations.get(person, ())]
    once: dict[tuple[str, str], Relation] = {}
    for relation in sorted(found, key=lambda relation: (relation.word, relation.person, relation.source)):
        once.setdefault((relation.word, relation.person), relation)
    return tuple(once.values())


def _may_repeat(entries: Iterable[Entry], places: Iterable[Place], written_on: Mapping[Source, date]) -> bool:
    """Two lines could say the same: they have one day, and are not both plain lines of one note."""
    days: set[date] = set()
    for place in places:
        of_note = place.days
        if not days.isdisjoint(of_note):
            return True
        days.update(of_note)
    return any(entry.on in days or written_on.get(entry.source) in days for entry in entries)


def _settle(
    entries: list[Entry], written_on: Mapping[Source, date], doubles: list[tuple[Entry, Entry]]
) -> tuple[Entry, ...]:
    """One person's entries in order, each once."""
    entries.sort(key=_place)
    kept: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        on = entry.on if entry.state is None else written_on.get(entry.source, entry.on)
        key = (on, entry.verb, entry.by, entry.text, entry.kind == "mention")
        known = kept.setdefault(key, entry)
        if known is not entry:
            is_better = _rank(entry) > _rank(known)
            kept[key] = entry if is_better else known
            doubles.append((entry, known) if is_better else (known, entry))
    return tuple(kept.values()) if len(kept) == len(entries) else tuple(sorted(kept.values(), key=_place))


def _rank(entry: Entry) -> tuple[int, bool]:
    """Which of two equal lines counts: what happened rather than the plan for it, else what its box says,
    else the one in the person's own note."""
    state = 0 if entry.kind == "plan" else _STATE_RANK[entry.state]
    return state, entry.source.path == entry.person


def _place(entry: Entry) -> tuple[date, Source]:
    return entry.on, entry.source
