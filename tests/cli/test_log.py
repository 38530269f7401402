"""`vaultwell log`: one line in somebody's note, read as it was meant."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest

from tests.conftest import Run, write_notes
from vaultwell.cli import log as log_module

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = "---\ncircle: close\naliases: [Anita]\n---\n\n## Log\n\n- 2026-09-01 coffee: the move\n"
NOTES = {
    "People/Ana Díaz.md": ANA,
    "People/Ben Okafor.md": "## Log\n",
    "People/Chen Wei.md": "## Log\n",
}


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault of three people."""
    return write_vault(NOTES)


def read(vault: Path, name: str = "Ana Díaz") -> str:
    """Somebody's note."""
    return (vault / f"People/{name}.md").read_text("utf-8")


def added(vault: Path) -> str:
    """What has come into Ana's note at its end."""
    text = read(vault)
    assert text.startswith(ANA)
    return text.removeprefix(ANA)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("ana call: the move", "- 2026-11-22 call: the move"),
        ("ana asked a reference", "- 2026-11-22 asked a reference"),
        ("ana they gave: a book", "- 2026-11-22 they gave: a book"),
        ("ana ben coffee: the harbour", "- 2026-11-22 coffee with [[Ben Okafor]]: the harbour"),
    ],
)
def test_the_text_needs_no_quotes_when_it_begins_with_a_verb(
    words: str, line: str, vault: Path, run: Run
) -> None:
    """Nobody types quotes in a hurry."""
    run(vault, "log", *words.split())
    assert added(vault) == f"{line}\n"


def test_a_misspelt_name_is_no_text(vault: Path, run: Run) -> None:
    """What is neither a name nor a verb is asked about, and nothing is written."""
    assert "Nobody is called “bne”" in run(vault, "log", "ana", "bne", "coffee:", "x").output
    assert added(vault) == ""


def test_a_line_is_written_and_told(vault: Path, run: Run) -> None:
    """The entry stands behind the last one, and the answer says where, and what it was read as."""
    result = run(vault, "log", "ana", "call: the move")
    assert result.output == (
        "Logged in People/Ana Díaz.md:9\n"
        "  - 2026-11-22 call: the move\n"
        "  contact: call · 22\u00a0Nov · “the move”\n"
    )
    assert added(vault) == "- 2026-11-22 call: the move\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["ana", "lunch"], "- 2026-11-22 lunch"),
        (["ana", "they called: fine", "--on", "yesterday"], "- 2026-11-21 they called: fine"),
        (["ana", "call: x", "--on", "last friday"], "- 2026-11-20 call: x"),
        (["ana", "2026-10-05 call: x"], "- 2026-10-05 call: x"),
        (["ana", "[[2026-10-05]] call: x"], "- [[2026-10-05]] call: x"),
        (["ana", "2026-10-05 call: x", "--on", "2026-10-05"], "- 2026-10-05 call: x"),
        (["ana", "  -  call:  the   move "], "- 2026-11-22 call: the move"),
        (["ana", "call: a\x1b[31m\u202eb\tc"], "- 2026-11-22 call: a [31m b c"),
        (["ana", "call: x\n\nand more\n"], "- 2026-11-22 call: x\n  and more"),
        (["anita", "dinner: x", "--on", "2026-11-29"], "- 2026-11-29 dinner: x"),
        (["ana", "ben", "coffee: harbour"], "- 2026-11-22 coffee with [[Ben Okafor]]: harbour"),
        (["ana", "ben", "lunch at hers"], "- 2026-11-22 lunch with [[Ben Okafor]] at hers"),
        (["ana", "ben", "ana", "lunch"], "- 2026-11-22 lunch with [[Ben Okafor]]"),
        (
            ["ana", "ben", "chen", "walk: x"],
            "- 2026-11-22 walk with [[Ben Okafor]] and [[Chen Wei]]: x",
        ),
        (["ana", "ben", "introduced: maps"], "- 2026-11-22 introduced [[Ben Okafor]]: maps"),
        (["ana", "ben", "the whole day at sea"], "- 2026-11-22 with [[Ben Okafor]]: the whole day at sea"),
    ],
)
def test_words_become_one_canonical_line(words: list[str], line: str, vault: Path, run: Run) -> None:
    """The day comes first, several people stand behind the verb, and nothing invisible is kept."""
    result = run(vault, "log", *words)
    assert result.exit_code == 0, result.output
    assert added(vault) == f"{line}\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("promised: the list 📅 2026-12-01", "- [ ] 2026-11-22 promised: the list 📅 2026-12-01"),
        ("they borrowed: my tripod", "- [ ] 2026-11-22 they borrowed: my tripod"),
        ("asked: a reference", "- [ ] 2026-11-22 asked: a reference"),
        ("[x] promised: the list", "- [x] 2026-11-22 promised: the list"),
    ],
)
def test_what_can_be_ticked_stands_under_favors(text: str, line: str, vault: Path, run: Run) -> None:
    """Promises, asks and loans get a box and a section of their own."""
    run(vault, "log", "ana", text)
    assert added(vault) == f"\n## Favors\n\n{line}\n"


