"""`vaultwell watch`: from an edit to the due note on the disk, its memory, what it costs while it waits."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from tests.benchmarks.people import TODAY
from vaultwell.vault.look import look_at
from vaultwell.watch.observer import Observed
from vaultwell.watch.schedule import QUIET_SECONDS

_IDLE_SECONDS = 5
_PATIENCE_SECONDS = 120


def measure_watch(
    program: str, vault: Path, environment: Mapping[str, str], rounds: int
) -> Iterator[tuple[str, str]]:
    """What is measured, and how much it is."""
    due_note = vault / "Due.md"
    due_note.unlink(missing_ok=True)
    start = perf_counter()
    with subprocess.Popen([program, "watch", "--quiet"], cwd=vault, env=environment) as process:
        try:
            _wait_for_change(due_note, 0)
            yield "from its start to the first due note", f"{(perf_counter() - start) * 1000:.0f} ms"
            sleep(1)
            first = _read_memory(process.pid)
            seconds = [_time_edit(vault, due_note, number) for number in range(rounds)]
            yield "from an edit to the due note, after the 0.4 s of quiet", f"{median(seconds) * 1000:.0f} ms"
            grown = _read_memory(process.pid) - first
            yield "memory, and how much of it the edits added", f"{first:.0f} MiB, {grown:.1f} MiB"
            used = _read_processor(process.pid)
            sleep(_IDLE_SECONDS)
            share = (_read_processor(process.pid) - used) / _IDLE_SECONDS
            yield "processor while nothing happens", f"{share * 100:.1f} %"
        finally:
            process.terminate()


def measure_set_up(folders: int = 10_000) -> Iterator[tuple[str, str]]:
    """What it costs to begin to listen to so many folders."""
    with TemporaryDirectory() as folder:
        for number in range(folders):
            (Path(folder) / f"{number % 100}" / f"{number}").mkdir(parents=True)
        start = perf_counter()
        look_at(folder, 0, "")
        walk = perf_counter() - start
        start = perf_counter()
        Observed(Path(folder)).close()
        taken = perf_counter() - start
        yield f"listening to {folders:,} folders", f"{taken * 1000:.0f} ms, {taken / walk:.1f} × a walk"


def _time_edit(vault: Path, due_note: Path, number: int) -> float:
    """Seconds from an edit that the due note shows until it does, without those of quiet."""
    somebody = sorted((vault / "People").glob("*.md"))[number * 31 % 97].stem
    day = TODAY + timedelta(1 + number % 13)
    before = due_note.stat().st_ino
    with (vault / "Journal" / f"{day}.md").open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"- lunch with [[{somebody}]]: thing {number}\n")
    start = perf_counter()
    _wait_for_change(due_note, before)
    taken = perf_counter() - start - QUIET_SECONDS
    sleep(1)
    return taken


def _wait_for_change(due_note: Path, before: int) -> None:
    until = perf_counter() + _PATIENCE_SECONDS
    while perf_counter() < until:
        try:
            if due_note.stat().st_ino != before:
                return
        except FileNotFoundError:
            pass
        sleep(0.001)
    raise RuntimeError("the due note was not written")


def _read_memory(process: int) -> float:
    """Resident memory in MiB; 0 where the system has no /proc."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _read_processor(process: int) -> float:
    """Seconds of processor time so far."""
    try:
        words = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    for what, how_much in measure_set_up():
        sys.stdout.write(f"{what}: {how_much}\n")
