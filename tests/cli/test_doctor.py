"""`vaultwell doctor`: what is missing, in few words, and what vaultwell sees."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

WHOLE = "---\ncircle: close\nemail: a@example.org\n---\n## Log\n- 2026-10-05 call: the move\n"
VAULT: dict[str, str | bytes] = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\n',
    "People/Ana Díaz.md": WHOLE,
    "People/Ben Okafor.md": "---\nrelation: friend\n---\n## Log\n- 2026-10-05 call: the move\n",
    "People/Old.md": "---\ndied: true\n---\n",
    "Places/Lisbon.md": "",
}
NOBODY = 'Nobody here yet. Begin with somebody you know: vaultwell new "First Last"'
TRIED = "- 2026-01-05 call: x\n- 2026-02-05 pinged\n- 2026-03-05 pinged\n- 2026-04-05 pinged\n"


def lines(run: Run, vault: Path, *words: str) -> list[str]:
    """What `doctor` prints above what it sees."""
    result = run(vault, "doctor", *words)
    assert result.exit_code == 0
    return str(result.stdout.partition("What vaultwell sees")[0]).rstrip().split("\n")


def test_each_thing_has_its_people_and_the_line_to_add(write_vault: Write, run: Run) -> None:
    """The summary first, then what is missing, the most useful first."""
    assert lines(run, write_vault(VAULT)) == [
        "2 people, 1 with all it takes. 1 more is left alone.",
        "",
        "No rhythm, so nobody says when it is time (1)",
        "  Ben Okafor",
        "  add  circle: close   to the properties; or cadence: 30",
        "",
        "No way to reach them (1)",
        "  Ben Okafor",
        "  add  channel: Signal   to the properties; or email:, phone:, url:",
        "",
        "Close to you, birthday not written down (1)",
        "  Ben Okafor",
        "  add  birthday: MM-DD   to the properties",
    ]


def test_what_is_seen(write_vault: Write, run: Run) -> None:
    """The vault, its settings, folders, dated notes, the due note and git, problems if there are any."""
    vault = write_vault(
        {
            **VAULT,
            ".obsidian/daily-notes.json": '{"folder": "Journal", "format": "DD.MM.YYYY"}',
            "Journal/14.11.2026.md": "Tea with [[Ana Díaz]].",
            "People/Bad.md": "---\ncadence: soon\n---\n",
        }
    )
    shown = run(vault, "doctor").stdout.partition("What vaultwell sees\n")[2].split("\n")
    assert shown[1:] == [
        "  settings     vaultwell.toml",
        "  people       People (4)",
        "  dated notes  Journal, named DD.MM.YYYY; 1 speaks of somebody",
        "  due note     Due.md, no git",
        "  problems     1, hints 0: see “vaultwell check”",
        "",
    ]
    assert shown[0].endswith("(--vault)")


@pytest.mark.parametrize(
    ("files", "first"),
    [
        ({"People/Ana.md": WHOLE}, "1 person, with all it takes."),
        ({"People/Ana.md": WHOLE, "People/Ben.md": WHOLE}, "2 people, with all it takes."),
        ({"People/Ana.md": ""}, "1 person, nobody yet with all it takes."),
        ({"People/Ana.md": "---\npaused: true\n---\n"}, "Nothing is missing: 1 person, left alone."),
        ({}, NOBODY),
    ],
)
def test_one_many_nobody(write_vault: Write, run: Run, files: dict[str, str | bytes], first: str) -> None:
    """The first sentence reads well however many there are."""
    settings = {"vaultwell.toml": '[circles]\nclose = "monthly"\n'}
    assert lines(run, write_vault({**settings, **files}))[0] == first


def test_it_is_no_wall_of_names(write_vault: Write, run: Run) -> None:
    """Six names for each thing; `--all` has every name, in lines of a terminal's width."""
    vault = write_vault({f"People/Person {letter}.md": "" for letter in "ABCDEFGHIJKLMNOP"})
    few = lines(run, vault)
    assert "  Person A, Person B, Person C, Person D, Person E, Person F and 10 more" in few
    whole = lines(run, vault, "--all")
    assert "  Person H, Person I, Person J, Person K, Person L, Person M, Person N," in whole
    assert "more" not in "\n".join(whole)
    assert max(map(len, [*few, *whole])) <= 90


