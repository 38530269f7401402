"""The due note and git: ignored in this clone, unless it is tracked."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.child_git import GIT_LOCAL_VARIABLES
from vaultwell.vault.git import exclude_from_git, is_tracked, read_git_state

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *words: str) -> str:
    """Run git as somebody with no settings of their own."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    who = ("-c", "user.name=Robin", "-c", "user.email=robin@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault that is a git repository with one commit."""
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "Ana.md").touch()
    git(vault, "init", "-q")
    git(vault, "add", ".")
    git(vault, "commit", "-qm", "start")
    return vault


def excluded(repository: Path) -> list[str]:
    file = repository / "info" / "exclude"
    return [line for line in file.read_text().split("\n") if line and not line.startswith("#")]


def is_ignored(vault: Path, path: str) -> bool:
    return not git(vault, "status", "--porcelain", "--untracked-files=all", "--", f":(literal){path}")


def test_the_due_note_is_ignored_once(vault: Path) -> None:
    """The line is added the first time only, and git ignores that note and no other of its name."""
    (vault / "sub").mkdir()
    for name in ("Due.md", "sub/Due.md"):
        (vault / name).touch()
    assert exclude_from_git(vault, "Due.md")
    assert not exclude_from_git(vault, "Due.md")
    assert excluded(vault / ".git") == ["/Due.md"]
    assert is_ignored(vault, "Due.md")
    assert not is_ignored(vault, "sub/Due.md")


def test_a_vault_inside_a_repository(vault: Path) -> None:
    """The line counts from the work tree's root, not from the vault's."""
    (vault / "notes" / "Home").mkdir(parents=True)
    (vault / "notes" / "Home" / "Due.md").touch()
    assert exclude_from_git(vault / "notes", "Home/Due.md")
    assert excluded(vault / ".git") == ["/notes/Home/Due.md"]
    assert is_ignored(vault, "notes/Home/Due.md")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name", ["#Due!.md", "!Due.md", "Due [a]?*.md", "Du\\e.md", " Due .md", "Dué\n😀.md", "-Due.md"]
)
def test_signs_that_git_reads_as_patterns_are_escaped(vault: Path, name: str) -> None:
    """Whatever the due note is called, git ignores it, and not its neighbours."""
    for other in (name, "Due a.md", "Dux.md", "XDue.md"):
        (vault / other).touch()
    assert exclude_from_git(vault, name)
    assert is_ignored(vault, name)
    assert not is_ignored(vault, "Due a.md")
    assert not is_ignored(vault, "Dux.md")
    assert not is_ignored(vault, "XDue.md")
    assert not exclude_from_git(vault, name)


def test_what_stands_in_the_list_is_kept(vault: Path) -> None:
    """The line is appended to the list; a last line without an end is not glued to it."""
    file = vault / ".git" / "info" / "exclude"
    file.write_bytes(b"*.log\r\n/Other.md")
    assert exclude_from_git(vault, "Due.md")
    assert file.read_bytes() == b"*.log\r\n/Other.md\n/Due.md\n"


def test_a_missing_list_is_made(vault: Path) -> None:
    """A repository without `info/exclude` gets one."""
    shutil.rmtree(vault / ".git" / "info")
    assert exclude_from_git(vault, "Due.md")
    assert excluded(vault / ".git") == ["/Due.md"]


def test_a_tracked_due_note_is_not_ignored(vault: Path) -> None:
    """A due note that is in the index stays tracked in this clone."""
    (vault / "Due.md").touch()
    assert not is_tracked(vault, "Due.md")
    git(vault, "add", "Due.md")
    assert is_tracked(vault, "Due.md")
    assert not exclude_from_git(vault, "Due.md")
    assert excluded(vault / ".git") == []


def test_a_pattern_that_matches_a_tracked_note_is_another_name(vault: Path) -> None:
    """The due note's path is a name for git, never a pattern or an option."""
    for name in ("*.md", ":!x", "[A]na.md", "--", ":(glob)**"):
        assert not is_tracked(vault, name)
    assert is_tracked(vault, "Ana.md")


def test_outside_a_work_tree_nothing_happens(tmp_path: Path) -> None:
    """A vault without git gets no git files."""
    assert not exclude_from_git(tmp_path, "Due.md")
    assert not is_tracked(tmp_path, "Due.md")
    assert list(tmp_path.iterdir()) == []


