"""The due list: everybody who is due, for which reason, since when (format.md, "When someone is due").

In two steps: how things stand with each person (`standing.py`), and the list from everybody's standing. Here
is only what one must know of all to say: who are today's few, and which promise is the oldest.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.history import History, build_finder
from vaultwell.practices.matters import is_within
from vaultwell.practices.row import PICKED_REASONS, REASON_ORDER, DueRow, Matter
from vaultwell.practices.standing import Standings, find_standing, find_standings
from vaultwell.practices.today import pick_today

_Found = tuple[str, Matter]


def find_due(
    graph: Graph,
    settings: Settings,
    today: date,
    within_days: int = 0,
    standings: Standings | None = None,
) -> tuple[DueRow, ...]:
    """The due list of `today`, in its order; `within_days` adds what comes in so many days.

    `standings` are everybody's on this day with these settings, when they are known already; their
    horizon must not lie before that of `within_days`.
    """
    if standings is None:
        standings = find_standings(graph, settings, today, within_days)
    picked = pick_today({path: one.turns for path, one in standings.items() if one.turns}, settings, today)
    found = list(_list_matters(standings, picked, today + timedelta(within_days)))
    found.extend(_oldest_undated_promise(standings, found))
    find = build_finder(graph, settings)
    rows = []
    for path, matter in found:
        one = standings[path]
        is_pick = path in picked and _may_be_picked(matter, today)
        rows.append(DueRow(path, one.name, one.circle, one.has_context, today, find, is_pick, *matter))
    return tuple(sorted(rows, key=_order))


def find_due_of(
    graph: Graph,
    history: History,
    settings: Settings,
    today: date,
    find_all: Callable[[], Standings] | None = None,
    *,
    with_picks: bool = False,
) -> tuple[DueRow, ...]:
    """The rows of one person in that list.

    Everybody's standing, which `find_all` gives where it is known already, is asked for only where the rows
    depend on it: whether my promise to this one is the oldest, and who are today's few. Who is one of these
    stands in the rows only `with_picks`.
    """
    path = history.contact.path
    own = find_standing(history, settings, today)
    depends = own.promise is not None or any(matter.reason == "reconnect" for matter in own.matters)
    standings: Standings | None = {path: own._replace(turns=())}
    if depends or (with_picks and own.turns):
        standings = find_all() if find_all else None
    return tuple(row for row in find_due(graph, settings, today, standings=standings) if row.path == path)


def _list_matters(standings: Standings, picked: frozenset[str], horizon: date) -> Iterator[_Found]:
    """Whom the list shows, for what; `reconnect` is only for those picked today."""
    for path, one in standings.items():
        for matter in one.matters:
            if is_within(matter, horizon) and (matter.reason != "reconnect" or path in picked):
                yield path, matter


def _may_be_picked(matter: Matter, today: date) -> bool:
    return matter.reason in PICKED_REASONS and (matter.due_on is None or matter.due_on <= today)


def _order(row: DueRow) -> tuple[date, int, str, str, int]:
    """By day, name, path, reason; without a day last: undated people, the undated promise, `reconnect`."""
    order = REASON_ORDER[row.reason]
    return (row.due_on or date.max, order if row.due_on is None else -1, row.name, row.path, order)


def _oldest_undated_promise(standings: Standings, found: list[_Found]) -> Iterator[_Found]:
    """Of all my promises without a date the oldest, one a day, so that they never are a wall."""
    taken = {path for path, matter in found if matter.reason == "promise"}
    undated = [
        (one.promise.on, one.promise.source, path, one.promise)
        for path, one in standings.items()
        if one.promise is not None and path not in taken
    ]
    if undated:
        _, _, path, promise = min(undated, key=lambda found: found[:3])
        yield path, Matter("promise", None, entry=promise)
