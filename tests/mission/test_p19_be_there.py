"""P19: be there when you meet; and who lives where you are going."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from tests.conftest import Run
from tests.graph.lines import TODAY
from tests.render.test_due_note import person, render, section
from vaultwell.render.due_note import MOST_CHARACTERS_BEFORE_FOLDS
from vaultwell.render.rows import MOST_CHARACTERS

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = """\
- 2026-08-02 call: her new job
- 2026-08-30 note: no sugar
- 2026-11-01 next: how the exam went
- [ ] 2026-10-11 promised: the visa checklist
- 2026-11-05 they asked: the name of a dentist
- 2026-11-10 promoted: head of the lab
- [ ] 2026-11-22 coffee: at Nora's
"""


def test_whom_you_see_today_stands_in_the_due_note_with_what_to_bring_up() -> None:
    """What to ask, what they told you last and what is open between you stand on the one line."""
    note = render({"People/Ana.md": person(ANA.replace("2026-11-05 they", "2026-08-01 they"))})
    assert section(note, "Today")[0] == (
        "- [[Ana]] · coffee: “at Nora's” · ask: “how the exam went” · call in August: “her new job”"
        " · you promised: “the visa checklist” · promoted 10\u00a0Nov: “head of the lab”"
    )


def test_several_people_at_one_table() -> None:
    """A dinner of three is one line, and one more for each of whom there is something to say."""
    dinner = "- [ ] 2026-11-22 dinner with [[Ben]] and [[Chen]]: soup\n"
    notes = {
        "People/Ana.md": person(f"- 2026-10-01 call: the move\n{dinner}"),
        "People/Ben.md": person("- 2026-10-02 next: how is the foot\n"),
        "People/Chen.md": person(""),
    }
    assert section(render(notes), "Today") == [
        "- [[Ana]], [[Ben]], [[Chen]] · dinner: “soup”",
        "- [[Ana]] · call 1\u00a0Oct: “the move”",
        "- [[Ben]] · ask: “how is the foot”",
    ]


def test_the_coming_days_say_it_too() -> None:
    """Plans, dated notes of the future and open tasks with a day stand under “Coming up”."""
    notes = {
        "People/Ana.md": person("- 2026-10-01 call: the move\n- 2026-10-01 next: the flat\n"),
        "Journal/2026-11-24.md": "- lunch with [[Ana]]: at the harbour\n",
        "Journal/2026-11-26.md": "- coffee with [[Ana]]\n",
        "Journal/2026-11-20.md": "- [ ] the map for [[Ana]] 📅 2026-11-27\n",
    }
    coming = [line for line in render(notes).split("\n") if line.startswith("> - ")]
    assert coming == [
        "> - 24\u00a0Nov · [[Ana]] · lunch: “at the harbour” · ask: “the flat” · call 1\u00a0Oct: “the move”",
        "> - 26\u00a0Nov · [[Ana]] · coffee",
        "> - 27\u00a0Nov · [[Ana]] · to do: “the map for Ana”",
    ]


def test_long_words_never_push_the_list_off_the_page() -> None:
    """However much there is to say of many people, no line is longer than a row, nor the page than a page."""
    words = "word " * 60
    log = f"- 2026-10-01 call: {words}\n- 2026-10-01 next: {words}\n- [ ] 2026-11-22 dinner: {words}\n"
    notes = {f"People/Person {number}.md": person(log) for number in range(9)}
    before = render(notes).partition("That is all")[0]
    assert len(before) <= MOST_CHARACTERS_BEFORE_FOLDS
    assert len(section(render(notes), "Today")) == 4
    assert max(map(len, before.split("\n"))) <= MOST_CHARACTERS


def test_who_died_is_not_met() -> None:
    """A plan with somebody who died is not spoken of."""
    log = "- [ ] 2026-11-22 tea\n- [ ] 2026-11-25 tea\n"
    assert "tea" not in render({"People/Ana.md": person(log, "died: 2026-11-20")})


def test_due_says_whom_you_will_see(write_vault: Write, run: Run) -> None:
    """In the terminal each person's things stand below the meeting, once, all with their words."""
    log = ANA + "- [ ] 2026-11-25 walk: the river\n"
    vault = write_vault({"People/Ana.md": person(log, "location: Lisbon")})
    assert run(vault, "due", "--within", "7d").stdout.partition("\nAlso")[0].partition("\nDue")[0] == (
        "Sunday, 22 November 2026\n"
        "\n"
        "You will see\n"
        "  today  Ana  coffee: “at Nora's”  People/Ana.md:12\n"
        "    they asked 5 Nov: “the name of a dentist”\n"
        "    you promised: “the visa checklist”\n"
        "    promoted 10 Nov: “head of the lab”\n"
        "  25 Nov  Ana  walk: “the river”  People/Ana.md:13\n"
    )
    assert "You will see" not in run(vault, "due", "--in", "rome", "--within", "7d").stdout
    assert "25 Nov" not in run(vault, "due").stdout


def test_one_who_was_asked_already_is_not_asked_again() -> None:
    """A question for next time is gone once you talked."""
    tomorrow = TODAY + timedelta(1)
    log = f"- 2026-10-01 next: the exam\n- 2026-10-20 called: passed\n- [ ] {tomorrow} tea\n"
    note = render({"People/Ana.md": person(log)})
    assert "the exam" not in note
    assert "tea · you called 20\u00a0Oct: “passed”" in note


# --- Travel ---------------------------------------------------------------------------------------------

TRAVEL = {
    "People/Ana.md": "---\nlocation: Bristol\nneeds: [a flat in Lisbon]\n---\n",
    "People/Ben.md": "---\nlocation: [Lisbon, Faro]\npaused: true\n---\n## Log\n- 2026-10-01 call: knee\n",
    "People/Chen.md": "---\ncity: LISBON\n---\n",
    "People/Dora.md": "---\nlocation: Lisbon\nlet_go: true\n---\n",
    "People/Emil.md": "---\nlocation: Lisbon\ndied: true\n---\n",
    "People/Fay.md": "---\nlocation: Birmingham\ngoals: [to sing in Lisbon]\nlet_go: true\n---\n",
}


def test_who_is_there_when_i_travel(write_vault: Write, run: Run) -> None:
    """Everybody there, due or not, with what you last shared; then who has the place in mind."""
    assert run(write_vault(TRAVEL), "list", "--in", "lisbon").stdout == (
        "In Lisbon\n"
        "  Ben   paused · call 1 Oct: “knee”  People/Ben.md:6\n"
        "  Chen  never in touch yet\n"
        "\n"
        "With Lisbon in mind\n"
        "  Ana  needs: a flat in Lisbon  People/Ana.md:3\n"
    )


def test_a_place_is_meant_from_its_first_letter(write_vault: Write, run: Run) -> None:
    """The beginning of a word is enough; the middle of one is another place; nobody there is said."""
    vault = write_vault(TRAVEL)
    assert "In Lis\n  Ben" in run(vault, "list", "--in", "lis").stdout
    assert run(vault, "list", "--in", "ham").stdout == "Nobody’s note says that they live in Ham.\n"
    assert run(vault, "list", "--in", " ").exit_code == 2
    assert run(vault, "list", "--in", "lisbon", "circle=close").stdout.startswith("Nobody’s note")