def test_what_only_looks_like_a_repository_is_none(tmp_path: Path) -> None:
    """Neither an empty `.git` folder nor a `.git` file that names some other folder is written into."""
    (tmp_path / "vault" / ".git").mkdir(parents=True)
    assert not exclude_from_git(tmp_path / "vault", "Due.md")
    assert list((tmp_path / "vault" / ".git").iterdir()) == []
    (tmp_path / "private").mkdir()
    (tmp_path / "other").mkdir()
    for text in (b"gitdir: ../private\n", b"../private", b"gitdir:", b"\xff\0", b"gitdir: \0"):
        (tmp_path / "other" / ".git").write_bytes(text)
        assert not exclude_from_git(tmp_path / "other", "Due.md")
    assert list((tmp_path / "private").iterdir()) == []


def test_a_worktree_shares_the_list_of_its_repository(vault: Path) -> None:
    """In a second work tree the line goes where git reads it: the repository's own list."""
    git(vault, "worktree", "add", "-q", "../second")
    second = vault.parent / "second"
    (second / "Due.md").touch()
    assert exclude_from_git(second, "Due.md")
    assert excluded(vault / ".git") == ["/Due.md"]
    assert is_ignored(second, "Due.md")
    git(second, "add", "-f", "Due.md")
    assert is_tracked(second, "Due.md")
    assert not is_tracked(vault, "Due.md")


def test_a_submodule_has_its_own_list(vault: Path) -> None:
    """A vault that is a submodule is ignored in the submodule's repository."""
    git(vault.parent, "init", "-q", "outer")
    outer = vault.parent / "outer"
    git(outer, "submodule", "--quiet", "add", str(vault), "notes")
    (outer / "notes" / "Due.md").touch()
    assert exclude_from_git(outer / "notes", "Due.md")
    assert excluded(outer / ".git" / "modules" / "notes") == ["/Due.md"]
    assert is_ignored(outer / "notes", "Due.md")


def test_inside_a_hook_the_vaults_own_repository_is_asked(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variables that git sets for its hooks do not lead to another repository or index."""
    (tmp_path / "other").mkdir()
    git(tmp_path / "other", "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no-index"))
    monkeypatch.setenv("GIT_PREFIX", "sub/")
    assert is_tracked(vault, "Ana.md")
    assert exclude_from_git(vault, "Due.md")
    assert excluded(vault / ".git") == ["/Due.md"]


def test_every_variable_that_git_calls_local_is_stripped(vault: Path) -> None:
    """The list of variables is at least the one of the git that is installed."""
    assert set(git(vault, "rev-parse", "--local-env-vars").split()) <= GIT_LOCAL_VARIABLES


def test_without_git_the_list_is_written_all_the_same(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without the git program reads as one on which nothing is tracked."""
    monkeypatch.setenv("PATH", os.devnull)
    assert not is_tracked(vault, "Ana.md")
    assert exclude_from_git(vault, "Due.md")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few accounts make symbolic links")
def test_a_list_that_is_a_link_is_left_alone(vault: Path) -> None:
    """A list that leads elsewhere is not written; the sentence says which line to add."""
    file = vault / ".git" / "info" / "exclude"
    file.unlink()
    (vault.parent / "profile").write_bytes(b"mine\n")
    file.symlink_to(vault.parent / "profile")
    with pytest.raises(VaultwellError, match=r"Add this line to .*exclude yourself: /Due\.md"):
        exclude_from_git(vault, "Due.md")
    assert (vault.parent / "profile").read_bytes() == b"mine\n"


def test_what_git_does_with_the_due_note_is_known(vault: Path, tmp_path: Path) -> None:
    """Offered at first, ignored once excluded (by any rule of git's), tracked once added, none elsewhere."""
    (vault / "Due [x].md").touch()
    assert read_git_state(vault, "Due [x].md") == "offered"
    exclude_from_git(vault, "Due [x].md")
    assert read_git_state(vault, "Due [x].md") == "ignored"
    (vault / ".gitignore").write_text("gen/\n")
    assert read_git_state(vault, "gen/Due.md") == "ignored"
    git(vault, "add", "--force", "Due [x].md")
    assert read_git_state(vault, "Due [x].md") == "tracked"
    assert read_git_state(tmp_path, "Due.md") == "none"


def test_without_git_nothing_is_said_of_it(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed the note is in no work tree that matters."""
    monkeypatch.setenv("PATH", str(vault))
    assert read_git_state(vault, "Due.md") == "none"
