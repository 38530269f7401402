"""`vaultwell undo`: what a command wrote is taken back, in words and paths."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

NOTE = "## Log\n\n- 2026-10-05 call: x\n"


def test_changes_go_one_by_one(write_vault: Write, run: Run) -> None:
    """Each undo takes back the change before; in the end every byte is as it was."""
    vault = write_vault({"People/Ana.md": NOTE})
    run(vault, "log", "ana", "call: y")
    run(vault, "circle", "ana", "close")
    said = [run(vault, "undo").output.splitlines()[0] for _ in range(2)]
    assert said == ["Taken back: circle Ana: close", "Taken back: log Ana: 2026-11-22 call: y"]
    assert (vault / "People/Ana.md").read_text("utf-8") == NOTE
    result = run(vault, "undo")
    assert result.exit_code == 1
    assert result.stderr.startswith("There is nothing to take back:")


def test_a_dry_run_shows_what_would_be(write_vault: Write, run: Run) -> None:
    """`--dry-run` is the diff of the undo, and writes nothing."""
    vault = write_vault({"People/Ana.md": NOTE})
    run(vault, "log", "ana", "call: y")
    after = (vault / "People/Ana.md").read_text("utf-8")
    assert "-- 2026-11-22 call: y\n" in run(vault, "undo", "--dry-run").stdout
    document = json.loads(run(vault, "undo", "--dry-run", "--json").stdout)
    assert document["answer"]["undone"] == "log Ana: 2026-11-22 call: y"
    assert (vault / "People/Ana.md").read_text("utf-8") == after


def test_a_note_that_changed_since_stays(write_vault: Write, run: Run) -> None:
    """Where it is not certain what was ours, nothing is written, and the change is shown."""
    vault = write_vault({"People/Ana.md": NOTE})
    run(vault, "log", "ana", "call: y")
    note = vault / "People/Ana.md"
    note.write_text(note.read_text("utf-8").replace("call: y", "call: why"), "utf-8")
    result = run(vault, "undo")
    assert result.exit_code == 1
    assert "+- 2026-11-22 call: y\n" in result.stdout
    assert "call: why" in note.read_text("utf-8")
