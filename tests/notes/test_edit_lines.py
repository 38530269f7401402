"""One line of a log ticked, dropped, put off, corrected or removed."""

from datetime import date

import pytest

from vaultwell.model.errors import CannotEdit
from vaultwell.notes.edit_lines import drop, remove_entry, replace_words, set_due, tick

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "ticked", "dropped", "put_off"),
    [
        (
            "- [ ] 2026-10-11 promised: send it 📅 2026-11-20 ^a1  ",
            "- [x] 2026-10-11 promised: send it 📅 2026-11-20 ✅ 2026-11-22 ^a1  ",
            "- [-] 2026-10-11 promised: send it 📅 2026-11-20 ❌ 2026-11-22 ^a1  ",
            "- [ ] 2026-10-11 promised: send it 📅 2026-11-22 ^a1  ",
        ),
        (
            "* 2026-10-11 promised: send it",
            "* [x] 2026-10-11 promised: send it ✅ 2026-11-22",
            "* [-] 2026-10-11 promised: send it ❌ 2026-11-22",
            "* 2026-10-11 promised: send it 📅 2026-11-22",
        ),
        (
            "1. [/] promised: send it [due:: 2026-11-20] #tag",
            "1. [x] promised: send it [due:: 2026-11-20] #tag [completion:: 2026-11-22]",
            "1. [-] promised: send it [due:: 2026-11-20] #tag [cancelled:: 2026-11-22]",
            "1. [/] promised: send it [due:: 2026-11-22] #tag",
        ),
        (
            "\t- [ ] promised: send it %% soon %%",
            "\t- [x] promised: send it ✅ 2026-11-22 %% soon %%",
            "\t- [-] promised: send it ❌ 2026-11-22 %% soon %%",
            "\t- [ ] promised: send it 📅 2026-11-22 %% soon %%",
        ),
        (
            "- [ ] promised: send it ✅ 2025-01-01",
            "- [x] promised: send it ✅ 2026-11-22",
            "- [-] promised: send it ✅ 2025-01-01 ❌ 2026-11-22",
            "- [ ] promised: send it ✅ 2025-01-01 📅 2026-11-22",
        ),
    ],
)
def test_a_line_is_closed_where_it_stands(line: str, ticked: str, dropped: str, put_off: str) -> None:
    """The box, and a day behind the words and before the id; blanks and comments stay."""
    above = "- above\r\n" if line.startswith("\t") else ""
    for edit, wanted in ((tick, ticked), (drop, dropped), (set_due, put_off)):
        assert edit(f"{above}{line}\r\n- other\r\n", 2 if above else 1, "send it", DAY) == (
            f"{above}{wanted}\r\n- other\r\n"
        )


def test_without_a_day_only_the_box_changes() -> None:
    """No day is made up."""
    assert tick("- [ ] promised: x", 1, "x", None) == "- [x] promised: x"
    assert drop("- [ ] promised: x", 1, "x", None) == "- [-] promised: x"


def test_what_is_closed_stays_so() -> None:
    """Twice is the same as once; done is not dropped, nor the other way."""
    done, dropped = "- [X] promised: x ✅ 2026-01-01", "- [-] promised: x"
    assert tick(done, 1, "x", DAY) == done
    assert drop(dropped, 1, "x", DAY) == dropped
    with pytest.raises(CannotEdit, match=r"^this was done already"):
        drop(done, 1, "x", DAY)
    with pytest.raises(CannotEdit, match=r"^this was dropped already"):
        tick(dropped, 1, "x", DAY)


def test_a_line_is_followed_by_its_words() -> None:
    """A line that has moved is found again, as long as it stands there once."""
    note = "new\n\n- [ ] promised: a soup\n- [ ] promised: soup\n"
    assert tick(note, 1, "soup", None) == note.replace("[ ] promised: soup", "[x] promised: soup")
    with pytest.raises(CannotEdit, match=r"^“bread” does not stand here any more"):
        tick(note, 3, "bread", None)
    with pytest.raises(CannotEdit, match=r"^“soup” stands in the lines 4, 5, and it is not clear"):
        tick(f"{note}- [ ] promised: soup\n", 1, "soup", None)


@pytest.mark.parametrize(
    "note",
    ["> - [ ] promised: x", "```\n- [ ] promised: x\n```", "### 2026-10-05 promised: x", "promised: x"],
)
def test_only_a_list_item_can_be_ticked(note: str) -> None:
    """Quotes, code, headings and prose are left alone."""
    with pytest.raises(CannotEdit):
        tick(note, 1, "x", DAY)


def test_a_heading_that_is_an_entry_is_named() -> None:
    """What stands below it is part of it, and is not taken for it."""
    with pytest.raises(CannotEdit, match="this entry is a heading"):
        remove_entry("## Log\n### 2026-10-05\n- soup\n", 2, "soup")


def test_words_are_replaced_up_to_the_id() -> None:
    """Marker, box, id and the lines below stay; an id of the new words takes the old one's place."""
    note = "- [ ] 2026-10-05 call: x 📅 2026-11-20 ^a1\n  - more\n"
    assert replace_words(note, 1, "x", "2026-10-06 tea: y") == "- [ ] 2026-10-06 tea: y ^a1\n  - more\n"
    assert replace_words(note, 1, "x", "z ^b2") == "- [ ] z ^b2\n  - more\n"
    with pytest.raises(CannotEdit, match="would change how the lines below"):
        replace_words(note, 1, "x", "%% z")


def test_an_entry_goes_with_what_is_indented() -> None:
    """And with words that go on in the next line without being indented."""
    note = "- a\n- 2026-10-05 call: x\n\n  more\n  - y\nlazy\n- b\n"
    assert remove_entry("- a\n- 2026-10-05 call: x\n\n  more\n- b\n", 2, "x") == "- a\n- b\n"
    assert remove_entry(note, 5, "y") == "- a\n- 2026-10-05 call: x\n\n  more\n- b\n"
    assert remove_entry("- call: x", 1, "x") == ""


def test_an_entry_may_have_all_its_words_below() -> None:
    """Its line alone says nothing; it is still that line which is meant."""
    note = "## Log\n- [ ] 2026-10-05 promised:\n  - soup\n"
    assert tick(note, 2, "soup", None) == note.replace("[ ]", "[x]")
    assert remove_entry(note, 2, "soup") == "## Log\n"
