"""A folder to a graph: everything that has to be read, read once."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaultwell.graph.names import Names, find_names
from vaultwell.graph.together import Findings, list_problems
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.vault.aside import check_aside
from vaultwell.vault.changes import Sight, find_changes
from vaultwell.vault.kept import forget, keep_memory, may_be_kept, open_memory
from vaultwell.vault.look import Look
from vaultwell.vault.memory import Forgotten, Memory
from vaultwell.vault.obsidian import read_conventions
from vaultwell.vault.read import read_notes
from vaultwell.vault.reading import Aside, RawNote, Reading
from vaultwell.vault.settings import build_settings_hint, read_settings

if TYPE_CHECKING:
    from vaultwell.notes.note import Note


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault as it was read on `today`; `problems` are sorted by place, `paths` are those of all notes.

    `memory` is that from which it was made, if it was.
    """

    root: Path
    settings: Settings
    conventions: Conventions
    graph: Graph
    problems: tuple[Problem, ...]
    today: date
    paths: tuple[str, ...] = ()
    memory: Memory | None = field(default=None, compare=False, repr=False)

    @property
    def names(self) -> Names:
        """Look-ups over how notes and people are called."""
        return self.memory.names if self.memory else find_names(self.paths, self.graph.contacts)


class Rules(NamedTuple):
    """What decides how notes are read: the vault's settings with their problems, Obsidian's conventions."""

    settings: Settings
    problems: tuple[Problem, ...]
    conventions: Conventions


def load_vault(
    root: Path,
    today: date,
    instead: Mapping[str, bytes] | None = None,
    reading: Reading | None = None,
    now_ns: int | None = None,
    look: Look | None = None,
) -> Vault:
    """Read the vault at `root`; raises `VaultwellError` when its folder or settings cannot be read.

    `instead` maps paths to the bytes to take for them, to see what a change would do. `reading` are the
    notes as they stand elsewhere than on the disk. At `now_ns`, nanoseconds since 1970, what was read before
    is remembered; without it, nothing is. A `look` that was just taken at the vault spares it another one.
    """
    rules = read_rules(root)
    with without_garbage_collection():
        if now_ns is not None and may_be_kept(root):
            with suppress(Forgotten):
                return _recall(root, rules, today, now_ns, look)
            forget(root)
            return _recall(root, rules, today, now_ns)
        reading = reading or read_notes(root)
        paths, aside, raws = reading.paths, reading.aside, [*reading.notes[::-1]]
        del reading
        return _join(root, rules, paths, aside, _parse(raws, instead or {}, rules), today)


def _parse(raws: list[RawNote], instead: Mapping[str, bytes], rules: Rules) -> "Iterator[Note]":
    """The notes one by one, from the last: nobody needs to hold one that is told, nor its bytes here."""
    from vaultwell.notes.note import parse_note

    while raws:
        path, data = raws.pop()
        yield parse_note(path, instead.get(path, data), rules.settings, rules.conventions)


def read_rules(root: Path) -> Rules:
    """How the vault at `root` is to be read; `VaultwellError` when that cannot be told."""
    settings, problems = read_settings(root)
    return Rules(settings, problems, read_conventions(root))


def _recall(root: Path, rules: Rules, today: date, now_ns: int, look: Look | None = None) -> Vault:
    kept = open_memory(root, rules.settings, rules.conventions)
    sight = find_changes(root, kept.memory.index, now_ns, look)
    vault = recall_vault(root, rules, kept.memory, sight, today)
    keep_memory(kept)
    return vault


def _join(
    root: Path, rules: Rules, paths: tuple[str, ...], aside: Aside, notes: "Iterable[Note]", today: date
) -> Vault:
    """The vault that all notes make, once they are parsed: the plain way."""
    from vaultwell.graph.build import build_all

    graph, findings = build_all(notes, paths, rules.settings, today)
    found = _list_problems(root, rules, aside, findings, paths)
    return Vault(root, rules.settings, rules.conventions, graph, found, today, paths)


def recall_vault(root: Path, rules: Rules, memory: Memory, sight: Sight, today: date) -> Vault:
    """The same by what is remembered, and what has changed since; raises `Forgotten`."""
    graph = memory.renew(sight.changes, today).graph
    others = sorted(sight.changes.others)
    paths = (*(path for path in memory.index.stamps if path not in sight.changes.others), *others)
    found = _list_problems(root, rules, sight.aside, memory.index.findings, paths)
    return Vault(root, rules.settings, rules.conventions, graph, found, today, paths, memory)


def _list_problems(
    root: Path,
    rules: Rules,
    aside: Aside,
    findings: Findings,
    paths: Collection[str],
) -> tuple[Problem, ...]:
    """All that is wrong, sorted by place."""
    settings, of_settings, conventions = rules
    beside = check_aside(aside, paths, settings, conventions)
    found = {*of_settings, *aside.problems, *list_problems(findings), *beside}
    if findings.demand:
        found.add(build_settings_hint(root, "busy-cadences", *findings.demand))
    return tuple(sorted(found))


def parse_notes(raws: Sequence[RawNote], settings: Settings, conventions: Conventions) -> "list[Note]":
    """What every note that was read says under these settings."""
    from vaultwell.notes.note import parse_note

    return [parse_note(*raw, settings, conventions) for raw in raws]


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Nothing made here is garbage, and looking for it costs a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
