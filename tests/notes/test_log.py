"""Where an entry of a contact's log begins, and what belongs to it."""

import pytest

from tests.graph.lines import PERSON, build, say_all


def say(log: str) -> str:
    """What this text under a heading `Log` says of Ana."""
    return say_all(*build({"People/Ana.md": f"{PERSON}\n## Log\n\n{log}\n"}))


@pytest.mark.parametrize(
    "line",
    [
        "- 2026-10-05 call: the move",
        "* 2026-10-05: call: the move",
        "1. 2026-10-05 – call: the move",
        "- [[2026-10-05]] call: the move",
        "- [[2026-10-05|Monday]] call: the move",
        "- **2026-10-05** call: the move",
        "- **[[2026-10-05]]** call: the move",
        "- 2026-10-05 18:30 call: the move",
        "- [x] 2026-10-05 call: the move ✅ 2026-10-05",
        "### 2026-10-05 call: the move",
        "### [[2026-10-05]] call: the move",
    ],
)
def test_every_form_of_the_day_begins_an_entry(line: str) -> None:
    """Plain, linked, bold, with a time, as a task or as a sub-heading: it is the same entry."""
    done = " done" if "[x]" in line else ""
    assert say(line) == f"Ana: contact/call{done} “the move”"


def test_what_stands_under_a_dated_heading_belongs_to_it() -> None:
    """Paragraphs and bullets are its text; a verb with a colon, or a checkbox, is an entry of its own."""
    text = "### 2026-10-05\nLong walk, she is tired.\n\n- her mother is better\n- promised: the soup recipe\n"
    assert say(text) == (
        "Ana: contact/contact “Long walk, she is tired.\nher mother is better”; "
        "Ana: promise/promised me open “the soup recipe”"
    )


def test_a_heading_without_a_date_ends_the_day() -> None:
    """After the next heading an item needs a day of its own again."""
    assert say("### 2026-10-05 call\n\n### Later\n- promised: soup") == "Ana: contact/call “”; [no-date]"


def test_indented_lines_belong_to_the_line_above() -> None:
    """Plain lines are its words, joined; `they` and a verb with a colon make an entry with its date."""
    text = (
        "- 2026-10-05 coffee: the grant\n  she is nervous\n  - wants to move\n\t- they promised: the form\n"
    )
    assert say(text) == (
        "Ana: contact/coffee “the grant she is nervous\nwants to move”; "
        "Ana: promise/promised them open “the form”"
    )


def test_a_group_needs_no_date() -> None:
    """An undated item that only holds dated ones is no mistake."""
    assert say("- 2026\n  - 2026-10-05 call: a\n") == "Ana: contact/call “a”"


@pytest.mark.parametrize("line", ["- 2026-02-30 call: a", "### 2026-02-30 call", "- 2031-01-01 call: a"])
def test_an_impossible_day_counts_for_nothing_and_is_named(line: str) -> None:
    """A day that is none, or too far ahead, is reported; nothing takes today's date instead."""
    assert say(line) == "[impossible-date]"


def test_order_in_the_file_does_not_matter() -> None:
    """Newest first or oldest first, the entries are the same."""
    lines = ["- 2026-10-05 call: a", "- 2026-10-04 coffee: b", "- 2026-10-03 walk: c"]
    assert say("\n".join(lines)) == say("\n".join(lines[::-1]))


def test_only_the_log_headings_hold_entries() -> None:
    """A dated item elsewhere in the note is prose; a heading of the log's at any depth counts."""
    text = (
        f"{PERSON}\n- 2026-10-01 call: x\n\n# Notes\n- 2026-10-02 call: x\n\n"
        "#### history\n- 2026-10-05 call: y\n"
    )
    assert say_all(*build({"People/Ana.md": text})) == "Ana: contact/call “y”"
