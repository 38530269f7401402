"""What `doctor` tells of earlier writes."""

import os
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import Run, write_notes
from vaultwell.vault.findings import LostLine, find_kept, find_lost_lines, find_temporaries
from vaultwell.vault.write import Create, Edit, Move, change_notes, undo_last

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
WHEN = "2026-11-22T10:00:00+00:00"


def log(vault: Path, line: str, path: str = "Ana.md") -> None:
    change_notes(vault, [Edit(path, lambda text: f"{text}{line}\n")], f"log {line}", NOW)


def test_lines_that_went_without_undo_are_named(tmp_path: Path) -> None:
    """A line that an editor or a sync wrote over is named, with the command that wrote it; others are not."""
    vault = write_notes(tmp_path / "vault", {"Ana.md": "# Ana\n", "Ben.md": "# Ben\n"})
    for line in ("- one", "- two", "- two", "- three", "- four"):
        log(vault, line)
    undo_last(vault, NOW)
    log(vault, "- of Ben", "Ben.md")
    change_notes(vault, [Edit("Ana.md", lambda text: text.replace("- one\n", ""))], "amend Ana", NOW)
    assert find_lost_lines(vault) == ()
    (vault / "Ana.md").write_text("# Ana\n- two\n")
    (vault / "Ben.md").unlink()
    assert find_lost_lines(vault) == (
        LostLine("Ana.md", "- two", "log - two", WHEN),
        LostLine("Ana.md", "- three", "log - three", WHEN),
    )


def test_lines_are_looked_for_where_the_note_is_now(tmp_path: Path) -> None:
    """After a rename the lines are looked for under the new name; a new note's own lines never."""
    vault = write_notes(tmp_path / "vault", {})
    change_notes(vault, [Create("Ana.md", "# Ana\nfrom the template\n")], "new Ana", NOW)
    log(vault, "- one")
    change_notes(vault, [Move("Ana.md", "Ana Diaz.md")], "rename Ana", NOW)
    assert find_lost_lines(vault) == ()
    (vault / "Ana Diaz.md").write_text("# Ana\n")
    assert find_lost_lines(vault) == (LostLine("Ana Diaz.md", "- one", "log - one", WHEN),)


def test_stale_temporary_files_are_found(tmp_path: Path) -> None:
    """Temporary files of nobody who is still writing are named wherever notes are."""
    vault = write_notes(tmp_path / "vault", {"People/.vw-1.tmp": "", ".vw-2.tmp": "", ".git/.vw-3.tmp": ""})
    now = (vault / ".vw-2.tmp").stat().st_mtime
    assert find_temporaries(vault, now + 30) == ()
    assert find_temporaries(vault, now + 90) == (".vw-2.tmp", "People/.vw-1.tmp")
    assert find_kept(vault) == ()


def test_doctor_tells_what_is_worth_a_look(tmp_path: Path, run: Run) -> None:
    """Lines that went are named with the command that wrote them, temporary files with what to do."""
    vault = write_notes(
        tmp_path / "vault", {"Ana.md": "# Ana\n", "Ben.md": "---\ntype: person\n---\n", ".vw-1.tmp": ""}
    )
    os.utime(vault / ".vw-1.tmp", (1_700_000_000, 1_700_000_000))
    log(vault, "- 2026-11-22 call: the move")
    (vault / "Ana.md").write_text("# Ana\n")
    said = run(vault, "doctor").stdout.partition("Worth a look\n")[2].partition("\n\n")[0]
    assert " ".join(said.split()) == (
        "“- 2026-11-22 call: the move” is in Ana.md no more; “log - 2026-11-22 call: the move” wrote it on"
        " 2026-11-22. If you did not take it out, another program saved over it: write it again."
        " .vw-1.tmp is left from a write that was cut off, here or on another computer."
        " Look whether it holds something that the note beside it lacks, then delete it."
    )
