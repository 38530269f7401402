"""Ticking is logging: what a row that somebody touched does to the person's note."""

import re

import pytest

from tests.practices.mornings import Morning, log_of

ANA = "People/Ana Díaz.md"
NOTE = """---
circle: close
interests:
  - climbing
---
Met at PyCon.

## Log

- 2026-10-05 lunch: the move to Lisbon

## Private

Nothing here is ours.
"""
ROW_ID = r"\^vw-[0-9a-f]{8}"


def ana(note: str = NOTE, **others: str) -> Morning:
    """The morning after Ana's note was written; the due note is generated."""
    return Morning({ANA: note, **others}).index()


def with_line(line: str) -> str:
    """Ana's note with one more line in her log."""
    return NOTE.replace("Lisbon\n", f"Lisbon\n{line}\n")


def added(before: Morning, after: Morning, path: str = ANA) -> list[str]:
    """The lines that a note has gained, ids as `^id`; no other line may have changed."""
    old, new = before.files[path].split("\n"), after.files[path].split("\n")
    gained = []
    for line in new:
        if old and line == old[0]:
            old.pop(0)
        else:
            gained.append(re.sub(ROW_ID, "^id", line))
    assert not old, f"these lines are gone: {old}"
    return gained


def test_a_tick_logs_that_you_were_in_touch() -> None:
    """One line with today's date and the row's id, after the last entry; the row is gone."""
    before = ana()
    after = before.tick("Ana").apply()
    assert added(before, after) == ["- 2026-11-22 contact ^id"]
    assert after.rows == []
    assert after.graph.touches(ANA)[-1] == after.today


def test_the_day_that_tasks_wrote_is_the_day() -> None:
    """You ticked yesterday on the phone; the day on which it is applied does not matter."""
    before = ana()
    ticked = before.tick("Ana")
    stamped = ticked.due_note.replace(" ^vw-", " ✅ 2026-11-20 ^vw-", 1)
    after = Morning(before.files, due_note=stamped).apply()
    assert added(before, after) == ["- 2026-11-20 contact ^id"]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        pytest.param(
            ["call: exhibition went well"], ["- 2026-11-22 call: exhibition went well ^id"], id="an entry"
        ),
        pytest.param(
            ["exhibition went well"], ["- 2026-11-22 contact: exhibition went well ^id"], id="words"
        ),
        pytest.param(["- coffee at hers"], ["- 2026-11-22 coffee at hers ^id"], id="a verb without a colon"),
        pytest.param(
            ["they called: about the flat"], ["- 2026-11-22 they called: about the flat ^id"], id="hers"
        ),
        pytest.param(
            ["call: fine", "she has a new job", "news: promoted"],
            ["- 2026-11-22 call: fine ^id", "  she has a new job", "- 2026-11-22 news: promoted"],
            id="several lines",
        ),
        pytest.param(
            ["news: got the flat"],
            ["- 2026-11-22 contact ^id", "- 2026-11-22 news: got the flat"],
            id="news alone says nothing of a talk",
        ),
        pytest.param(
            ["note: she likes quince"],
            ["- 2026-11-22 contact ^id", "- 2026-11-22 note: she likes quince"],
            id="what one was told",
        ),
        pytest.param(["tried: no answer"], ["- 2026-11-22 tried: no answer ^id"], id="an attempt"),
        pytest.param(["no answer"], ["- 2026-11-22 no answer ^id"], id="silence"),
        pytest.param(["2026-11-20 call: fine"], ["- 2026-11-20 call: fine ^id"], id="another day"),
        pytest.param(["yesterday: coffee at hers"], ["- 2026-11-21 coffee at hers ^id"], id="yesterday"),
        pytest.param(["done!"], ["- 2026-11-22 contact ^id"], id="the tick in words"),
        pytest.param(["tried twice, nothing"], ["- 2026-11-22 tried twice, nothing ^id"], id="in vain"),
        pytest.param(["2026-12-01 lunch"], ["- 2026-12-01 lunch ^id"], id="a plan"),
        pytest.param(["should call her"], ["- 2026-11-22 should call her"], id="a thought is no talk"),
        pytest.param(["lunch: cancelled"], ["- 2026-11-22 lunch: cancelled"], id="a plan called off"),
    ],
)
def test_what_is_typed_under_a_ticked_row_becomes_the_entry(typed: list[str], lines: list[str]) -> None:
    """The whole grammar holds; the id stands where it moves the day on which she is due."""
    before = ana()
    assert added(before, before.tick("Ana", *typed).apply()) == lines


