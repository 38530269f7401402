"""What keeps a note from being written: a sentence that names it, what to do, and nothing changed."""

import os
import shutil
import stat
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import pytest

from tests.conftest import write_notes
from vaultwell.model.errors import VaultwellError
from vaultwell.vault import git as git_module
from vaultwell.vault.write import (
    Create,
    Edit,
    Move,
    Step,
    change_notes,
    is_in_use,
    lock_vault,
    undo_last,
    write_due_note,
)

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few accounts make symbolic links")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with one person."""
    return write_notes(tmp_path / "vault", {"People/Ana.md": "# Ana\n"})


def append(path: str = "People/Ana.md") -> Edit:
    return Edit(path, lambda text: f"{text}- 2026-11-22 call: the move\n")


def refuse(vault: Path, *steps: Step) -> str:
    """The sentence; what lies in the vault is as before, also after a dry run that says the same."""
    before = snapshot(vault)
    said = []
    for is_dry_run in (True, False):
        with pytest.raises(VaultwellError) as stopped:
            change_notes(vault, steps, "log Ana", NOW, is_dry_run=is_dry_run)
        said.append(str(stopped.value))
        assert snapshot(vault) == before
    assert said[0] == said[1]
    return said[0]


def snapshot(vault: Path) -> list[tuple[str, int, int, bytes]]:
    """Every place below the vault with its kind, its time and its bytes."""
    found = []
    for place in sorted(vault.rglob("*")):
        facts = place.lstat()
        data = place.read_bytes() if stat.S_ISREG(facts.st_mode) else b""
        found.append((str(place), facts.st_mode, facts.st_mtime_ns, data))
    return found


# --- git ------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str, is_checked: bool = True) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=Robin", "-c", "user.email=robin@example.org", "-c", "core.editor=true")
    subprocess.run(["git", *who, *words], cwd=folder, env=environment, capture_output=True, check=is_checked)


@pytest.fixture
def repository(vault: Path) -> Path:
    """A vault in git, whose branch `other` has another Ana."""
    git(vault, "init", "-q", "-b", "main")
    git(vault, "add", ".")
    git(vault, "commit", "-qm", "start")
    git(vault, "switch", "-qc", "other")
    (vault / "People" / "Ana.md").write_text("# Ana of the other\n")
    git(vault, "commit", "-qam", "other")
    git(vault, "switch", "-q", "main")
    (vault / "People" / "Ana.md").write_text("# Ana of main\n")
    git(vault, "commit", "-qam", "main")
    return vault


@needs_git
@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("merge other", "commit"),
        ("rebase other", "rebase --continue"),
        ("rebase --apply other", "rebase --continue"),
        ("cherry-pick other", "cherry-pick --continue"),
        ("revert HEAD~1", "revert --continue"),
    ],
)
def test_a_note_waits_for_git(repository: Path, words: str, end: str) -> None:
    """While git merges, rebases or picks, no person's note is touched; the due note is."""
    git(repository, *words.split(), is_checked=False)
    name = words.split(maxsplit=1)[0]
    sentence = (
        f"git is in the middle of a {name}. Finish it with “git {end}”, or give it up with"
        f" “git {name} --abort”."
    )
    assert refuse(repository, append()) == f"People/Ana.md was not written: {sentence}"
    assert refuse(repository, Create("Cleo.md", "x")) == f"Cleo.md was not written: {sentence}"
    assert write_due_note(repository, "Due.md", None, b"due\n")
    git(repository, words.split(maxsplit=1)[0], "--abort")
    assert change_notes(repository, [append()], "log Ana", NOW)


@needs_git
def test_a_vault_inside_a_second_work_tree_looks_at_its_own(repository: Path, tmp_path: Path) -> None:
    """A merge in one work tree is no matter of another."""
    git(repository, "worktree", "add", "-q", "--detach", str(tmp_path / "second"))
    git(repository, "merge", "other", is_checked=False)
    assert change_notes(tmp_path / "second", [append()], "log Ana", NOW)
    git(tmp_path / "second", "reset", "-q", "--hard")
    git(tmp_path / "second", "merge", "other", is_checked=False)
    assert "in the middle of a merge" in refuse(tmp_path / "second", append())


@needs_git
def test_undo_waits_for_git_too(repository: Path) -> None:
    """What was written before a merge is not taken back in the middle of it."""
    (repository / "Ben.md").write_text("# Ben\n")
    change_notes(repository, [append("Ben.md")], "log Ben", NOW)
    git(repository, "merge", "other", is_checked=False)
    with pytest.raises(VaultwellError, match="in the middle of a merge"):
        undo_last(repository, NOW)


