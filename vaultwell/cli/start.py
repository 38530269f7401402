"""The console script, and the fast lane: `index` where nothing has changed since the last one; git's hooks.

These are answered before anything else of vaultwell, or Click, is imported. Whatever is asked in any other
words, and an `index` where something is not as it was, goes on to the whole program, which says the same.
"""

import gc
import os
import sys

from vaultwell.cli.clock import say_today
from vaultwell.cli.counted import say_problems, say_written
from vaultwell.vault.cache import Finding, find_unchanged
from vaultwell.vault.find import find_root
from vaultwell.vault.look import Look

_FLAGS = {"-q": "quiet", "--quiet": "quiet", "--no-ticks": "no_ticks"}
_NAMED = {"--vault": "vault", "--today": "today"}
_MISSING = "\0"


def main() -> None:
    """Run vaultwell: every name that cannot be printed is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    gc.disable()  # it ends before there is garbage worth looking for, but for `watch`, which switches it on
    try:
        _run(sys.argv[1:])
    finally:
        gc.freeze()  # or Python looks for garbage in all of it once more before it ends


def _run(words: list[str]) -> None:
    if _is_hook(words):
        return
    is_answered, look = _answer(words)
    if not is_answered:
        from vaultwell.cli.main import main as run

        run(look)


def _is_hook(words: list[str]) -> bool:
    """Whether git called, in the words of its hooks, and was answered."""
    if words[:2] != ["hook", "run"] or len(words) < 3 or any(word.startswith("-") for word in words):
        return False
    from vaultwell.cli.refresh import run_hook

    run_hook(words[2], tuple(words[3:]), None, os.environ.get("VAULTWELL_TODAY"))
    return True


def _answer(words: list[str]) -> tuple[bool, Look | None]:
    """Whether it was `index`, nothing has changed, and that was said; and the look that was taken to tell."""
    given = _read_index(words)
    root = None if given is None else find_root(given["vault"] or os.environ.get("VAULTWELL_VAULT"))
    if given is None or root is None:
        return False, None
    finding, look = find_unchanged(root, say_today(given["today"] or os.environ.get("VAULTWELL_TODAY")))
    return finding is not None and (bool(given["quiet"]) or _is_said(finding, root)), look


def _read_index(words: list[str]) -> dict[str, str] | None:
    """The options of a plain `index`; None when these words ask for anything else."""
    given = {"quiet": "", "no_ticks": "", "vault": "", "today": ""}
    rest = iter(words)
    commands = []
    for word in rest:
        name, is_joined, value = word.partition("=")
        if word in _FLAGS:
            given[_FLAGS[word]] = word
        elif name in _NAMED:
            given[_NAMED[name]] = value if is_joined else next(rest, _MISSING)
        else:
            commands.append(word)
    return given if commands == ["index"] and _MISSING not in given.values() else None


def _is_said(finding: Finding, root: str) -> bool:
    """Say it; but a path that has to be escaped is left to the whole program."""
    place = os.path.join(root, *finding.due_note.split("/"))
    here = os.path.join(os.getcwd(), "")
    place = place.removeprefix(here)
    if not place.isprintable():
        return False
    if finding.problems:
        sys.stderr.write(f"{say_problems(finding.problems)}\n")
    sys.stdout.write(f"{say_written(place, finding.people, is_new=False)}\n")
    return True
