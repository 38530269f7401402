"""The results as a table of Markdown."""

from collections.abc import Iterator, Mapping

from tests.benchmarks.cases import GREP, PYTHON, STATUS
from tests.benchmarks.measure import Result

_YARDSTICKS = (PYTHON, STATUS, GREP)


def render_table(results: Mapping[str, Result]) -> str:
    """A row for each case: medians in milliseconds, the ratios to the yardsticks, the targets."""
    head = [
        "",
        "ms",
        "min–max",
        "at work",
        "MiB",
        *(f"× {name.split()[0]}" for name in _YARDSTICKS),
        "target",
    ]
    rows = [head, ["---", *["--:"] * (len(head) - 2), "---"]]
    rows += [list(_render_row(result, results)) for result in results.values()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _render_row(result: Result, results: Mapping[str, Result]) -> Iterator[str]:
    least, most = result.range
    yield result.case.name
    yield f"{result.milliseconds:.0f}"
    yield f"{least:.0f}–{most:.0f}"
    yield f"{result.at_work:.0f}"
    yield f"{result.peak:.0f}"
    for name in _YARDSTICKS:
        yield f"{result.milliseconds / results[name].milliseconds:.1f}"
    yield ", ".join(_render_targets(result, results))


def _render_targets(result: Result, results: Mapping[str, Result]) -> Iterator[str]:
    for most, name in result.case.within:
        if name in results:
            ratio = result.milliseconds / results[name].milliseconds
            yield f"{'met' if ratio <= most else 'missed'}: {ratio:.1f} of {most:g} × {name}"
