"""Pages that are one sitting from an empty folder on: all of it runs, in order, and ends as they say."""

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.test_docs import ROOT, WALKS, run_command

_STEP = re.compile(r"^```diff\n((?:(?!```).*\n)*)```$|^\$ (.+)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)


@pytest.mark.parametrize("page", WALKS)
def test_a_walk_goes_as_the_page_says(page: str, tmp_path: Path) -> None:
    """Each command prints what stands below it; each diff is a line that a person changes by hand."""
    text = (ROOT / page).read_text("utf-8")
    walked = _STEP.sub(lambda step: walk(step, tmp_path), text)
    if os.environ.get("VAULTWELL_REFRESH"):
        (ROOT / page).write_text(walked, "utf-8")
    else:
        assert walked == text


def walk(step: re.Match[str], folder: Path) -> str:
    """The step as it should stand on the page."""
    diff, command, _ = step.groups()
    if diff is not None:
        change_by_hand(diff, folder)
        return step[0]
    return f"$ {command}\n{answer(command, folder)}"


def answer(command: str, folder: Path) -> str:
    """What a command prints that is typed in `folder`."""
    words = shlex.split(command)
    if words[0] == "cat":
        return (folder / words[1]).read_text("utf-8")
    run = run_command(command, folder)
    assert run.returncode == 0, run.stderr
    return run.stdout


def change_by_hand(diff: str, folder: Path) -> None:
    """Put the lines with + in the place of those with -, in the file that the first line names; a new file
    has none with -."""
    head, *lines = diff.removesuffix("\n").split("\n")
    note = folder / head.removeprefix("--- ")
    old = "\n".join(line[1:] for line in lines if line[0] == "-")
    new = "\n".join(line[1:] for line in lines if line[0] == "+")
    if old:
        text = note.read_text("utf-8")
        assert text.count(old) == 1, old
        note.write_text(text.replace(old, new), "utf-8")
    else:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(f"{new}\n", "utf-8")
    for path in folder.rglob("*.md"):
        os.utime(path, (0, 0))  # a person takes longer than a test
