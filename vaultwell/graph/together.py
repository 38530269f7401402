"""What is wrong with several notes together, looked at as far as a difference could have changed it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.demand import say_demand
from vaultwell.graph.doubles import check_doubles
from vaultwell.graph.strangers import Stranger, check_strangers
from vaultwell.graph.twins import check_twins
from vaultwell.graph.unlinked import (
    Called,
    Hits,
    WholeNames,
    check_unlinked,
    find_called,
    find_hits,
    find_last_touch,
    is_recent,
)
from vaultwell.graph.whole import Whole
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings

_Recent = Sequence[tuple[date, str]]


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


class Written(NamedTuple):
    """Where names may stand: the days of all `dated` notes by path; `find_names` finds the whole names."""

    dated: Mapping[str, date]
    find_names: Callable[[], WholeNames]


class Difference(NamedTuple):
    """The paths of notes that are told anew, or gone; what notes told `before`, and what they tell `now`."""

    paths: AbstractSet[str]
    before: Mapping[str, Account]
    now: Mapping[str, Account]

    @property
    def pairs(self) -> Iterator[tuple[Account | None, Account | None]]:
        """Of each of these notes what it told, and what it tells."""
        return ((self.before.get(path), self.now.get(path)) for path in self.paths)

    @property
    def people(self) -> set[str]:
        """Everybody of whom these notes tell or told an entry, and whose notes they are."""
        told = (account for pair in self.pairs for account in pair if account is not None)
        return {person for account in told for person in (account.path, *account.people)}

    @property
    def rewritten(self) -> set[str]:
        """The paths of notes in which other words stand now."""
        both = ((before, now) for before, now in self.pairs if before is not None and now is not None)
        same = {now.path for before, now in both if before.data == now.data}
        return {*self.paths} - same

    @property
    def has_other_people(self) -> bool:
        """Somebody's properties or relations are not what they were."""
        return any(_find_facts(before) != _find_facts(now) for before, now in self.pairs)

    @property
    def has_other_names(self) -> bool:
        """Somebody is called otherwise, has come or has left."""
        return any(_find_called(before) != _find_called(now) for before, now in self.pairs)


def check_together(
    old: Findings,
    difference: Difference,
    whole: Whole,
    written: Written,
    settings: Settings,
    today: date,
) -> Findings:
    """The findings as they are now; `old` has those of single notes up to date already."""
    if not difference.paths and old.on == today:
        return old
    findings = replace(old, on=today)
    if difference.paths:
        twins = {one.path for one in old.twins}
        if difference.has_other_people or (twins and twins & difference.rewritten):
            findings = _check_everybody(findings, whole, settings)
        findings = _check_doubles(findings, difference, whole)  # last: it puts all logs together
    return _check_unlinked(findings, difference, whole, written, settings)


def list_problems(findings: Findings) -> set[Problem]:
    """All that is wrong with the notes, but for the cadences."""
    by_note = (problem for found in findings.problems.values() for problem in found)
    by_person = (problem for found in findings.doubles.values() for problem in found)
    strangers = check_strangers(stranger for found in findings.strangers.values() for stranger in found)
    return {*by_note, *by_person, *strangers, *findings.twins, *findings.unlinked}


def _check_doubles(old: Findings, difference: Difference, whole: Whole) -> Findings:
    people = difference.people
    doubles = {person: found for person, found in old.doubles.items() if person not in people}
    for person in people & whole.joined.keys():
        if found := tuple(check_doubles(whole.joined[person].doubles, whole.accounts)):
            doubles[person] = found
    touched = {person: day for person, day in old.touched.items() if person not in people}
    return replace(old, doubles=doubles, touched=touched)


def _check_everybody(old: Findings, whole: Whole, settings: Settings) -> Findings:
    twins = tuple(sorted(check_twins(whole.graph, whole.accounts)))
    demand = say_demand(whole.graph.contacts.values(), settings) or ()
    return replace(old, twins=twins, demand=demand)


def _check_unlinked(
    old: Findings,
    difference: Difference,
    whole: Whole,
    written: Written,
    settings: Settings,
) -> Findings:
    recent = [(day, path) for path, day in written.dated.items() if is_recent(day, old.on)]
    hits = _find_hits(old, difference, whole, written, recent)
    named = {person for found in hits.values() for person in found.values()}
    touched = {person: old.touched.get(person) or find_last_touch(whole.graph, person) for person in named}
    found = check_unlinked(whole.graph, recent, whole.accounts, hits, touched, settings)
    return replace(old, hits=hits, touched=touched, unlinked=tuple(sorted(found)))


def _find_hits(
    old: Findings,
    difference: Difference,
    whole: Whole,
    written: Written,
    recent: _Recent,
) -> dict[str, Hits]:
    """The names that stand in the recent dated notes; looked for only where they could be others."""
    known = {} if difference.has_other_names else old.hits
    hits = {path: known[path] for _, path in recent if path in known and path not in difference.paths}
    missing = [path for _, path in recent if path not in hits]
    if missing:
        names = written.find_names()
        hits.update((path, find_hits(whole.accounts[path], names)) for path in missing)
    return hits


def _find_facts(account: Account | None) -> tuple[object, object]:
    """What everybody's properties are compared by: their lines move with every edit above them."""
    if account is None or account.contact is None:
        return None, account.relations if account else {}
    return account.contact._replace(lines={}), account.relations


def _find_called(account: Account | None) -> Called | None:
    return find_called(account.contact) if account and account.contact else None
