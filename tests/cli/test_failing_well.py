"""Whatever goes wrong, each command says a sentence that helps, exits rightly and does nothing by half."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_read_only import NOTE, WORDS, snapshot
from tests.conftest import TODAY, Run
from vaultwell.cli.context import Options
from vaultwell.cli.main import COMMANDS
from vaultwell.vault import apply
from vaultwell.vault.steps import Change

Write = Callable[[Mapping[str, str | bytes]], Path]

VAULTLESS = {"completion"}  # commands that need no vault
IN_VAULT = [command for command in COMMANDS if command not in VAULTLESS]
# Without `--dry-run`, so that they would write.
WRITING = {name: [word for word in words if word != "--dry-run"] for name, words in WORDS.items()}


@pytest.mark.parametrize("command", [name for name in IN_VAULT if name != "init"])
def test_a_folder_that_is_not_there_is_named(command: str, tmp_path: Path, run: Run) -> None:
    """The wrong folder: its name, what is wrong, exit 1."""
    answer = run(tmp_path / "nowhere", command, *WORDS.get(command, []))
    assert answer.exit_code == 1
    assert "nowhere" in answer.stderr
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("command", IN_VAULT)
def test_an_empty_vault_is_answered_with_words(command: str, write_vault: Write, run: Run) -> None:
    """Nobody here yet: every command says something; only what needs somebody, or git, cannot go on."""
    vault = write_vault({"vaultwell.toml": ""})
    answer = run(vault, command, *WORDS.get(command, []))
    assert answer.output.strip()
    is_stuck = "Ana" in WORDS.get(command, []) or command in ("hook", "undo")
    assert answer.exit_code == is_stuck, answer.output


@pytest.mark.parametrize("command", ["due", "triage", "spread", "check", "load", "favors", "stats"])
def test_nobody_here_yet_says_how_to_begin(command: str, write_vault: Write, run: Run) -> None:
    """In an empty vault nothing is praised or counted: it says how one begins."""
    assert run(write_vault({"vaultwell.toml": ""}), command).output.startswith("Nobody here yet. Begin with")


@pytest.mark.parametrize("command", IN_VAULT)
def test_a_typo_in_the_settings_stops_nothing(command: str, write_vault: Write, run: Run) -> None:
    """A setting that is not known, and a file that is no TOML at all, leave every command working."""
    for text in ('poeple = ["People"]\n', "pace = = 4\n"):
        vault = write_vault({"vaultwell.toml": text, "People/Ana.md": NOTE})
        answer = run(vault, command, *WORDS.get(command, []))
        assert answer.exit_code in (0, 1), answer.output
        assert answer.output.strip()


@pytest.mark.parametrize("command", IN_VAULT)
def test_ctrl_c_ends_quietly(
    command: str, write_vault: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the vault is read ends the command with exit 1, no traceback, and nothing changed."""

    def interrupt(*_words: object, **_options: object) -> None:
        raise KeyboardInterrupt

    vault = write_vault({"vaultwell.toml": "", "People/Ana.md": NOTE})
    before = snapshot(vault)
    monkeypatch.setattr(Options, "load", interrupt)
    answer = run(vault, command, *WRITING.get(command, []))
    if answer.exit_code:
        assert answer.exit_code == 1
        assert "Traceback" not in answer.output
        assert snapshot(vault) == before


