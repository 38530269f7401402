"""P10 · Never ping with zero context."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

WriteVault = Callable[[Mapping[str, str | bytes]], Path]

BARE = "---\ncadence: 30\ncreated: 2026-01-05\n---\n"
NOTHING = (
    "There is nothing yet to begin a message to Jo Marsh with.\n"
    "Missing in People/Jo Marsh.md: what they care about and where you met.\n"
    "A reason can be found: what they posted or published lately; somebody you\n"
    "both know; what you last talked about; what made you think of them.\n"
    'Write it down: vaultwell log "Jo Marsh" "note: sings in a choir"\n'
    'Or say it here: vaultwell draft "Jo Marsh" --about "the concert in May"\n'
)


@pytest.mark.parametrize("options", [[], ["--for", "reconnect"], ["--for", "follow-up"]])
def test_no_empty_hello(options: list[str], write_vault: WriteVault, run: Run) -> None:
    """Where nothing is known there is no message, but what is missing and how to find a reason."""
    result = run(write_vault({"People/Jo Marsh.md": BARE}), "draft", "jo", *options)
    assert (result.stdout, result.exit_code) == (NOTHING, 0)


@pytest.mark.parametrize("option", ["--copy", "--mailto"])
def test_nothing_is_never_copied(option: str, write_vault: WriteVault, run: Run) -> None:
    """What is to be copied or mailed, and is not there, is an error on stderr."""
    result = run(write_vault({"People/Jo Marsh.md": BARE}), "draft", "jo", option)
    assert (result.stdout, result.stderr, result.exit_code) == ("", NOTHING, 1)


def test_words_of_your_own_are_a_reason(write_vault: WriteVault, run: Run) -> None:
    """With `--about` the first line says it."""
    vault = write_vault({"People/Jo Marsh.md": BARE})
    said = run(vault, "draft", "jo", "--about", "the concert in May").stdout
    assert said.startswith("Jo, I am writing about the concert in May.\n")


@pytest.mark.parametrize(
    ("properties", "log", "line"),
    [
        ("interests: choirs\n", "", "[ask about: choirs]"),
        ("org: Kiln\n", "", "[ask about: Kiln]"),
        ("", "- 2026-03-01 note: sings in a choir\n", "[ask about: sings in a choir]"),
        ("", "- 2026-03-01 lunch\n", "Jo, I cannot believe it has been eight months since our lunch."),
        ('introduced_by: "[[Ana]]"\n', "", "[what made you think of them, in your words]"),
    ],
)
def test_anything_known_is_enough(
    properties: str, log: str, line: str, write_vault: WriteVault, run: Run
) -> None:
    """One fact, one talk, one note is a beginning, and stands in the draft."""
    note = f"---\n{properties}cadence: 30\n---\n\n## Log\n\n{log}"
    said = run(write_vault({"People/Jo Marsh.md": note}), "draft", "jo").stdout
    assert line in said


def test_what_you_wrote_about_them_is_enough(write_vault: WriteVault, run: Run) -> None:
    """A thought of them in a journal is a beginning too."""
    journal = {"Journal/2026-11-20.md": "Kept thinking of [[Jo Marsh]] and the mill.\n"}
    vault = write_vault({"People/Jo Marsh.md": BARE, **journal})
    assert "[ask about: Kept thinking of Jo Marsh and the mill" in run(vault, "draft", "jo").stdout


@pytest.mark.parametrize("relation", ["friend", "family", "partner"])
def test_friends_need_no_reason(relation: str, write_vault: WriteVault, run: Run) -> None:
    """“How are you?” is enough among friends, in the due note and in a draft."""
    vault = write_vault({"People/Jo Marsh.md": BARE.replace("---\n", f"---\nrelation: {relation}\n", 1)})
    assert run(vault, "draft", "jo").stdout == (
        "Jo, I have been thinking of you, and would like to hear how you are.\n\nNo hurry with an answer.\n"
    )
    run(vault, "index")
    assert "Find a reason" not in (vault / "Due.md").read_text("utf-8")


def test_a_row_without_a_reason_stands_apart(write_vault: WriteVault, run: Run) -> None:
    """In the due note such a person is no row, but a line that names what is missing."""
    vault = write_vault({"People/Jo Marsh.md": BARE})
    run(vault, "index")
    text = (vault / "Due.md").read_text("utf-8")
    assert "- [ ]" not in text
    assert "> - [[Jo Marsh]] · what they care about, where you met" in text


@pytest.mark.parametrize(
    ("properties", "log", "row"),
    [
        ("met: 2026-03-01\nmet_at: PyCon\n", "", "met in March at PyCon"),
        ("org: Kiln\nrole: editor\n", "", "Kiln, editor"),
        ('introduced_by: "[[Ana]]"\n', "", "introduced by Ana"),
        ("", "- 2026-03-01 note: sings in a choir\n", "you noted: “sings in a choir”"),
        ("offers: a van\n", "- 2026-03-01 lunch\n", "lunch in March · a van"),
    ],
)
def test_every_row_carries_a_reason(
    properties: str, log: str, row: str, write_vault: WriteVault, run: Run
) -> None:
    """Whatever is known stands on the row, so that no row is a bare name."""
    note = f"---\n{properties}cadence: 30\ncreated: 2026-01-05\n---\n\n## Log\n\n{log}"
    vault = write_vault({"People/Jo Marsh.md": note})
    run(vault, "index")
    assert f"- [ ] [[Jo Marsh]] · {row} ^vw-" in (vault / "Due.md").read_text("utf-8")


@pytest.mark.parametrize("command", ["due", "show", "reconnect"])
def test_what_is_missing_is_named_wherever_they_are_offered(
    command: str, write_vault: WriteVault, run: Run
) -> None:
    """Somebody of whom nothing is known is offered with what is missing, never with a bare hello."""
    vault = write_vault({"People/Jo Marsh.md": "---\ncreated: 2023-09-12\n---\n"})
    said = run(vault, command, *(["jo"] if command == "show" else [])).stdout
    assert "find a reason first: what they care about, where you met?" in said
    assert "hello" not in said
