"""`vaultwell config`: what holds, and where it comes from."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run
from vaultwell import __version__
from vaultwell.cli.main import cli

Write = Callable[[Mapping[str, str | bytes]], Path]

VAULT = {
    "vaultwell.toml": (
        'pace = "2 a day"\ndates_ahead = "soon"\nrest_until = 2026-12-24\n\n[circles]\nclose = 30\n'
        '"old friends" = "P6M"\nlost = "3m"\n[verbs]\ntelefoniert = "called"\n'
    ),
    ".obsidian/daily-notes.json": '{"folder": "Journal"}',
    ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "Forms"}',
    ".obsidian/plugins/periodic-notes/data.json": '{"weekly": {"enabled": true, "folder": "Weeks"}}',
}


def read_config(run: Run, vault: Path) -> dict[str, list[object]]:
    """Value, source and fault of every setting by table and key."""
    document = json.loads(run(vault, "config", "--json").stdout)
    assert list(find_faults(document, SCHEMAS["vaultwell:config"], "vaultwell:config")) == []
    settings = document["settings"]
    return {f"{one['table']}.{one['key']}": [one["value"], one["source"], one["fault"]] for one in settings}


def test_every_setting_says_where_it_comes_from(write_vault: Write, run: Run) -> None:
    """A value is named with its file and line, a default as such, and why when a line cannot be used."""
    found = read_config(run, write_vault(VAULT))
    assert found[".pace"] == ["2 a day", "vaultwell.toml:1", None]
    assert found[".dates_ahead"] == [14, "default", "vaultwell.toml:2"]
    assert found[".rest_until"] == ["2026-12-24", "vaultwell.toml:3", None]
    assert found[".people"] == [["People", "Contacts"], "default", None]
    assert found["circles.close"] == ["30 days", "vaultwell.toml:6", None]
    assert found["circles.old friends"] == ["6 months", "vaultwell.toml:7", None]
    assert found["circles.lost"] == ["never", "default", "vaultwell.toml:8"]
    assert found["verbs.telefoniert"] == ["called", "vaultwell.toml:10", None]
    assert found["obsidian.daily_folder"] == ["Journal", ".obsidian/daily-notes.json", None]
    assert found["obsidian.daily_format"] == ["YYYY-MM-DD", "default", None]
    templater = ".obsidian/plugins/templater-obsidian/data.json"
    assert found["obsidian.template_folders"] == [["Forms"], templater, None]
    periodic = ".obsidian/plugins/periodic-notes/data.json"
    assert found["obsidian.periodic_folders"] == [["Weeks"], periodic, None]


def test_it_reads_as_lines(write_vault: Write, run: Run) -> None:
    """The version, the vault and every setting are one line each; problems are counted on stderr."""
    result = run(write_vault(VAULT), "config")
    lines = result.stdout.split("\n")
    assert lines[0] == f"vaultwell {__version__}"
    assert lines[1].endswith("vault   (--vault)")
    assert 'pace = "2 a day"   (vaultwell.toml:1)' in lines
    assert "dates_ahead = 14   (default, because vaultwell.toml:2 cannot be used)" in lines
    assert '"old friends" = "6 months"   (vaultwell.toml:7)' in lines
    assert result.stderr == "2 problems in your notes: see “vaultwell check”.\n"
    assert run(write_vault(VAULT), "config", "--quiet").stderr == ""


def test_an_empty_vault_has_defaults(tmp_path: Path, run: Run) -> None:
    """Without any settings everything is the default, and no daily folder is known."""
    found = read_config(run, tmp_path)
    assert {source for _, source, _ in found.values()} == {"default"}
    assert found["obsidian.daily_folder"] == [None, "default", None]
    assert "daily_folder = none   (default)" in run(tmp_path, "config").output


def test_it_says_how_the_vault_was_found(write_vault: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder comes from --vault, from VAULTWELL_VAULT, or is the nearest one upwards."""
    vault = write_vault({**VAULT, "People/A.md": ""})
    monkeypatch.chdir(vault / "People")
    assert "(upwards, by its vaultwell.toml)" in CliRunner().invoke(cli, ["config"]).output
    (vault / "vaultwell.toml").unlink()
    assert "(upwards, by its .obsidian)" in CliRunner().invoke(cli, ["config"]).output
    monkeypatch.setenv("VAULTWELL_VAULT", str(vault))
    assert "(VAULTWELL_VAULT)" in CliRunner().invoke(cli, ["config"]).output
    assert "(--vault)" in CliRunner().invoke(cli, ["config", "--vault", ".."]).output


def test_what_a_terminal_obeys_is_shown(write_vault: Write, run: Run) -> None:
    """Escapes and turned text in settings are printed as what they are."""
    toml = 'me = "Eve\\u202e"\nheadings = ["\\u001b[31m|"]\n[circles]\n"\\u2066" = 3\n'
    for words in (["config"], ["config", "--json"]):
        result = run(write_vault({"vaultwell.toml": toml}), *words)
        assert result.exit_code == 0
        assert not {"\x1b", "\u202e", "\u2066"} & set(result.output + result.stderr)
