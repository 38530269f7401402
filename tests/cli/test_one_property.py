"""`snooze`, `circle`, `pause`, `resume`, `let-go`: one property of one note."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

LET_GO = 'Ana is let go. Should you meet again: vaultwell resume "Ana"'
SETTINGS = '[circles]\nclose = "monthly"\n"Far away" = "yearly"\n'


@pytest.fixture
def person(write_vault: Write) -> Callable[[str], Path]:
    """A vault with Ana, whose properties are given."""
    return lambda properties: write_vault(
        {"vaultwell.toml": SETTINGS, "People/Ana.md": f"---\n{properties}---\nMet at sea.\n"}
    )


def properties(vault: Path) -> str:
    """What stands in Ana's front matter."""
    head, _, body = (vault / "People/Ana.md").read_text("utf-8").removeprefix("---\n").partition("---\n")
    assert body == "Met at sea.\n"
    return head


@pytest.mark.parametrize(
    ("words", "before", "after", "said"),
    [
        ("snooze ana 2w", "", "snooze: 2026-12-06\n", "Ana rests until Sunday, 6\u00a0December\u00a02026."),
        (
            "snooze ana next friday",
            "prm-snooze-until: 2026-01-01 # the baby\n",
            "prm-snooze-until: 2026-11-27 # the baby\n",
            "Ana rests until Friday, 27\u00a0November\u00a02026.",
        ),
        (
            "circle ana CLOSE",
            "circle: far away\n",
            "circle: close\n",
            "Ana is in the circle “close” now: monthly.",
        ),
        ("circle ana close", "circle: close\n", "circle: close\n", "Ana is in the circle “close” already."),
        (
            "circle ana close",
            "Cadence: 30\nTier: 'far away'\n",
            "Cadence: 30\nTier: 'close'\n",
            "Ana is in the circle “close” now; the cadence of their own, 30 days, still counts.",
        ),
        ("pause ana", "", "paused: true\n", 'Ana is paused. To go on: vaultwell resume "Ana"'),
        ("pause ana", "paused: yes\n", "paused: true\n", 'Ana is paused. To go on: vaultwell resume "Ana"'),
        ("pause ana", "paused: true\n", "paused: true\n", "Ana is paused already."),
        (
            "let-go ana we both moved on",
            "",
            "let_go: we both moved on\n",
            LET_GO,
        ),
        ("let-go ana", "", "let_go: 2026-11-22\n", LET_GO),
        ("let-go ana no", "", "let_go: 2026-11-22\n", LET_GO),
        (
            "resume ana",
            "a: 1\nsnooze: 2027-01-01\npaused: true # why\nlet_go: x\nz: 2\n",
            "a: 1\npaused: # why\nz: 2\n",
            "Ana is back.",
        ),
        ("resume ana", "a: 1\n", "a: 1\n", "Ana is neither paused nor snoozed nor let go."),
    ],
)  # fmt: skip
def test_one_line_changes(
    words: str, before: str, after: str, said: str, person: Callable[[str], Path], run: Run
) -> None:
    """The property is set by the name it has in the note, or removed, and one sentence says so."""
    vault = person(before)
    result = run(vault, *words.split(), "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert properties(vault) == after
    vault = person(before)
    assert run(vault, *words.split()).stdout == f"{said}\n"


@pytest.mark.parametrize(
    ("words", "before", "code", "sentence"),
    [
        (
            "circle ana clse",
            "",
            2,
            "There is no circle “clse”. Circles in use: close, Far away. Did you mean “close”?",
        ),
        (
            "snooze ana 2026-11-21",
            "",
            2,
            "“2026-11-21” is not ahead. Write a day to come, as in 2026-12-06.",
        ),
        (
            "pause ana",
            "paused: [a]\n",
            1,
            "People/Ana.md:2: the value of “paused” is no text on one line. Change it by hand.",
        ),
        ("snooze ben 2w", "", 1, 'Nobody is called “ben”. For somebody new: vaultwell new "ben"'),
    ],
)  # fmt: skip
def test_a_refusal_names_the_line(
    words: str, before: str, code: int, sentence: str, person: Callable[[str], Path], run: Run
) -> None:
    """What would mean to guess is not written, and the sentence says where and what to do."""
    vault = person(before)
    result = run(vault, *words.split(), "--quiet")
    assert (result.exit_code, result.stderr) == (code, f"{sentence}\n")
    assert properties(vault) == before


def test_a_vault_without_circles_takes_any_name(write_vault: Write, run: Run) -> None:
    """Without a table of circles a circle is just a name."""
    vault = write_vault({"People/Ana.md": ""})
    assert run(vault, "circle", "ana", "the sea").stdout == "Ana is in the circle “the sea” now.\n"
    assert (vault / "People/Ana.md").read_text("utf-8") == "---\ncircle: the sea\n---\n"


def test_a_dry_run_is_the_diff(person: Callable[[str], Path], run: Run) -> None:
    """`--dry-run` shows the lines and writes none; so does `--json`, as a document."""
    vault = person("circle: close\n")
    head = "--- a/People/Ana.md\n+++ b/People/Ana.md\n@@ -1,4 +1,5 @@\n"
    diff = f"{head} ---\n circle: close\n+paused: true\n ---\n Met at sea.\n"
    assert run(vault, "pause", "ana", "--dry-run").stdout == diff
    document = json.loads(run(vault, "pause", "ana", "--dry-run", "--json").stdout)
    assert (document["action"], document["dry_run"]) == ("pause Ana", True)
    assert document["changes"][0]["diff"] == diff.rstrip("\n")
    assert properties(vault) == "circle: close\n"
