"""What holds in a vault and where each setting comes from: `vaultwell.toml`, `.obsidian`, or the defaults."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from vaultwell.model.problem import Problem
from vaultwell.model.settings import Origin, Pace, Settings
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.known_settings import SETTINGS, TABLES
from vaultwell.vault.obsidian import find_convention_files, read_conventions
from vaultwell.vault.places import KeyPath, Place, find_place, find_places
from vaultwell.vault.read import read_bytes
from vaultwell.vault.settings import MAX_SETTINGS_BYTES, read_settings

DEFAULT = "default"


def read_origins(root: Path) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    """Every setting of the vault, and the problems of `vaultwell.toml`."""
    settings, problems = read_settings(root)
    data = read_bytes(root, SETTINGS_FILE, MAX_SETTINGS_BYTES) or b""
    places = find_places(data.decode("utf-8-sig"))
    origins = (
        *_list_settings(settings, places, problems),
        *_list_tables(settings, places, problems),
        *_list_conventions(root),
    )
    return origins, problems


def _list_settings(
    settings: Settings, places: Mapping[KeyPath, Place], problems: Sequence[Problem]
) -> Iterator[Origin]:
    for key in SETTINGS:
        value = _plain("" if getattr(settings, key) is None else getattr(settings, key))
        if (key,) not in places:
            yield Origin("", key, value, DEFAULT)
            continue
        line = f"{SETTINGS_FILE}:{places[(key,)].line}"
        if _is_faulty(places[(key,)], problems):
            yield Origin("", key, value, DEFAULT, line)
        else:
            yield Origin("", key, value, line)


def _list_tables(
    settings: Settings, places: Mapping[KeyPath, Place], problems: Sequence[Problem]
) -> Iterator[Origin]:
    for table in TABLES:
        for key, value in (getattr(settings, table) or {}).items():
            place = find_place(places, (table, key))
            line = f"{SETTINGS_FILE}:{place.line}"
            fault = line if _is_faulty(place, problems) else ""
            yield Origin(table, key, _plain(value), DEFAULT if fault else line, fault)


def _is_faulty(place: Place, problems: Sequence[Problem]) -> bool:
    return any((problem.line, problem.column) == (place.line, place.value_column) for problem in problems)


def _list_conventions(root: Path) -> Iterator[Origin]:
    conventions, files = read_conventions(root), find_convention_files(root)
    for key, value in conventions._asdict().items():
        yield Origin("obsidian", key, _plain(value), ", ".join(files[key]) or DEFAULT)


def _plain(value: object) -> str | int | tuple[str, ...] | None:
    if value is None or (isinstance(value, str | int | tuple) and not isinstance(value, Pace)):
        return value
    return str(value)
