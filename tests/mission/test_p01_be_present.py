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
