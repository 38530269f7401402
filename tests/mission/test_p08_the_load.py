"""P8: value your time: what is asked of you, and whether it fits."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

CIRCLES = '[circles]\nclose = "monthly"\ncasual = "quarterly"\n'


def people(count: int, properties: str) -> dict[str, str]:
    """So many notes with these properties, named after them."""
    key = "".join(char for char in properties if char.isalnum())
    return {f"People/{key} {number}.md": f"---\n{properties}\n---\n" for number in range(count)}


def test_what_the_cadences_ask_for_fits(write_vault: Write, run: Run) -> None:
    """The load is said in hellos, by circle, with who waits for you, each with its line."""
    notes = {
        "vaultwell.toml": f'pace = "2 a day"\n{CIRCLES}',
        **people(2, "circle: close"),
        "People/Ana.md": "---\ncadence: 30\n---\n## Log\n- 2026-11-05 they asked: the name of a dentist\n"
        "- [ ] 2026-10-11 promised: the visa checklist 📅 2026-11-20\n- 2026-11-01 borrowed: the drill\n",
        "People/Ben.md": "---\ncircle: close\npaused: true\n---\n",
    }
    assert run(write_vault(notes), "load").stdout == (
        "Your cadences ask for about three hellos a month; your pace is two a day. It fits.\n"
        "\n"
        "  close        2 people  monthly  24 a year\n"
        "  own cadence  1 person           12 a year\n"
        "\n"
        "Asked of you\n"
        "  Ana  the name of a dentist (5 Nov)  People/Ana.md:5\n"
        "\n"
        "You promised\n"
        "  Ana  the visa checklist, by 20 Nov  People/Ana.md:6\n"
        "\n"
        "You have of theirs\n"
        "  Ana  the drill (1 Nov)  People/Ana.md:7\n"
        "\n"
        "Where the answer is no, a kind one: vaultwell draft WHO --decline\n"
    )


def test_what_does_not_fit_comes_with_ways_out(write_vault: Write, run: Run) -> None:
    """It is said which circle asks the most, and each single change that would make it fit."""
    notes = {
        "vaultwell.toml": f'pace = "5 a week"\n{CIRCLES}',
        **people(25, "circle: close"),
        **people(8, "circle: casual"),
    }
    vault = write_vault(notes)
    assert run(vault, "load").stdout == (
        "Your cadences ask for about six hellos a week; your pace is five a week. That is more than fits.\n"
        "\n"
        "  close   25 people  monthly    300 a year\n"
        "  casual  8 people   quarterly  32 a year\n"
        "\n"
        "Any one of these would make it fit\n"
        "  a pace of seven a week\n"
        "  “close”: 2 months\n"
        "  nine people of “close” in “casual”\n"
    )
    document = json.loads(run(vault, "load", "--json").stdout)
    assert (document["asked_a_year"], document["allowed_a_year"], document["fits"]) == (332, 260, False)
    assert list(find_faults(document, SCHEMAS["vaultwell:load"], "vaultwell:load")) == []


@pytest.mark.parametrize("way", ["pace", "cadence", "people"])
def test_each_way_out_is_one(write_vault: Write, run: Run, way: str) -> None:
    """Whoever does one of the things that are said has no load that is too much any more."""
    many, few = (16, 17) if way == "people" else (25, 8)
    toml = f'pace = "5 a week"\n{CIRCLES}'
    toml = toml.replace("5 a week", "7 a week") if way == "pace" else toml
    toml = toml.replace('"monthly"', '"2 months"') if way == "cadence" else toml
    notes = {"vaultwell.toml": toml, **people(many, "circle: close"), **people(few, "circle: casual")}
    assert json.loads(run(write_vault(notes), "load", "--json").stdout)["fits"]


@pytest.mark.parametrize(
    ("notes", "first"),
    [
        ({"People/Ana.md": ""}, "Nobody has a rhythm yet, so nothing is asked of you."),
        ({"People/Ana.md": "---\ncadence: 1\ndied: true\n---\n"}, "Nobody has a rhythm yet, so nothing"),
        ({"Note.md": "x"}, "Nobody here yet."),
        (
            {"People/Ana.md": "---\ncadence: 2 years\n---\n"},
            "Your cadences ask for less than one hello",
        ),
        (
            {"vaultwell.toml": "pace = 0", "People/Ana.md": "---\ncadence: 1\n---\n"},
            "Your cadences ask for about one hello a day; your pace is none at all, so nobody is picked",
        ),
    ],
)
def test_small_loads(write_vault: Write, run: Run, notes: dict[str, str], first: str) -> None:
    """Nobody, one, no rhythm and no pace at all read well."""
    assert run(write_vault(notes), "load").stdout.startswith(first)


def test_a_wall_of_requests_is_cut(write_vault: Write, run: Run) -> None:
    """Never more than eight of a kind, and where the others are."""
    log = "".join(f"- [ ] 2026-10-{day} they asked: map {day}\n" for day in range(10, 30))
    shown = run(write_vault({"People/Ana.md": f"## Log\n{log}"}), "load").stdout
    assert shown.count("they asked") + shown.count("map ") == 8
    assert "  and others: vaultwell favors\n" in shown
