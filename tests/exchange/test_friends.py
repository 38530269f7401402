"""friends.md: activities, notes and friends, as the program `friends` writes them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.exchange.graphs import TODAY_DATE, graph_of
from vaultwell.exchange.formats import Request
from vaultwell.exchange.friends import parse_files
from vaultwell.exchange.incoming import ForeignFile, Incoming, NotThisFormat
from vaultwell.model.settings import Settings

Write = Callable[[Mapping[str, str | bytes]], Path]

BOOK = """### Activities:
- 2026-03-14: Mended a bicycle with **Ines Okafor** and **Tomas Lindqvist** in _Lisbon_. @repair:bike
- 2026-01-02: Phoned **Tomas Lindqvist** about snake_case_names.
- 2026-01-01: A day alone.
- 2026-02-30: Saw **Ines Okafor**.
- Saw **Ines Okafor**.

### Notes:
- 2026-02-20: **Ines Okafor** adopted a second cat, Piri. @pets

### Friends:
- Ines Okafor (a.k.a. Nes a.k.a. Chef) [Lisbon] @cooking @book-club
- Tomas Lindqvist
- Ana Maria (née Silva)

### Locations:
- Lisbon (a.k.a. Lisboa)
"""


def parse(text: str) -> Incoming:
    """Read a text without a disk."""
    request = Request(Settings(), graph_of({}), TODAY_DATE)
    return parse_files([ForeignFile("friends.md", text.encode())], request)


def test_a_whole_book() -> None:
    """Friends with nicknames, place and tags; each activity once with whoever took part; lines without a
    day, and days that are none, are named."""
    found = parse(BOOK)
    ines, tomas, ana = found.people
    assert (ines.name, ines.aliases) == ("Ines Okafor", ("Nes", "Chef"))
    assert ines.properties == {"location": ("Lisbon",), "interests": ("cooking", "book club")}
    assert [(str(each.on), each.verb, each.text, each.others) for each in ines.entries] == [
        (
            "2026-03-14",
            "contact",
            "Mended a bicycle with Ines Okafor and Tomas Lindqvist in Lisbon. @repair:bike",
            ("Tomas Lindqvist",),
        ),
        ("2026-02-20", "note", "Ines Okafor adopted a second cat, Piri. @pets", ()),
    ]
    assert [each.text for each in tomas.entries] == ["Phoned Tomas Lindqvist about snake_case_names."]
    assert (ana.name, ana.words) == ("Ana Maria", "(née Silva)")
    assert [(each.source.line, each.why) for each in found.refused] == [
        (5, "there is no such day"),
        (6, "it has no day"),
    ]
    assert found.passed_over == {"activities with nobody": 1, "places": 1}


def test_stars_that_name_nobody() -> None:
    """Only what stands between two pairs of stars is a name."""
    found = parse("### Activities:\n- 2026-01-01: **A**b **Cy** ** and **Di\n")
    assert [person.name for person in found.people] == ["A", "Cy"]


def test_it_arrives_once(run: Run, write_vault: Write, tmp_path: Path) -> None:
    """The book in a vault, and the same again: nothing more."""
    vault, book = write_vault({"vaultwell.toml": ""}), tmp_path / "friends.md"
    book.write_text(BOOK)
    assert run(vault, "import", "friends", str(book), "--apply").stdout.startswith("People: 3 new.\n")
    text = (vault / "People/Ines Okafor.md").read_text()
    assert "- 2026-03-14 contact with [[Tomas Lindqvist]]: Mended a bicycle" in text
    assert run(vault, "import", "friends", str(book)).stdout.endswith("Nothing would change.\n")
    assert run(vault, "check").exit_code == 0


def test_what_is_no_book() -> None:
    """A file without any of its headers is refused."""
    with pytest.raises(NotThisFormat):
        parse("# Friends\n- Ana\n")


@given(st.text(alphabet="#*_@[]()-: \n0123456789abA.k", max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    """Whatever stands under a header, it is read or named."""
    parse(f"### Friends:\n{text}\n### Notes:\n{text}\n### Activities:\n- 2026-01-01: {text}")
