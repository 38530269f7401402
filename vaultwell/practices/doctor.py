"""What is missing, per person, for vaultwell to be of use (P10), and what it sees of the vault."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from vaultwell.model.codes import UNREAD_CODES
from vaultwell.model.finding import Finding
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings
from vaultwell.practices.cadence import find_anchor
from vaultwell.practices.history import History, find_histories
from vaultwell.practices.reasons import has_context

# The most useful first.
Lack = Literal["lines", "rhythm", "circle", "day", "words", "reach", "birthday", "link"]
# While one of these is missing nobody is due, or there is nothing to say, or no way to say it.
NEEDED: frozenset[Lack] = frozenset({"lines", "rhythm", "circle", "day", "words", "reach"})

GitState = Literal["tracked", "ignored", "offered", "none"]

_DAY_KEYS = ("last_contact", "met", "created")
_WAYS = ("email", "phone", "channel", "url")


@dataclass(frozen=True, slots=True)
class Checkup:
    """One person and what their note lacks, the most useful first.

    Whoever is away (let go, died, paused) lacks nothing but lines that can be read.
    """

    history: History
    lacks: tuple[Lack, ...]

    @property
    def is_ready(self) -> bool:
        """The note has all that it takes."""
        return NEEDED.isdisjoint(self.lacks)


@dataclass(frozen=True, slots=True)
class Sight:
    """What vaultwell sees of a vault.

    `settings` is the settings file, None when there is none. `folders` are those in which people's
    notes stand, with how many; `dated_notes` counts the dated notes that speak of somebody. `git` is
    what git does with the due note: `offered` means that it would go into every commit.
    """

    vault: str
    found_by: str
    settings: str | None
    folders: Mapping[str, int]
    daily_folder: str | None
    daily_format: str
    dated_notes: int
    due_note: str
    git: GitState
    problems: int
    hints: int


def check_people(
    graph: Graph, problems: Sequence[Problem], settings: Settings, today: date
) -> tuple[Checkup, ...]:
    """Everybody, in the order of their paths."""
    linked = find_linked(graph)
    faults: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity == "problem":
            faults.setdefault(problem.path, []).append(problem)
    return tuple(
        _check(history, faults.get(history.contact.path, ()), today, linked)
        for history in find_histories(graph, settings)
    )


def group_by_lack(checkups: Sequence[Checkup]) -> dict[Lack, list[Checkup]]:
    """Who lacks what, the most useful first; nothing that nobody lacks."""
    order: tuple[Lack, ...] = get_args(Lack)
    groups = {lack: [checkup for checkup in checkups if lack in checkup.lacks] for lack in order}
    return {lack: found for lack, found in groups.items() if found}


def find_linked(graph: Graph) -> frozenset[str]:
    """The people of whom any note but their own speaks."""
    linked = {path for path, entries in graph.entries.items() if any(e.source.path != path for e in entries)}
    linked |= {path for path, found in graph.relations.items() if any(r.source.path != path for r in found)}
    return frozenset(linked)


def count_folders(graph: Graph) -> dict[str, int]:
    """How many people's notes stand in each folder ("" is the vault itself), most first."""
    counts = Counter(path.rpartition("/")[0] for path in graph.contacts)
    return dict(sorted(counts.items(), key=lambda found: (-found[1], found[0])))


def count_dated_notes(graph: Graph) -> int:
    """The dated notes that speak of somebody."""
    paths = {entry.source.path for entries in graph.entries.values() for entry in entries}
    return len(paths - graph.contacts.keys())


def check_sight(sight: Sight) -> Iterator[Finding]:
    """What about the vault as a whole is worth a look."""
    if sight.git == "offered":
        message = f"git would take {sight.due_note} into your commits, and it changes every day."
        yield Finding(message, "Run “vaultwell init”: then git ignores it in this clone.")


def _check(history: History, faults: Sequence[Problem], today: date, linked: frozenset[str]) -> Checkup:
    contact = history.contact
    lacks: list[Lack] = ["lines"] if faults else []
    is_read = not any(problem.code in UNREAD_CODES for problem in faults)  # else the note may well say it
    if is_read and not contact.is_away:
        lines = frozenset(problem.line for problem in faults)
        written = frozenset(key for key, line in contact.lines.items() if line in lines)
        lacks += _find_lacks(history, written, today)
    if is_read and not contact.is_away and linked and contact.path not in linked:
        lacks.append("link")
    return Checkup(history, tuple(lacks))


def _find_lacks(history: History, written: frozenset[str], today: date) -> Iterator[Lack]:
    """What the note lacks; `written` are the properties that it has, but that could not be read."""
    contact = history.contact
    if contact.cadence is None and contact.circle is None and written.isdisjoint({"cadence", "circle"}):
        yield "rhythm"
    if contact.circle is not None and contact.cadence is None and history.cadence is None:
        yield "circle"
    if find_anchor(history, today + timedelta(1))[0] is None and written.isdisjoint(_DAY_KEYS):
        yield "day"
    if not has_context(history, today):
        yield "words"
    if not _has_way(history):
        yield "reach"
    is_known = any(yearly.label == "birthday" for yearly in contact.yearly) or "birthday" in written
    if contact.is_close and not is_known:
        yield "birthday"


def _has_way(history: History) -> bool:
    """A way to reach them, or a property of the user's own that holds an address (`telegram: @jo`)."""
    contact = history.contact
    own = (text for values in contact.others.values() for text in values)
    return any(contact.fact(key) for key in _WAYS) or any("@" in text or "://" in text for text in own)