def test_a_promise_typed_under_a_row_can_be_ticked_later() -> None:
    """It goes under Favors, with a box, next to the contact that the tick logs."""
    before = ana()
    after = before.tick("Ana", "promised: send the photos").apply()
    assert "- [ ] 2026-11-22 promised: send the photos" in added(before, after)
    assert "- 2026-11-22 contact ^id" in added(before, after)
    assert "you promised 22\u00a0Nov: “send the photos”" in "\n".join(after.rows)


def test_an_ask_typed_under_a_row_can_be_ticked_later() -> None:
    """As with `log`: it goes under Favors, with a box, and is itself how you were in touch."""
    before = ana()
    after = before.tick("Ana", "they asked: a recipe").apply()
    assert "- [ ] 2026-11-22 they asked: a recipe ^id" in added(before, after)
    assert after.rows[0].startswith("- [ ] [[Ana Díaz]] · asked you 22\u00a0Nov: “a recipe”")


def test_a_thought_leaves_the_row_where_it_is() -> None:
    """Nothing was done, so she is still due tomorrow, and nobody vanishes."""
    after = ana().tick("Ana", "should call her").apply()
    assert len(after.rows) == 1
    assert after.rows[0].startswith("- [ ]")


def test_text_under_an_open_row_waits_for_the_tick() -> None:
    """It may be a thought; nothing is logged and nothing is lost."""
    before = ana().touch("Ana", " ", "ask about the tent")
    after = before.apply()
    assert added(before, after) == []
    assert "\task about the tent" in after.due_note


def test_an_entry_under_an_open_row_needs_no_tick() -> None:
    """A verb and a colon cannot be anything else; on a phone the box is easily missed."""
    before = ana()
    after = before.touch("Ana", " ", "call: fine").apply()
    assert added(before, after) == ["- 2026-11-22 call: fine ^id"]


@pytest.mark.parametrize(
    ("mark", "typed", "line"),
    [
        (" ", "later", "snooze: 2026-11-29"),
        (" ", "Later 2w.", "snooze: 2026-12-06"),
        (" ", "later, in 10 days", "snooze: 2026-12-02"),
        ("x", "later 1 month", "snooze: 2026-12-22"),
        (" ", "later 2027-01-04", "snooze: 2027-01-04"),
        ("-", "", "snooze: 2026-11-29"),
        ("x", "not now", "snooze: 2026-11-29"),
        (" ", "snooze 2w", "snooze: 2026-12-06"),
        (" ", "📅 2026-12-24", "snooze: 2026-12-24"),
        (" ", "let her go", "let_go: 2026-11-22"),
        (" ", "let go", "let_go: 2026-11-22"),
        (" ", "Let go: we drifted", "let_go: we drifted"),
    ],
)
def test_later_and_let_go_are_written_into_the_properties(mark: str, typed: str, line: str) -> None:
    """Counted from the due note's own day; nothing is logged."""
    before = ana()
    after = before.touch("Ana", mark, *([typed] if typed else [])).apply()
    assert added(before, after) == [line]
    assert after.rows == []


@pytest.mark.parametrize("days", [1, 3])
def test_a_wish_is_counted_from_the_note_it_was_made_in(days: int) -> None:
    """A hook may bring the due note up to date before the wish is applied: two devices write one day."""
    touched = ana().touch("Ana", "-")
    waiting = touched.later(days).index()
    assert "since 2026-11-22 %%" in waiting.due_note
    after = waiting.later(1).apply()
    assert added(touched, after) == ["snooze: 2026-11-29"]
    assert "since" not in after.due_note


def test_later_never_comes_before_the_day_that_stands() -> None:
    """A longer snooze, written by hand since, stays."""
    before = ana()
    snoozed = Morning({ANA: NOTE.replace("circle:", "snooze: 2027-03-01\ncircle:")}, due_note=before.due_note)
    touched = snoozed.touch("Ana", "-")
    assert touched.apply().files == snoozed.files


