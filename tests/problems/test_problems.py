"""The error catalogue: every code, with the exact words that people read.

`VAULTWELL_REFRESH=1` writes the words anew; read the difference before you keep it.
"""

import os
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tests.problems.catalogue import BUILT, EXPECTED, FOLDER, TODAY, build_vault, list_folders, run_check
from tests.problems.write_docs import PAGE, render_page
from vaultwell.model.codes import CODES, Code
from vaultwell.notes.lines import split_lines
from vaultwell.vault.load import Vault, load_vault

GOOD_NOTE = """---
type: person
birthday: 1990-07-08
---
## Log

- 2026-10-05 they called: how the talk went
"""
# What makes the whole front matter unreadable, or the note: the person is there all the same.
UNREADABLE = ["bad-yaml", "refused-yaml", "unterminated", "duplicate-key", "conflict-markers", "not-utf-8"]
DAY = date.fromisoformat(TODAY)


def is_buildable(code: str) -> bool:
    return os.name != "nt" or code not in BUILT  # few accounts there may make links, and none a pipe


each_code = pytest.mark.parametrize("code", [code for code in list_folders() if is_buildable(code)])


@pytest.fixture
def vault(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return build_vault(code, tmp_path, monkeypatch)


def load(vault: Path) -> Vault:
    return load_vault(vault, DAY)


@each_code
def test_people_read_exactly_these_words(code: str, vault: Path) -> None:
    """`check` prints for every folder exactly its `expected.txt`."""
    output, _ = run_check(vault)
    golden = FOLDER / code / EXPECTED
    if os.environ.get("VAULTWELL_REFRESH"):
        golden.write_text(output, encoding="utf-8", newline="\n")
    assert output == golden.read_text(encoding="utf-8")


@each_code
def test_only_problems_change_the_exit_code(code: str, vault: Path) -> None:
    """`check` ends with 1 where a problem is among what it found, and with 0 where all are hints."""
    has_problem = any(problem.severity == "problem" for problem in load(vault).problems)
    assert run_check(vault)[1] == int(has_problem)


@each_code
def test_a_folder_is_about_its_own_code(code: str, vault: Path) -> None:
    """The notes of a folder cause its code and no other, with the severity that the table gives it."""
    found = {(problem.code, problem.severity) for problem in load(vault).problems}
    assert found == {(code, severity) for known, (severity, _) in CODES.items() if known == code}


@each_code
def test_the_caret_stands_below_the_line_it_is_about(code: str, vault: Path) -> None:
    """A shown line is the note's own, and the caret is below characters of it."""
    for problem in load(vault).problems:
        if problem.excerpt:
            text = (vault / problem.path).read_bytes().decode("utf-8", "replace")
            line = split_lines(text)[problem.line - 1]
            assert problem.excerpt == line
            assert 1 <= problem.column <= problem.column + problem.width - 1 <= len(line)


@each_code
def test_a_bad_note_never_stops_the_others(code: str, vault: Path) -> None:
    """Whatever is wrong in a vault, a good note in it is read to its last line."""
    (vault / "People" / "Priya Raman.md").write_text(GOOD_NOTE, encoding="utf-8")
    loaded = load(vault)
    person = "People/Priya Raman.md"
    assert loaded.graph.contacts[person].yearly[0].month == 7
    assert [entry.text for entry in loaded.graph.entries[person]] == ["how the talk went"]
    assert person not in {problem.path for problem in loaded.problems}


@pytest.mark.parametrize("code", [code for code in UNREADABLE if is_buildable(code)])
def test_somebody_whose_note_cannot_be_read_is_still_a_person(code: str, vault: Path) -> None:
    """A note in a people folder stays its person's, also when nothing in it could be read."""
    names = {path.stem for path in (vault / "People").iterdir()}
    assert names
    assert {contact.name for contact in load(vault).graph.contacts.values()} == names


def test_every_code_has_its_folder() -> None:
    """The code's type, the table and the folders name the same codes."""
    assert set(get_args(Code)) == set(CODES) == set(list_folders())


def test_the_page_of_problems_is_made_from_the_catalogue() -> None:
    """docs/problems.md is what `python -m tests.problems.write_docs` writes."""
    if os.environ.get("VAULTWELL_REFRESH"):
        pytest.skip("the page is written after the words it is made from")
    assert PAGE.read_text(encoding="utf-8") == render_page()
