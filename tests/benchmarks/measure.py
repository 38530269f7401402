"""Programs run in turns, and what each run cost: seconds from start to end, and the most memory it held."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

_MIB_PER_UNIT = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss is in bytes there, else in KiB


class Run(NamedTuple):
    """One run: seconds from start to end, those at work in it, and the peak of resident memory in MiB.

    Linux counts at least what this process itself holds, so it has to stay small.
    """

    seconds: float
    at_work: float
    peak: float


class Case(NamedTuple):
    """A program to measure. `prepare` is called before each round, with its number, and is not measured.

    `within` are the targets: at most so many times the median of another case; `most` is one in MiB.
    """

    name: str
    command: tuple[str, ...]
    prepare: Callable[[int], None] | None = None
    settings: Mapping[str, str] = {}
    within: tuple[tuple[float, str], ...] = ()
    most: int | None = None


class Result(NamedTuple):
    """The runs of one case, by medians: milliseconds and MiB."""

    case: Case
    runs: tuple[Run, ...]

    @property
    def milliseconds(self) -> float:
        """The median of what one waits for."""
        return median(run.seconds for run in self.runs) * 1000

    @property
    def at_work(self) -> float:
        """The median of the time that the system gave it, in milliseconds: no other program's load counts."""
        return median(run.at_work for run in self.runs) * 1000

    @property
    def peak(self) -> float:
        """The median of the most memory that each run held, in MiB."""
        return median(run.peak for run in self.runs)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run one program in `folder`, its output thrown away; raises `RuntimeError` when it fails."""
    before = Path.cwd()
    os.chdir(folder)
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    try:
        start = perf_counter()
        child = os.posix_spawnp(command[0], list(command), environment, file_actions=quiet)
        _, status, used = os.wait4(child, 0)
        seconds = perf_counter() - start
    finally:
        os.chdir(before)
    code = os.waitstatus_to_exitcode(status)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / _MIB_PER_UNIT)


def measure(
    cases: Sequence[Case], folder: Path, environment: Mapping[str, str], rounds: int
) -> dict[str, Result]:
    """Every case so many times, the order of the cases another one in each round."""
    runs: dict[str, list[Run]] = {case.name: [] for case in cases}
    for number in range(rounds):
        turn = number * len(cases) // rounds
        for case in (*cases[turn:], *cases[:turn]):
            if case.prepare is not None:
                case.prepare(number)
            runs[case.name].append(run(case.command, folder, {**environment, **case.settings}))
    return {case.name: Result(case, tuple(runs[case.name])) for case in cases}
