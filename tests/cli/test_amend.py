"""`vaultwell amend`: an entry corrected, or taken out."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = """## Log

- 2026-10-05 they called: how the talk went ^a1
  - next: the flat
- [ ] 2026-10-11 promised: send the list 📅 2026-11-20
- 2026-10-21 coffee: x
"""


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with a log."""
    return write_vault({"People/Ana.md": ANA})


def ana(vault: Path) -> str:
    """Ana's note."""
    return (vault / "People/Ana.md").read_text("utf-8")


def test_the_last_entries_are_shown(vault: Path, run: Run) -> None:
    """Without a terminal nothing is asked: the entries stand there with their lines, the latest first."""
    assert run(vault, "amend", "ana").output == (
        "    6  contact: coffee · 21\u00a0Oct · “x”\n"
        "    5  promise: you promised · 11\u00a0Oct · “send the list” · by 20\u00a0Nov\n"
        "    4  next: next · 5\u00a0Oct · “the flat”\n"
        "    3  contact: they called · 5\u00a0Oct · “how the talk went”\n"
    )
    assert len(json.loads(run(vault, "amend", "ana", "--json").stdout)["entries"]) == 4


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (
            ["--line", "3", "called: fine"],
            "- 2026-10-05 they called: how the talk went ^a1",
            "- 2026-10-05 called: fine ^a1",
        ),
        (["--line", "6", "2026-10-20 tea: x"], "- 2026-10-21 coffee: x", "- 2026-10-20 tea: x"),
        (
            ["--line", "5", "promised: send both 📅 2026-12-01"],
            "- [ ] 2026-10-11 promised: send the list 📅 2026-11-20",
            "- [ ] 2026-10-11 promised: send both 📅 2026-12-01",
        ),
        (["--line", "6", "--remove"], "- 2026-10-21 coffee: x\n", ""),
        (
            ["--line", "3", "--remove"],
            "- 2026-10-05 they called: how the talk went ^a1\n  - next: the flat\n",
            "",
        ),
        (["--line", "4", "--remove"], "  - next: the flat\n", ""),
    ],
)
def test_one_entry_changes(words: list[str], old: str, new: str, vault: Path, run: Run) -> None:
    """New words keep the day, the box and the id; a removed entry takes along what is indented under it."""
    result = run(vault, "amend", "ana", *words)
    assert result.exit_code == 0, result.output
    assert ana(vault) == ANA.replace(old, new)
    run(vault, "undo")
    assert ana(vault) == ANA


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--line", "1", "x"], 1, 'People/Ana.md:1 holds no entry. To see them: vaultwell amend "Ana"'),
        (["call: x"], 2, "Say which line with --line N, and give its new text or --remove."),
        (["--line", "3"], 2, "Say which line with --line N, and give its new text or --remove."),
        (
            ["--line", "3", "x", "--remove"],
            2,
            "Say which line with --line N, and give its new text or --remove.",
        ),
        (["--line", "3", "2026-02-30 x"], 2, "There is no such day as “2026-02-30”. Correct it."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(words: list[str], code: int, sentence: str, vault: Path, run: Run) -> None:
    """What cannot be meant changes nothing."""
    result = run(vault, "amend", "ana", *words)
    assert (result.exit_code, result.stderr) == (code, f"{sentence}\n")
    assert ana(vault) == ANA
