"""The one place that runs git, and what it says of the repository a vault lies in."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.child_git import build_environment

# Nothing that a repository's own settings name is run for a question of ours.
_OPTIONS = ("-c", "core.fsmonitor=")


class GitFailed(VaultwellError):  # noqa: N818 - it says what git said
    """git ended with a `code` other than 0; the text is what it said."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


class Repository(NamedTuple):
    """The repository of a vault.

    `top` is the work tree's folder, `git` the folder of what belongs to this work tree alone, `common`
    that of what all work trees share.
    """

    top: Path
    git: Path
    common: Path

    def ask(self, *words: str) -> str:
        """What git answers here, without the last line end; raises `GitFailed`."""
        return os.fsdecode(run_git(self.top, *words)).removesuffix("\n")

    def read_settings(self, key: str) -> list[str]:
        """Every value of a key of git's own settings."""
        try:
            values = self.ask("config", "--null", "--get-all", key)
        except GitFailed:
            return []
        return values.split("\0")[:-1]


def run_git(folder: Path, *words: str, given: bytes = b"", index: str | None = None) -> bytes:
    """What git prints on stdout. `index` names another index than the repository's own.

    git runs without the variables that it sets for its hooks: they could lead it into another
    repository. Raises `GitFailed`, and `VaultwellError` when there is no git.
    """
    environment = build_environment()
    environment["LC_ALL"] = "C"
    if index is not None:
        environment["GIT_INDEX_FILE"] = index
    try:
        done = subprocess.run(  # noqa: S603 - no shell; whatever comes from outside stands behind --
            ["git", *_OPTIONS, *words],  # noqa: S607 - the user's own git
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise VaultwellError(
            "git was not found, and this needs it. Install git, or go on without: the rest works as well."
        ) from error
    if done.returncode:
        raise GitFailed(os.fsdecode(done.stderr).strip(), done.returncode)
    return done.stdout


def find_repository(folder: Path) -> Repository:
    """The repository of a folder; `VaultwellError` when it lies in no work tree, or there is no git."""
    try:
        names = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir")
        places = os.fsdecode(run_git(folder, "rev-parse", *names)).split("\n")[:-1]
        if len(places) != len(names):  # a folder's name has a line break in it
            places = [os.fsdecode(run_git(folder, "rev-parse", name)).removesuffix("\n") for name in names]
    except GitFailed as failed:
        if "not a git repository" not in str(failed):
            raise VaultwellError(f"git cannot work in {folder}: {failed}") from failed
        raise VaultwellError(
            f"{folder} is not in a git repository. Begin one with “git init”, or go on without git."
        ) from failed
    top, git, common = (Path(folder, place).resolve() for place in places)
    return Repository(top, git, common)
