"""What a git hook does: the due note of each vault in the repository, and nothing else.

git waits for it, so that nothing is imported before it is needed, and Click never.
"""

import sys
from pathlib import Path

from vaultwell.cli.clock import read_nanoseconds, read_today, say_today
from vaultwell.git.hooks import BEFORE, VAULT_KEY
from vaultwell.git.moment import is_between_steps, is_in_the_way
from vaultwell.git.repository import Repository, find_repository, run_git
from vaultwell.vault.cache import find_unchanged
from vaultwell.vault.find import find_vault

_LOCK_SECONDS = 1.0  # git does not wait for a vaultwell that writes; that one leaves the due note right


def run_hook(
    name: str, words: tuple[str, ...], vault: str | None, today: str | None, *, is_quiet: bool = False
) -> None:
    """What the git hook `name`, called with `words`, does; whatever is wrong is said, and git goes on.

    `vault` and `today` as named on the command line; without a vault it is what the repository says.
    """
    try:
        _run(name, words, vault, today)
    except Exception as fault:  # noqa: BLE001 - git does not stop for us
        if not is_quiet:
            from vaultwell.render.safe import visible

            sys.stderr.write(visible(f"vaultwell: the due note was left as it is. {fault}\n"))


def _run(name: str, words: tuple[str, ...], vault: str | None, today: str | None) -> None:
    if name == "post-rewrite" and words[:1] == ("amend",):
        return  # post-commit has just done it
    repository = find_repository(Path.cwd())
    if name in (BEFORE, "post-commit") and is_between_steps(repository.git):
        return  # the next commit would do it again; post-rewrite comes last
    for root in _list_vaults(vault, repository):
        _refresh(repository, root, name, today)


def _list_vaults(named: str | None, repository: Repository) -> list[Path]:
    """The vault that was named, else those that `hook install` remembers, else the one around this folder."""
    known = repository.read_settings(VAULT_KEY)
    if named is not None or not known:
        return [find_vault(Path.cwd(), named)]
    return [root for inner in known if (root := (repository.top / inner).resolve()).is_dir()]


def _refresh(repository: Repository, root: Path, name: str, today: str | None) -> None:
    """Write the due note of one vault, and stage it before a commit if git tracks it."""
    finding, look = (None, None) if name == BEFORE else find_unchanged(str(root), say_today(today))
    if finding is not None:
        return
    from vaultwell.git.staged import find_hook_index, is_whole_index
    from vaultwell.vault.lock import is_watched
    from vaultwell.vault.settings import read_settings

    due_note = read_settings(root)[0].due_note
    index = find_hook_index(repository)
    is_tracked = bool(run_git(root, "--literal-pathspecs", "ls-files", "-z", "--", due_note, index=index))
    if name == BEFORE and not (is_tracked and is_whole_index(index)):
        return
    if is_in_the_way(repository.git, name) if is_tracked else is_watched(root):
        return
    from vaultwell.cli.due_note import look_ahead, write_index  # most of the start
    from vaultwell.vault.load import load_vault

    look = look_ahead(root, look)
    vault = load_vault(root, read_today(today), now_ns=read_nanoseconds(), look=look)
    if vault.graph.contacts:  # else this is a branch or a moment without the people
        write_index(vault, look=look, seconds=_LOCK_SECONDS)
        if name == BEFORE:
            run_git(root, "--literal-pathspecs", "add", "--", due_note, index=index)
