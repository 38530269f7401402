"""The due note as somebody reads it: its limits, its words, what it keeps."""

from datetime import date, timedelta

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.graph.lines import TODAY, build
from vaultwell.model.cadence import Cadence
from vaultwell.model.settings import Pace, Settings
from vaultwell.render.due_note import MOST_CHARACTERS_BEFORE_FOLDS, render_due_note
from vaultwell.render.environment import build_environment
from vaultwell.render.markdown import inline, quoted
from vaultwell.render.rows import MOST_CHARACTERS
from vaultwell.vault.templates import find_templates

ENVIRONMENT = build_environment(jinja2.FileSystemLoader(find_templates()))
CIRCLES = Settings(circles={"close": Cadence(months=1), "far": Cadence(months=12)})


def render(files: dict[str, str], settings: Settings = CIRCLES, today: date = TODAY) -> str:
    """The generated part of the due note of these notes."""
    graph, problems = build(files, settings, today)
    return render_due_note(graph, settings, problems, today, ENVIRONMENT)


def person(log: str, properties: str = "circle: close") -> str:
    """A note of a person."""
    return f"---\n{properties}\n---\n## Log\n\n{log}"


def rows(note: str) -> list[str]:
    """The rows that can be ticked."""
    return [line for line in note.split("\n") if line.startswith("- [ ]")]


def section(note: str, heading: str) -> list[str]:
    """The lines of one section, blank ones left out."""
    after = note.partition(f"## {heading}\n")[2]
    lines = after.split("\n")
    end = next((i for i, line in enumerate(lines) if line.startswith(("## ", "That is", ">"))), len(lines))
    return [line for line in lines[:end] if line]


def test_a_row_quotes_the_persons_own_line() -> None:
    """Somebody dormant stands there with the last thing you shared."""
    note = render({"People/Henrik Lund.md": person("- 2025-03-14 lunch: 2 hives; Signe", "circle: far")})
    assert rows(note)[0].startswith("- [ ] [[Henrik Lund]] · lunch in March\u00a02025: “2 hives; Signe” ^vw-")


def test_nothing_to_do_is_said_kindly() -> None:
    """When nobody is due the note says so and has no row."""
    note = render({"People/Ana.md": person("- 2026-11-20 coffee: the move\n")})
    assert "Nobody is waiting for a word from you today." in note
    assert not rows(note)


def test_an_empty_vault_says_how_to_begin() -> None:
    """Without people the note says how to make the first one."""
    assert "Nobody here yet. Make a note in People" in render({})


def test_without_any_rhythm_the_note_says_how_to_give_one() -> None:
    """People without circle and cadence are never due by cadence, and the note says how to change that."""
    assert "Nobody has a rhythm yet" in render({"People/Ana.md": person("", "location: Rome")})


def test_who_you_see_today_stands_first_with_what_they_told_you() -> None:
    """A plan of today is no row to tick, and its person is not among the few."""
    log = "- 2026-08-02 call: her new job\n- [ ] 2026-11-22 coffee: at Nora's\n"
    note = render({"People/Ana.md": person(log)})
    assert section(note, "Today") == [
        "- [[Ana]] · coffee: “at Nora's” · call in August: “her new job”",
    ]
    assert not rows(note)


def test_a_promise_asks_once_more_after_two_weeks_and_then_rides_on() -> None:
    """From 14 days past its date a promise asks whether it still holds, for a week."""
    log = "- 2026-11-01 promised: the slides 📅 2026-11-08\n- 2026-11-02 call: x\n"
    notes = {"People/Ana.md": person(log)}
    assert "Still yes?" not in render(notes, today=date(2026, 11, 21))
    assert "Still yes? Or tell them it will not happen" in render(notes, today=date(2026, 11, 22))
    assert "Still yes?" in render(notes, today=date(2026, 11, 28))
    later = render(notes, today=date(2026, 12, 2))
    assert "## You said you would" not in later
    assert "you promised: “the slides”" in later


def test_friends_are_never_owed_thanks() -> None:
    """After a favor of a friend's the row says to tell how it went, and does not speak of thanks."""
    log = "- 2026-11-10 they gave: a lift to the airport\n"
    friend = render({"People/Ana.md": person(log, "relation: friend")})
    other = render({"People/Ana.md": person(log, "relation: colleague")})
    assert "tell them how it went" in friend
    assert "thank them" not in friend
    assert "thank them" in other


def test_the_list_can_be_finished() -> None:
    """Whoever is contacted today drops out, and nobody moves up."""
    names = [f"Person {letter}" for letter in "ABCDEFGH"]
    notes = {f"People/{name}.md": person("- 2026-06-01 call: hello\n") for name in names}
    before = section(render(notes), "A few people")
    assert len(before) == 4
    for name in ("Person A", "Person B"):
        notes[f"People/{name}.md"] += "- 2026-11-22 call: and again\n"
    after = section(render(notes), "A few people")
    assert [line.split("·")[0] for line in after] == [
        line.split("·")[0] for line in before if "Person A" not in line and "Person B" not in line
    ]


def test_skipped_people_come_round_again_after_the_others() -> None:
    """Who was offered on Monday and not contacted waits until the others had their turn."""
    notes = {f"People/P{i}.md": person("- 2026-06-01 call: hello\n") for i in range(6)}
    settings = Settings(circles=CIRCLES.circles, pace=Pace(3, "day"))
    monday, tuesday, wednesday = (date(2026, 11, 16 + days) for days in range(3))
    offered = [
        {line[8:10] for line in rows(render(notes, settings, day))} for day in (monday, tuesday, wednesday)
    ]
    assert offered == [{"P0", "P1", "P2"}, {"P3", "P4", "P5"}, {"P0", "P1", "P2"}]


