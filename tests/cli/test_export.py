"""`vaultwell export`: where it writes, and where it does not."""

import json
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]
FORMATS = ["json", "vcard", "vcard3", "csv", "ics"]


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with one person."""
    return write_vault({"People/Ana.md": "---\nbirthday: 04-17\n---\n"})


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_outside(run: Run, vault: Path, tmp_path: Path, form: str) -> None:
    """The file holds what the terminal would have shown, for its owner alone, and nothing else is left."""
    place = tmp_path / "out" / "people.txt"
    place.parent.mkdir()
    done = run(vault, "export", form, "--output", str(place))
    assert (done.stdout, done.exit_code) == (f"Wrote 1 person to {place}.\n", 0)
    assert place.read_bytes() == run(vault, "export", form).stdout_bytes
    assert [each.name for each in place.parent.iterdir()] == ["people.txt"]
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_dash_is_the_terminal(run: Run, vault: Path) -> None:
    """`-o -` is the same as no file."""
    assert run(vault, "export", "csv", "-o", "-").stdout == run(vault, "export", "csv").stdout


def test_a_file_that_is_there_stays(run: Run, vault: Path, tmp_path: Path) -> None:
    """Nothing is replaced without `--force`."""
    place = tmp_path / "people.csv"
    place.write_text("mine")
    done = run(vault, "export", "csv", "-o", str(place))
    assert (done.exit_code, done.stderr) == (
        1,
        f"{place} exists already. Name another file, or replace it with --force.\n",
    )
    assert place.read_text() == "mine"
    assert run(vault, "export", "csv", "-o", str(place), "--force").exit_code == 0
    assert place.read_text("utf-8").startswith("name,")


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_the_vault_is_no_place_for_it(run: Run, vault: Path, tmp_path: Path, options: list[str]) -> None:
    """Not into the vault, not over a note, not through a link that leads there."""
    note = (vault / "People/Ana.md").read_bytes()
    (tmp_path / "link.csv").symlink_to(vault / "People/Ana.md")
    (tmp_path / "folder").symlink_to(vault)
    for place in (vault / "x.csv", vault / "People/Ana.md", tmp_path / "link.csv", tmp_path / "folder/x.csv"):
        done = run(vault, "export", "csv", "-o", str(place), *options)
        assert done.exit_code == 2
        assert done.stderr.endswith("lies in the vault. Name a file outside it, or leave out --output.\n")
    assert (vault / "People/Ana.md").read_bytes() == note
    assert not (vault / "x.csv").exists()


def test_a_place_that_cannot_be(run: Run, vault: Path, tmp_path: Path) -> None:
    """A folder that is not there, and one instead of a file, are said before anything is read."""
    missing = run(vault, "export", "csv", "-o", str(tmp_path / "no/x.csv"))
    assert "Make its folder first." in missing.stderr
    folder = run(vault, "export", "csv", "-o", str(tmp_path))
    assert folder.stderr == f"{tmp_path} is a folder. Name a file in it.\n"


def test_json_about_an_export(run: Run, vault: Path, tmp_path: Path) -> None:
    """With `--json` one document says what was written; without a file the text stands in it."""
    place = tmp_path / "people.csv"
    said = json.loads(run(vault, "export", "csv", "-o", str(place), "--json").stdout)
    assert said == {
        "version": 1,
        "format": "csv",
        "people": 1,
        "output": str(place),
        "text": None,
        "left": [],
    }
    shown = json.loads(run(vault, "export", "csv", "--json").stdout)
    assert shown["text"].encode() == place.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_a_vault_without_people(run: Run, write_vault: Write, form: str) -> None:
    """Nobody is a valid file of each format."""
    assert run(write_vault({"Ideas.md": "x"}), "export", form).exit_code == 0
