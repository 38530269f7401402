"""`vaultwell search`: which lines are found, and how they are shown."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run
from vaultwell.model.settings import Conventions, Settings
from vaultwell.practices.search import find_matches, find_spans, fold, parse_words

Write = Callable[[Mapping[str, str | bytes]], Path]

VAULT = {
    "People/Ana Díaz.md": (
        "---\naliases: [Anita]\ninterests:\n  - bouldering\n---\nWe met at the harbour.\n\n## Log\n"
        "- 2026-10-21 coffee: the move to Lisbon\n\t- still no flat\n"
        "- 2026-10-22 call: São João 📅 2026-12-01\n"
    ),
    "People/Ben Okafor.md": "## Log\n- [x] 2026-09-01 promised: a map of Lisbon for Ana\n",
    "Journal/2026-11-18.md": "Coffee with [[Ana Díaz]] in Lisbon.\nRain.\n",
    "Projects/Atlas.md": "Lisbon sheet\n",
    "Templates/Person.md": "---\ntype: person\n---\nLisbon\n",
    ".obsidian/templates.json": '{"folder": "Templates"}',
}


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("lisbon", "Ana Díaz:9, Ben Okafor:2, 2026-11-18:1"),
        ("LISBON map", "Ben Okafor:2"),
        ("ana lisbon", "Ana Díaz:9, Ben Okafor:2, 2026-11-18:1"),
        ("diaz lisbon", "Ana Díaz:9, 2026-11-18:1"),
        ("sao joao", "Ana Díaz:11"),
        ("SÃO", "Ana Díaz:11"),
        ("anita", "Ana Díaz:2"),
        ("boulder", "Ana Díaz:4"),
        ("harb", "Ana Díaz:6"),
        ("no flat", "Ana Díaz:10"),
        ("ana díaz", "Ana Díaz:1, 2026-11-18:1"),
        ("okafor", "Ben Okafor:1"),
        ("📅", "Ana Díaz:11"),
        ("sheet", ""),
        ("lisbon zebra", ""),
    ],
)
def test_words_find_lines(write_vault: Write, run: Run, words: str, places: str) -> None:
    """Every line of people's and dated notes that holds all words; a name counts for its whole note."""
    matches = json.loads(run(write_vault(VAULT), "search", "--json", *words.split()).stdout)["matches"]
    assert ", ".join(f"{Path(match['path']).stem}:{match['line']}" for match in matches) == places


def test_several_words_in_quotes_are_a_phrase(write_vault: Write, run: Run) -> None:
    """One argument of several words is found only as it stands."""
    vault = write_vault(VAULT)
    assert run(vault, "search", "move to lisbon").output.count("\n") == 1
    assert "Nothing found" in run(vault, "search", "lisbon move").output


def test_a_line_is_path_number_and_text(write_vault: Write, run: Run) -> None:
    """Piped, a match is `path:line: text` without the blanks around it."""
    output = run(write_vault(VAULT), "search", "still no").output
    assert output == "People/Ana Díaz.md:10: - still no flat\n"


def test_the_document_says_who_and_when(write_vault: Write, run: Run) -> None:
    """`--json` names the person of a person's note and the day of the line or of the dated note."""
    document = json.loads(run(write_vault(VAULT), "search", "lisbon", "--json").stdout)
    matches = document["matches"]
    assert list(find_faults(document, SCHEMAS["vaultwell:search"], "vaultwell:search")) == []
    assert [(match["name"], match["on"]) for match in matches] == [
        ("Ana Díaz", "2026-10-21"),
        ("Ben Okafor", "2026-09-01"),
        (None, "2026-11-18"),
    ]
    assert list(matches[0]) == ["path", "line", "name", "on", "text"]


def test_the_limit_says_that_there_is_more(write_vault: Write, run: Run) -> None:
    """`--limit` shows so many lines and says on stderr how many are left out; nothing with --quiet."""
    vault = write_vault(VAULT)
    result = run(vault, "search", "lisbon", "--limit", "1")
    assert (result.stdout.count("\n"), result.stderr) == (1, "2 more with a higher --limit.\n")
    assert run(vault, "search", "lisbon", "--limit", "1", "--quiet").stderr == ""


def test_the_due_note_is_left_out(write_vault: Write, run: Run) -> None:
    """What vaultwell itself wrote is no find."""
    vault = write_vault(VAULT)
    before = run(vault, "search", "ana").output
    run(vault, "index")
    assert run(vault, "search", "ana").output == before


@pytest.mark.parametrize("words", [[""], ["  "], ["\u0301"]])
def test_nothing_to_look_for_is_a_usage_error(write_vault: Write, run: Run, words: list[str]) -> None:
    """Blanks and lone accents end with exit code 2."""
    result = run(write_vault(VAULT), "search", *words)
    assert (result.exit_code, "Say what to look for" in result.stderr) == (2, True)


def test_nothing_found_is_no_fault(tmp_path: Path, run: Run) -> None:
    """In an empty vault a search says that it found nothing, with exit code 0."""
    result = run(tmp_path, "search", "x\x1b[31m")
    assert (result.exit_code, result.output) == (0, "Nothing found for “x\\x1b[31m”.\n")


def test_any_bytes_are_searched(write_vault: Write, run: Run) -> None:
    """A note that is not UTF-8, and one with Windows line ends, are searched as far as they can be read."""
    vault = write_vault({"People/A.md": b"caf\xe9 bar\r\nsecond bar\r", "People/B.md": b"\xef\xbb\xbfbar"})
    lines = [line.split(":")[:2] for line in run(vault, "search", "bar").output.splitlines()]
    assert lines == [["People/A.md", "1"], ["People/A.md", "2"], ["People/B.md", "1"]]


@pytest.mark.parametrize("color", ["", "1"])
def test_what_a_terminal_obeys_is_shown(
    write_vault: Write, run: Run, monkeypatch: pytest.MonkeyPatch, color: str
) -> None:
    """Escapes and turned text of notes and names are printed as what they are, emphasised or not."""
    if color:
        monkeypatch.setenv("FORCE_COLOR", color)
    vault = write_vault({"People/Eve\u202e.md": "x\x1b]0;title\x07 | \u2066 needle\n"})
    output = run(vault, "search", "needle").output
    assert not [sign for sign in ("\x1b]", "\x07", "\u202e", "\u2066") if sign in output]
    assert "\\x1b]0;title\\x07 | " in output
    assert ("\x1b[" in output) == bool(color)


def test_the_match_is_emphasised_where_it_stands() -> None:
    """The places of the words count in the line as it is written, accents and ß included."""
    assert find_spans("São João", parse_words(["joao"])) == ((4, 8),)
    assert find_spans("Straße, e\u0301te", ("ss", "ete")) == ((4, 5), (8, 12))
    assert find_spans("anana", ("ana",)) == ((0, 3),)
    assert find_spans("abcd", ("ab", "bc")) == ((0, 3),)


@given(st.text("aÁáe\u0301ßſKﬁ–📅 \n", max_size=12), st.text("aáesSkKf–", min_size=1, max_size=3))
def test_the_quick_look_misses_nothing(text: str, word: str) -> None:
    """Whatever stands in a note, a line is found exactly when its folded text holds the folded word."""
    words = parse_words([word])
    found = find_matches([("People/Q.md", text.encode())], words, Settings(), Conventions())
    lines = [number for number, line in enumerate(text.split("\n"), 1) if fold(word) in fold(line)]
    assert [match.line for match in found] == lines