def test_one_person(write_vault: Write, run: Run) -> None:
    """Their rhythm and next day, then each thing that is missing, with the line to add."""
    vault = write_vault(VAULT)
    assert lines(run, vault, "ana") == [
        "Ana Díaz  People/Ana Díaz.md",
        "  Monthly, circle close; last in touch 5 Oct; due 5 Nov.",
        "  Nothing is missing.",
    ]
    assert lines(run, vault, "ben")[:4] == [
        "Ben Okafor  People/Ben Okafor.md",
        "  No rhythm; last in touch 5 Oct.",
        "",
        "No rhythm, so nobody says when it is time",
    ]
    assert lines(run, vault, "old")[1:] == ["  Died: nothing is ever due, the dates are kept."]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("---\npaused: true\n---\n", "Paused: only promises and loans are shown."),
        ("---\nlet_go: true\n---\n", "Let go: never due."),
        (
            "---\ncircle: close\ncreated: 2026-10-01\n---\n",
            "Monthly, circle close; met or noted 1 Oct; due 1 Nov.",
        ),
        (
            f"---\ncadence: 30\n---\n## Log\n{TRIED}",
            "30 days; last in touch 5 Jan; at rest after three attempts, until one of you writes.",
        ),
    ],
)
def test_why_somebody_is_not_there(write_vault: Write, run: Run, note: str, said: str) -> None:
    """Whoever is not on the list is told of in one line: let go, paused, at rest, or not yet due."""
    vault = write_vault({**VAULT, "People/Zoë.md": note})
    assert lines(run, vault, "zoe")[1].startswith(f"  {said}")


def test_a_note_that_is_no_persons(write_vault: Write, run: Run) -> None:
    """A note of that name says why it is nobody's; a name without any note is an error with near names."""
    vault = write_vault(VAULT)
    assert lines(run, vault, "lisbon")[0] == (
        "Places/Lisbon.md is a note, but no person’s: nothing says that it is a person’s. Write "
        "“type: person” into its front matter, or name its folder in vaultwell.toml, under people."
    )
    result = run(vault, "doctor", "Anna")
    assert (result.exit_code, result.stderr) == (1, "Nobody is called “Anna”. Did you mean “Ana Díaz”?\n")


def test_a_circle_without_a_cadence_is_written_as_toml(write_vault: Write, run: Run) -> None:
    """The line to add is one that vaultwell.toml takes, quotes and all."""
    vault = write_vault({"People/Ana.md": WHOLE.replace("close", "old choir")})
    assert '  add  "old choir" = "monthly"   to vaultwell.toml, under [circles]' in lines(run, vault)


@pytest.mark.parametrize("who", [(), ("ben",), ("old",), ("lisbon",)])
def test_the_document_follows_its_schema(write_vault: Write, run: Run, who: tuple[str, ...]) -> None:
    """With and without WHO the JSON is as documented."""
    vault = write_vault({**VAULT, "People/Bad.md": "---\ncadence: soon\n---\n"})
    document = json.loads(run(vault, "doctor", *who, "--json").stdout)
    assert list(find_faults(document, SCHEMAS["vaultwell:doctor"], "vaultwell:doctor")) == []
    if who == ("ben",):
        assert [(group["what"], group["add"]) for group in document["missing"]] == [
            ("rhythm", "circle: close"),
            ("reach", "channel: Signal"),
            ("birthday", "birthday: MM-DD"),
        ]
    if who == ("lisbon",):
        assert document["strangers"] == [{"path": "Places/Lisbon.md", "why": "elsewhere"}]
