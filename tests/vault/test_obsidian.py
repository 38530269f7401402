"""What the vault's own `.obsidian` says."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from vaultwell.model.settings import Conventions
from vaultwell.vault.obsidian import MAX_JSON_BYTES, read_conventions

PERIODIC = "plugins/periodic-notes/data.json"
TEMPLATER = "plugins/templater-obsidian/data.json"


def configure(vault: Path, name: str, value: Any) -> None:
    """Write one of Obsidian's files; a text or bytes as they are, anything else as JSON."""
    file = vault / ".obsidian" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(value, str | bytes):
        value = json.dumps(value)
    file.write_bytes(value.encode() if isinstance(value, str) else value)


def test_a_vault_without_obsidian_has_the_defaults(tmp_path: Path) -> None:
    """Without any setting no folder is known, and days are written YYYY-MM-DD."""
    assert read_conventions(tmp_path) == Conventions()


def test_the_daily_note_setting_is_read(tmp_path: Path) -> None:
    """Folder and format of the core plugin are taken, without slashes around the folder."""
    configure(tmp_path, "daily-notes.json", {"folder": "/Journal/Daily/", "format": "DD.MM.YYYY"})
    conventions = read_conventions(tmp_path)
    assert (conventions.daily_folder, conventions.daily_format) == ("Journal/Daily", "DD.MM.YYYY")


@pytest.mark.parametrize(
    "value",
    [{}, {"folder": ""}, {"folder": "/"}, {"folder": " / ", "format": ""}, {"folder": None, "format": 3}],
)
def test_daily_notes_are_in_the_root_unless_said(tmp_path: Path, value: Any) -> None:
    """A setting without a folder means the vault's root, one without a format YYYY-MM-DD."""
    configure(tmp_path, "daily-notes.json", value)
    assert read_conventions(tmp_path) == Conventions(daily_folder="")


def test_periodic_notes_override_the_core_plugin(tmp_path: Path) -> None:
    """Where Periodic Notes makes the daily notes, its folder and format hold."""
    configure(tmp_path, "daily-notes.json", {"folder": "Old", "format": "YYYYMMDD"})
    configure(tmp_path, PERIODIC, {"daily": {"enabled": True, "folder": "Daily", "format": ""}})
    conventions = read_conventions(tmp_path)
    assert (conventions.daily_folder, conventions.daily_format) == ("Daily", "YYYY-MM-DD")


def test_periodic_notes_need_no_core_setting(tmp_path: Path) -> None:
    """A vault with Periodic Notes alone has a daily folder."""
    configure(tmp_path, PERIODIC, {"daily": {"enabled": True}})
    assert read_conventions(tmp_path).daily_folder == ""


@pytest.mark.parametrize(
    "periodic", [{"daily": {"enabled": False, "folder": "New"}}, {"weekly": {"enabled": True}}]
)
def test_switched_off_periodic_notes_say_nothing_of_days(tmp_path: Path, periodic: Any) -> None:
    """Periodic Notes that does not make the daily notes leaves them to the core plugin."""
    configure(tmp_path, PERIODIC, periodic)
    assert read_conventions(tmp_path).daily_folder is None
    configure(tmp_path, "daily-notes.json", {"folder": "Core"})
    assert read_conventions(tmp_path).daily_folder == "Core"


def test_a_plugin_that_is_off_leaves_its_file_behind(tmp_path: Path) -> None:
    """The data of a plugin that the vault no longer uses does not move the daily notes."""
    configure(tmp_path, "daily-notes.json", {"folder": "Core"})
    configure(tmp_path, PERIODIC, {"daily": {"enabled": True, "folder": "Left behind"}})
    configure(tmp_path, "community-plugins.json", ["dataview"])
    assert read_conventions(tmp_path).daily_folder == "Core"
    configure(tmp_path, "community-plugins.json", ["dataview", "periodic-notes"])
    assert read_conventions(tmp_path).daily_folder == "Left behind"


