"""Looking back on a month, a quarter or a year (P7, P15, P18)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.entry import IN_TOUCH, By, Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.notes.values import find_day
from vaultwell.practices.drift import Drift, find_drifts
from vaultwell.practices.history import History, find_histories
from vaultwell.practices.mirror import Reflection, find_mirror
from vaultwell.practices.network import Bridge, find_bridges, find_grounds
from vaultwell.practices.periods import Period
from vaultwell.practices.ties import Part, find_quiet_parts


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody in touch again on `on`, for the first time since `before`."""

    contact: Contact
    before: date
    on: date
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody you met on `on`, through `introducers` (paths) if somebody made you known."""

    contact: Contact
    on: date
    source: Source
    introducers: tuple[str, ...]
    is_touched: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A period, as the notes tell it on its last day, or `until` today when it is not over.

    People stand in the order of their names, entries in that of their days; nobody is ranked.
    `touches` are the days in touch, one for each person and day. `begun` counts who began (None: nobody
    knows).
    """

    period: Period
    until: date
    touches: tuple[date, ...]
    kept: tuple[Contact, ...]
    again: tuple[Again, ...]
    drifted: tuple[Drift, ...]
    given: tuple[Entry, ...]
    received: tuple[Entry, ...]
    promises: tuple[Entry, ...]
    begun: Mapping[By | None, int]
    mirror: tuple[tuple[Contact, Reflection], ...]
    newcomers: tuple[Newcomer, ...]
    quiet_parts: tuple[Part, ...]
    bridges: tuple[tuple[Bridge, tuple[Source, ...]], ...]
    let_go: tuple[Contact, ...]
    died: tuple[Contact, ...]


def find_review(graph: Graph, settings: Settings, period: Period, today: date) -> Review:
    """What the notes tell of `period`."""
    until = min(period.last_on, today)
    period = period._replace(last_on=until)
    histories = sorted(
        find_histories(graph, settings), key=lambda h: (name_key(h.contact.name), h.contact.path)
    )
    with_me = [h for h in histories if not h.contact.has_left]
    newcomers = tuple(_list_newcomers(with_me, graph, period))
    new = {newcomer.contact.path for newcomer in newcomers}
    entries = [entry for history in histories for entry in history.entries]
    favors = [entry for entry in entries if entry.kind == "favor" and entry.touch_on]
    return Review(
        period=period,
        until=until,
        touches=tuple(sorted(day for h in histories for day in h.touches if period.holds(day))),
        kept=tuple(
            h.contact for h in with_me if h.contact.path not in new and any(map(period.holds, h.touches))
        ),
        again=tuple(_list_again(with_me, period, settings.dormant_after)),
        drifted=find_drifts((h for h in with_me if not _is_back(h, until, today)), until),
        given=_choose(favors, lambda entry: entry.by == "me" and period.holds(entry.on)),
        received=_choose(favors, lambda entry: entry.by == "them" and period.holds(entry.on)),
        promises=_choose(entries, lambda entry: period.holds(kept_on(entry))),
        begun=_count_begun(histories, period),
        mirror=tuple((h.contact, found) for h in with_me for found in find_mirror(h, until)),
        newcomers=newcomers,
        quiet_parts=find_quiet_parts(histories, until),
        bridges=tuple(_list_bridges(graph)),
        let_go=tuple(h.contact for h in histories if h.contact.let_go and period.holds(_let_go_on(h))),
        died=tuple(h.contact for h in histories if period.holds(find_day(h.contact.died))),
    )


def _list_newcomers(histories: Iterable[History], graph: Graph, period: Period) -> Iterator[Newcomer]:
    for history in histories:
        contact, on = history.contact, history.met_on
        if on is None or not period.holds(on):
            continue
        told = next((e.source for e in history.entries if e.on == on and e.verb == "met"), None)
        source = contact.source("met") if contact.met or told is None else told
        by = [i.by for i in graph.introductions_of(contact.path) if i.by and contact.path in i.people]
        introducers = tuple(dict.fromkeys(path for path in by if path != contact.path))
        yield Newcomer(contact, on, source, introducers, any(map(period.holds, history.touches)))


def _is_back(history: History, until: date, today: date) -> bool:
    """In touch since the period was over: who is back need not be told that it was quiet."""
    return any(until < touch <= today for touch in history.touches)


def kept_on(entry: Entry) -> date | None:
    """The day on which a promise was kept or a thing came back, by its ✅, else its own day."""
    if entry.kind not in ("promise", "loan") or entry.state != "done":
        return None
    return entry.done_on or entry.on


def _list_again(histories: Iterable[History], period: Period, dormant_after: int) -> Iterator[Again]:
    """Who was silent for longer than `dormant_after` days before some day of the period."""
    for history in histories:
        for before, on in pairwise(history.touches):
            if period.holds(on) and (on - before).days > dormant_after:
                entry = next((e for e in history.entries if e.touch_on == on), None)
                yield Again(history.contact, before, on, entry)


def _list_bridges(graph: Graph) -> Iterator[tuple[Bridge, tuple[Source, ...]]]:
    """Who joins your circles, each with a line for every side: the latest that says they know each other."""
    grounds = find_grounds(graph)
    for bridge in find_bridges(graph):
        pairs = (
            [(min(bridge.person, other), max(bridge.person, other)) for other in side]
            for side in bridge.sides
        )
        known = ([grounds[pair][0].source for pair in side if pair in grounds] for side in pairs)
        yield bridge, tuple(side[0] for side in known if side)


def _choose(entries: Iterable[Entry], is_wanted: Callable[[Entry], bool]) -> tuple[Entry, ...]:
    """Those entries, by day; a line about several people once."""
    wanted = sorted(filter(is_wanted, entries), key=lambda e: (kept_on(e) or e.on, e.source, e.person))
    lines = {(entry.source, entry.kind): entry for entry in reversed(wanted)}
    return tuple(reversed(lines.values()))


def _count_begun(histories: Sequence[History], period: Period) -> Mapping[By | None, int]:
    """Once for each person, day and side."""
    begun = {
        (entry.person, entry.on, entry.by)
        for history in histories
        for entry in history.entries
        if period.holds(entry.on)
        if (entry.kind in IN_TOUCH and entry.state != "dropped") or entry.kind == "attempt"
    }
    sides: tuple[By | None, ...] = ("me", "them", None)
    return {side: sum(by == side for _, _, by in begun) for side in sides}


def _let_go_on(history: History) -> date | None:
    """The day written there; where a reason stands instead, the last day of which a line tells."""
    day = find_day(history.contact.let_go)
    return day or max((entry.on for entry in history.entries), default=None)