def test_everybody_named_was_there(vault: Path, run: Run) -> None:
    """A line for several people counts for each of them, and for nobody else."""
    run(vault, "log", "ana", "ben", "coffee: harbour")
    for name, others in (("ana", ["Ben Okafor"]), ("ben", ["Ana Díaz"])):
        entry = json.loads(run(vault, "show", name, "--json").stdout)["entries"][-1]
        assert (entry["verb"], entry["with"], entry["text"]) == ("coffee", others, "harbour")
    assert json.loads(run(vault, "show", "chen", "--json").stdout)["entries"] == []


def test_a_missing_colon_is_hinted_at(vault: Path, run: Run) -> None:
    """What was perhaps meant otherwise is written as typed, and said."""
    result = run(vault, "log", "ana", "gave the tent")
    talk, hint = result.output.split("\n")[2:4]
    assert talk == "  contact: in touch · 22\u00a0Nov · “gave the tent”"
    assert hint.startswith("  Read as a talk, because no colon stands right after “gave”. If you meant")
    assert added(vault) == "- 2026-11-22 gave the tent\n"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ["ana", "ben"],
            2,
            (
                "“ben” could be what happened, or Ben Okafor. For what happened: vaultwell log ana "
                '"note: ben". With Ben Okafor too: vaultwell log ana ben "coffee: …".'
            ),
        ),
        (
            ["ana"],
            2,
            'What happened? Write it behind the name, as in: vaultwell log "Ana Díaz" "call: the move"',
        ),
        (["ana", " "], 2, "The text holds no words. Write it as in “call: the move”."),
        (
            ["ana", "a\udcffb"],
            2,
            "The text holds bytes that are no text. Write it as in “call: the move”.",
        ),
        (["nobody", "call: x"], 1, 'Nobody is called “nobody”. For somebody new: vaultwell new "nobody"'),
        (["ana", "2026-02-30 call"], 2, "There is no such day as “2026-02-30”. Correct it."),
        (["ana", "19/11 call"], 2, "“19/11” is not read as a date. Write it as YYYY-11-19."),
        (
            ["ana", "2026-10-05 call", "--on", "yesterday"],
            2,
            "The text begins with 2026-10-05, and --on says 2026-11-21. Leave out one of the two.",
        ),
        (
            ["ana", "call: x", "--on", "2031-01-01"],
            2,
            "“2031-01-01” is more than three years ahead. Correct the year. Nothing was written.",
        ),
        (
            ["ana", "[[Ben Okafor]] called: x"],
            2,
            (
                "These words would not be read as something between you and Ana Díaz. "
                "Begin with what happened, as in “call: the move”, or “they called: the move”."
            ),
        ),
        (
            ["ana", "call: %% x"],
            1,
            (
                "People/Ana Díaz.md: these words are no entry: they begin a comment, code or HTML. "
                "Put “%%”, “<!--” or the like in backticks, or leave it out."
            ),
        ),
        (["ana", "2026-10-05"], 2, "The text is only a date. Write what happened, as in “call: the move”."),
    ],
)
def test_a_refusal_says_what_to_do(words: list[str], code: int, sentence: str, vault: Path, run: Run) -> None:
    """What cannot be meant is not written, and one sentence says what to write instead."""
    result = run(vault, "log", *words)
    assert (result.exit_code, result.stderr) == (code, f"{sentence}\n")
    assert added(vault) == ""


