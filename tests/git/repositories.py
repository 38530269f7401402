"""Real repositories: git as somebody with no settings of their own, and this vaultwell on the path."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.conftest import TODAY, run_vaultwell, write_notes

SCRIPTS = Path(sys.executable).parent
# A search path with git and a shell's tools, and no vaultwell.
BARE_PATH = os.pathsep.join(
    dict.fromkeys(str(Path(found).parent) for name in ("git", "sh", "grep") if (found := shutil.which(name)))
)


class Clone(NamedTuple):
    """A work tree; its commands run with `vaultwell` on the path unless another path is given."""

    top: Path

    def git(self, *words: str, path: str | None = None, given: str = "") -> str:
        """What git prints; `CalledProcessError` when it ends with another code than 0."""
        done = self.try_git(*words, path=path, given=given)
        done.check_returncode()
        return done.stdout

    def try_git(
        self, *words: str, path: str | None = None, given: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """What git prints and its exit code."""
        return subprocess.run(
            ["git", *words],
            cwd=self.top,
            env=build_environment(path),
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def write(self, path: str, text: str) -> None:
        """Write one note, line ends as given."""
        write_notes(self.top, {path: text})

    def read(self, path: str) -> str:
        """One note, line ends as they are."""
        return (self.top / path).read_bytes().decode("utf-8")

    def commit(self, notes: Mapping[str, str | None], *words: str) -> None:
        """Write these notes, None deletes one, and commit everything."""
        write_notes(self.top, {path: text for path, text in notes.items() if text is not None})
        for path in (path for path, text in notes.items() if text is None):
            (self.top / path).unlink()
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "notes", *words)

    def prepare(self, notes: Mapping[str, str | None]) -> None:
        """Commit these notes without any hook, with the due note as it is after them if git tracks it."""
        if self.git("ls-files", "Due.md"):
            write_notes(self.top, {path: text for path, text in notes.items() if text is not None})
            run_vaultwell(self.top, "index")
        self.git("config", "core.hooksPath", "nowhere")
        self.commit(notes)
        self.git("config", "--unset", "core.hooksPath")

    def status(self) -> str:
        """What `git status` says, short."""
        return self.git("status", "--porcelain", "--untracked-files=all")


def build_environment(path: str | None = None) -> dict[str, str]:
    """The test's own environment; `path` is the search path, else vaultwell is on it."""
    who = {
        f"GIT_{role}_{key}": "robin@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    git = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_EDITOR": "true"}
    found = path if path is not None else f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **who, **git, "PATH": found, "VAULTWELL_TODAY": TODAY}


def make_clone(top: Path, notes: Mapping[str, str] | None = None) -> Clone:
    """A new repository with these notes committed."""
    clone = Clone(write_notes(top, notes or {}))
    clone.git("init", "--quiet", "--initial-branch=main")
    if notes:
        clone.commit({})
    return clone


def install(clone: Clone, *words: str) -> str:
    """Run `vaultwell hook install` and give back what it says."""
    done = run_vaultwell(clone.top, "hook", "install", *words)
    assert done.exit_code == 0, done.output
    return done.stdout


def install_driver(clone: Clone) -> None:
    """Let notes be merged by vaultwell, with the hooks switched off."""
    install(clone)
    clone.git("config", "core.hooksPath", "nowhere")
