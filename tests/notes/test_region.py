"""The region of the due note: what a person did to its rows."""

from datetime import date

import pytest

from vaultwell.notes.region import Region, parse_region, render_region

ROW = "- [ ] [[Henrik Lund]] · lunch in March: “2 hives” ^vw-1a2b3c4d"
BODY = f"Sunday, 22\u00a0November 2026\n\n## A few people\n\n{ROW}\n\nThat is all for today."
NOTE = render_region(BODY, None)


def read(old: str, new: str) -> Region:
    """The region of the note above, after `old` was replaced in it by `new`."""
    region = parse_region(NOTE.replace(old, new))
    assert region is not None
    return region


def test_the_day_of_the_note_is_read_from_its_date_line() -> None:
    """It is the day that was written, not that of the file."""
    assert read("", "").day == date(2026, 11, 22)


def test_after_a_merge_the_later_of_two_days_holds() -> None:
    """A note in conflict has two date lines."""
    both = (
        "<<<<<<< ours\nSunday, 22\u00a0November 2026\n=======\nTuesday, 24\u00a0November 2026\n>>>>>>> theirs"
    )
    assert read("Sunday, 22\u00a0November 2026", both).day == date(2026, 11, 24)


def test_a_note_whose_date_line_is_gone_has_no_day() -> None:
    """Nothing is guessed from other dates."""
    assert read("Sunday, 22\u00a0November 2026", "Sunday, 31\u00a0February 2026").day is None


def test_the_day_that_the_tasks_plugin_writes_is_read_and_kept() -> None:
    """It stands before the block id, and is no new wording of the row."""
    ticked = ROW.replace("[ ]", "[x]").replace(" ^vw", " ✅ 2026-11-21 ^vw")
    (row,) = read(ROW, ticked).rows
    assert (row.is_ticked, row.done_on, row.typed, row.rewritten) == (True, date(2026, 11, 21), (), ())
    assert ticked in render_region(BODY, read(ROW, ticked))


def test_a_day_behind_the_block_id_counts_too() -> None:
    """Other plugins write at the very end of the line."""
    (row,) = read(ROW, ROW.replace("[ ]", "[X]") + " ✅ 2026-11-21").rows
    assert (row.done_on, row.typed) == (date(2026, 11, 21), ())


def test_words_behind_the_block_id_are_typed_under_the_row() -> None:
    """A phone's keyboard puts them there."""
    (row,) = read(ROW, ROW.replace("[ ]", "[x]") + " call: exhibition went well").rows
    assert row.typed == ("\tcall: exhibition went well",)


def test_an_impossible_day_of_a_tick_is_no_day() -> None:
    """The tick itself stays."""
    (row,) = read(ROW, ROW.replace("[ ]", "[x]") + " ✅ 2026-02-31").rows
    assert (row.is_ticked, row.done_on) == (True, None)


@pytest.mark.parametrize("mark", [" ", "x"])
@pytest.mark.parametrize("is_phone_first", [True, False])
def test_words_that_a_row_had_on_another_device_move_below(mark: str, *, is_phone_first: bool) -> None:
    """After a merge without vaultwell they stand below the region: under the row they would be logged."""
    row = "- [ ] [[Ana]] · you wrote about them 21 Nov ^vw-00000001"
    phone = f"{row.replace('21', '17').replace('[ ]', f'[{mark}]')}\n\tcall: the bees\n"
    sides = (phone, f"{row}\n") if is_phone_first else (f"{row}\n", phone)
    marked = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> phone\n".format(*sides)
    text = render_region(row, None).replace(f"{row}\n", marked)
    again = render_region(row, parse_region(text))
    shown = row.replace("[ ]", f"[{mark}]")
    assert f"{shown}\n\tcall: the bees\n%% vaultwell:end" in again
    assert again.endswith("%%\n\n[[Ana]] · you wrote about them 17 Nov\n")
