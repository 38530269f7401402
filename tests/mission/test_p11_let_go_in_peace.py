"""P11: be selective, and let go in peace."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

SETTINGS = '[circles]\nclose = "monthly"\nfar = "yearly"\n'
LOG = "## Log\n- 2026-09-01 call: the move\n"


def find_due(run: Run, vault: Path, *words: str, today: str = "2026-11-22") -> list[str]:
    """Who is due for which reason."""
    rows = json.loads(run(vault, "due", *words, "--json", today=today).stdout)["rows"]
    return [f"{row['name']} {row['reason']}" for row in rows]


def test_circles_say_how_often(write_vault: Write, run: Run) -> None:
    """The circle gives the rhythm, an own cadence overrides it, and one command changes it."""
    notes = {
        "vaultwell.toml": SETTINGS,
        "People/Ana.md": f"---\ncircle: close\n---\n{LOG}",
        "People/Ben.md": f"---\ncircle: far\n---\n{LOG}",
        "People/Chen.md": f"---\ncircle: close\ncadence: never\n---\n{LOG}",
    }
    vault = write_vault(notes)
    assert find_due(run, vault) == ["Ana cadence"]
    assert run(vault, "circle", "ben", "close").stdout == "Ben is in the circle “close” now: monthly.\n"
    assert find_due(run, vault) == ["Ana cadence", "Ben cadence"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["snooze", "ana", "2w"], "Ana rests until Sunday, 6\u00a0December\u00a02026.\n"),
        (["pause", "ana"], 'Ana is paused. To go on: vaultwell resume "Ana"\n'),
        (
            ["let-go", "ana", "we both moved on"],
            'Ana is let go. Should you meet again: vaultwell resume "Ana"\n',
        ),
    ],
)
def test_each_way_to_let_somebody_rest(write_vault: Write, run: Run, command: list[str], says: str) -> None:
    """One command lets somebody rest, says how to go on, and `resume` or `undo` take it back."""
    vault = write_vault({"vaultwell.toml": SETTINGS, "People/Ana.md": f"---\ncircle: close\n---\n{LOG}"})
    note = vault / "People/Ana.md"
    before = note.read_bytes()
    assert run(vault, *command).stdout == says
    assert find_due(run, vault) == []
    assert run(vault, "resume", "ana").stdout == "Ana is back.\n"
    assert find_due(run, vault) == ["Ana cadence"]
    run(vault, "undo")
    run(vault, "undo")
    assert note.read_bytes() == before


def test_let_go_is_never_nagged_again(write_vault: Write, run: Run) -> None:
    """Promises, birthdays, loans and long silence bring nobody back who was let go."""
    log = f"{LOG}- [ ] 2026-09-02 promised: soup 📅 2026-11-20\n- 2026-09-02 borrowed: a tent\n"
    vault = write_vault({"People/Ana.md": f"---\nlet_go: true\nbirthday: 11-23\ncadence: 3\n---\n{log}"})
    assert find_due(run, vault, "--within", "400") == []
    run(vault, "index")
    assert "Ana" not in (vault / "Due.md").read_text("utf-8")
    assert "Ana" not in run(vault, "load").stdout


def test_who_died_is_never_due_and_stays(write_vault: Write, run: Run) -> None:
    """Nothing is ever due of somebody who died; the note and its dates are kept."""
    vault = write_vault({"People/Ana.md": f"---\ndied: 2026-05-02\nbirthday: 11-23\ncadence: 3\n---\n{LOG}"})
    assert find_due(run, vault, "--within", "30") == []
    shown = run(vault, "show", "ana").stdout
    assert "died 2026-05-02" in shown
    assert "23 Nov  birthday" in shown


def test_three_attempts_and_the_person_rests(write_vault: Write, run: Run) -> None:
    """After three attempts nobody is asked to write a fourth time, until they do."""
    tried = "".join(f"- 2026-10-{day:02} called: no answer\n" for day in (5, 12, 19))
    vault = write_vault({"People/Ana.md": f"---\ncadence: 10\n---\n{LOG}{tried}"})
    assert find_due(run, vault) == []
    (vault / "People/Ana.md").write_text(
        f"---\ncadence: 10\n---\n{LOG}{tried}- 2026-10-20 they wrote\n", "utf-8"
    )
    assert find_due(run, vault) == ["Ana cadence"]


def test_a_rest_of_my_own(write_vault: Write, run: Run) -> None:
    """On holiday or ill, only promises and dates are left; afterwards nothing is made up for."""
    notes = {
        "vaultwell.toml": f"rest_until = 2026-12-01\n{SETTINGS}",
        "People/Ana.md": f"---\ncircle: close\nbirthday: 11-22\n---\n{LOG}",
    }
    vault = write_vault(notes)
    assert find_due(run, vault) == ["Ana date"]
    assert find_due(run, vault, today="2026-12-01") == ["Ana cadence"]
