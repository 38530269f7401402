"""Which notes stand for a day: by the vault's own format in the daily folder, by an ISO date anywhere."""

from datetime import date

import pytest

from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.dated import parse_name_day
from vaultwell.notes.note import parse_note

DAY = date(2026, 11, 19)


def conventions(format_: str, folder: str | None = "Journal/Daily") -> Conventions:
    """A vault whose daily notes are named by the format."""
    return Conventions(
        daily_folder=folder, daily_format=format_, periodic_folders=("Weekly", "Journal/Daily/Weeks")
    )


@pytest.mark.parametrize(
    ("format_", "path"),
    [
        ("DD-MM-YYYY", "Journal/Daily/19-11-2026.md"),
        ("DD-MM-YYYY", "journal/daily/2026/19-11-2026.MD"),
        ("DD.MM.YYYY", "Journal/Daily/19.11.2026.md"),
        ("yyyy-MM/yyyy-MM-DD", "Journal/Daily/2026-11/2026-11-19.md"),
        ("YYYY/MM/DD", "Journal/Daily/2026/11/19.md"),
        ("dddd, MMMM Do YYYY", "Journal/Daily/Thursday, November 19th 2026.md"),
        ("D. MMMM YYYY", "Journal/Daily/19. listopadu 2026.md"),
        ("DD-MM-YYYY", "Journal/Daily/2026-11-19.md"),
        ("DD-MM-YYYY", "Meetings/2026-11-19 Ana.md"),
        ("gggg-[W]ww", "Journal/Daily/2026-11-19.md"),
        ("YYYY-DD-MM", "Journal/Daily/2026-19-11.md"),
    ],
)
def test_the_format_and_then_the_iso_date_date_a_note(format_: str, path: str) -> None:
    """In the daily folder the vault's format counts, at any depth; a leading ISO date counts anywhere."""
    assert parse_name_day(path, conventions(format_)) == DAY


@pytest.mark.parametrize(
    ("format_", "path"),
    [
        ("DD-MM-YYYY", "19-11-2026.md"),
        ("DD-MM-YYYY", "Journal/19-11-2026.md"),
        ("DD-MM-YYYY", "Journal/Daily notes/19-11-2026.md"),
        ("DD-MM-YYYY", "Journal/Daily/Weeks/19-11-2026.md"),
        ("DD-MM-YYYY", "Journal/Daily/19-11-2026 dinner.md"),
        ("DD-MM-YYYY", "Weekly/2026-11-19.md"),
        ("YYYY/MM/DD", "Journal/Daily/19.md"),
        ("gggg-[W]ww", "Journal/Daily/2026-W47.md"),
        ("YYYY-MM", "Journal/Daily/2026-11.md"),
    ],
)
def test_other_places_and_names_are_not_dated(format_: str, path: str) -> None:
    """Outside the daily folder, in the folders of longer notes, and in another shape nothing is dated."""
    assert parse_name_day(path, conventions(format_)) is None


def test_the_daily_folder_can_be_the_vault_or_unknown() -> None:
    """With the vault itself as daily folder its format counts everywhere; without settings nowhere."""
    assert parse_name_day("Any/19-11-2026.md", conventions("DD-MM-YYYY", "")) == DAY
    assert parse_name_day("19-11-2026.md", conventions("DD-MM-YYYY", None)) is None


def test_a_folder_is_found_however_its_accents_are_stored() -> None:
    """A decomposed name on the disk is the composed one of the settings."""
    path = "Gu\u0308nlu\u0308k/19-11-2026.md"
    assert parse_name_day(path, conventions("DD-MM-YYYY", "Günlük")) == DAY


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("Journal/Daily/30-02-2026.md", "2026-02-30"),
        ("Journal/Daily/19-11-1826.md", "1826-11-19"),
        ("Notes/2026-02-30.md", "2026-02-30"),
        ("Notes/2026-02-30 Ana.md", "2026-02-30"),
    ],
)
def test_an_impossible_day_in_a_name_is_reported(path: str, day: str) -> None:
    """A name of the shape of a day that cannot be meant is a problem that names the day."""
    with pytest.raises(ValueError, match=r"no such day|before 1900"):
        parse_name_day(path, conventions("DD-MM-YYYY"))
    (problem,) = parse_note(path, b"", Settings(), conventions("DD-MM-YYYY")).problems
    assert problem.code == "impossible-date"
    assert day in problem.message
