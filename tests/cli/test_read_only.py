"""Commands that answer write nothing below the vault, wherever they run."""

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run
from vaultwell.cli.main import COMMANDS

NOTE = """---
type: person
cadence: 30
birthday: nonsense
---

## Log

- 2026-10-05 call: the move
- [ ] 2026-10-05 promised: soup
"""

# Every command, with words that make it answer; those that write are here with what makes them not.
WORDS = {
    "init": ["--dry-run"],
    "index": ["--dry-run"],
    "show": ["Ana"],
    "ask": ["Ana", "soup"],
    "search": ["move"],
    "new": ["Cleo", "--dry-run"],
    "log": ["Ana", "call: the move", "--dry-run"],
    "done": ["Ana", "soup", "--dry-run"],
    "drop": ["Ana", "soup", "--dry-run"],
    "snooze": ["Ana", "2w", "--dry-run"],
    "circle": ["Ana", "close", "--dry-run"],
    "pause": ["Ana", "--dry-run"],
    "resume": ["Ana", "--dry-run"],
    "let-go": ["Ana", "moved away", "--dry-run"],
    "amend": ["Ana", "--line", "9", "call: the flat", "--dry-run"],
    "rename": ["Ana", "Anna", "--dry-run"],
    "merge": ["Ana", "Ben", "--dry-run"],
    "undo": ["--dry-run"],
    "import": ["csv", str(Path(__file__).parent.parent / "exchange/files/people.csv")],
    "open": ["Ana"],
    "completion": ["bash"],
    "draft": ["Ana"],
    "template": ["list"],
    "hook": ["status"],
    "watch": ["--print-service"],
    "spread": ["--dry-run"],
    "share": ["sourdough"],
    "path": ["Kiln"],
    "export": ["json"],
}


def snapshot(vault: Path) -> list[tuple[str, int, int, int, bytes]]:
    """Every place below the vault: its kind and rights, both its times, its bytes."""
    found = []
    for place in [vault, *sorted(vault.rglob("*"))]:
        facts = place.lstat()
        data = place.read_bytes() if stat.S_ISREG(facts.st_mode) else b""
        found.append((str(place), facts.st_mode, facts.st_mtime_ns, facts.st_ctime_ns, data))
    return found


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_writes_nothing(
    command: str, options: list[str], write_vault: Callable[[Mapping[str, str | bytes]], Path], run: Run
) -> None:
    """No byte, no name, no time of anything in the vault changes, and a vault that is read-only will do."""
    notes = {
        "People/Ana.md": NOTE,
        "People/Ben.md": "---\n[\n---\n",
        "vaultwell.toml": "",
        "Daily/2026-11-01.md": "x",
    }
    vault = write_vault(notes)
    places = [vault, *vault.rglob("*")]
    for place in places:
        place.chmod(place.stat().st_mode & ~0o222)
    before = snapshot(vault)
    try:
        result = run(vault, command, *WORDS.get(command, []), *options)
    finally:
        after = snapshot(vault)
        for place in places:
            place.chmod(place.stat().st_mode | stat.S_IWUSR)
    assert after == before
    assert result.exit_code in (0, 1), result.output
    assert not os.path.lexists(vault / "Due.md")
