"""A folder to a graph: everything that has to be read, read once."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from vaultwell.graph.build import build_graph
from vaultwell.graph.demand import say_demand
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import Note, parse_note
from vaultwell.vault.aside import check_aside
from vaultwell.vault.obsidian import read_conventions
from vaultwell.vault.parsed import recall_notes
from vaultwell.vault.read import read_notes
from vaultwell.vault.reading import RawNote, Reading
from vaultwell.vault.settings import build_settings_hint, read_settings


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault as it was read on `today`; `problems` are sorted by place, `paths` are those of all notes."""

    root: Path
    settings: Settings
    conventions: Conventions
    graph: Graph
    problems: tuple[Problem, ...]
    today: date
    paths: tuple[str, ...] = ()


class Rules(NamedTuple):
    """What decides how notes are read: the vault's settings with their problems, Obsidian's conventions."""

    settings: Settings
    problems: tuple[Problem, ...]
    conventions: Conventions


def load_vault(
    root: Path, today: date, instead: Mapping[str, bytes] | None = None, reading: Reading | None = None
) -> Vault:
    """Read the vault at `root`; raises `VaultwellError` when its folder or settings cannot be read.

    `instead` maps paths to the bytes to take for them, to see what a change would do. `reading` are the
    notes as they stand elsewhere than on the disk.
    """
    rules = read_rules(root)
    with without_garbage_collection():
        reading = reading or read_notes(root)
        raws = [raw._replace(data=(instead or {}).get(raw.path, raw.data)) for raw in reading.notes]
        notes = recall_notes(root, raws, rules.settings, rules.conventions, parse_notes)
        return join_vault(root, rules, reading, notes, today)


def read_rules(root: Path) -> Rules:
    """How the vault at `root` is to be read; `VaultwellError` when that cannot be told."""
    settings, problems = read_settings(root)
    return Rules(settings, problems, read_conventions(root))


def join_vault(root: Path, rules: Rules, reading: Reading, notes: Sequence[Note], today: date) -> Vault:
    """The vault that the notes of a `reading` make, once they are parsed."""
    settings, setting_problems, conventions = rules
    graph, note_problems = build_graph(notes, reading.paths, settings, today)
    aside = check_aside(reading, settings, conventions)
    found = {*setting_problems, *reading.problems, *note_problems, *aside}
    if words := say_demand(graph.contacts.values(), settings):
        found.add(build_settings_hint(root, "busy-cadences", *words))
    problems = tuple(sorted(found))
    return Vault(root, settings, conventions, graph, problems, today, reading.paths)


def parse_notes(raws: Sequence[RawNote], settings: Settings, conventions: Conventions) -> list[Note]:
    """What every note that was read says under these settings."""
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
