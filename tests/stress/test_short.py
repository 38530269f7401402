"""The races in small: a few seconds in every run; `python -m tests.stress` is the full size."""

import os
from pathlib import Path

import pytest

from tests.stress.appenders import race_appenders
from tests.stress.editors import race_editor
from tests.stress.full_disk import IS_POSSIBLE, fill_disks
from tests.stress.kills import kill_writers
from tests.stress.ticks import kill_ticks

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the races fork")


def test_no_line_of_several_writers_is_lost(tmp_path: Path) -> None:
    """Several vaultwells that append to one note at the same time lose nothing."""
    result = race_appenders(tmp_path / "vault", processes=4, lines=8)
    assert not result.lost, result


@pytest.mark.parametrize("is_in_place", [False, True], ids=["by renaming", "in place"])
def test_no_save_of_an_editor_is_lost(tmp_path: Path, is_in_place: bool) -> None:
    """An editor that saves all the time keeps every save, and what it wrote over is named."""
    result = race_editor(tmp_path / "vault", saves=12, is_in_place=is_in_place)
    assert not result.lost, result
    assert not result.facts["temporary files"], result


def test_a_killed_writer_tears_nothing(tmp_path: Path) -> None:
    """After `kill -9` every note is whole and every acknowledged line there; the next write tidies up."""
    result = kill_writers(tmp_path / "vault", kills=20)
    assert not result.lost, result


def test_a_tick_is_applied_once_through_kills(tmp_path: Path) -> None:
    """An `index` that is killed anywhere leaves whole notes, and the next one applies what was left, once."""
    result = kill_ticks(tmp_path / "vault", kills=10)
    assert not result.lost, result


@pytest.mark.skipif(not IS_POSSIBLE, reason="only root may mount a small disk")
def test_a_full_disk_damages_nothing(tmp_path: Path) -> None:
    """A write that finds no room says so and leaves the note as it was."""
    result = fill_disks(tmp_path)
    assert not result.lost, result
    assert result.facts["refused in words"] == 5
