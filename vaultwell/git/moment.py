"""Whether git is in the middle of something, so that a changed due note would stand in its way."""

from pathlib import Path

_REBASES = ("rebase-merge", "rebase-apply")
_STASHES = ("rebase-merge/autostash", "rebase-apply/autostash", "MERGE_AUTOSTASH")


def is_between_steps(git: Path) -> bool:
    """More commits or checkouts follow at once, or `git rebase` is about to end and runs post-rewrite.

    `git` is the work tree's own git folder.
    """
    is_rebasing = any((git / rebase).is_dir() for rebase in _REBASES)
    return is_rebasing or _has_more_picks(git) or (git / "BISECT_START").exists()


def is_in_the_way(git: Path, name: str) -> bool:
    """A tracked due note that changes in the hook `name` would stop git: it goes on to write the same file.

    It checks out or picks more commits, or applies what `--autostash` put aside.
    """
    has_stash = any((git / stash).exists() for stash in _STASHES)
    return has_stash or (name != "post-rewrite" and is_between_steps(git))


def _has_more_picks(git: Path) -> bool:
    """`git cherry-pick` or `git revert` of several commits, before the last one."""
    try:
        steps = (git / "sequencer" / "todo").read_text("utf-8", "replace").split("\n")
    except OSError:
        return False
    return sum(bool(step.strip()) and not step.startswith("#") for step in steps) > 1
