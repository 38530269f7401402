"""`done` and `drop`: an open promise, ask, offer or loan is closed by its words."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = """## Favors

- [ ] 2026-10-11 promised: send the visa checklist 📅 2026-11-20 ^a1
- 2026-10-12 promised: the *long* list
- [ ] 2026-09-15 lent: tripod
- [x] 2026-08-30 promised: return the crash pad ✅ 2026-09-02
"""
NOTES = {
    "People/Ana Díaz.md": ANA,
    "People/Ben Okafor.md": "## Log\n",
    "Journal/2026-11-01.md": "- [ ] promised [[Ben Okafor]]: the map of the coast\n",
    ".obsidian/daily-notes.json": '{"folder": "Journal"}',
}


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with open promises."""
    return write_vault(NOTES)


def ana(vault: Path) -> str:
    """Ana's note."""
    return (vault / "People/Ana Díaz.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (
            "done ana checklist",
            "- [ ] 2026-10-11 promised: send the visa checklist 📅 2026-11-20 ^a1",
            "- [x] 2026-10-11 promised: send the visa checklist 📅 2026-11-20 ✅ 2026-11-22 ^a1",
        ),
        (
            "done ana LONG promised",
            "- 2026-10-12 promised: the *long* list",
            "- [x] 2026-10-12 promised: the *long* list ✅ 2026-11-22",
        ),
        ("drop ana tripod", "- [ ] 2026-09-15 lent: tripod", "- [-] 2026-09-15 lent: tripod ❌ 2026-11-22"),
    ],
)
def test_the_line_is_closed(words: str, old: str, new: str, vault: Path, run: Run) -> None:
    """Its box is ticked or crossed out, with the day, and no other line changes."""
    assert run(vault, *words.split()).exit_code == 0
    assert ana(vault) == ANA.replace(old, new)


def test_it_says_what_was_closed(vault: Path, run: Run) -> None:
    """The answer is the entry in words, and its place; as JSON with its new state."""
    assert run(vault, "done", "ana", "tripod", "--dry-run", "--quiet").exit_code == 0
    assert run(vault, "done", "ana", "tripod").output == (
        "Done · loan: you lent · 15\u00a0Sep · “tripod”\n  People/Ana Díaz.md:5\n"
    )
    document = json.loads(run(vault, "drop", "ana", "checklist", "--json").stdout)
    entry = document["answer"]["entry"]
    assert (entry["text"], entry["state"]) == ("send the visa checklist", "dropped")


@pytest.mark.parametrize("command", ["done", "drop"])
def test_a_line_of_a_daily_note_stays_and_its_twin_wins(command: str, vault: Path, run: Run) -> None:
    """The closed line is added to the person's own note; the daily note is as it was, and nothing is open."""
    run(vault, command, "ben", "map")
    assert (vault / "Journal/2026-11-01.md").read_text("utf-8") == NOTES["Journal/2026-11-01.md"]
    mark = "- [x] 2026-11-01 promised: the map of the coast ✅ 2026-11-22"
    if command == "drop":
        mark = "- [-] 2026-11-01 promised: the map of the coast"
    assert (vault / "People/Ben Okafor.md").read_text("utf-8") == f"## Log\n\n## Favors\n\n{mark}\n"
    assert run(vault, "done", "ben", "map").stderr == "Nothing is open between you and Ben Okafor.\n"


@pytest.mark.parametrize(
    ("words", "code", "first"),
    [
        ("done ana list", 2, "Which one? Give more of its words."),
        ("done ana", 2, "Which one? Give more of its words."),
        ("done ana crash", 1, "Nothing open with Ana Díaz says “crash”. Open:"),
    ],
)
def test_several_or_none_are_listed(words: str, code: int, first: str, vault: Path, run: Run) -> None:
    """When the words fit several open lines, or none, those there are are shown and nothing is written."""
    result = run(vault, *words.split())
    lines = result.stderr.splitlines()
    assert (result.exit_code, lines[0]) == (code, first)
    assert "  promise: you promised · 12\u00a0Oct · “the *long* list”   People/Ana Díaz.md:4" in lines
    assert ana(vault) == ANA


def test_the_whole_text_decides(write_vault: Write, run: Run) -> None:
    """Words that are one entry's whole text mean that one, though they stand in another too."""
    vault = write_vault(
        {"People/Ana.md": "## Log\n- 2026-10-01 owe: soup\n- 2026-10-02 owe: soup with rice\n"}
    )
    assert run(vault, "done", "ana", "soup").exit_code == 0
    assert "- [x] 2026-10-01 owe: soup ✅ 2026-11-22\n" in (vault / "People/Ana.md").read_text("utf-8")
