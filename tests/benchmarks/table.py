"""The results as a table of Markdown.

Ratios are those of the time that the system gave each program: what else runs on the machine does not
count. On a quiet machine it is the time that one waits.
"""

from collections.abc import Iterator, Mapping

from tests.benchmarks.cases import GREP, PYTHON, STATUS
from tests.benchmarks.measure import Result

_YARDSTICKS = (PYTHON, STATUS, GREP)


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
            ratio = result.at_work / results[name].at_work
            yield f"{'met' if ratio <= most else 'missed'}: {ratio:.1f} of {most:g} × {name}"
