"""The pictures of a review: small, the same every time, and safe whatever people are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.test_timeline import HOSTILE
from vaultwell.model.contact import Contact
from vaultwell.model.source import Source
from vaultwell.practices.periods import parse_period
from vaultwell.practices.review import Newcomer
from vaultwell.render.review_pictures import render_beginnings, render_new_people, render_touches

TODAY = date(2026, 11, 22)
EARLY = date(2026, 1, 2)


def newcomer(name: str, on: date) -> Newcomer:
    """Somebody you met."""
    return Newcomer(
        Contact(f"People/{name}.md", name), on, Source(f"People/{name}.md", 1), (), is_touched=True
    )


def test_a_year_has_a_bar_for_each_month() -> None:
    """Each person and day counts once, in its month; a month that has not come has no bar."""
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 1), date(2026, 3, 31)]
    period = parse_period("2026", TODAY)._replace(last_on=date(2026, 4, 2))
    assert list(render_touches(period, days)) == [
        "```mermaid",
        "---",
        "config: {xyChart: {width: 360, height: 220}}",
        "---",
        "xychart-beta",
        '    x-axis ["Jan", "Feb", "Mar", "Apr"]',
        '    y-axis "in touch" 0 --> 2',
        "    bar [1, 2, 1, 0]",
        "```",
    ]


@given(st.sampled_from(["2024-02", "2026-03", "2025-Q4", "2024", "2026-11"]), st.data())
def test_no_day_is_lost(text: str, data: st.DataObject) -> None:
    """Every day of a period, the first and the last too, stands in exactly one bar."""
    period = parse_period(text, TODAY)
    length = (period.last_on - period.first_on).days
    ago = data.draw(st.lists(st.integers(0, length), max_size=40))
    bars = list(render_touches(period, [period.first_on + timedelta(days) for days in [0, length, *ago]]))[-2]
    assert sum(map(int, bars.strip().removeprefix("bar [").removesuffix("]").split(","))) == len(ago) + 2


def test_who_began_leaves_out_what_is_nothing() -> None:
    """A slice of nothing is not drawn."""
    assert list(render_beginnings(3, 0, 2)) == [
        "```mermaid",
        "pie",
        '    "you began" : 3',
        '    "not written down" : 2',
        "```",
    ]


def test_new_people_stand_by_day() -> None:
    """Two of one day stand below it, long names are shortened, and one person alone is no picture."""
    people = [
        newcomer("Zoë", TODAY),
        newcomer("Ana: the 2nd %%", TODAY),
        newcomer("N" * 40, date(2026, 1, 2)),
    ]
    assert list(render_new_people(people)) == [
        "```mermaid",
        "timeline",
        "    2 Jan",
        f"        : {'N' * 23}…",
        "    22 Nov",
        "        : Ana： the 2nd ％％",
        "        : Zoë",
        "```",
    ]
    assert list(render_new_people(people[:1])) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_out(name: str) -> None:
    """No name adds a line, ends the block or means anything to Mermaid."""
    lines = list(render_new_people([newcomer(name, TODAY), newcomer("Ana", TODAY)]))
    assert len("\n".join(lines).splitlines()) == len(lines) == 6
    assert all(line.count(":") == 1 for line in lines[3:5])
    assert not any(sign in "".join(lines[1:-1]) for sign in ";#%<>{}")
