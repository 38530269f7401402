"""A process that ends in the middle of a write: nothing torn, nothing of an editor's lost, nothing left."""

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Run, write_notes
from vaultwell.vault import apply, replace
from vaultwell.vault.findings import find_kept
from vaultwell.vault.write import Create, Edit, Move, Step, change_notes, undo_last, write_due_note

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writer is a forked process")
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with two people."""
    return write_notes(tmp_path / "vault", {"Ana.md": "# Ana\n", "Ben.md": "# Ben\n"})


def append(path: str, line: str = "- ours") -> Edit:
    return Edit(path, lambda text: f"{text}{line}\n")


def crash(work: Callable[[], object], module: object, name: str, number: int, *, is_after: bool) -> None:
    """Do `work` in a process that is killed at the call with this number, before or after it."""
    child = os.fork()
    if not child:
        count = 0
        original = getattr(module, name)

        def last(*words: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == number and not is_after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = original(*words, **named)
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(module, name, last)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def log(vault: Path, *steps: Step) -> Callable[[], object]:
    return lambda: change_notes(vault, steps, "log Ana", NOW)


def tree(vault: Path) -> dict[str, str]:
    return {place.name: place.read_text() for place in vault.iterdir()}


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize(
    ("module", "name"), [(replace, "_exchange"), (replace, "_write_temporary"), (apply, "_end")]
)
def test_the_next_write_tidies_up(vault: Path, module: object, name: str, is_after: bool) -> None:
    """Wherever a writer is killed, the note is whole, and the next write leaves no temporary file."""
    crash(log(vault, append("Ana.md")), module, name, 1, is_after=is_after)
    is_written = module is apply or (name == "_exchange" and is_after)
    assert (vault / "Ana.md").read_text() == ("# Ana\n- ours\n" if is_written else "# Ana\n")
    assert len(tree(vault)) == 2 + (module is replace and (is_after or name == "_exchange"))
    change_notes(vault, [append("Ben.md")], "log Ben", NOW)
    assert sorted(tree(vault)) == ["Ana.md", "Ben.md"]
    assert not find_kept(vault)
    undo_last(vault, NOW)
    if is_written:
        undo_last(vault, NOW)
    assert tree(vault) == {"Ana.md": "# Ana\n", "Ben.md": "# Ben\n"}


def test_the_due_note_tidies_up_too(vault: Path) -> None:
    """What a killed `index` left is taken away by the next write, whatever it writes."""
    write_due_note(vault, "Due.md", None, b"old\n")
    crash(
        lambda: write_due_note(vault, "Due.md", b"old\n", b"new\n"), replace, "_exchange", 1, is_after=False
    )
    assert len(tree(vault)) == 4
    write_due_note(vault, "Due.md", b"old\n", b"newer\n")
    assert tree(vault) == {"Ana.md": "# Ana\n", "Ben.md": "# Ben\n", "Due.md": "newer\n"}


def test_a_due_note_that_need_not_be_written_tidies_up_too(vault: Path) -> None:
    """When the killed `index` had come far enough, the next one has only the temporary file to take away."""
    write_due_note(vault, "Due.md", None, b"old\n")
    crash(lambda: write_due_note(vault, "Due.md", b"old\n", b"new\n"), replace, "_exchange", 1, is_after=True)
    assert len(tree(vault)) == 4
    assert not write_due_note(vault, "Due.md", b"new\n", b"new\n")
    assert tree(vault) == {"Ana.md": "# Ana\n", "Ben.md": "# Ben\n", "Due.md": "new\n"}


def test_an_editors_save_caught_in_an_exchange_is_kept_and_told(vault: Path, run: Run) -> None:
    """A save that lies in a temporary file when the writer dies is moved away, and told of."""
    exchange = replace._exchange

    def save_and_exchange(one: Path, other: Path) -> bool:
        finished = other.with_name("~")
        finished.write_text("# Ana\ntheirs\n")
        finished.replace(other)
        return exchange(one, other)

    def work() -> None:
        replace._exchange = save_and_exchange
        replace._check_swapped = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        change_notes(vault, [append("Ana.md")], "log Ana", NOW)

    crash(work, apply, "_end", 1, is_after=False)
    assert tree(vault)["Ana.md"] == "# Ana\n- ours\n"
    result = run(vault, "index", "--json", "--quiet")
    (kept,) = find_kept(vault)
    assert kept.read_text() == "# Ana\ntheirs\n"
    assert result.exit_code == 0
    assert result.stderr == (
        "Another program saved Ana.md in the moment in which vaultwell wrote it. That save is kept as"
        f" {kept}: compare it with the note, and take over what is missing.\n"
    )
    assert sorted(tree(vault)) == ["Ana.md", "Ben.md", "Due.md"]
    assert run(vault, "index").stderr == ""


def test_an_action_that_was_cut_in_half_can_be_taken_back(vault: Path, run: Run) -> None:
    """When some of several notes were written, the next command says which were not; undo does the rest."""
    steps = (append("Ana.md"), append("Ben.md"), Move("Ben.md", "Benno.md"), Create("Cleo.md", "x"))
    crash(log(vault, *steps), apply, "_perform", 3, is_after=False)
    assert tree(vault) == {"Ana.md": "# Ana\n- ours\n", "Ben.md": "# Ben\n- ours\n"}
    assert run(vault, "index").stderr == (
        "“log Ana” was interrupted: Ben.md, Cleo.md were not written, or not to the end."
        " Run it again, or take it back with “vaultwell undo”.\n"
    )
    (vault / "Due.md").unlink()
    undo_last(vault, NOW)
    assert tree(vault) == {"Ana.md": "# Ana\n", "Ben.md": "# Ben\n"}


def test_an_undo_that_was_cut_in_half_is_done_again(vault: Path) -> None:
    """Undo after a killed undo takes back the rest."""
    change_notes(vault, [append("Ana.md"), append("Ben.md")], "log Ana", NOW)
    crash(lambda: undo_last(vault, NOW), apply, "_perform", 2, is_after=False)
    assert sorted(tree(vault).values()) == ["# Ana\n- ours\n", "# Ben\n"]
    undo_last(vault, NOW)
    assert tree(vault) == {"Ana.md": "# Ana\n", "Ben.md": "# Ben\n"}
