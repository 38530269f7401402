"""`spread`: a fresh import does not make everyone due at once."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

SETTINGS = '[circles]\nclose = "monthly"\nfar = "yearly"\n'


def new_people(count: int, properties: str = "circle: close\ncreated: 2026-11-22") -> dict[str, str]:
    """Notes as an import makes them, with nothing that happened in them."""
    return {f"People/Person {n}.md": f"---\n{properties}\n---\n" for n in range(count)}


def list_days(run: Run, vault: Path) -> dict[str, date]:
    """The day on which each person would come by `spread`."""
    answer = json.loads(run(vault, "spread", "--dry-run", "--json").stdout)["answer"]
    return {person["name"]: date.fromisoformat(person["on"]) for person in answer["people"]}


def test_people_of_one_rhythm_are_spread_evenly_over_it(write_vault: Write, run: Run) -> None:
    """Thirty people who would all come in a month come one a day, from that day on."""
    vault = write_vault({"vaultwell.toml": SETTINGS, **new_people(31)})
    days = list_days(run, vault)
    first = date(2026, 12, 22)
    assert sorted(days.values()) == [first + timedelta(n) for n in range(31)]
    assert run(vault, "spread").output == (
        "31 people have a rhythm and were never in touch with you.\n"
        "  monthly: 31 people come on 22\u00a0Dec to 21\u00a0Jan\u00a02027\n"
    )
    due = json.loads(run(vault, "due", "--json", today="2026-12-25").stdout)["rows"]
    assert len(due) == 4


def test_those_already_due_begin_today(write_vault: Write, run: Run) -> None:
    """People met years ago are due now: the first comes today, the others follow."""
    vault = write_vault({"vaultwell.toml": SETTINGS, **new_people(400, "circle: far\nmet: 2019-03-02")})
    days = list_days(run, vault)
    assert min(days.values()) == date(2026, 11, 22)
    assert max(Counter(days.values()).values()) == 2


def test_a_second_run_and_the_order_of_files_change_nothing(
    write_vault: Write, run: Run, tmp_path: Path
) -> None:
    """The days hang on nothing but names, and whoever has one keeps it."""
    people = new_people(20)
    vault = write_vault({"vaultwell.toml": SETTINGS, **people})
    days = list_days(run, vault)
    for path in people:
        (vault / path).unlink()
    for path, text in reversed(people.items()):
        (vault / path).write_text(text)
    assert list_days(run, vault) == days
    run(vault, "spread")
    before = {path: (vault / path).read_bytes() for path in people}
    assert run(vault, "spread").output.startswith(
        "Nobody to spread: Person 11 comes on 22\u00a0Dec, and nobody"
    )
    assert {path: (vault / path).read_bytes() for path in people} == before


def test_one_alone_has_nobody_to_be_spread_from(write_vault: Write, run: Run) -> None:
    """One new person, or one of each rhythm, comes when the rhythm says."""
    vault = write_vault({"vaultwell.toml": SETTINGS})
    (vault / "People").mkdir()
    for name, circle, sentence in (
        ("Ana", "", "whoever has a rhythm has been in touch with you, or has a day of their own"),
        ("Ben", "close", "Ben comes on 22\u00a0Dec, and nobody else of that rhythm waits for a first day"),
        ("Cleo", "far", "2 people wait for a first day, and each comes as their rhythm says"),
    ):
        (vault / "People" / f"{name}.md").write_text(f"---\ncircle: {circle}\ncreated: 2026-11-22\n---\n")
        assert run(vault, "spread").output == f"Nobody to spread: {sentence}.\n"


def test_nobody_else_is_moved(write_vault: Write, run: Run) -> None:
    """Whoever has been in touch, rests, has a day set by hand or no rhythm keeps what is theirs."""
    others = {
        "People/Ana.md": "---\ncircle: close\n---\n## Log\n\n- 2026-01-05 call: the move\n",
        "People/Ben.md": "---\ncircle: close\nsnooze: 2027-01-01\n---\n",
        "People/Cleo.md": "---\ncircle: close\npaused: true\n---\n",
        "People/Dov.md": "---\ncircle: close\nfollow_up: 2026-12-01\n---\n",
        "People/Eva.md": "---\ncadence: never\n---\n",
        "People/Farah.md": "",
        "People/Gus.md": "---\ncircle: close\nlet_go: true\n---\n",
        "People/Hana.md": "---\ncircle: close\ndied: true\n---\n",
    }
    vault = write_vault({"vaultwell.toml": SETTINGS, **others, **new_people(9)})
    assert {name for name in list_days(run, vault) if not name.startswith("Person")} == set()
    run(vault, "spread")
    assert {path: (vault / path).read_text() for path in others} == others


def test_undo_takes_all_of_it_back(write_vault: Write, run: Run) -> None:
    """It was one change, and is taken back as one; a circle alone can be spread."""
    vault = write_vault({"vaultwell.toml": SETTINGS, **new_people(9)})
    run(vault, "spread", "--circle", "far")
    assert "snooze" not in (vault / "People/Person 3.md").read_text()
    run(vault, "spread", "--circle", "Close")
    run(vault, "undo")
    assert all("snooze" not in (vault / path).read_text() for path in new_people(9))
