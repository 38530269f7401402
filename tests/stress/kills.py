"""`kill -9` in the middle of writing."""

import os
import signal
from pathlib import Path
from time import sleep

from tests.conftest import write_notes
from tests.stress.children import NOTE, START, append_line, read_reports, report, spawn
from tests.stress.result import Result


def kill_writers(folder: Path, *, kills: int) -> Result:
    """A writer is killed so many times, each time a little later; after each the next command runs.

    Every line is whole, every acknowledged one is there, and the next command leaves no temporary file.
    """
    vault = write_notes(folder, {NOTE: START})
    lost = torn = stale = left = acknowledged = 0
    for number in range(kills):

        def append(writer: int, number: int = number) -> None:
            for line in range(10_000):
                report(writer, append_line(vault, f"{number} {line} end"))

        child, reader = spawn(append)
        sleep(0.002 + 0.3 * number / kills)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = read_reports(reader)
        left += bool(list(vault.rglob(".vw-*")))
        text = (vault / NOTE).read_text("utf-8")
        lines = text.removeprefix(START).splitlines()
        torn += not text.startswith(START) or not all(line.endswith(" end") for line in lines)
        lost += len(set(said) - set(lines))
        acknowledged += len(said)
        append_line(vault, f"{number} next end")
        stale += len(list(vault.rglob(".vw-*")))
    return Result(
        f"{kills} × kill -9",
        torn + lost + stale,
        {
            "torn notes": torn,
            "acknowledged lines": acknowledged,
            "of them lost": lost,
            "kills that left a temporary file": left,
            "of them after the next command": stale,
        },
    )
