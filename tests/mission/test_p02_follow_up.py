"""P2 · Follow up with people you met."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

WriteVault = Callable[[Mapping[str, str | bytes]], Path]

INES = """---
circle: casual
met: 2026-11-14
met_at: MapWest
---

## Log

- 2026-11-14 met: the 1856 survey has pencil notes in its margins
"""
SETTINGS = '[circles]\ncasual = "quarterly"\n'


def ask_due(write_vault: WriteVault, run: Run, today: str, more: str = "") -> str:
    """The due list of one day."""
    vault = write_vault({"People/Inês Carvalho.md": INES + more, "vaultwell.toml": SETTINGS})
    return run(vault, "due", today=today).stdout


def test_three_days_after_you_met(write_vault: WriteVault, run: Run) -> None:
    """On the third day there is a row, with where you met and what was said, and a way out."""
    assert ask_due(write_vault, run, "2026-11-17") == (
        "Tuesday, 17 November 2026\n"
        "\n"
        "A few people\n"
        "  17 Nov  Inês Carvalho  first-follow-up: met 14 Nov at MapWest:"
        " “the 1856 survey has pencil notes in its margins” · or let it be\n"
    )


@pytest.mark.parametrize(
    ("today", "more", "is_due"),
    [
        ("2026-11-16", "", False),
        ("2026-11-18", "- 2026-11-17 emailed: the scan\n", False),
        ("2026-12-04", "- 2026-11-17 emailed: the scan\n", False),
        ("2026-12-05", "- 2026-11-17 emailed: the scan\n", True),
        ("2026-12-06", "- 2026-12-05 call: the scan\n", False),
        ("2026-12-26", "", True),
        ("2026-12-27", "", False),
    ],
)
def test_again_after_three_weeks_and_then_never(
    today: str, more: str, is_due: bool, write_vault: WriteVault, run: Run
) -> None:
    """A first word closes the first window, a second one the other; after six weeks the rhythm takes over."""
    assert ("first-follow-up" in ask_due(write_vault, run, today, more)) is is_due


def test_a_draft_is_at_hand(write_vault: WriteVault, run: Run) -> None:
    """Without an option `draft` follows up, says where you met, and leaves the rest to you."""
    vault = write_vault({"People/Inês Carvalho.md": INES, "vaultwell.toml": SETTINGS})
    assert run(vault, "draft", "ines").stdout == (
        "Inês, it was good to meet you eight days ago at MapWest, and I would like to stay in touch.\n"
        "\n"
        "[what stayed with you, or what to ask: the 1856 survey has pencil notes in its margins]\n"
        "\n"
        "[something small for them: an article, a name, an answer]\n"
        "\n"
        "No need to answer; I was glad to meet you.\n"
    )
