"""What all notes tell of one person: the second half of the way to the graph."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.plain import Deeds, PlainLines
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Relation
from vaultwell.model.log import Log
from vaultwell.model.source import Source
from vaultwell.notes.plain_log import PlainLog

_STATE_RANK = {None: 1, "open": 2, "dropped": 3, "done": 4}

Doubles = tuple[tuple[Entry, Entry], ...]
"""Pairs of an entry that counts and one that says the same and does not."""


class Joined(NamedTuple):
    """One person's log, and what stands twice in the notes about them."""

    log: Log
    doubles: Doubles


def join_log(person: str, told: Iterable[Account], deeds: Deeds) -> Joined:
    """One person's entries by day, of all accounts that have some: the same line twice counts once, and a
    ticked one wins.

    Lines are compared by the day that stands on them, which `written_on` has where it is not the entry's:
    a plan lies on its 📅 day, and the same line ticked on its own or its ✅ day.
    """
    entries: list[Entry] = []
    written_on: dict[Source, date] = {}
    plain: PlainLines | None = None
    for account in told:
        entries.extend(account.entries.get(person, ()))
        written_on.update((Source(account.path, line), on) for line, on in account.written_on.items())
        if account.path == person and account.log is not None:
            plain = _find_plain_lines(account, account.log, deeds)
    if plain is not None and _may_repeat(entries, plain, written_on):
        entries.extend(plain.read(range(len(plain.log.days))))
        plain = None
    doubles: list[tuple[Entry, Entry]] = []
    close = _settle(entries, written_on, doubles)
    if plain is None:
        return Joined(Log(close), tuple(doubles))
    log = plain.log
    return Joined(Log(close, log.days, plain.deeds, log.due_days, plain.read), tuple(doubles))


def join_relations(person: str, told: Iterable[Account]) -> tuple[Relation, ...]:
    """One person's relations, each once, even when both notes tell it."""
    found = [relation for account in told for relation in account.relations.get(person, ())]
    once: dict[tuple[str, str], Relation] = {}
    for relation in sorted(found, key=lambda relation: (relation.word, relation.person, relation.source)):
        once.setdefault((relation.word, relation.person), relation)
    return tuple(once.values())


def _find_plain_lines(account: Account, log: PlainLog, deeds: Deeds) -> PlainLines:
    return PlainLines(account.path, log, tuple(map(deeds.__getitem__, log.heads)), lambda: account.lines)


def _may_repeat(entries: Iterable[Entry], plain: PlainLines, written_on: Mapping[Source, date]) -> bool:
    """An entry could say what a plain line does: it has the day of one."""
    days = set(plain.log.days)
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
