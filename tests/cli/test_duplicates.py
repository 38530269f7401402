"""`vaultwell duplicates`: who may have two notes, with reasons, and nobody who is certainly two people."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]
NOBODY = "No two notes look like one person’s.\n"


def write_pair(write_vault: Write, one: tuple[str, str], other: tuple[str, str]) -> Path:
    """A vault with two people: the names of their files, and their properties."""
    notes: dict[str, str | bytes] = {"vaultwell.toml": ""}
    for name, properties in (one, other):
        notes[f"People/{name}.md"] = f"---\ntype: person\n{properties}\n---\n"
    return write_vault(notes)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("Ana", "email: A@x.org"), ("Ben", "email: a@X.org"), "the same e-mail (People/Ana.md:3, Peo"),
        (("Ana", 'phone: "+49 170 1234567"'), ("Ben", "phone: 0170/123 45 67"), "the same phone (People"),
        (("Ana", "uid: urn:uuid:1-A"), ("Ben", "uid: 1-a"), "the same id (People/Ana.md:3"),
        (("Ana", "url: https://x.org/ana/"), ("Ben", "url: x.org/ana"), "the same page (People/Ana.md:3"),
        (("Ana Díaz", "x: y"), ("ana diaz", "x: y"), "the same name but for how it is written ("),
        (("Ana Díaz", "x: y"), ("Díaz, Ana", "x: y"), "the same name in another order ("),
        (("Mum", "aliases: [Ana Díaz]"), ("Ana Diaz", "x: y"), "“Ana Diaz” is a name of both (P"),
        (("Mum", "aliases: [Ana Díaz]"), ("A. Diaz", "x: y"), "“A. Diaz” may be short for “Ana Díaz” ("),
        (("Ana Díaz", "city: Oslo"), ("Anna Diaz", "location: oslo"), "near names, and the same place ("),
        (("Ana", "org: Kiln Ltd"), ("Ana Diaz", "company: Kiln"), "near names, and the same organisation ("),
    ],
    ids="email phone uid url accents order alias initial near first".split(),
)  # fmt: skip
def test_each_reason_has_its_lines(
    one: tuple[str, str], other: tuple[str, str], reason: str, write_vault: Write, run: Run
) -> None:
    """A pair is named with why, and the lines in which that stands."""
    output = run(write_pair(write_vault, one, other), "duplicates").output
    assert output.startswith("Two notes may be about one person.\n")
    assert f"\n  {reason}" in output


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ana Díaz", "city: Oslo"), ("Anna Diaz", "city: Rome")),
        (("Ana", "city: Oslo"), ("Ben", "city: Oslo")),
        (("Ana Díaz", "birthday: 1988-04-17"), ("ana diaz", "birthday: 05-01")),
        (("Ana Díaz", "birthday: 1988-04-17\nemail: a@x.org"), ("Ben", "birthday: 05-01\nemail: a@x.org")),
        (("Ana", "email: a@x.org"), ("Ben", 'email: a@x.org\npartner: "[[Ana]]"')),
        (("Ana", "email: a@x.org"), ("Ben", 'email: a@x.org\nnot_same_as: "[[Ana]]"')),
        (("Ana", "email: a@x.org"), ("Ben", 'email: a@x.org\nintroduced_by: "[[Ana]]"')),
        (("Ana", "email: a@x.org"), ("Ben", "email: a@x.org\n---\n## Log\n- 2026-10-05 lunch with [[Ana]]")),
        (("Ana", 'phone: "112"'), ("Ben", "phone: 112")),
    ],
    ids="cities names birthdays both_days partner not_same introduced entry short".split(),
)
def test_who_is_certainly_two_people_is_left_out(
    one: tuple[str, str], other: tuple[str, str], write_vault: Write, run: Run
) -> None:
    """Two birthdays, a link between them, both in one entry, or nothing in common: no pair."""
    assert run(write_pair(write_vault, one, other), "duplicates").output == NOBODY


def test_two_birthdays_written_the_same_day(write_vault: Write, run: Run) -> None:
    """A day with and one without its year are one birthday."""
    vault = write_pair(write_vault, ("Ana Díaz", "birthday: 1988-04-17"), ("ana diaz", "birthday: 04-17"))
    assert "the same name" in run(vault, "duplicates").output


def test_an_office_is_nobody(write_vault: Write, run: Run) -> None:
    """A number that many people have, and an initial that many could be, say nothing."""
    notes: dict[str, str | bytes] = {"vaultwell.toml": "", "People/A. Lund.md": "---\ntype: person\n---\n"}
    for name in ("Ada Lund", "Alma Lund", "Asta Lund", "Arne Lund"):
        notes[f"People/{name}.md"] = "---\ntype: person\nphone: 030 123456\n---\n"
    assert run(write_vault(notes), "duplicates").output == NOBODY


def test_the_whole_answer(write_vault: Write, run: Run) -> None:
    """Several pairs, the fuller note first, and the command to type; a path where one name is two notes’."""
    vault = write_vault(
        {
            "vaultwell.toml": "",
            "People/Ana.md": "",
            "Contacts/Ana.md": "## Log\n- 2026-10-05 call\n",
            "People/Ben Okafor.md": "",
            "People/Okafor Ben.md": "---\ncircle: work\n---\n",
        }
    )
    assert run(vault, "duplicates").output == (
        "Two pairs of notes may be about one person each.\n"
        "\n"
        "Ana · Ana\n"
        "  the same name (Contacts/Ana.md:1, People/Ana.md:1)\n"
        '  → vaultwell merge "Contacts/Ana.md" "People/Ana.md"\n'
        "\n"
        "Okafor Ben · Ben Okafor\n"
        "  the same name in another order (People/Ben Okafor.md:1, People/Okafor Ben.md:1)\n"
        '  → vaultwell merge "Okafor Ben" "Ben Okafor"\n'
        "\n"
        'Two people after all? not_same_as: "[[Name]]" in one of the notes says so.\n'
    )


def test_the_answer_as_json(write_vault: Write, run: Run) -> None:
    """Both notes with their paths, each reason with its lines; never a score."""
    vault = write_pair(write_vault, ("Ana", "email: a@x.org"), ("Ben", "email: a@x.org"))
    assert json.loads(run(vault, "duplicates", "--json").stdout) == {
        "version": 1,
        "duplicates": [
            {
                "first": {"name": "Ana", "path": "People/Ana.md"},
                "second": {"name": "Ben", "path": "People/Ben.md"},
                "reasons": [
                    {
                        "words": "the same e-mail",
                        "sources": [
                            "People/Ana.md:3",
                            "People/Ben.md:3",
                        ],
                    }
                ],
            }
        ],
    }


def test_an_empty_vault(write_vault: Write, run: Run) -> None:
    """Without people there is a way to begin."""
    assert run(write_vault({"vaultwell.toml": ""}), "duplicates").output.startswith("Nobody here yet.")