@pytest.mark.parametrize(
    "typed",
    [
        "later she said she would write",
        "later in jan",
        "20.11. coffee",
        "2026-02-30 call: x",
        "- [ ] call in may",
    ],
)
def test_a_day_that_cannot_be_told_is_not_guessed(typed: str) -> None:
    """The row moves below the region, with what is missing; it comes back untouched."""
    before = ana()
    after = before.tick("Ana", typed).apply()
    assert after.files == before.files
    below = after.due_note.partition("vaultwell:end")[2]
    assert f"“{typed.removeprefix('- [ ] ')}” names no time" in below
    assert after.rows[0].startswith("- [ ] [[Ana Díaz]]")


PROMISE = "- [ ] 2026-10-11 promised: send the visa checklist 📅 2026-11-20"


def test_ticking_a_promise_ticks_its_line() -> None:
    """With the day; nothing is logged beside it."""
    before = ana(with_line(PROMISE))
    after = before.tick("visa checklist").apply()
    assert after.files[ANA] == before.files[ANA].replace(
        PROMISE, f"{PROMISE.replace('[ ]', '[x]')} ✅ 2026-11-22"
    )


def test_words_under_a_promise_are_noted() -> None:
    """The box says that it was kept, the words how."""
    before = ana(with_line(PROMISE))
    after = before.tick("visa checklist", "it went by post").apply()
    assert "- 2026-11-22 note: it went by post" in after.files[ANA]
    assert f"{PROMISE.replace('[ ]', '[x]')} ✅ 2026-11-22" in after.files[ANA]


def test_a_promise_is_put_off_on_its_own_line() -> None:
    """A minus never drops it."""
    before = ana(with_line(PROMISE))
    after = before.touch("visa checklist", "-").apply()
    assert after.files[ANA] == before.files[ANA].replace("2026-11-20", "2026-11-29")


def test_a_promise_in_a_daily_note_is_kept_in_the_persons() -> None:
    """The ticked twin wins over the open line, which nobody changes."""
    day = "- [ ] promised [[Ana Díaz]]: bring the tent\n"
    before = ana(NOTE, **{"Daily/2026-11-10.md": day})
    after = before.tick("bring the tent").apply()
    assert after.files["Daily/2026-11-10.md"] == day
    assert "- [x] 2026-11-10 promised: bring the tent ✅ 2026-11-22" in added(before, after)
    assert not any("bring the tent" in row for row in after.rows)


def test_a_promise_in_a_daily_note_cannot_be_put_off() -> None:
    """No program writes into daily notes, and the row says so."""
    before = ana(NOTE, **{"Daily/2026-11-10.md": "- [ ] promised [[Ana Díaz]]: bring the tent\n"})
    after = before.touch("bring the tent", " ", "later 2w").apply()
    assert after.files == before.files
    assert "stands in a dated note" in after.due_note.partition("vaultwell:end")[2]


def test_ticking_thanks_logs_them() -> None:
    """With what it was for."""
    before = ana(with_line("- 2026-11-10 they gave: reviewed my talk"))
    after = before.tick("thank them").apply()
    assert added(before, after) == ["- 2026-11-22 thanked: reviewed my talk ^id"]
    assert not any("thank them" in row for row in after.rows)


def test_words_typed_under_thanks_are_what_you_thanked_for() -> None:
    """Free words are never a talk there."""
    before = ana(with_line("- 2026-11-10 they gave: reviewed my talk"))
    after = before.tick("thank them", "told her the talk went well").apply()
    assert added(before, after) == ["- 2026-11-22 thanked: told her the talk went well ^id"]


def test_ticking_an_ask_ticks_it() -> None:
    """A line without a box gets one."""
    before = ana(with_line("- 2026-11-10 they asked: a recipe"))
    after = before.tick("a recipe").apply()
    assert "- [x] 2026-11-10 they asked: a recipe ✅ 2026-11-22" in after.files[ANA]


def test_a_birthday_that_was_ticked_early_does_not_come_back() -> None:
    """The logged line carries its id, though the day itself is still to come."""
    note = NOTE.replace("circle: close", "birthday: 11-23")
    before = Morning({ANA: note}).later(2).index()
    after = before.tick("birthday").apply()
    assert added(before, after) == ["- 2026-11-24 contact ^id"]
    assert after.rows == []


