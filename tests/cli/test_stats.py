"""`vaultwell stats`: how much of what, and of nobody in particular."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]


def test_the_counts_of_a_vault(write_vault: Write, run: Run) -> None:
    """People by state, lines by kind, days in touch by month, circles in the order of the settings."""
    notes = {
        "vaultwell.toml": '[circles]\nfar = "yearly"\nclose = "monthly"\n',
        "People/Ana.md": "---\ncircle: close\n---\n## Log\n- 2025-11-03 call: too long ago\n"
        "- 2026-10-01 lunch\n- 2026-10-01 they asked: a map\n- 2026-11-02 note: x\n- 2026-12-24 tea\n",
        "People/Ben.md": "---\ncircle: far\npaused: true\n---\n## Log\n- 2026-10-01 call\n",
        "People/Chen.md": "---\ndied: true\n---\n",
        "People/Dora.md": "---\nlet_go: true\n---\n",
    }
    assert run(write_vault(notes), "stats").stdout == (
        "4 people: 1 with a rhythm, 1 paused, 1 let go, 1 who died.\n"
        "6 lines about them, from 3 Nov 2025 to 2 Nov.\n"
        "\n"
        "By kind\n"
        "  talks  3\n"
        "  plans  1\n"
        "  asks   1\n"
        "  notes  1\n"
        "\n"
        "In touch, by month\n"
        "  December 2025   0\n"
        "  January 2026    0\n"
        "  February 2026   0\n"
        "  March 2026      0\n"
        "  April 2026      0\n"
        "  May 2026        0\n"
        "  June 2026       0\n"
        "  July 2026       0\n"
        "  August 2026     0\n"
        "  September 2026  0\n"
        "  October 2026    2\n"
        "  November 2026   0\n"
        "\n"
        "By circle\n"
        "  far        1 person  1 line\n"
        "  close      1 person  5 lines\n"
        "  no circle  2 people  no lines\n"
    )


def test_one_person_of_whom_nothing_is_known(write_vault: Write, run: Run) -> None:
    """One reads well, and no month is counted when you were in touch in none."""
    assert run(write_vault({"People/Ana.md": ""}), "stats").stdout == (
        "1 person.\nNo lines about them.\n\nBy circle\n  no circle  1 person  no lines\n"
    )


def test_nobody(write_vault: Write, run: Run) -> None:
    """An empty vault says how to begin."""
    assert run(write_vault({"Note.md": ""}), "stats").stdout.startswith("Nobody here yet.")
