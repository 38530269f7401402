"""`vaultwell index` applies what was ticked in the due note."""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run

NOTE = """---
circle: close
---

## Log

- 2026-10-05 lunch: the move to Lisbon
"""
SETTINGS = '[circles]\nclose = "monthly"\n'
Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def vault(write_vault: Write, run: Run) -> Path:
    """A vault with one person who is due, its due note written."""
    root = write_vault({"People/Ana.md": NOTE, "vaultwell.toml": SETTINGS})
    run(root, "index")
    return settle(root)


def settle(root: Path) -> Path:
    """Every note was saved long ago."""
    for path in root.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return root


def tick(root: Path, *typed: str, mark: str = "x") -> Path:
    """The row was ticked long ago, with lines typed under it."""
    note = root / "Due.md"
    text = note.read_text("utf-8").replace("- [ ]", f"- [{mark}]")
    typed_lines = "".join(f"\n\t{line}" for line in typed)
    note.write_text(re.sub(r"(\^vw-[0-9a-f]{8})", rf"\1{typed_lines}", text), "utf-8")
    return settle(root)


def test_a_tick_is_logged_and_told(vault: Path, run: Run) -> None:
    """The line stands in the person's note, the row is gone, and the terminal says so."""
    result = run(tick(vault, "call: the flat"), "index")
    assert result.output.split("\n")[0] == "Ana: logged “2026-11-22 call: the flat”"
    assert re.fullmatch(
        re.escape(NOTE) + r"- 2026-11-22 call: the flat \^vw-[0-9a-f]{8}\n",
        (vault / "People/Ana.md").read_text("utf-8"),
    )
    assert "- [" not in (vault / "Due.md").read_text("utf-8")
    assert run(settle(vault), "index").output.endswith("is up to date (1 person).\n")


def test_a_hook_leaves_ticks_alone(vault: Path, run: Run) -> None:
    """`--no-ticks` writes nobody's note and keeps the row with all that was typed."""
    before = (tick(vault, "call: the flat") / "Due.md").read_bytes()
    run(vault, "index", "--no-ticks", "--quiet")
    assert (vault / "Due.md").read_bytes() == before
    assert (vault / "People/Ana.md").read_text("utf-8") == NOTE


@pytest.mark.parametrize("path", ["Due.md", "People/Ana.md"])
def test_a_tick_waits_for_a_note_that_was_saved_a_moment_ago(path: str, vault: Path, run: Run) -> None:
    """Somebody may still be typing in it; the due note itself is brought up to date all the same."""
    os.utime(tick(vault) / path)
    result = run(vault, "index", today="2026-11-23")
    assert result.output.startswith(f"1 tick waits for the next time: {path} was saved a moment ago.\n")
    assert (vault / "People/Ana.md").read_text("utf-8") == NOTE
    text = (vault / "Due.md").read_text("utf-8")
    assert "Monday, 23\u00a0November\u00a02026" in text
    assert "- [x] [[Ana]]" in text


def test_a_tick_waits_while_the_note_is_open_in_vim(vault: Path, run: Run) -> None:
    """Its swap file says so."""
    swap = tick(vault) / "People/.Ana.md.swp"
    swap.write_bytes(b"b0VIM 9.0" + bytes(4096))
    assert "People/Ana.md is open in vim." in run(vault, "index").output.lower().replace(
        "people/ana", "People/Ana"
    )
    swap.unlink()
    assert run(vault, "index").output.startswith("Ana: logged")


def test_a_note_that_cannot_be_read_keeps_its_tick(vault: Path, run: Run) -> None:
    """The row stays ticked, and it is said which line is in the way; everything else is done."""
    (tick(vault) / "People/Ana.md").write_text(NOTE.replace("circle:", "circle: close\ncircle:"), "utf-8")
    result = run(settle(vault), "index")
    assert "1 tick waits for the next time: People/Ana.md:3: " in result.output
    assert "- [x] [[Ana]]" in (vault / "Due.md").read_text("utf-8")


def test_a_dry_run_shows_both_notes_and_writes_neither(vault: Path, run: Run) -> None:
    """The due note is shown as it would be once the tick is applied."""
    before = {path: path.read_bytes() for path in tick(vault).rglob("*.md")}
    output = run(vault, "index", "--dry-run").output
    assert "+- 2026-11-22 contact ^vw-" in output
    assert "-- [x] [[Ana]]" in output
    assert "+- [" not in output
    assert {path: path.read_bytes() for path in vault.rglob("*.md")} == before


def test_json_names_every_tick(vault: Path, run: Run) -> None:
    """What was done, and what waits."""
    document = json.loads(run(tick(vault, "later 2w", mark=" "), "index", "--json").output)
    (found,) = document["ticks"]
    assert found["path"] == "People/Ana.md"
    assert found["done"] == [{"deed": "put off", "words": "2026-12-06"}]
    assert document["waiting"] == []
    assert "snooze: 2026-12-06" in (vault / "People/Ana.md").read_text("utf-8")


def test_a_row_of_nobody_is_set_aside(vault: Path, run: Run) -> None:
    """The note was deleted meanwhile: the row stands below the region, with a sentence."""
    (tick(vault) / "People/Ana.md").unlink()
    (vault / "People/Ben.md").write_text("", "utf-8")
    assert "A row: No note of a person fits this row" in run(vault, "index").output
    below = (vault / "Due.md").read_text("utf-8").partition("vaultwell:end")[2]
    assert "[[Ana]]" in below


@pytest.mark.parametrize("options", [[], ["--no-ticks"], ["--dry-run"]], ids=["", "no ticks", "dry run"])
def test_a_due_note_with_rows_stays_when_nobody_is_left(vault: Path, run: Run, options: list[str]) -> None:
    """Notes on a disk that is not mounted are not gone: ticks and words in the due note stay."""
    (tick(vault, "call: the flat") / "People/Ana.md").unlink()
    before = (vault / "Due.md").read_bytes()
    result = run(vault, "index", *options)
    assert result.output == (
        f"Due.md names people, but there is nobody in {vault}, so it stays as it is."
        " Are all your notes there? If you really have nobody any more, delete Due.md and go on.\n"
    )
    assert result.exit_code == 1
    assert (vault / "Due.md").read_bytes() == before


def test_the_document_is_as_documented(vault: Path, run: Run) -> None:
    """`index --json` of a tick that waits, and of the same tick applied."""
    sign = vault / "People/.Ana.md.swp"
    sign.touch()
    tick(vault, "call: the flat")
    waiting = json.loads(run(vault, "index", "--json").output)
    sign.unlink()
    applied = json.loads(run(settle(vault), "index", "--json").output)
    faults = [
        find_faults(found, SCHEMAS["vaultwell:index"], "vaultwell:index") for found in (waiting, applied)
    ]
    assert [fault for found in faults for fault in found] == []
    assert (len(waiting["waiting"]), len(waiting["ticks"])) == (1, 0)
    assert (len(applied["waiting"]), len(applied["ticks"])) == (0, 1)


def test_the_last_person_can_be_deleted(vault: Path, run: Run) -> None:
    """The way on that the sentence names leads to an empty due note."""
    (vault / "People/Ana.md").unlink()
    (vault / "Due.md").unlink()
    assert run(vault, "index").output == f"{vault / 'Due.md'} is written (nobody yet).\n"
    assert "Nobody here yet." in (vault / "Due.md").read_text("utf-8")
