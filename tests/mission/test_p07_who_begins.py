"""P7: notice one-sided ties, both ways."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run
from tests.graph.lines import TODAY, build
from vaultwell.model.settings import Settings
from vaultwell.practices.history import find_history
from vaultwell.practices.mirror import Reflection, find_mirror

Write = Callable[[Mapping[str, str | bytes]], Path]

QUESTIONS = """\
- 2026-01-28 they asked: which projection flatters an estuary
- 2026-05-06 they asked: a reference
- 2026-05-08 helped: wrote the reference
- 2026-05-29 they thanked: he is in
- 2026-06-17 they asked: my notes on hill shading
- 2026-11-05 they asked: a look at his abstract
"""


def mirror(log: str, properties: str = "relation: professional") -> list[str]:
    """What the notes show of Ravi: `them asks 4/5 :6 :7`."""
    text = f"---\ntype: person\n{properties}\n---\n## Log\n{log}"
    graph, _ = build({"Ravi.md": text})
    history = find_history(graph, graph.contacts["Ravi.md"], Settings())
    return [say(reflection) for reflection in find_mirror(history, TODAY)]


def say(found: Reflection) -> str:
    """Who, what, how often, and the lines."""
    lines = " ".join(f":{entry.source.line}" for entry in found.entries)
    return f"{found.who} {found.what} {found.times}/{found.out_of} {lines}"


def test_somebody_who_comes_with_questions(write_vault: Write, run: Run) -> None:
    """It is said with the count, the caveat, something kind to do, and every line it rests on."""
    vault = write_vault({"People/Ravi Menon.md": f"## Log\n\n{QUESTIONS}"})
    assert run(vault, "show", "ravi").stdout.partition("What your notes show\n")[2] == (
        "  In what you wrote down over twelve months, Ravi Menon came with a question four times out of five."
        " Notes remember questions better than hellos, so this may be half the story."
        " To be asked is to be trusted. Write first one day, about something else."
        "  People/Ravi Menon.md:3 :4 :7 :8\n"
    )


def test_the_mirror_as_json(write_vault: Write, run: Run) -> None:
    """`show --json` has the same words, and follows its schema."""
    vault = write_vault({"People/Ravi Menon.md": f"## Log\n\n{QUESTIONS}"})
    document = json.loads(run(vault, "show", "ravi", "--json").stdout)
    assert list(find_faults(document, SCHEMAS["vaultwell:show"], "vaultwell:show")) == []
    (found,) = document["mirror"]
    assert found["words"].startswith("In what you wrote down over twelve months, Ravi Menon came")
    assert found["sources"] == [f"People/Ravi Menon.md:{line}" for line in (3, 4, 7, 8)]


def test_the_same_mirror_is_turned_on_me(write_vault: Write, run: Run) -> None:
    """What is counted of them is counted of me, by the same rule and in the same words."""
    log = QUESTIONS.replace("they asked", "I asked").replace("they thanked", "I thanked")
    vault = write_vault({"People/Laura Benedetti.md": f"## Log\n\n{log.replace('helped', 'they helped')}"})
    assert run(vault, "show", "laura").stdout.partition("What your notes show\n")[2] == (
        "  In what you wrote down over twelve months, you came to Laura Benedetti with a question"
        " four times out of five."
        " Notes remember questions better than hellos, so this may be half the story."
        " A letter without a question would be kind."
        "  People/Laura Benedetti.md:3 :4 :7 :8\n"
    )


def test_a_letter_without_a_question_has_something_to_begin_with(write_vault: Write, run: Run) -> None:
    """Where I am the one who asks, what I noted for them is at hand, with its line."""
    log = QUESTIONS.replace("they asked", "I asked").replace("they thanked", "I thanked")
    idea = "- 2026-11-03 idea: the story of the foghorn\n"
    shown = run(write_vault({"People/Laura.md": f"## Log\n{log}{idea}"}), "show", "laura").stdout
    assert shown.endswith(
        " A letter without a question would be kind. You noted: “the story of the foghorn”."
        "  People/Laura.md:2 :3 :6 :7 :8\n"
    )


FAVORS = (
    "- 2026-02-01 gave: seeds\n- 2026-04-01 helped: the move\n- 2026-06-01 lunch\n- 2026-06-10 gave: jam\n"
    "- 2026-08-01 coffee\n"
)


def test_silence_after_favors(write_vault: Write, run: Run) -> None:
    """Nothing heard in the month after most favors is said too, and asks for nothing."""
    vault = write_vault({"People/Ravi Menon.md": f"## Log\n\n{FAVORS}"})
    assert run(vault, "show", "ravi").stdout.partition("What your notes show\n")[2] == (
        "  In what you wrote down over twelve months, no line from Ravi Menon followed all three favors of"
        " yours within a month. Thanks are often said and not written down, so this may be half the story."
        " Ask how it went: who feels that a word is owed is often glad to be asked."
        "  People/Ravi Menon.md:3 :4 :6\n"
    )


@pytest.mark.parametrize(
    ("log", "properties", "found"),
    [
        (QUESTIONS, "relation: professional", ["them asks 4/5 :6 :7 :10 :11"]),
        # between friends, and of somebody who is gone, nothing is counted
        (QUESTIONS, "relation: friend", []),
        (QUESTIONS, "relation: [colleague, family]", []),
        (QUESTIONS, "died: 2026-11-10", []),
        (QUESTIONS, "let_go: true", []),
        # four are too few
        (QUESTIONS.replace("2026-01-28", "2025-01-28"), "", []),
        # talks whose beginner is unknown count for them; so does a property without a line
        (QUESTIONS + "- 2026-07-01 lunch\n- 2026-07-02 coffee\n", "", []),
        (QUESTIONS + "- 2026-07-01 lunch\n", "last_contact: 2026-11-20", []),
        (QUESTIONS + "- 2026-07-01 lunch\n", "", ["them asks 4/6 :6 :7 :10 :11"]),
        # an ask that came up in a talk is not why they came
        (QUESTIONS + "- 2026-06-17 lunch\n- 2026-07-01 lunch\n", "", []),
        # two asks of one day are one letter
        (QUESTIONS.replace("2026-06-17", "2026-05-06"), "", []),
        # my own calls are mine, and say nothing of them
        (QUESTIONS + "- 2026-07-01 called\n" * 9, "", ["them asks 4/5 :6 :7 :10 :11"]),
        # an ask that was dropped is no ask
        (QUESTIONS.replace("- 2026-11-05", "- [-] 2026-11-05"), "", []),
        # a favor of the last month may still be answered; one answered by a talk is
        (FAVORS.replace("2026-06-10", "2026-11-01"), "", []),
        (FAVORS + "- 2026-04-20 coffee\n- 2026-02-02 they wrote\n", "", []),
        (FAVORS + "- 2026-02-02 they wrote\n", "", ["them silence 2/3 :7 :9"]),
        # three favors alone are too few contacts to say anything
        (FAVORS.replace("- 2026-08-01 coffee\n", ""), "", []),
        # an ask on the day of the favor came before it
        (FAVORS + "- 2026-04-01 they asked: the move\n", "", ["them silence 3/3 :6 :7 :9"]),
        ("", "", []),
    ],
)  # fmt: skip
def test_what_has_to_be_there(log: str, properties: str, found: list[str]) -> None:
    """Enough contacts, most of them with an ask, within a year, and nobody near or gone."""
    assert mirror(log, properties) == found


NOUNS = ("coffee", "lunch with a friend", "call: the move", "event")
DEEDS = (
    "called: x",
    "wrote",
    "asked: a map",
    "gave: seeds",
    "helped: the move",
    "offered: tea",
    "thanked: y",
)
MORE_DEEDS = (
    "reached out",
    "promised: soup",
    "lent: a tent",
    "asked how it goes",
    "emailed, no answer",
    "got: a book",
)
lines = st.tuples(
    st.integers(0, 420),
    st.one_of(
        st.tuples(st.just(""), st.sampled_from(NOUNS)),
        st.tuples(st.sampled_from(["I ", "they "]), st.sampled_from(DEEDS + MORE_DEEDS)),
    ),
    st.sampled_from(["", "", "", "[x] ", "[-] "]),
)
SWAPPED = {"I ": "they ", "they ": "I ", "": ""}
SIDES = {"me": "them", "them": "me"}


def write_log(found: list[tuple[int, tuple[str, str], str]], who: Mapping[str, str]) -> str:
    """The lines as somebody would write them, `who` for who did it."""
    days = [(TODAY - timedelta(ago), who[by] + what, box) for ago, (by, what), box in found]
    return "".join(f"- {box}{day} {what}\n" for day, what, box in days)


@given(st.lists(lines, max_size=25))
def test_the_mirror_is_symmetric(found: list[tuple[int, tuple[str, str], str]]) -> None:
    """Whoever swaps every “they” in a vault gets the two findings swapped, lines and all."""
    mine = mirror(write_log(found, {by: by for by in SWAPPED}))
    theirs = mirror(write_log(found, SWAPPED))
    swapped = [f"{SIDES[side]} {rest}" for side, _, rest in (line.partition(" ") for line in theirs)]
    assert sorted(mine) == sorted(swapped)


def test_both_sides_can_be_found_at_once() -> None:
    """The law above is about something: a log may show both, theirs first."""
    days = [date(2026, 1, 1) + timedelta(20 * number) for number in range(10)]
    log = "".join(f"- {day} {'I' if number % 2 else 'they'} asked: x\n" for number, day in enumerate(days))
    assert mirror(log) == ["them asks 5/5 :6 :8 :10 :12 :14", "me asks 5/5 :7 :9 :11 :13 :15"]
