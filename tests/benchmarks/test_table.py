"""The table says of each target whether it is met."""

from tests.benchmarks.cases import FIRST, GREP, PYTHON, STATUS
from tests.benchmarks.measure import Case, Result, Run
from tests.benchmarks.table import render_growth, render_table


def _result(name: str, seconds: float, peak: float = 20, **targets: object) -> Result:
    return Result(Case(name, (), **targets), (Run(2 * seconds, seconds, peak),))  # type: ignore[arg-type]


def _results(*results: Result) -> dict[str, Result]:
    yardsticks = (_result(PYTHON, 0.01), _result(STATUS, 0.02), _result(GREP, 0.04))
    return {result.case.name: result for result in (*yardsticks, *results)}


def test_a_target_is_met_or_missed() -> None:
    """A target stands in the row with what was reached; one about something that did not run is left out."""
    within = ((20, GREP), (1, "perm due"))
    results = _results(
        _result(FIRST, 0.8, 120, within=within, most=100), _result("due", 0.0812, within=((8, PYTHON),))
    )
    cold, due = render_table(results).splitlines()[-2:]
    assert cold == (
        "| index, no cache | 800 | 1600 | 120 | 80.0 | 40.0 | 20.0 |"
        " met: 20.0 of 20 × grep -rc '^---', missed: 120 of 100 MiB |"
    )
    assert due == "| due | 81 | 162 | 20 | 8.1 | 4.1 | 2.0 | missed: 8.1 of 8 × python -c pass |"


def test_growth_is_judged_against_a_straight_line() -> None:
    """Ten times the people may take eleven times as long."""
    few, many = _results(_result(FIRST, 0.8)), _results(_result(FIRST, 8.7))
    assert list(render_growth(few, many, 10)) == [
        "index, no cache, 10 × the people: met: 10.9 of 11 × the time"
    ]
    assert list(render_growth(few, _results(_result(FIRST, 9)), 10)) == [
        "index, no cache, 10 × the people: missed: 11.2 of 11 × the time"
    ]
