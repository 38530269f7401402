"""`check --staged` sees what the next commit would hold."""

import os
from pathlib import Path

import pytest

from tests.conftest import run_vaultwell
from tests.git.repositories import Clone, make_clone

GOOD = "---\ntype: person\ncadence: 30\n---\n"
BAD = "---\ntype: person\ncadence: soon\n---\n"


@pytest.fixture
def vault(tmp_path: Path) -> Clone:
    """A vault with a note that is wrong, committed long ago."""
    return make_clone(tmp_path / "vault", {"vaultwell.toml": "", "People/Old.md": BAD, "People/Ana.md": GOOD})


def check(clone: Clone, inner: str = ".") -> tuple[int, list[str]]:
    """The exit code, and the places that are named."""
    done = run_vaultwell(clone.top / inner, "check", "--staged")
    return done.exit_code, [line.split(": ")[0] for line in done.stdout.split("\n") if ".md:" in line]


def test_the_staged_text_counts(vault: Clone) -> None:
    """A fault that is staged is named though the note on the disk is mended; one on the disk alone is not."""
    vault.write("People/Ana.md", BAD)
    assert check(vault) == (0, [])
    vault.git("add", "--all")
    vault.write("People/Ana.md", GOOD)
    assert check(vault) == (1, ["People/Ana.md:3:10"])


def test_only_what_the_commit_changes_is_named(vault: Clone) -> None:
    """An old fault in another note does not come up with every commit."""
    vault.write("People/Ana.md", GOOD + "Hello.\n")
    vault.git("add", "--all")
    assert check(vault) == (0, [])


def test_the_other_notes_are_known_as_staged(vault: Clone) -> None:
    """A link to somebody whose note is staged leads somewhere, also when the note is not on the disk."""
    log = "## Log\n\n- 2026-10-05 lunch with [[Ben]]\n"
    vault.write("People/Ana.md", GOOD + log)
    vault.write("People/Ben.md", GOOD)
    vault.git("add", "--all")
    (vault.top / "People/Ben.md").unlink()
    done = run_vaultwell(vault.top, "check", "--staged")
    assert (done.exit_code, done.stdout) == (0, "Nothing wrong in the notes of 3 people.\n")


def test_before_the_first_commit(tmp_path: Path) -> None:
    """Everything that is staged counts as changed."""
    clone = make_clone(tmp_path / "vault")
    clone.write("vaultwell.toml", "")
    clone.write("People/Ana.md", BAD)
    assert check(clone) == (0, [])
    clone.git("add", "--all")
    assert check(clone) == (1, ["People/Ana.md:3:10"])


def test_a_vault_below_the_work_tree(tmp_path: Path) -> None:
    """Paths count from the vault, and nothing outside it is looked at."""
    clone = make_clone(tmp_path / "notes", {"vault/vaultwell.toml": ""})
    for path in (
        "vault/People/Ana.md",
        "People/Ben.md",
        "vault/.trash/People/Eve.md",
        "vault/People/odd ' é.md",
    ):
        clone.write(path, BAD)
    clone.git("add", "--all")
    assert check(clone, "vault") == (1, ["People/Ana.md:3:10", "People/odd ' é.md:3:10"])


def test_links_and_open_merges_are_not_read(vault: Clone) -> None:
    """A link is not followed, and a note with an open merge is not guessed."""
    vault.git("switch", "-qc", "phone")
    vault.commit({"People/Ana.md": BAD})
    vault.git("switch", "-q", "main")
    vault.commit({"People/Ana.md": BAD.replace("soon", "later")})
    vault.try_git("merge", "phone")
    if os.name != "nt":
        (vault.top / "People" / "Eve.md").symlink_to("/etc/passwd")
        vault.git("add", "People/Eve.md")
    assert check(vault) == (0, [])


def test_inside_the_hook_of_a_partial_commit(vault: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git is about to commit is looked at, not all that is staged."""
    vault.write("People/Ana.md", BAD)
    vault.write("People/Ben.md", BAD)
    vault.git("add", "--all")
    hook = vault.top / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nvaultwell check --staged\n")
    hook.chmod(0o755)
    done = vault.try_git("commit", "-qm", "one", "--", "People/Ben.md")
    assert (done.returncode, "Ben.md:3:10" in done.stderr, "Ana.md" in done.stderr) == (1, True, False)


def test_the_framework_of_hooks(vault: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `.pre-commit-hooks.yaml` calls are commands that there are, and need no arguments."""
    import yaml

    from tests.test_docs import ROOT

    monkeypatch.chdir(vault.top)
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in hooks:
        name, *words = hook["entry"].split()
        assert (name, hook["pass_filenames"], hook["language"]) == ("vaultwell", False, "python")
        assert run_vaultwell(vault.top, *words).exit_code == 0
    assert [hook["id"] for hook in hooks][:2] == ["vaultwell-check", "vaultwell-index"]


def test_without_git(vault: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, one sentence says so; `check` itself needs none."""
    monkeypatch.setenv("PATH", str(vault.top))
    done = run_vaultwell(vault.top, "check", "--staged")
    said = "git was not found, and this needs it. Install git, or go on without: the rest works as well.\n"
    assert (done.exit_code, done.stderr) == (1, said)
    assert "People/Old.md:3:10" in run_vaultwell(vault.top, "check").stdout
