"""`vaultwell watch` as a process, with a real observer."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import TODAY, Run

ANA = "---\ncadence: 30\n---\n\n## Log\n\n- 2026-10-05 lunch: the move\n"
SCHEMA = SCHEMAS["vaultwell:index"]
ROOT = Path(__file__).parent.parent.parent
Write = Callable[[Mapping[str, str | bytes]], Path]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are ended by signals here")


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with one person who is due."""
    return write_vault({"People/Ana.md": ANA})


@contextmanager
def watching(vault: Path, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """A running watch whose due note is written; ended at the end."""
    command = [sys.executable, "-m", "vaultwell", "--vault", str(vault), "--today", TODAY, "watch", *words]
    watch = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        wait_until((vault / "Due.md").exists)
        yield watch
    finally:
        if watch.poll() is None:
            watch.kill()
        watch.communicate()


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> None:
    """Fail when it does not become so."""
    until = monotonic() + seconds
    while not is_so():
        assert monotonic() < until, "waited in vain"
        sleep(0.02)


def save(note: Path, text: str) -> None:
    """Save as `sed -i` does: beside it, then over it."""
    beside = note.with_name("sedXYZ")
    beside.write_text(text, "utf-8")
    beside.replace(note)


def test_an_edit_is_one_line_of_json_and_a_second_watch_is_one_too_many(vault: Path, run: Run) -> None:
    """The due note follows the note; another watcher is refused by name; SIGTERM ends it with 0."""
    with watching(vault, "--json") as watch:
        handler = signal.getsignal(signal.SIGINT)
        second = run(vault, "watch")
        assert signal.getsignal(signal.SIGINT) is handler
        assert second.exit_code == 1
        assert second.output.startswith(f"This vault is watched already, by process {watch.pid}, since 20")
        save(vault / "People/Ana.md", ANA + "- 2026-11-20 call: the flat\n")
        wait_until(lambda: "[[Ana]]" not in (vault / "Due.md").read_text("utf-8"))
        watch.send_signal(signal.SIGTERM)
        output, errors = watch.communicate(timeout=10)
    assert watch.returncode == 0
    documents = [json.loads(line) for line in output.splitlines()]
    assert [fault for found in documents for fault in find_faults(found, SCHEMA, "vaultwell:index")] == []
    assert [document["written"] for document in documents] == [True, True]
    assert documents[1]["people"] == 1
    assert [line[20:] for line in errors.splitlines()] == [
        "Due.md written.",
        f"Watching {vault} (1 person).",
        "Due.md written.",
    ]


def test_polling_and_ctrl_c(vault: Path) -> None:
    """`--poll` needs no observer; SIGINT ends it with 0 and without a word; `--quiet` says nothing at all."""
    with watching(vault, "--poll", "0.2", "--quiet") as watch:
        save(vault / "People/Ana.md", ANA + "- 2026-11-20 call: the flat\n")
        wait_until(lambda: "[[Ana]]" not in (vault / "Due.md").read_text("utf-8"))
        watch.send_signal(signal.SIGINT)
        assert watch.communicate(timeout=10) == ("", "")
    assert watch.returncode == 0


def test_it_ends_in_the_middle_of_its_first_look(vault: Path) -> None:
    """SIGTERM right after the start: exit code 0, not a word, and no temporary file."""
    for number in range(300):
        (vault / f"People/P{number}.md").write_text(ANA, "utf-8")
    state = vault.parent / "state"
    environment = {**os.environ, "XDG_STATE_HOME": str(state)}
    command = [sys.executable, "-m", "vaultwell", "--vault", str(vault), "watch", "--json"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as watch:
        wait_until(lambda: any(state.rglob("watcher")))
        watch.send_signal(signal.SIGTERM)
        output, errors = watch.communicate(timeout=10)
    assert (watch.returncode, b"Traceback" in errors) == (0, False)
    assert {place.name for place in vault.iterdir()} <= {"People", "Due.md"}
    assert (output != b"") == (vault / "Due.md").exists()


def test_a_terminal_has_one_line_that_is_rewritten(vault: Path) -> None:
    """On a terminal the state stands on one line, cut to the width, with a line break at the end."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "vaultwell", "--vault", str(vault), "--today", TODAY, "watch"]
    with subprocess.Popen(
        command, cwd=vault, stderr=theirs, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as watch:
        os.close(theirs)
        wait_until((vault / "Due.md").exists)
        said = os.read(ours, 10_000).decode()
        watch.send_signal(signal.SIGINT)
        assert watch.wait(10) == 0
        said += os.read(ours, 10_000).decode()
    os.close(ours)
    before, after = said.split("\r\x1b[K")
    assert before == ""
    assert after.startswith("Watching . · 1 person · Due.md written ")
    assert after.endswith(" · Ctrl-C ends\r\n")


def test_the_service_of_a_vault(vault: Path, run: Run) -> None:
    """`--print-service` prints what starts this very vaultwell for this very vault, and writes nothing."""
    result = run(vault, "watch", "--print-service", "--poll", "10")
    assert result.exit_code == 0
    assert "--poll" in result.output
    assert str(vault) in result.output
    assert sys.executable in result.output
    assert not (vault / "Due.md").exists()
