"""P17: why I write stands in my own words, and belongs into the first line."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

WHY = "I look for work at Kiln"


@pytest.mark.parametrize(
    ("relation", "first"),
    [("professional", "Go ahead."), ("friend", "Ana is a friend: just ask.")],
)
def test_my_intention_is_said_back_to_me(relation: str, first: str, write_vault: Write, run: Run) -> None:
    """Whatever the verdict, my `why` comes with its line, to be said in the first one of the message."""
    talks = "## Log\n- 2026-10-01 lunch: her book\n- 2026-11-01 tea: the fog\n"
    note = f"---\nrelation: {relation}\nwhy: {WHY}\n---\n{talks}"
    vault = write_vault({"vaultwell.toml": "", "People/Ana.md": note})
    answer = run(vault, "ask", "ana", "a coffee").stdout
    assert answer.startswith(f"{first}\n")
    assert f"  You wrote: “{WHY}”. If that is why, say so in the first line.  People/Ana.md:3\n" in answer


def test_without_a_why_nothing_is_guessed(write_vault: Write, run: Run) -> None:
    """Goals are theirs, and no reason of mine."""
    note = "---\ngoals: [a spring issue]\n---\n"
    vault = write_vault({"vaultwell.toml": "", "People/Ana.md": note})
    assert "If that is why" not in run(vault, "ask", "ana", "a coffee").stdout
