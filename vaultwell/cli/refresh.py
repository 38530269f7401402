"""What a git hook does: the due note of each vault in the repository, and nothing else."""

import os
from pathlib import Path

from vaultwell.cli.clock import read_today
from vaultwell.cli.context import Options
from vaultwell.git.hooks import BEFORE, VAULT_KEY
from vaultwell.git.moment import is_between_steps, is_in_the_way
from vaultwell.git.repository import Repository, find_repository, run_git
from vaultwell.git.staged import find_hook_index, is_whole_index
from vaultwell.vault.find import find_vault
from vaultwell.vault.lock import lock_vault
from vaultwell.vault.settings import read_settings

_LOCK_SECONDS = 1.0  # git does not wait for a vaultwell that writes; that one leaves the due note right


def run_hook(options: Options, name: str, words: tuple[str, ...]) -> None:
    """Bring the due notes of this repository up to date, as the git hook `name` called with `words`.

    Raises whatever is wrong with git, the vault or the disk: a hook's caller catches all of it.
    """
    if name == "post-rewrite" and words[:1] == ("amend",):
        return  # post-commit has just done it
    repository = find_repository(Path.cwd())
    if name in (BEFORE, "post-commit") and is_between_steps(repository.git):
        return  # the next commit would do it again; post-rewrite comes last
    for root in _list_vaults(options, repository):
        _refresh(options, repository, root, name)


def _list_vaults(options: Options, repository: Repository) -> list[Path]:
    """The vault that was named, else those that `hook install` remembers, else the one around this folder.

    What VAULTWELL_VAULT says is left aside: it is about the terminal, not about this repository.
    """
    named = options.vault if options.vault != os.environ.get("VAULTWELL_VAULT") else None
    known = repository.read_settings(VAULT_KEY)
    if named is not None or not known:
        return [find_vault(Path.cwd(), named)]
    return [root for inner in known if (root := (repository.top / inner).resolve()).is_dir()]


def _refresh(options: Options, repository: Repository, root: Path, name: str) -> None:
    """Write the due note of one vault, and stage it before a commit if git tracks it."""
    due_note = read_settings(root)[0].due_note
    index = find_hook_index(repository)
    is_tracked = bool(run_git(root, "--literal-pathspecs", "ls-files", "-z", "--", due_note, index=index))
    if name == BEFORE and not (is_tracked and is_whole_index(index)):
        return
    if is_tracked and is_in_the_way(repository.git, name):
        return
    from vaultwell.cli.index import write_index  # half of the start, and in a rebase it is not needed
    from vaultwell.vault.load import load_vault

    vault = load_vault(root, read_today(options.today))
    if vault.graph.contacts:  # else this is a branch or a moment without the people
        with lock_vault(root, _LOCK_SECONDS):
            write_index(vault)
        if name == BEFORE:
            run_git(root, "--literal-pathspecs", "add", "--", due_note, index=index)
