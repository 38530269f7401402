"""Half of a long list worked off in a second process: a first reading of a large vault takes two thirds."""

import os
import pickle
from collections.abc import Callable, Sequence
from threading import active_count
from typing import TypeVar

WORTH_IT = 2_000

_One = TypeVar("_One")
_Result = TypeVar("_Result")


def map_on_two_cores(work: Callable[[_One], _Result], ones: Sequence[_One]) -> list[_Result]:
    """What `work` makes of each, in order: the same as `map`, whatever becomes of the second process.

    There is one only where the system can copy a process, has a second core for it, no thread would be
    lost in the copy, and the list is long enough.
    """
    if len(ones) < WORTH_IT or not _has_second_core() or active_count() > 1:
        return list(map(work, ones))
    middle = len(ones) // 2
    reader, child = _start(work, ones[middle:])
    first = list(map(work, ones[:middle]))
    return first + (_collect(reader, child) or list(map(work, ones[middle:])))


def _has_second_core() -> bool:
    return hasattr(os, "fork") and hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def _start(work: Callable[[_One], _Result], ones: Sequence[_One]) -> tuple[int, int]:
    """Begin in a copy of this process; where its results are read, and its number."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return reader, child
    status = 1
    try:
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(list(map(work, ones)), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)  # without what this process would do at its end


def _collect(reader: int, child: int) -> list[_Result] | None:
    """What the second process found; None when it did not come to its end."""
    with os.fdopen(reader, "rb") as pipe:
        found = pipe.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(found) if found and status == 0 else None  # noqa: S301 - our own process wrote it
