"""A folder of notes as `init` meets it: read once, before it is known which settings fit it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vaultwell.model.problem import Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.sketch import Sketch, sketch_note
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.obsidian import find_convention_files, has_tasks_plugin, read_conventions
from vaultwell.vault.read import read_bytes, read_notes
from vaultwell.vault.reading import Reading
from vaultwell.vault.settings import read_settings


@dataclass(frozen=True, slots=True)
class Material:
    """Notes and settings on the disk; `has_settings`: there is a `vaultwell.toml`, and it is kept.

    `files` names the files of `.obsidian` that each of the `conventions` was read from.
    """

    reading: Reading = field(default_factory=lambda: Reading((), (), ()))
    sketches: tuple[Sketch, ...] = ()
    settings: Settings = field(default_factory=Settings)
    setting_problems: tuple[Problem, ...] = ()
    has_settings: bool = False
    conventions: Conventions = field(default_factory=Conventions)
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_tasks_plugin: bool = False


def read_material(root: Path) -> Material:
    """What lies in the folder `root`; nothing when there is no such folder yet.

    Raises `VaultwellError` when the folder or its settings cannot be read.
    """
    if not root.is_dir():
        return Material()
    settings, problems = read_settings(root)
    conventions = read_conventions(root)
    reading = read_notes(root)
    return Material(
        reading=reading,
        sketches=tuple(sketch_note(raw.path, raw.data, conventions) for raw in reading.notes),
        settings=settings,
        setting_problems=problems,
        has_settings=read_bytes(root, SETTINGS_FILE) is not None,
        conventions=conventions,
        files=find_convention_files(root),
        has_tasks_plugin=has_tasks_plugin(root),
    )
