"""What each command imports before it begins: only what it uses."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import TODAY

Write = Callable[[Mapping[str, str | bytes]], Path]

NOTES = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\n',
    "People/Ana Díaz.md": "---\ncircle: close\n---\n\n## Log\n\n- 2026-09-01 call: the move\n",
    "People/Ben Okafor.md": "---\ncircle: close\n---\n## Log\n- 2026-08-02 met: the wall\n",
}
_PROBE = """
import sys
from vaultwell.cli.start import main
try:
    main()
finally:
    print("\\n" + " ".join(sys.modules))
"""
_LIBRARIES = frozenset("click difflib filelock frontmatter jinja2 json networkx rich tomllib yaml".split())


def list_imported(vault: Path, *words: str, **settings: str) -> frozenset[str]:
    """The modules that a command has imported when it ends; those of vaultwell without its name."""
    environment = {**os.environ, "VAULTWELL_TODAY": TODAY, **settings}
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *words],
        cwd=vault, env=environment, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return frozenset(name.removeprefix("vaultwell.") for name in done.stdout.split("\n")[-2].split())


def of_rooms(imported: frozenset[str], *rooms: str) -> list[str]:
    """The modules of some rooms, sorted."""
    return sorted(name for name in imported if "." in name and name.partition(".")[0] in rooms)


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault of two people."""
    return write_vault(NOTES)


@pytest.mark.parametrize(
    "command", ["amend", "ask", "circle", "done", "log", "open", "path", "show", "snooze"]
)
def test_completing_a_name_reads_no_note_and_loads_no_grammar(command: str, vault: Path) -> None:
    """Of all that a command does, only its words and the listing of files are there for a name."""
    asked = {"COMP_WORDS": f"vaultwell\n{command}\nAn", "COMP_CWORD": "2"}
    probe = list_imported(vault, _VAULTWELL_COMPLETE="bash_complete", **asked)
    assert of_rooms(probe, "exchange", "git", "notes", "practices", "render") == []
    assert of_rooms(probe, "graph", "model", "vault") == [
        *("graph.names", "graph.who", "model.errors", "model.settings"),
        *("vault.cache", "vault.find", "vault.listing", "vault.look"),
    ]
    assert _LIBRARIES & probe == {"click"}


def test_show_loads_what_a_brief_needs(vault: Path) -> None:
    """`show ana` where it is piped: neither rich nor Jinja, no other practice, and nothing that writes."""
    imported = list_imported(vault, "show", "ana")
    assert _LIBRARIES & imported <= {"click", "difflib", "json", "tomllib"}
    assert of_rooms(imported, "cli") == [
        *("cli.clock", "cli.context", "cli.counted", "cli.main", "cli.output", "cli.people", "cli.show"),
        *("cli.standings", "cli.start"),
    ]
    assert of_rooms(imported, "practices") == [
        *("practices.brief", "practices.cadence", "practices.due", "practices.history", "practices.matters"),
        *("practices.mirror", "practices.openers", "practices.pronouns", "practices.reasons"),
        *("practices.row", "practices.standing", "practices.today", "practices.turning_days"),
    ]
    assert of_rooms(imported, "render") == [
        *("render.markdown", "render.mirror", "render.page", "render.rows", "render.safe"),
        *("render.sources", "render.terminal", "render.terminal_brief", "render.words"),
    ]
    assert not {"vault.write", "vault.replace", "vault.undo"} & imported
    imported = list_imported(vault, "show", "ana")
    assert not {"graph.telling", "notes.grammar", "notes.note", "notes.structure"} & imported


def test_due_loads_what_its_rows_need(vault: Path) -> None:
    """`due` where it is piped: neither rich nor Jinja, nothing for JSON, and nothing of other practices."""
    imported = list_imported(vault, "due")
    assert _LIBRARIES & imported <= {"click", "difflib", "json", "tomllib"}
    assert of_rooms(imported, "practices", "render") == [
        *("practices.cadence", "practices.due", "practices.history", "practices.matters"),
        *("practices.meetings", "practices.places", "practices.pronouns", "practices.reasons"),
        *("practices.row", "practices.standing", "practices.today", "practices.turning_days"),
        *("render.markdown", "render.meetings", "render.page", "render.rows", "render.safe"),
        *("render.terminal", "render.terminal_due", "render.words"),
    ]


def test_an_ask_loads_two_stemmers(vault: Path) -> None:
    """`ask ana` for something: words are compared, but only in the languages that are; nothing is written."""
    imported = list_imported(vault, "ask", "ana", "a hand with the move")
    assert _LIBRARIES & imported <= {"click", "difflib", "json", "tomllib"}
    assert {name for name in imported if name.startswith("snowballstemmer.")} == {
        *("snowballstemmer.among", "snowballstemmer.basestemmer"),
        *("snowballstemmer.english_stemmer", "snowballstemmer.german_stemmer"),
    }
    assert of_rooms(imported, "practices") == [
        *("practices.alternatives", "practices.ask", "practices.ask_facts", "practices.ask_rules"),
        *("practices.clues", "practices.footing", "practices.history", "practices.openers"),
        *("practices.pronouns", "practices.reasons", "practices.topics", "practices.wanted"),
    ]
    assert not {"vault.write", "vault.replace", "vault.undo"} & imported


def test_a_hook_loads_what_a_due_note_needs(vault: Path) -> None:
    """After a commit of one note: Jinja for the due note, but no Click and nothing of other answers."""
    for words in (["init", "-q"], ["-c", "user.name=A", "-c", "user.email=a@example.org", "add", "-A"]):
        subprocess.run(["git", *words], cwd=vault, check=True, capture_output=True)
    imported = list_imported(vault, "hook", "run", "post-commit")
    assert "Ana Díaz" in (vault / "Due.md").read_text("utf-8")
    assert not {"click", "frontmatter", "networkx", "rich", "yaml"} & imported
    assert of_rooms(imported, "cli", "git", "practices", "render") == [
        *("cli.clock", "cli.counted", "cli.due_note", "cli.refresh"),
        *("cli.standings", "cli.start", "cli.ticks"),
        *("git.hooks", "git.moment", "git.repository", "git.staged"),
        *("practices.cadence", "practices.due", "practices.history", "practices.matters"),
        *("practices.meetings", "practices.pronouns", "practices.reasons", "practices.row"),
        *("practices.standing", "practices.today", "practices.turning_days"),
        *("render.due_note", "render.environment", "render.markdown", "render.meetings", "render.rows"),
        *("render.safe", "render.timeline", "render.words"),
    ]
