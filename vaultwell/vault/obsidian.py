"""What the vault's own `.obsidian` says of daily notes and templates.

Whatever is missing, broken, of another type or too large is passed over: it is Obsidian's file, and
Obsidian would use its default too. The folder may be a link, because people share one between
vaults; nothing but the few names below is taken from it.
"""

import json
import os
from pathlib import Path
from typing import Any

from vaultwell.model.settings import Conventions
from vaultwell.vault.find import OBSIDIAN_FOLDER
from vaultwell.vault.read import Refused, read_regular

MAX_JSON_BYTES = 1_000_000

_PERIODS = ("weekly", "monthly", "quarterly", "yearly")
_PERIODIC_NOTES = "periodic-notes"
_TASKS = "obsidian-tasks-plugin"
_PERIODIC_FILE = f"plugins/{_PERIODIC_NOTES}/data.json"
_DAILY_FILE = "daily-notes.json"
_TEMPLATE_FILES = {"templates.json": "folder", "plugins/templater-obsidian/data.json": "templates_folder"}


def read_conventions(root: Path) -> Conventions:
    """The vault's daily-note, periodic-note and template settings; defaults where it has none."""
    folder = root / OBSIDIAN_FOLDER
    periodic = _object(_read_json(folder, _PERIODIC_FILE))
    _, daily = _find_daily(folder, periodic)
    daily_folder = None if daily is None else _clean_folder(daily.get("folder"))
    return Conventions(
        template_folders=_read_template_folders(folder),
        daily_folder=daily_folder,
        daily_format=_text((daily or {}).get("format")) or Conventions().daily_format,
        periodic_folders=_find_periodic_folders(periodic, daily_folder),
    )


def find_convention_files(root: Path) -> dict[str, tuple[str, ...]]:
    """The files below the vault that each field of `read_conventions` was read from; none for a default."""
    folder = root / OBSIDIAN_FOLDER
    periodic = _object(_read_json(folder, _PERIODIC_FILE))
    daily_file, daily = _find_daily(folder, periodic)
    found = read_conventions(root)
    names = {
        "daily_folder": [daily_file] if daily is not None else [],
        "daily_format": [daily_file] if _text((daily or {}).get("format")) else [],
        "template_folders": [
            name for name, key in _TEMPLATE_FILES.items() if _read_template_folder(folder, name, key)
        ],
        "periodic_folders": [_PERIODIC_FILE] if found.periodic_folders else [],
    }
    return {key: tuple(f"{OBSIDIAN_FOLDER}/{name}" for name in files) for key, files in names.items()}


def has_tasks_plugin(root: Path) -> bool:
    """Whether the vault's Obsidian has the Tasks plugin switched on."""
    return _has_plugin(root, _TASKS)


def has_templater(root: Path) -> bool:
    """Whether it has the Templater plugin switched on."""
    return _has_plugin(root, "templater-obsidian")


def _has_plugin(root: Path, name: str) -> bool:
    plugins = _read_json(root / OBSIDIAN_FOLDER, "community-plugins.json")
    return isinstance(plugins, list) and name in plugins


def _find_daily(folder: Path, periodic: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
    """The file and the settings that Obsidian goes by: Periodic Notes' own where it makes the daily notes."""
    plugins = _read_json(folder, "community-plugins.json")
    is_switched_off = isinstance(plugins, list) and _PERIODIC_NOTES not in plugins
    own = _object(periodic.get("daily"))
    if own.get("enabled") is True and not is_switched_off:
        return _PERIODIC_FILE, own
    core = _read_json(folder, _DAILY_FILE)
    return _DAILY_FILE, core if isinstance(core, dict) else None


def _find_periodic_folders(periodic: dict[str, Any], daily_folder: str | None) -> tuple[str, ...]:
    """The folders of weekly and longer notes, but none that holds the daily notes as well."""
    folders = []
    for period in _PERIODS:
        settings = _object(periodic.get(period))
        folder = _clean_folder(settings.get("folder"))
        holds_daily = f"{daily_folder or ''}/".casefold().startswith(f"{folder}/".casefold())
        if settings.get("enabled") is True and folder and not holds_daily:
            folders.append(folder)
    return tuple(dict.fromkeys(folders))


def _read_template_folders(folder: Path) -> tuple[str, ...]:
    folders = (_read_template_folder(folder, name, key) for name, key in _TEMPLATE_FILES.items())
    return tuple(dict.fromkeys(name for name in folders if name))  # the root would hide every note


def _read_template_folder(folder: Path, name: str, key: str) -> str:
    return _clean_folder(_object(_read_json(folder, name)).get(key))


def _clean_folder(value: object) -> str:
    """The folder without slashes around it; "" for the root and for what names no folder of notes."""
    parts = [part.strip() for part in _text(value).replace("\\", "/").split("/")]
    parts = [part for part in parts if part]
    return "" if any(part.startswith(".") for part in parts) else "/".join(parts)


def _text(value: object) -> str:
    """A text that can be a name or a format, else ""."""
    if not isinstance(value, str):
        return ""
    try:
        value.encode()
    except UnicodeEncodeError:  # half a character, written as an escape
        return ""
    return "" if any(sign in value for sign in "\0\n\r") else value.strip()


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _read_json(folder: Path, name: str) -> object:
    """The parsed file, or None when that is not to be had."""
    try:
        real = os.path.realpath(folder / name, strict=True)
        if not Path(real).is_file():  # asked before opening: opening a device can do things
            return None
        return json.loads(read_regular(real, MAX_JSON_BYTES))
    except (OSError, ValueError, RecursionError, Refused):
        return None
