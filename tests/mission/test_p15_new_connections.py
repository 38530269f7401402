"""P15: explore new connections – where your ties are, where nobody new came in, who joins your circles."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]


def person(properties: str, log: str = "") -> str:
    """A note of somebody."""
    return f"---\ntype: person\n{properties}\n---\n## Log\n{log}"


BRISTOL = {
    "People/Ana.md": person("met: 2021-10-02\nlocation: Bristol\nfield: health", "- 2026-09-02 coffee\n"),
    "People/Ben.md": person("met: 2016-03-05\nlocation: bristol", "- 2026-09-20 walk\n"),
}


def section(shown: str, heading: str) -> str:
    """The lines below a heading."""
    return shown.partition(f"\n{heading}\n")[2].partition("\n\n")[0].rstrip("\n")


def test_new_people_by_field_city_and_how_you_met(write_vault: Write, run: Run) -> None:
    """Each with field, city and how you met, then with how many of a field and of a city."""
    notes = {
        **BRISTOL,
        "People/Chen.md": person('met: 2026-08-01\nfield: maps\nlocation: Porto\nintroduced_by: "[[Ana]]"'),
        "People/Dora.md": person(
            "met_at: the reading room\nfield: maps\nlocation: Lisbon", "- 2026-07-09 met: x\n"
        ),
    }
    assert section(run(write_vault(notes), "review", "2026-Q3").stdout, "New people") == (
        "  By field: maps 2. By city: Lisbon, Porto.\n"
        "  Chen · 1 Aug · maps · Porto · through Ana  People/Chen.md:3\n"
        "  Dora · 9 Jul · maps · Lisbon · the reading room  People/Dora.md:8"
    )


def test_where_nobody_new_came_in(write_vault: Write, run: Run) -> None:
    """A part of two people or more without anybody new in a year, and who could tell whom to meet there."""
    shown = run(write_vault(BRISTOL), "review", "2026-Q3").stdout
    assert section(shown, "Where nobody new came in for a year") == (
        "  Bristol · Ben could tell you whom to meet  People/Ben.md:4"
    )


def test_who_came_later_is_not_known_yet(write_vault: Write, run: Run) -> None:
    """A look back on a quarter does not know whom you met after it."""
    notes = {**BRISTOL, "People/Chen.md": person("met: 2026-11-01\nlocation: Bristol")}
    vault = write_vault(notes)
    assert "  Bristol · Ben could" in run(vault, "review", "2026-Q3").stdout
    assert "Bristol · Ben could" not in run(vault, "review", "2026-11").stdout


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("People/Chen.md", person("met: 2025-10-01\nlocation: Bristol")),  # somebody new
        ("People/Chen.md", person("location: Bristol")),  # since when is not known: nothing is said
        ("People/Ben.md", person("met: 2016-03-05\nlocation: Bath")),  # one person is no part
        ("People/Ben.md", person("met: 2016-03-05\nlocation: Bristol\nlet_go: true")),
    ],
)
def test_in_doubt_nothing_is_said_of_a_part(write_vault: Write, run: Run, path: str, text: str) -> None:
    """New people, unknown days and single people leave nothing to say."""
    assert "Where nobody new" not in run(write_vault({**BRISTOL, path: text}), "review", "2026-Q3").stdout


def test_a_year_of_notes_comes_first(write_vault: Write, run: Run) -> None:
    """In the first year of the notes nobody is told that no one new came in."""
    notes = {
        path: text.replace("2021-10-02", "2025-12-01").replace("2016-03-05", "2025-12-01")
        for path, text in BRISTOL.items()
    }
    assert "Where nobody new" not in run(write_vault(notes), "review", "2026-Q3").stdout


def test_who_joins_your_circles(write_vault: Write, run: Run) -> None:
    """Whoever alone joins two groups is named with both, each with a line that says so."""
    notes = {
        "People/Ana.md": person("", "- 2026-07-01 dinner with [[Ben]] and [[Chen]]: soup\n"),
        "People/Ben.md": person('partner: "[[Chen]]"'),
        "People/Chen.md": person(""),
        "People/Dora.md": person("", "- 2026-07-02 lunch with [[Emil]] and [[Ana]]: bread\n"),
        "People/Emil.md": person(""),
    }
    assert section(run(write_vault(notes), "review", "2026-Q3").stdout, "Who joins your circles") == (
        "  Ana · joins Ben and Chen with Dora and Emil  People/Ana.md:6, People/Dora.md:6"
    )
