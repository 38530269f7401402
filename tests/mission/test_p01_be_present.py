"""P1 · Be present without needing anything."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

WriteVault = Callable[[Mapping[str, str | bytes]], Path]

NOTES = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\n',
    "People/Ana.md": "---\ncadence: 30\n---\n\n## Log\n\n- 2026-10-20 call: the move\n",
    "People/Ben.md": "---\ncircle: close\n---\n\n## Log\n\n- 2026-10-10 lunch: the harbour\n",
    "People/Chen.md": "---\ncircle: close\n---\n\n## Log\n\n- 2026-09-01 lunch: the harbour\n",
    "People/Dora.md": "---\ncadence: 90\nmet: 2026-03-01\nmet_at: PyCon\n---\n",
    "People/Emil.md": "---\ninterests: tea\n---\n\n## Log\n\n- 2026-01-02 lunch\n",
    "Journal/2026-11-20.md": "Walked with [[Chen]] to the mill.\n",
    "Journal/2026-11-21.md": "Kept thinking of [[Ben]].\n\n- [ ] call [[Ben]]\n",
}


def test_due_is_the_last_real_contact_and_a_rhythm(write_vault: WriteVault, run: Run) -> None:
    """Own cadence or circle; a walk in the journal is contact, a thought and an open task are none."""
    assert run(write_vault(NOTES), "due").stdout == (
        "Sunday, 22 November 2026\n"
        "\n"
        "A few people\n"
        "  30 May  Dora  cadence: met in March at PyCon\n"
        "  10 Nov  Ben   cadence: lunch 10 Oct: “the harbour” · you wrote about them 21 Nov\n"
        "  19 Nov  Ana   cadence: call 20 Oct: “the move”\n"
    )


def test_somebody_never_written_to_is_not_lost(write_vault: WriteVault, run: Run) -> None:
    """Counted from the day you met, and labelled as an estimate."""
    rows = json.loads(run(write_vault(NOTES), "due", "--json").stdout)["rows"]
    assert {row["name"]: row["estimated"] for row in rows} == {"Dora": True, "Ben": False, "Ana": False}


@pytest.mark.parametrize(
    "line",
    [
        "call",
        "they wrote: a postcard",
        "coffee with [[Ben]]",
        "text",
        "they helped: the shelf",
        "thanked: for it",
        "the long walk home",
    ],
)
def test_any_channel_counts(line: str, write_vault: WriteVault, run: Run) -> None:
    """Whatever you did together, or one for the other, is being present."""
    log = f"{NOTES['People/Ana.md']}- 2026-11-19 {line}\n"
    said = run(write_vault({**NOTES, "People/Ana.md": log}), "due").stdout
    assert "Ana" not in said


def test_nothing_of_it_is_stored(write_vault: WriteVault, run: Run) -> None:
    """A person's note is byte for byte as it was; who is due is found out anew each day."""
    vault = write_vault(NOTES)
    run(vault, "index")
    for path, text in NOTES.items():
        assert (vault / path).read_text("utf-8") == text
    assert "Ana" not in run(vault, "due", today="2026-11-18").stdout
    assert "Ana" in run(vault, "due", today="2026-11-19").stdout


def test_nobody_without_a_rhythm_is_due(write_vault: WriteVault, run: Run) -> None:
    """Whom you gave no rhythm never becomes a duty."""
    assert "Emil" not in run(write_vault(NOTES), "due", "--within", "999").stdout


def _build_crowd(people: int) -> dict[str, str | bytes]:
    """So many people who were due long ago, and one with a promise of yesterday."""
    note = "---\ncadence: 30\n---\n## Log\n- 2026-07-10 lunch: the harbour\n"
    crowd: dict[str, str | bytes] = {f"People/Person {number:02}.md": note for number in range(people)}
    promise = "---\n---\n## Log\n- [ ] 2026-11-01 promised: the recipe 📅 2026-11-21\n"
    return {"vaultwell.toml": 'pace = "1 a day"\n', **crowd, "People/Zoë.md": promise}


def test_due_by_itself_is_no_wall(write_vault: WriteVault, run: Run) -> None:
    """Today's few, then twenty lines in their order, what is open before whose turn will come; and how many more."""
    said = run(write_vault(_build_crowd(40)), "due").stdout
    few, _, also = said.partition("\nAlso\n")
    lines = also.splitlines()
    assert few.count("cadence: ") == 1
    assert [line.partition(": ")[0].split()[-1] for line in lines[:-1]] == [*["cadence"] * 19, "promise"]
    assert lines[-1] == "  and 20 more: add --all"


@pytest.mark.parametrize("words", [("--all",), ("--within", "1"), ("--limit", "99"), ("--json",)])
def test_due_says_all_that_is_asked_for(words: tuple[str, ...], write_vault: WriteVault, run: Run) -> None:
    """Everybody with `--all`, whatever an option asks for, and always in JSON."""
    said = run(write_vault(_build_crowd(40)), "due", *words).stdout
    assert len({name for number in range(40) if (name := f"Person {number:02}") in said}) == 40
    assert "more" not in said


def test_twenty_lines_are_not_cut(write_vault: WriteVault, run: Run) -> None:
    """With just as many as there is room for, there is nothing to add."""
    said = run(write_vault(_build_crowd(20)), "due").stdout
    assert len(said.partition("\nAlso\n")[2].splitlines()) == 20
    assert "more" not in said
