"""`vaultwell new`: a note for somebody, never over one that is there."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

CIRCLES = "There is no circle “clos”. Circles in use: close. Did you mean “close”?"
NOTES = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\n',
    "People/Ben Okafor.md": "---\naliases: [Benny]\n---\n",
}


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with Ben."""
    return write_vault(NOTES)


def test_a_whole_note(vault: Path, run: Run) -> None:
    """The options become properties, in their order, and the log is ready."""
    words = (
        "--circle Close --met yesterday --introduced-by ben --set location=Lisbon --set cadence=30".split()
    )
    result = run(vault, "new", "Ana Díaz", "--at", "PyCon: the queue", *words)
    assert result.output == (
        'Wrote People/Ana Díaz.md.\nNext: vaultwell log "Ana Díaz" "met: where, and one thing they said"\n'
    )
    assert (vault / "People/Ana Díaz.md").read_text("utf-8") == (
        '---\ntype: person\ncircle: close\nmet: 2026-11-21\nmet_at: "PyCon: the queue"\n'
        'introduced_by: "[[Ben Okafor]]"\nlocation: Lisbon\ncadence: 30\ncreated: 2026-11-22\n---\n\n## Log\n'
    )
    assert run(vault, "check").exit_code == 0


def test_the_first_note_of_all(tmp_path: Path, run: Run) -> None:
    """In an empty vault the folder is made, and what to do next is said."""
    run(tmp_path, "init")
    assert run(tmp_path, "new", "Ana").output.splitlines() == [
        "Wrote People/Ana.md.",
        'Next: vaultwell log "Ana" "met: where, and one thing they said"',
        'How often would you like to talk? As in: vaultwell circle "Ana" close',
    ]
    assert run(tmp_path, "log", "ana", "call: x").exit_code == 0
    assert (tmp_path / "People/Ana.md").read_text("utf-8") == (
        "---\ntype: person\ncreated: 2026-11-22\n---\n\n## Log\n\n- 2026-11-22 call: x\n"
    )


@pytest.mark.parametrize(
    ("name", "path", "alias"),
    [
        ("AC/DC: x", "AC-DC x", "AC/DC: x"),
        ("../../etc/passwd", "etc-passwd", "../../etc/passwd"),
        ("  Ana \n Díaz ", "Ana Díaz", None),
        ("con", "con_", "con"),
        ("2026-11-22", "2026-11-22", None),
        ("A" * 300, "A" * 120, "A" * 300),
    ],
)
def test_any_name_makes_a_note_inside_the_vault(
    name: str, path: str, alias: str | None, vault: Path, run: Run
) -> None:
    """A name that no file can have is kept as an alias; the note is a person's whatever it is called."""
    document = json.loads(run(vault, "new", name, "--json").stdout)["answer"]
    assert document["path"] == f"People/{path}.md"
    shown = json.loads(run(vault, "show", document["path"], "--json").stdout)
    assert shown["aliases"] == ([alias] if alias else [])


def test_the_folder_is_the_one_in_use(write_vault: Write, run: Run) -> None:
    """People live where the others live, at any depth and however the folder is spelt."""
    vault = write_vault({"Areas/people/Work/Ben.md": "", "Areas/people/Chen.md": ""})
    assert json.loads(run(vault, "new", "Ana", "--json").stdout)["answer"]["path"] == "Areas/people/Ana.md"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ["ben okafor"],
            1,
            (
                "There is a note of that name already: People/Ben Okafor.md. "
                "For somebody else, add what tells them apart, as in “ben okafor (Lisbon)”."
            ),
        ),
        (["///"], 2, "“///” cannot be the name of a note. Write it with letters, as in “Ana Díaz”."),
        (["Ana", "--circle", "clos"], 2, CIRCLES),
        (["Ana", "--set", "location"], 2, "--set “location” is not key=value, as in --set location=Lisbon."),
        (
            ["Ana", "--set", "cadence=3m"],
            2,
            "Cadence “3m”: “m” could be minutes or months. For months write “3 months”.",
        ),
        (["Ana", "--set", "type=place"], 2, "“type” is given twice. Leave out one of the two."),
        (
            ["Ana", "--introduced-by", "Bet"],
            1,
            "Nobody is called “Bet”. Did you mean “Ben Okafor”?",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(words: list[str], code: int, sentence: str, vault: Path, run: Run) -> None:
    """A note that is there, or would be wrong, is not written."""
    result = run(vault, "new", *words)
    assert (result.exit_code, result.stderr) == (code, f"{sentence}\n")
    assert [path.name for path in (vault / "People").iterdir()] == ["Ben Okafor.md"]


def test_somebody_of_nearly_that_name_is_named(vault: Path, run: Run) -> None:
    """Two notes for one person are soon made: whoever is called nearly so is shown."""
    near = "There is also Ben Okafor (People/Ben Okafor.md). The same person? Then: vaultwell undo"
    assert near in run(vault, "new", "Ben Okafer").output.splitlines()
    assert run(vault, "undo").output == "Taken back: new Ben Okafer\n  People/Ben Okafer.md is gone again\n"


def test_keys_that_python_knows_are_just_keys(vault: Path, run: Run) -> None:
    """`content`, `handler` and a key given twice are properties like any other."""
    run(
        vault,
        "new",
        "Ana",
        "--set",
        "content=a",
        "--set",
        "handler=b",
        "--set",
        "pets=A",
        "--set",
        "pets=B: c",
    )
    text = (vault / "People/Ana.md").read_text("utf-8")
    assert 'content: a\nhandler: b\npets:\n  - A\n  - "B: c"\n' in text