# --- Exactly once ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize(
    ("mark", "typed"),
    [
        ("x", []),
        ("x", ["call: fine"]),
        ("x", ["should call"]),
        ("-", []),
        (" ", ["later 2w"]),
        (" ", ["let go"]),
    ],
)
def test_a_crash_between_the_two_writes_applies_a_tick_once(mark: str, typed: list[str], days: int) -> None:
    """The person's note is written, the due note is not; the next run, even days later, changes nothing."""
    crashed = ana().touch("Ana", mark, *typed).write_notes()
    assert crashed.files != ana().files
    again = crashed.later(days if typed != ["should call"] else 0).apply()
    assert again.files == crashed.files
    assert not any("[x]" in row or "[-]" in row for row in again.rows)


def test_a_crash_after_a_promise_was_ticked_is_harmless() -> None:
    """Its box is the memory."""
    crashed = ana(with_line(PROMISE)).tick("visa checklist", "by post").write_notes()
    again = crashed.later(2).apply()
    assert again.files == crashed.files
    assert "by post" not in again.due_note


def test_both_devices_tick_the_same_row() -> None:
    """The second due note arrives with the same tick: nothing is logged twice."""
    ticked = ana().tick("Ana", "call: fine")
    first = ticked.apply()
    second = Morning(first.files, due_note=ticked.due_note).later(1).apply()
    assert second.files == first.files
    assert "call: fine" not in second.due_note


def test_other_words_on_the_second_device_are_not_lost() -> None:
    """They move below the region, for the reader to decide."""
    first = ana().tick("Ana", "call: fine").apply()
    other = ana().tick("Ana", "coffee: at hers")
    second = Morning(first.files, due_note=other.due_note).apply()
    assert second.files == first.files
    assert "coffee: at hers" in second.due_note.partition("vaultwell:end")[2]


def test_a_row_whose_words_have_changed_since_is_still_applied() -> None:
    """The id does not depend on what the row says."""
    ticked = ana().tick("Ana")
    files = {ANA: NOTE.replace("the move to Lisbon", "the move to Porto")}
    after = Morning(files, due_note=ticked.due_note).apply()
    assert "- 2026-11-22 contact ^vw-" in after.files[ANA]


def test_somebody_contacted_meanwhile_is_logged_all_the_same() -> None:
    """The row is no longer due, but it was ticked: you were in touch."""
    ticked = ana().tick("Ana")
    after = Morning({ANA: with_line("- 2026-11-21 call: soon")}, due_note=ticked.due_note).apply()
    assert "- 2026-11-22 contact ^vw-" in after.files[ANA]


@pytest.mark.parametrize("alias", ["aliases: [Ana Díaz]\n", ""])
def test_a_person_renamed_since_is_found(alias: str) -> None:
    """By the alias that `rename` leaves, or by the words of the row when Obsidian renamed the note."""
    ticked = ana().tick("Ana")
    note = NOTE.replace("circle:", f"{alias}circle:")
    renamed = "People/Ana Ferreira.md"
    due_note = ticked.due_note.replace("[[Ana Díaz]]", "[[Ana Ferreira]]")
    after = Morning({renamed: note}, due_note=due_note).apply()
    assert log_of(after, renamed)[-1].startswith("- 2026-11-22 contact ^vw-")
    assert after.due_note.partition("vaultwell:end")[2].partition("\n")[2].strip() == ""


def test_a_row_whose_person_is_gone_is_kept_with_a_sentence() -> None:
    """Below the region, once."""
    ticked = ana().tick("Ana", "call: fine")
    after = Morning({"People/Ben.md": NOTE}, due_note=ticked.due_note).apply()
    below = after.due_note.partition("vaultwell:end")[2]
    assert "No note of a person fits this row" in below
    assert "call: fine" in below
    assert after.index().due_note == after.due_note


def test_a_promise_reworded_since_is_not_guessed() -> None:
    """It may be another one: the row moves below the region with a sentence."""
    ticked = ana(with_line(PROMISE)).tick("visa checklist")
    reworded = with_line(PROMISE.replace("the visa checklist", "both checklists"))
    after = Morning({ANA: reworded}, due_note=ticked.due_note).apply()
    assert after.files[ANA] == reworded
    assert "has changed since" in after.due_note.partition("vaultwell:end")[2]


def test_words_written_over_a_row_are_not_lost() -> None:
    """Somebody typed into the row itself and ticked it."""
    before = ana()
    row = before.rows[0]
    words = row.replace("[ ]", "[x]").replace(" ^vw", " she loved it ^vw")
    after = Morning(before.files, due_note=before.due_note.replace(row, words)).apply()
    assert "- 2026-11-22 contact ^vw-" in after.files[ANA]
    assert "she loved it" in after.due_note