@pytest.fixture
def _homeless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home in which nothing can be written: it is a file."""
    home = tmp_path / "home"
    home.write_text("no folder")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / "below"))


@pytest.mark.usefixtures("_homeless")
@pytest.mark.parametrize("command", IN_VAULT)
def test_a_home_that_cannot_be_written_stops_no_answer(command: str, write_vault: Write, run: Run) -> None:
    """What only answers works without a home; what writes says where it wanted to keep its undo copy."""
    vault = write_vault({"vaultwell.toml": "", "People/Ana.md": NOTE})
    assert run(vault, command, *WORDS.get(command, [])).exit_code in (0, 1)
    before = snapshot(vault)
    refused = run(vault, "log", "Ana", "call: the flat")
    assert refused.exit_code == 1
    assert "XDG_STATE_HOME" in refused.stderr
    assert snapshot(vault) == before


def start(vault: Path, *words: str) -> "subprocess.Popen[str]":
    """A vaultwell of its own, in another process."""
    return subprocess.Popen(
        [sys.executable, "-m", "vaultwell", "--vault", str(vault), "--today", TODAY, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("words", [["due"], ["check"], ["list"], ["show", "Ana"], ["doctor", "--json"]])
def test_a_reader_that_has_gone_is_no_error(words: list[str], write_vault: Write) -> None:
    """As in `vaultwell list | head -1`: no traceback, not a word."""
    people = {f"People/{name}.md": NOTE for name in ("Ana", *(f"Person {n}" for n in range(400)))}
    with start(write_vault(people), *words) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()
    assert "Traceback" not in told
    assert "Broken pipe" not in told


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
def test_an_interrupted_index_leaves_the_old_note_or_the_new_one(write_vault: Write, run: Run) -> None:
    """Ctrl-C at any moment: the due note is what it was or what it will be, and nothing else lies about."""
    people = {f"People/Person {n}.md": NOTE for n in range(60)}
    vault = write_vault({"vaultwell.toml": "", **people})
    run(vault, "index", today="2026-11-21")
    old = (vault / "Due.md").read_bytes()
    run(vault, "index")
    new = (vault / "Due.md").read_bytes()
    assert old != new
    for wait in (0.05, 0.12, 0.2, 0.25, 0.3):
        (vault / "Due.md").write_bytes(old)
        with start(vault, "index") as process:
            time.sleep(wait)
            process.send_signal(signal.SIGINT)
        assert (vault / "Due.md").read_bytes() in (old, new)
    run(vault, "index")
    assert {path.name for path in vault.iterdir()} == {"People", "Due.md", "vaultwell.toml"}


@pytest.mark.parametrize(
    "words",
    [
        ["import", "csv", str(Path(__file__).parent.parent / "exchange/files/people.csv"), "--apply"],
        ["rename", "Ana", "Anna"],
        ["init", "--obsidian"],
    ],
    ids=lambda words: words[0],
)
def test_ctrl_c_between_two_notes_leaves_none(
    words: list[str], write_vault: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after the first of several changes: all that was written is taken back."""
    notes = {"People/Ana.md": NOTE, "People/Bo.md": "[[Ana]]\n", ".obsidian/app.json": "{}"}
    vault = write_vault({"vaultwell.toml": "", **notes})
    before = read_all(vault)
    perform, performed = apply._perform, []

    def interrupted(root: Path, change: Change, mark: str) -> None:
        perform(root, change, mark)
        performed.append(change)
        if len(performed) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(apply, "_perform", interrupted)
    answer = run(vault, *words)
    assert answer.exit_code == 1
    assert answer.stderr.endswith("\nAborted!\n")
    assert len(performed) == 2  # once there, once back
    assert read_all(vault) == before


def read_all(vault: Path) -> dict[Path, bytes]:
    """Every file and its bytes."""
    return {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
@pytest.mark.parametrize("command", ["due", "check", "list", "export"])
def test_a_full_disk_behind_the_answer_is_said(command: str, write_vault: Write) -> None:
    """As in `vaultwell list > list.txt` on a full disk: what is wrong, in words, and exit 1."""
    vault = write_vault({"vaultwell.toml": "", "People/Ana.md": NOTE})
    program = [sys.executable, "-m", "vaultwell", "--vault", str(vault), "--quiet", command]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*program, *WORDS.get(command, [])], stdout=full, stderr=-1, check=False)
    assert ended.returncode == 1
    assert ended.stderr.decode("utf-8") == "vaultwell cannot go on: no space left on device.\n"


def test_an_old_python_is_told_what_it_lacks() -> None:
    """A Python that is too old hears it in a sentence, not as a syntax error."""
    script = "import sys; sys.version_info = (3, 9, 18, 'final', 0); import vaultwell"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "vaultwell needs Python 3.11 or later; this is Python 3.9.\n"