def test_nobody_without_a_reason_is_among_the_few() -> None:
    """Somebody of whom nothing is known stands under “Find a reason”, with what is missing."""
    note = render({"People/Ana.md": person("", "circle: close\nlast_contact: 2026-01-01")})
    assert not rows(note)
    assert "> - [[Ana]] · what they care about, where you met?" in note


def test_a_note_that_cannot_be_read_is_named() -> None:
    """A phone has no terminal: every note with unreadable front matter stands in the due note."""
    note = render({"People/Ana.md": "---\ncircle: @close\n---\n"})
    assert "Lines I was not sure about" in note
    assert "> - [[Ana]], line 2: " in note


_LINES = st.sampled_from(
    [
        "- 2026-01-05 call: {}",
        "- 2026-11-01 they gave: {}",
        "- 2026-11-02 promised: {} 📅 2026-11-20",
        "- 2026-11-03 they asked: {}",
        "- 2026-11-10 news: {}",
        "- 2026-11-11 next: {}",
        "- 2026-10-01 borrowed: {} 📅 2026-11-22",
        "- [ ] 2026-11-22 dinner: {}",
        "- 2026-11-12 met: {}",
    ]
)
_WORDS = st.text(st.sampled_from("aé bß[]`*_%|<>$=#^~\\\"'{}🧗漢"), min_size=1, max_size=120)
_PEOPLE = st.lists(
    st.tuples(st.lists(st.tuples(_LINES, _WORDS), max_size=5), st.sampled_from(["", "email: a@example.org"])),
    max_size=20,
)


@given(_PEOPLE)
def test_the_page_keeps_its_limits(people: list[tuple[list[tuple[str, str]], str]]) -> None:
    """Whatever stands in the notes: 12 rows at most, two a person, 180 characters a row, 1,600 before the
    folds, each row with its own block id, a blank line between rows, no checkbox inside a callout."""
    notes = {
        f"People/Person {i}.md": person(
            "\n".join(line.format(words) for line, words in lines), f"circle: close\n{more}"
        )
        for i, (lines, more) in enumerate(people)
    }
    note = render(notes)
    found = rows(note)
    assert len(found) <= 12
    assert len({row.rpartition("^")[2] for row in found}) == len(found)
    for name in notes:
        assert sum(f"[[{name[7:-3]}]]" in row.split("·")[0] for row in found) <= 2
    assert all(len(row) <= MOST_CHARACTERS for row in found)
    assert len(note.partition("\n> [!")[0]) <= MOST_CHARACTERS_BEFORE_FOLDS
    lines = note.split("\n")
    assert all(not lines[lines.index(row) + 1] for row in found)
    assert not any(line.startswith(">") and "[ ]" in line for line in lines)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain words", "plain words"),
        ("see [[Ben Okafor|Ben]]", "see Ben"),
        ("`= this.file`", "\\`= this.file\\`"),
        ("<% tp.date %>", "\\< % tp.date %\\>"),
        ("%%hidden%%", "% %hidden% %"),
        ("a_b and _c_", "a_b and \\_c\\_"),
        ("![[photo.png]] #tag", "\\#tag"),
        ("\x1b[31mred\u202e", "\\\\x1b\\[31mred\\\\u202e"),
    ],
)
def test_quoted_words_are_only_words(typed: str, shown: str) -> None:
    """Nothing in a quoted line links, runs, hides or colours anything."""
    assert inline(typed) == shown


def test_a_long_quote_ends_at_a_word() -> None:
    """A quote that is too long ends with an ellipsis after a whole word."""
    assert quoted("the tide tables for her spring issue", 24) == "“the tide tables for…”"


def test_a_row_stays_as_it_is_while_nothing_happens() -> None:
    """No row changes because a day passes: the same words from Tuesday to Sunday."""
    notes = {"People/Ana.md": person("- 2026-06-01 call: hello\n")}
    week = {tuple(rows(render(notes, today=date(2026, 11, 17) + timedelta(days)))) for days in range(6)}
    assert len(week) == 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the **big** move", "“the big move”"),
        ("==Signe== is ~~fine~~ nervous", "“Signe is fine nervous”"),
        ("2 ** 3 ** 4", "“2 \\*\\* 3 \\*\\* 4”"),
    ],
)
def test_emphasis_is_not_quoted(words: str, shown: str) -> None:
    """Its signs would stand there as signs; others that mean nothing stay as typed."""
    assert quoted(words, 80) == shown


def test_coming_up_has_an_end() -> None:
    """Twenty lines at most, the next days first; then how many more there are, and how to see them."""
    days = ["11-24"] * 19 + ["12-02", "12-01", "12-06", "12-05"]
    notes = {f"People/P{number:02}.md": f"---\nbirthday: {day}\n---\n" for number, day in enumerate(days)}
    notes["People/Zoe.md"] = person("- [ ] 2026-12-03 coffee: at Nora's\n", "met: 2020-01-01")
    lines = render(notes).partition("> [!vaultwell]- Coming up\n")[2].split("\n")
    assert lines[18:21] == [
        "> - 24\u00a0Nov · [[P18]] · birthday",
        "> - 1\u00a0Dec · [[P20]] · birthday",
        "> - and 4 more until 6\u00a0Dec: `vaultwell due --within 14`",
    ]
    assert lines[21] == ">"


def test_twenty_things_that_come_are_all_named() -> None:
    """Where everything has room nothing more is said."""
    notes = {f"People/P{number:02}.md": "---\nbirthday: 11-24\n---\n" for number in range(20)}
    note = render(notes)
    assert note.count("> - 24\u00a0Nov") == 20
    assert "more until" not in note