@needs_git
def test_gits_lock_is_waited_for_a_moment(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that is done soon is no reason to refuse; one that never is, is, and a stale lock is named."""
    lock = repository / ".git" / "index.lock"
    lock.touch()
    done = threading.Timer(0.1, lock.unlink)
    done.start()
    assert change_notes(repository, [append()], "log Ana", NOW)
    done.join()
    lock.touch()
    monkeypatch.setattr(git_module, "_LOCK_SECONDS", 0.05)
    assert refuse(repository, append()) == (
        "People/Ana.md was not written: git is at work in this vault. Run the command again when it is done."
        f" If no git is running, delete {lock}."
    )
    assert write_due_note(repository, "Due.md", None, b"due\n")


# --- Editors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "text", "editor"),
    [
        (".Ana.md.swp", "b0VIM 9.0", "Vim"),
        (".Ana.md.swo", "b0VIM 9.0", "Vim"),
        (".Ana.md.swp", "b0nano 7.2", "nano"),
        (".#Ana.md", None, "Emacs"),
        (".Ana.md.kate-swp", "", "Kate"),
        (".~lock.Ana.md#", "Robin", "LibreOffice"),
        ("~$Ana.md", "", "Word"),
    ],
)
def test_an_open_note_is_not_written(vault: Path, sign: str, text: str | None, editor: str) -> None:
    """The editor that has the note open is named; other notes, and the due note, are written."""
    mark = vault / "People" / sign
    if text is None:
        mark.symlink_to("robin@laptop.1234:1700000000")
    else:
        mark.write_text(text)
    assert refuse(vault, append()) == (
        f"People/Ana.md was not written: it is open in {editor}. Close it there and run the command again."
        f" If it is open nowhere, delete {mark}."
    )
    assert is_in_use(vault, "People/Ana.md", 0) == f"it is open in {editor}"
    assert change_notes(vault, [Create("People/Ben.md", "# Ben\n"), append("People/Ben.md")], "new Ben", NOW)
    (vault / ".Due.md.swp").touch()
    assert write_due_note(vault, "Due.md", None, b"due\n")


@pytest.mark.skipif(os.name == "nt", reason="the folder has another name there")
def test_neovim_is_found_where_it_keeps_its_swap_files(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neovim leaves its sign in a folder of its own, under the note's whole path."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    swap = tmp_path / "state" / "nvim" / "swap"
    swap.mkdir(parents=True)
    (swap / (str(vault / "People" / "Ana.md").replace("/", "%") + ".swp")).touch()
    assert "it is open in Neovim" in refuse(vault, append())


@pytest.mark.skipif(shutil.which("vim") is None, reason="needs Vim")
def test_a_real_vim_is_found(vault: Path) -> None:
    """The sign that Vim leaves is the one that is looked for."""
    words = [
        "vim",
        "-u",
        "NONE",
        "-i",
        "NONE",
        "-es",
        "-N",
        "-c",
        "set swapfile directory=.",
        "People/Ana.md",
    ]
    vim = subprocess.Popen(words, cwd=vault, stdin=subprocess.PIPE)
    try:
        for _ in range(200):
            if is_in_use(vault, "People/Ana.md", 0):
                break
            sleep(0.02)
        assert is_in_use(vault, "People/Ana.md", 0) == "it is open in Vim"
    finally:
        vim.kill()
        vim.communicate()


def test_a_fresh_note_is_in_use(vault: Path) -> None:
    """A note saved in the last five seconds is still in somebody's hands; a clock that is off is no sign."""
    saved = (vault / "People" / "Ana.md").stat().st_mtime
    assert is_in_use(vault, "People/Ana.md", saved + 4.9) == "it was saved a moment ago"
    assert is_in_use(vault, "People/Ana.md", saved + 5.1) is None
    assert is_in_use(vault, "People/Ana.md", saved - 100) is None
    assert is_in_use(vault, "People/Nobody.md", saved) is None


# --- Places ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has few such files")
def test_a_hard_link_is_not_parted(vault: Path, tmp_path: Path) -> None:
    """A note with a second name is left alone."""
    (tmp_path / "second.md").hardlink_to(vault / "People" / "Ana.md")
    assert refuse(vault, append()) == (
        "People/Ana.md was not written: the same file has a second name elsewhere (a hard link), and writing"
        " would part the two. Put a copy of it in its place, and run the command again."
    )


@needs_links
def test_a_link_is_not_written_through(vault: Path) -> None:
    """A note that is a link, and one in a linked folder, are left alone."""
    (vault / "Ana.md").symlink_to("People/Ana.md")
    (vault / "Friends").symlink_to("People")
    assert refuse(vault, append("Ana.md")).startswith(
        "Ana.md was not written: Ana.md is a link, and vaultwell"
    )
    assert "Friends is a link" in refuse(vault, append("Friends/Ana.md"))
    assert "Friends is a link" in refuse(vault, Create("Friends/Ben.md", "x"))
    assert "Friends is a link" in refuse(vault, Move("People/Ana.md", "Friends/Ben.md"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_not_waited_for(vault: Path) -> None:
    """What only looks like a note neither hangs the run nor is replaced."""
    os.mkfifo(vault / "Ana.md")
    assert "not an ordinary file" in refuse(vault, append("Ana.md"))
    (vault / "Folder.md").mkdir()
    assert "Folder.md was not written" in refuse(vault, append("Folder.md"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_a_read_only_note_is_left_alone(vault: Path) -> None:
    """Somebody who made a note read-only meant it."""
    (vault / "People" / "Ana.md").chmod(0o444)
    assert refuse(vault, append()) == (
        "People/Ana.md was not written: the file is read-only. Make it writable, and run the command again."
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs an account that can be refused")
def test_a_read_only_folder_is_said(vault: Path) -> None:
    """A folder that may not be written into is one sentence with a remedy."""
    (vault / "People").chmod(0o555)
    with pytest.raises(VaultwellError, match=r"permission denied\. Check who may write"):
        change_notes(vault, [append()], "log Ana", NOW)


@pytest.mark.parametrize(
    "path",
    ["../Ana.md", "/Ana.md", "People/../../Ana.md", ".git/hooks/x", ".obsidian/x.md", "People//Ana.md", ""],
)
def test_no_path_leads_out_of_the_notes(vault: Path, path: str) -> None:
    """Neither an edit, nor a new note, nor a move goes outside the vault or into a hidden folder."""
    for step in (append(path), Create(path, "x"), Move("People/Ana.md", path), Move(path, "x.md")):
        assert "is not a place for a note" in refuse(vault, step)


@pytest.mark.parametrize(
    "name",
    ["Ana\nDiaz.md", "Ana\x1b[31m.md", "Ana\x00.md", "Ana\ud800.md", "CON.md", "lpt1.md", "aux", "Who?.md",
     "a:b.md", "Ana.md.", "Ana .", "a\\b.md", "Ana\x85.md", "a:b/Ana.md", "NUL/Ana.md"],
)  # fmt: skip
def test_names_that_not_every_computer_has_are_refused(vault: Path, name: str) -> None:
    """A new note, or a new name for one, is a name on every computer."""
    for step in (Create(name, "x"), Move("People/Ana.md", f"People/{name}")):
        assert refuse(vault, step)


@pytest.mark.skipif(os.name == "nt", reason="Windows counts the whole path")
def test_long_names(vault: Path) -> None:
    """A name as long as names can be is written; a longer one is refused in words."""
    name = "A" * 252 + ".md"
    assert change_notes(vault, [Create(name, "x\n"), append(name)], "new A", NOW)
    assert change_notes(vault, [append(name)], "log A", NOW)
    assert refuse(vault, Create(f"A{name}", "x")).endswith("file name too long. Choose a shorter name.")
    assert refuse(vault, Create("x/" * 3000 + "Ana.md", "x")).endswith("Choose a shorter name.")


@pytest.mark.parametrize("name", ["People/ANA.md", "people/Ben.md", "People/Ana.MD", "Zoë.md"])
def test_names_that_are_one_on_some_disks_are_refused(vault: Path, name: str) -> None:
    """A note whose name differs only in case, or in how an accent is written, would be lost on a sync."""
    (vault / "Zoe\u0308.md").write_text("decomposed\n")
    said = refuse(vault, Create(name, "x"))
    assert "is there already, which is the same name on many computers" in said or "exists already" in said


def test_a_note_may_change_its_own_spelling(vault: Path) -> None:
    """`Ana.md` becomes `ANA.md` although the two are one name on some disks."""
    change_notes(vault, [Move("People/Ana.md", "People/ANA.md")], "rename Ana", NOW)
    assert [place.name for place in (vault / "People").iterdir()] == ["ANA.md"]


# --- Text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("# Ana\n", "", "nothing would be left of it"),
        ("# Ana\n", " \n\ufeff", "nothing would be left of it"),
        ("# Ana\r\n", "# Ana\r\n- x\n", "would touch its line ends"),
        ("# Ana\n", "# Ana\r\n", "would touch its line ends"),
        ("\ufeff# Ana\n", "# Ana\n- x\n", "byte order mark"),
        ("# Ana\n", "\ufeff# Ana\n", "byte order mark"),
        ("# Ana\n", "# Ana\n\0", "holds a NUL"),
        ("# Ana\n", "# Ana\n\udc80", "holds half a character"),
        ("# Ana\n\0", "# Ana\n\0x", "holds a NUL"),
    ],
)
def test_an_edit_that_would_harm_the_note_is_refused(
    vault: Path, before: str, after: str, words: str
) -> None:
    """Whatever an edit does, it neither empties a note nor changes its kind."""
    (vault / "Ana.md").write_bytes(before.encode())
    assert words in refuse(vault, Edit("Ana.md", lambda text: after))


@pytest.mark.parametrize("before", ["# Ana", "\ufeff# Ana\r\nx\r\n", "a\nb\r\nc\r", "", "\ufeff"])
def test_an_edit_sees_the_text_as_it_is(vault: Path, before: str) -> None:
    """The text comes with its own line ends and its mark, and goes back with them, byte by byte."""
    (vault / "Ana.md").write_bytes(before.encode())
    seen: list[str] = []

    def edit(text: str) -> str:
        seen.append(text)
        return f"{text}x"

    change_notes(vault, [Edit("Ana.md", edit)], "log Ana", NOW)
    assert seen[-1] == before
    assert (vault / "Ana.md").read_bytes() == f"{before}x".encode()


def test_a_note_that_is_not_text_is_left_alone(vault: Path) -> None:
    """Bytes that are not UTF-8 are not guessed at."""
    (vault / "Ana.md").write_bytes(b"# An\xe9\n")
    assert "it is not UTF-8 text" in refuse(vault, append("Ana.md"))


def test_a_note_that_is_not_there_is_said(vault: Path) -> None:
    """Nothing is made where something was to be changed."""
    assert refuse(vault, append("Nobody.md")) == "Nobody.md is not there any more, so nothing was written."
    assert "is not there any more" in refuse(vault, Move("Nobody.md", "Somebody.md"))
    moved = (Move("People/Ana.md", "Ana.md"), append("People/Ana.md"))
    assert "People/Ana.md is not there any more" in refuse(vault, *moved)


def test_what_an_edit_raises_comes_through(vault: Path) -> None:
    """An edit that would have to guess says so itself, and nothing was written."""

    def unsure(text: str) -> str:
        raise VaultwellError("two lines could be meant")

    assert refuse(vault, append(), Edit("People/Ana.md", unsure)) == "two lines could be meant"


# --- The state folder and the lock ----------------------------------------------------------------------


def test_without_a_state_folder_nothing_is_written(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no lock and no undo copy can be kept, nothing is written, and the way out is named."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(VaultwellError) as stopped:
        change_notes(vault, [append()], "log Ana", NOW)
    assert str(stopped.value).startswith("Nothing was written: ")
    assert str(stopped.value).endswith("name a folder that may be written in XDG_STATE_HOME.")
    assert (vault / "People" / "Ana.md").read_text() == "# Ana\n"
    assert change_notes(vault, [append()], "log Ana", NOW, is_dry_run=True)


_BUSY = (
    "Another vaultwell is still writing in this vault, so nothing was written. Wait until it is done, or end"
    " it, and run the command again."
)


def test_the_lock_is_waited_for_and_then_said(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another vaultwell is waited for; one that does not come to an end is named. The same one may go on."""
    monkeypatch.setattr("vaultwell.vault.lock.TIMEOUT_SECONDS", 0.05)
    said: list[str] = []

    def elsewhere() -> None:
        try:
            change_notes(vault, [append()], "log Ana", NOW)
        except VaultwellError as error:
            said.append(str(error))

    with lock_vault(vault), lock_vault(vault):
        other = threading.Thread(target=elsewhere)
        other.start()
        other.join()
        assert change_notes(vault, [append()], "log Ana", NOW)
    assert said == [_BUSY]
    elsewhere()
    assert len(said) == 1
    assert (vault / "People" / "Ana.md").read_text().count("call") == 2
