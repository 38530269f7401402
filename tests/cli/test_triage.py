"""`triage`: people without a circle, one at a time, one key each."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import pytest

from tests.conftest import Run
from vaultwell.cli import triage

Write = Callable[[Mapping[str, str | bytes]], Path]

NOTES = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\nfar = "yearly"\n',
    "People/Ana.md": "---\nemail: ana@example.org\n---\nMet at the lake.\n",
    "People/Ben.md": "## Log\n\n- 2026-10-01 call: the move\n- 2026-10-02 tea\n",
    "People/Cleo.md": "---\ncircle: close\n---\n",
    "People/Dov.md": "---\npaused: true\n---\n",
    "2026-11-01.md": "Tea with [[Ana]].\n",
}


@pytest.fixture
def type_keys(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody at a terminal, who types these keys."""

    def begin(keys: str) -> None:
        typed: Iterator[str] = iter(keys)
        monkeypatch.setattr(triage, "_is_terminal", lambda: True)
        monkeypatch.setattr(click, "getchar", lambda: next(typed))

    return begin


def test_those_written_of_most_come_first(write_vault: Write, run: Run) -> None:
    """Without a terminal they are listed, with the command to write; whoever rests or is sorted is not."""
    vault = write_vault(NOTES)
    assert run(vault, "triage").output == (
        "2 people have no circle yet, those you write of most first:\n"
        "  Ben  2 lines  People/Ben.md\n"
        "  Ana  1 line  People/Ana.md\n"
        'Circles: close, far. As in: vaultwell circle "Ben" close\n'
    )
    people = json.loads(run(vault, "triage", "--json").stdout)["people"]
    assert [person["name"] for person in people] == ["Ben", "Ana"]


def test_a_key_puts_somebody_into_a_circle(
    write_vault: Write, run: Run, type_keys: Callable[[str], None]
) -> None:
    """The note is on the screen; 2 is the second circle, n is never; other keys do nothing."""
    vault = write_vault(NOTES)
    type_keys("x2n")
    output = run(vault, "triage").output
    assert "Ben  2 lines  People/Ben.md  (2 to go)\n\n## Log\n\n- 2026-10-01 call: the move\n" in output
    assert "1 close · 2 far · n never · Enter skip · q stop" in output
    assert output.endswith("Ana: cadence never\n2 of 2 put into a circle.\n")
    assert (vault / "People/Ben.md").read_text().startswith("---\ncircle: far\n---\n")
    assert "cadence: never" in (vault / "People/Ana.md").read_text()


def test_skipping_and_stopping_write_nothing(
    write_vault: Write, run: Run, type_keys: Callable[[str], None]
) -> None:
    """Enter goes on, q ends it."""
    vault = write_vault(NOTES)
    type_keys("\rq")
    assert run(vault, "triage").output.endswith("Nothing was changed.\n")
    assert (vault / "People/Ben.md").read_text() == NOTES["People/Ben.md"]


def test_one_choice_can_be_taken_back(write_vault: Write, run: Run, type_keys: Callable[[str], None]) -> None:
    """Each key is a change of its own."""
    vault = write_vault(NOTES)
    type_keys("11")
    run(vault, "triage")
    assert run(vault, "undo").output.startswith("Taken back: triage Ana: close\n")
    assert "circle: close" in (vault / "People/Ben.md").read_text()


def test_a_note_that_clears_the_screen_does_not(
    write_vault: Write, run: Run, type_keys: Callable[[str], None]
) -> None:
    """Control signs of a note are shown, not obeyed, and a long note ends with how much is left."""
    vault = write_vault({**NOTES, "People/Ana.md": "\x1b[2Jhello\n" + "line\n" * 100})
    type_keys("  ")
    output = run(vault, "triage").output
    assert "\x1b" not in output
    assert "more lines" in output


@pytest.mark.parametrize("command", ["triage", "spread"])
def test_in_an_empty_vault_it_says_how_to_begin(command: str, write_vault: Write, run: Run) -> None:
    """Without anybody there is nothing to sort or to spread: begin with somebody you know."""
    done = run(write_vault({"vaultwell.toml": ""}), command)
    assert done.stdout.startswith("Nobody here yet. Begin with somebody you know:")
