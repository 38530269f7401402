"""The example vault: every feature once, nothing wrong, its due note committed and current."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import jinja2
import pytest

from tests.conftest import TODAY, run_vaultwell
from vaultwell.notes.region import render_region
from vaultwell.render.due_note import render_due_note
from vaultwell.render.environment import build_environment
from vaultwell.vault.load import load_vault
from vaultwell.vault.templates import find_templates

EXAMPLE = Path(__file__).parent.parent / "example-vault"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A copy of the example vault."""
    return shutil.copytree(EXAMPLE, tmp_path / "example-vault")


def test_the_due_note_regenerates_byte_for_byte(vault: Path) -> None:
    """The committed due note is what `index` writes on its day, also from nothing."""
    committed = (EXAMPLE / "Due.md").read_bytes()
    (vault / "Due.md").unlink()
    run_vaultwell(vault, "index")
    assert (vault / "Due.md").read_bytes() == committed


def test_the_example_checks_clean(vault: Path) -> None:
    """There is no problem and no hint in the example, on its day and half a year later."""
    for days in (0, 1, 7, 30, 180):
        today = date.fromisoformat(TODAY) + timedelta(days)
        assert load_vault(vault, today).problems == ()


def test_a_year_of_mornings_changes_few_lines_a_day(vault: Path) -> None:
    """Over a year of daily runs most days change ten lines at most, counting both the old and the new
    one, and no day more than twenty-two; four of them are the date line and the end marker, and what comes
    stands in the list and in its picture."""
    changed = []
    before: set[str] = set()
    first = date.fromisoformat(TODAY) - timedelta(365)
    environment = build_environment(jinja2.FileSystemLoader(find_templates()))
    for days in range(366):
        day = load_vault(vault, first + timedelta(days))
        body = render_due_note(day.graph, day.settings, day.problems, day.today, environment)
        lines = set(render_region(body, None).split("\n"))
        changed.append(len(lines ^ before))
        before = lines
    changed = sorted(changed[1:])
    assert changed[len(changed) // 2] <= 10
    assert changed[-1] <= 22