def test_weekly_and_longer_folders(tmp_path: Path) -> None:
    """The folders of enabled weekly and longer notes are known, each once."""
    configure(
        tmp_path,
        PERIODIC,
        {
            "daily": {"enabled": True, "folder": "Daily"},
            "weekly": {"enabled": True, "folder": "Weeks/"},
            "monthly": {"enabled": False, "folder": "Months"},
            "quarterly": {"enabled": True, "folder": "Weeks"},
            "yearly": {"enabled": True, "folder": "Years"},
        },
    )
    assert read_conventions(tmp_path).periodic_folders == ("Weeks", "Years")


@pytest.mark.parametrize("weekly", ["Journal", "journal/", "Journal/Daily", "", "/"])
def test_a_folder_that_holds_the_daily_notes_too_is_not_periodic(tmp_path: Path, weekly: str) -> None:
    """Daily notes never stop counting because weekly ones lie beside or above them."""
    configure(tmp_path, "daily-notes.json", {"folder": "Journal/Daily"})
    configure(tmp_path, PERIODIC, {"weekly": {"enabled": True, "folder": weekly}})
    assert read_conventions(tmp_path).periodic_folders == ()


def test_template_folders_of_both_plugins(tmp_path: Path) -> None:
    """The template folders of the core plugin and of Templater are known, each once."""
    configure(tmp_path, "templates.json", {"folder": "Templates"})
    configure(tmp_path, TEMPLATER, {"templates_folder": "/Meta/Templater/"})
    assert read_conventions(tmp_path).template_folders == ("Templates", "Meta/Templater")
    configure(tmp_path, TEMPLATER, {"templates_folder": "Templates/"})
    assert read_conventions(tmp_path).template_folders == ("Templates",)


@pytest.mark.parametrize(
    "folder", ["", "/", "//", " ", "..", "../Templates", "./", ".hidden", "a\0b", "a\ud800", 3]
)
def test_a_template_folder_never_hides_the_whole_vault(tmp_path: Path, folder: Any) -> None:
    """The root, and what is no folder of the vault, is no template folder."""
    configure(tmp_path, "templates.json", {"folder": folder})
    configure(tmp_path, TEMPLATER, {"templates_folder": folder})
    assert read_conventions(tmp_path).template_folders == ()


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        "null",
        '"Daily"',
        '{"folder": ["a"], "daily": []',
        b"\xff\xfe\x00",
        "[" * 100_000,
        "1" * 5000,
        "{}" + " " * MAX_JSON_BYTES,
    ],
)
def test_broken_files_are_passed_over(tmp_path: Path, broken: str | bytes) -> None:
    """Whatever stands in Obsidian's files, reading them never fails and never invents a folder."""
    for name in ("daily-notes.json", "templates.json", "community-plugins.json", PERIODIC, TEMPLATER):
        configure(tmp_path, name, broken)
    assert read_conventions(tmp_path) == Conventions()


@pytest.mark.parametrize(
    "value", [3, "Daily", [], {"enabled": "yes", "folder": "x"}, {"enabled": 1, "folder": "x"}]
)
def test_values_of_another_type_are_passed_over(tmp_path: Path, value: Any) -> None:
    """A period's settings that are not what the plugin writes count as switched off."""
    configure(tmp_path, PERIODIC, {"daily": value, "weekly": value})
    assert read_conventions(tmp_path) == Conventions()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A FIFO or a device in the place of a settings file does not hang the run."""
    (tmp_path / ".obsidian").mkdir()
    os.mkfifo(tmp_path / ".obsidian" / "daily-notes.json")
    (tmp_path / ".obsidian" / "templates.json").symlink_to("/dev/zero")
    assert read_conventions(tmp_path) == Conventions()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few accounts make symbolic links")
def test_one_obsidian_folder_may_serve_several_vaults(tmp_path: Path) -> None:
    """An `.obsidian` that is a link to a shared one is read."""
    configure(tmp_path / "shared", "daily-notes.json", {"folder": "Daily"})
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / ".obsidian").symlink_to("../shared/.obsidian")
    assert read_conventions(tmp_path / "vault").daily_folder == "Daily"