def test_a_verb_that_is_also_a_name_is_a_text(write_vault: Write, run: Run) -> None:
    """“lunch” is what happened, whatever somebody is called."""
    vault = write_vault({**NOTES, "People/Lunch Club.md": ""})
    assert run(vault, "log", "ana", "lunch").exit_code == 0


@pytest.mark.parametrize(
    ("front_matter", "line"),
    [("circle: [a", 2), ("circle: a\ncircle: b", 3)],
)
def test_unreadable_front_matter_stops_it(front_matter: str, line: int, write_vault: Write, run: Run) -> None:
    """A note whose properties cannot be read is not written, and the line is named."""
    note = f"---\n{front_matter}\n---\n## Log\n"
    vault = write_vault({"People/Ana.md": note})
    result = run(vault, "log", "ana", "call: x", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"People/Ana.md:{line}: ")
    assert read(vault, "Ana") == note


def test_a_bad_value_never_stops_it(write_vault: Write, run: Run) -> None:
    """A property that means nothing is no reason not to log."""
    vault = write_vault({"People/Ana.md": "---\ncadence: 3m\nbirthday: soon\n---\n## Log\n"})
    assert run(vault, "log", "ana", "call: x").exit_code == 0
    assert read(vault, "Ana").endswith("## Log\n\n- 2026-11-22 call: x\n")


def test_a_dry_run_shows_the_diff(vault: Path, run: Run) -> None:
    """`--dry-run` prints what would change, says how it would be read, and writes nothing."""
    result = run(vault, "log", "ana", "call: x", "--dry-run")
    assert "+- 2026-11-22 call: x\n" in result.stdout
    assert "contact: call" in result.stderr
    assert added(vault) == ""


def test_json_tells_the_entry_and_its_place(vault: Path, run: Run) -> None:
    """`--json` is one document with the entry as `show` has it, the hints and the changes."""
    document = json.loads(run(vault, "log", "ana", "asked how she is", "--json").stdout)
    assert document["action"] == "log Ana Díaz: 2026-11-22 asked how she is"
    assert document["answer"]["entry"]["source"] == "People/Ana Díaz.md:9"
    assert (
        document["answer"]["entry"] == json.loads(run(vault, "show", "ana", "--json").stdout)["entries"][-1]
    )
    assert len(document["answer"]["hints"]) == 1
    assert document["changes"][0]["line"] == 9


def test_the_editor_takes_the_place_of_the_text(
    vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a text the editor opens; lines that begin with # are not logged, and no words are no entry."""
    monkeypatch.setattr(log_module, "_is_terminal", lambda: True)
    monkeypatch.setattr(click, "edit", lambda text: "call: x\n# What happened\n")
    assert run(vault, "log", "ana").exit_code == 0
    assert added(vault) == "- 2026-11-22 call: x\n"
    monkeypatch.setattr(click, "edit", lambda text: text)
    assert run(vault, "log", "ana").stderr == "Nothing was typed, so nothing was logged.\n"


def test_the_line_is_said_on_which_the_entry_stands(run: Run, tmp_path: Path) -> None:
    """A heading and blank lines that come along are not the line that was logged."""
    notes = {"People/Ana.md": "---\ntype: person\n---\nMet at the lake.", "vaultwell.toml": ""}
    vault = write_notes(tmp_path / "other", notes)
    for words in ("call: the move", "promised: the list", "tea: the list"):
        said = run(vault, "log", "ana", words).output.split("\n")[:2]
        lines = (vault / "People/Ana.md").read_text("utf-8").split("\n")
        assert said[0] == f"Logged in People/Ana.md:{lines.index(said[1].strip()) + 1}"
