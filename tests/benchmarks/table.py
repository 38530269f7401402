"""The results as a table of Markdown.

Ratios are those of the time that the system gave each program: what else runs on the machine does not
count. On a quiet machine it is the time that one waits.
"""

from collections.abc import Iterator, Mapping

from tests.benchmarks.cases import FIRST, GREP, PYTHON, STATUS, UNCHANGED
from tests.benchmarks.measure import Result

_YARDSTICKS = (PYTHON, STATUS, GREP)
_SLACK = 1.1  # so much more than in a straight line


def render_table(results: Mapping[str, Result]) -> str:
    """A row for each case: medians in milliseconds, the ratios to the yardsticks, the targets."""
    head = [
        "",
        "ms at work",
        "waited",
        "MiB",
        *(f"× {name.split()[0]}" for name in _YARDSTICKS),
        "target",
    ]
    rows = [head, ["---", *["--:"] * (len(head) - 2), "---"]]
    rows += [list(_render_row(result, results)) for result in results.values()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _render_row(result: Result, results: Mapping[str, Result]) -> Iterator[str]:
    yield result.case.name
    yield f"{result.at_work:.0f}"
    yield f"{result.milliseconds:.0f}"
    yield f"{result.peak:.0f}"
    for name in _YARDSTICKS:
        yield f"{result.at_work / results[name].at_work:.1f}"
    yield ", ".join(_render_targets(result, results))


def _render_targets(result: Result, results: Mapping[str, Result]) -> Iterator[str]:
    for most, name in result.case.within:
        if name in results:
            ratio = round(result.at_work / results[name].at_work, 1)
            yield f"{_judge(ratio, most)}: {ratio:.1f} of {most:g} × {name}"
    if (most_memory := result.case.most) is not None:
        yield f"{_judge(result.peak, most_memory)}: {result.peak:.0f} of {most_memory} MiB"


def render_growth(few: Mapping[str, Result], many: Mapping[str, Result], times: float) -> Iterator[str]:
    """A line for each case that must grow in a straight line: `many` has `times` as many people as `few`."""
    for name in (UNCHANGED, FIRST):
        if name in few and name in many:
            ratio, most = many[name].at_work / few[name].at_work, times * _SLACK
            yield f"{name}, {times:g} × the people: {_judge(ratio, most)}: {ratio:.1f} of {most:g} × the time"


def _judge(value: float, most: float) -> str:
    return "met" if value <= most else "missed"
