"""P6: before you ask, what your notes say of when; each reason with its line, and what to do first."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

HEAD = "---\npronouns: she/her\nrelation: professional\n---\n## Log\n"


@pytest.fixture
def ask(write_vault: Write, run: Run) -> Callable[..., str]:
    """What `ask Nora WHAT` says of Nora's note, with other people's notes beside it."""

    def ask(note: str, what: str = "a hand", **others: str) -> str:
        notes = {"People/Nora.md": note, **{f"People/{name}.md": text for name, text in others.items()}}
        vault = write_vault({"vaultwell.toml": "", **notes})
        result = run(vault, "ask", "nora", what)
        assert result.exit_code == 0
        return result.stdout

    return ask


def said(text: str) -> str:
    """The expected answer, as it stands in a test."""
    return dedent(text).lstrip("\n")


def test_asked_three_times_running_with_a_promise_open(ask: Callable[..., str]) -> None:
    """Three asks with nothing between and a promise undelivered: not yet, and what to do about it."""
    note = HEAD + (
        "- 2026-06-01 coffee: her exhibition\n"
        "- 2026-09-02 letter: about the fair\n"
        "  - asked: who runs the print fair\n"
        "- [ ] 2026-09-02 promised: the candidate list\n"
        "- 2026-09-06 they helped: two names at the fair\n"
        "- 2026-09-20 asked: an introduction to them\n"
        "- [x] 2026-10-11 asked: would she read my letter ✅ 2026-10-12\n"
        "- 2026-11-03 idea: the foghorn story, with no question at the end\n"
    )
    assert ask(note, "an introduction to the museum") == said("""
        Not yet.

          The last three times you were in touch, you asked for something; nothing else lies between. Before that: coffee in June.  People/Nora.md:8 :11 :12 :6
          You promised “the candidate list” on 2 Sep, and it is open.  :9
          She helped on 6 Sep: “two names at the fair”. Nothing says that you told her how it ended.  :10

          It took her years to know those people. First do what you promised, or say that it will not happen; ask about her work, not her contacts.
          You had an idea on 3 Nov: “the foghorn story, with no question at the end”.  People/Nora.md:13

        This is about when, not whether. If it cannot wait, ask, and say so in your first line. You decide.
        """)


def test_a_favor_of_which_they_never_heard_the_end(ask: Callable[..., str]) -> None:
    """A favor since which you were not in touch wants its end told first."""
    note = HEAD + "- 2026-10-01 lunch: her book\n- 2026-11-01 they reviewed: my pitch\n"
    assert ask(note) == said("""
        Warm up first.

          She reviewed on 1 Nov: “my pitch”. Nothing says that you told her how it ended.  People/Nora.md:7

          First thank her, and tell her how it ended.
          Last time: “her book”.  People/Nora.md:6

        If it cannot wait, ask, and say so in your first line. You decide.
        """)


def test_in_touch_for_its_own_sake(ask: Callable[..., str]) -> None:
    """A talk without an ask and something given since the last one: go ahead, and how."""
    note = HEAD + (
        "- 2026-06-01 asked: a look at my pitch\n"
        "- 2026-06-08 they reviewed: all of it\n"
        "- 2026-06-10 thanked: with a cake\n"
        "- 2026-09-01 helped: the shelves\n"
        "- 2026-11-01 walk: the fog\n"
    )
    assert ask(note) == said("""
        Go ahead.

          You were in touch without an ask on 1 Nov: walk, “the fog”.  People/Nora.md:10
          Since you last asked, something went the other way on 1 Sep: you helped, “the shelves”.  :9

          Say why in the first line, leave her an easy no, and tell her how it ended.
        """)


def test_an_introduction_whose_loop_is_open(ask: Callable[..., str]) -> None:
    """They made somebody known to you, and never heard how it went; that person's own note may tell it."""
    note = HEAD + "- 2026-10-01 lunch: her book\n- 2026-10-20 coffee: her book, again\n"
    ben = '---\nintroduced_by: "[[Nora]]"\nmet: 2026-11-09\n---\n'
    assert ask(note, Ben=ben) == said("""
        Warm up first.

          She introduced you to Ben on 9 Nov; nothing says that you told her how it went.  People/Ben.md:2

          First thank her, and tell her how it went with Ben.
          Last time: “her book, again”.  People/Nora.md:7

        If it cannot wait, ask, and say so in your first line. You decide.
        """)


TALKS = "- 2026-10-01 lunch: her book\n- 2026-10-20 coffee: her book, again\n"


@pytest.mark.parametrize(
    ("lines", "reason", "step"),
    [
        (
            "- [ ] 2026-10-20 asked: an hour on the captions\n",
            "What you asked on 20 Oct is open: “an hour on the captions”.  People/Nora.md:8",
            "First let that one be answered, or take it back.",
        ),
        (
            "- [ ] 2026-09-01 borrowed: her tent 📅 2026-10-01\n",
            "You still have “her tent”, due back on 1 Oct.  People/Nora.md:8",
            "First bring back what you borrowed.",
        ),
        (
            "- 2026-11-01 called: no answer\n- 2026-11-10 texted: no reply\n",
            "No answer came to your word of 1 Nov and 10 Nov. People have such months.  People/Nora.md:8 :9",
            "First try another way to reach her, with a line that wants no answer.",
        ),
        (
            "- 2026-09-01 owe: quince jam\n- 2026-09-02 promised: the list\n",
            "You owe her “quince jam”, since 1 Sep. You promised “the list” on 2 Sep, and it is open."
            "  People/Nora.md:8 :9",
            "First do what you promised, or say that it will not happen.",
        ),
    ],
)
def test_what_is_open_comes_first(lines: str, reason: str, step: str, ask: Callable[..., str]) -> None:
    """An open ask, a late loan, silence after two tries, a promise: each is named, with the deed that mends it."""
    answer = ask(HEAD + TALKS + lines).split("\n")
    assert answer[0] == "Warm up first."
    assert answer[2].strip() == reason
    assert answer[4].strip() == step


def test_three_tries_without_an_answer(ask: Callable[..., str]) -> None:
    """After three tries it is not yet, and nobody is to blame."""
    tries = "".join(f"- 2026-{month}-01 called: no answer\n" for month in ("09", "10", "11"))
    note = HEAD + TALKS.replace("2026-10", "2026-08") + tries
    assert ask(note).split("\n")[:3] == [
        "Not yet.",
        "",
        "  No answer came to your word of 1 Sep, 1 Oct and 1 Nov. People have such months."
        "  People/Nora.md:8 :9 :10",
    ]


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (
            "---\n---\n",
            "No contact between you is written down yet. If you know each other well, trust that, and ask."
            "  People/Nora.md:1",
        ),
        (
            "---\nmet: 2026-11-19\n---\n",
            "You met on 19 Nov, and nothing between you is written down since.  People/Nora.md:2",
        ),
        (
            HEAD + "- 2026-11-14 met: coffee",
            "You were in touch once, on 14 Nov: met, “coffee”.  People/Nora.md:6",
        ),
        (
            HEAD + "- 2025-01-01 walk\n- 2025-03-14 lunch: 2 hives",
            "You were last in touch without an ask in March 2025: lunch, “2 hives”.  People/Nora.md:7",
        ),
        (
            HEAD + "- 2026-09-01 asked: a bed",
            "All that is written down between you is an ask.  People/Nora.md:6",
        ),
        (
            "---\npaused: true\n---\n## Log\n" + TALKS,
            "You are letting Nora rest. Can it wait?  People/Nora.md:2",
        ),
        (
            "---\nlet_go: we both moved on\n---\n## Log\n" + TALKS,
            "You let Nora go: “we both moved on”. An ask would take up more than the matter itself.  People/Nora.md:2",
        ),
        (
            HEAD
            + "".join(
                f"- 2026-{month:02}-01 asked: {what}\n- 2026-{month:02}-15 tea: talk\n"
                for month, what in enumerate("abcd", 6)
            ),
            "In twelve months you asked four times, and no line says what you gave. Lines forget small"
            " kindnesses; you may know better.  People/Nora.md:6 :8 :10 :12",
        ),
    ],
    ids=["nothing", "met", "once", "silent", "only-asked", "paused", "let-go", "one-sided"],
)
def test_who_wants_a_hello_first(note: str, reason: str, ask: Callable[..., str]) -> None:
    """Whoever is new, silent for long, at rest or let go is warmed up first, and the line says why."""
    answer = ask(note).split("\n")
    assert answer[0] == "Warm up first."
    assert answer[2].strip() == reason


def test_who_died_cannot_be_asked(ask: Callable[..., str]) -> None:
    """There is no verdict, but a kind sentence, and whoever else offers it."""
    ben = "---\nrelation: friend\noffers: [lettering by hand]\n---\n"
    assert ask("---\ndied: 2026-05-02\n---\n", "lettering for a sign", Ben=ben) == said("""
        Nora died in May. What you would have liked to ask is worth writing down all the same.

        Instead
          Ben offers “lettering by hand”.  People/Ben.md:3
        """)


def test_alternatives_are_real(ask: Callable[..., str]) -> None:
    """Two of different sorts: who else offers it, where you meet, what they need that somebody you know offers."""
    note = (
        "---\nneeds: [a flat in Lisbon]\ncommunities: [MapWest]\n---\n## Log\n"
        "- 2026-10-01 lunch: her book\n- 2026-11-01 they reviewed: my pitch\n"
    )
    ben = "---\noffers: [a van on Sundays]\nrelation: friend\n---\n"
    cleo = "---\noffers: [her flat in Lisbon]\n---\n## Log\n- 2026-10-01 tea\n- 2026-11-01 tea\n"
    assert (
        "Instead\n  Ben offers “a van on Sundays”.  People/Ben.md:2\n  You both belong to “MapWest”: ask around"
        in (ask(note, "the van", Ben=ben, Cleo=cleo))
    )
    assert (
        "  You both belong to “MapWest”: ask around there.  People/Nora.md:3\n"
        "  Give first: among their needs is “a flat in Lisbon”, and Cleo offers it. Introduce the two, once both"
        " said yes.  :2 People/Cleo.md:2\n"
    ) in ask(note, "a loan", Ben=ben, Cleo=cleo)


def test_what_they_offer_may_be_asked_for(ask: Callable[..., str]) -> None:
    """An offer of theirs outweighs that you hardly know each other, not that something of yours is open."""
    note = "---\noffers: [Übersetzen ins Schwedische]\n---\n## Log\n- 2026-11-14 met: Chorprobe\n"
    answer = ask(note, "einen Brief ins Schwedische übersetzen")
    assert answer.startswith("Go ahead.\n\n  It is among what Nora offers: “Übersetzen ins Schwedische”.")
    assert ask(note + "- 2026-11-01 promised: Noten\n", "etwas übersetzen").startswith("Warm up first.\n")


def test_a_mentor_and_a_doctor_are_there_to_be_asked(ask: Callable[..., str]) -> None:
    """With a mentor a row of asks is no “not yet”, with a doctor it is nothing; the end is told all the same."""
    row = "".join(f"- [x] 2026-{month:02}-01 asked: advice\n" for month in (7, 8, 9, 10, 11))
    assert ask(f"---\nrelation: mentor\n---\n## Log\n{row}").startswith("Warm up first.\n")
    assert ask(f"---\nrelation: doctor\n---\n## Log\n{row}").startswith("Go ahead.\n")
    helped = "- 2026-11-05 they helped: with the form\n"
    assert ask(f"---\nrelation: doctor\n---\n## Log\n{row}{helped}").startswith("Warm up first.\n")


@pytest.mark.parametrize(
    "what",
    [
        "an introduction to the museum",
        "could you put me in touch with the museum",
        "does she know anyone at Kiln",
        "her contacts at the county archive",
        "who to write to at the council",
        "kannst du mich deiner Chefin vorstellen",
        "kennst du jemanden bei Siemens?",
        "einen Kontakt zur Redaktion",
        "a word with Cleo Marten",
    ],
)
def test_connections_are_years_of_work(what: str, ask: Callable[..., str]) -> None:
    """Whoever asks for people is told what these people cost, in English and German, also by a bare name."""
    assert "It took her years to know those people." in ask(
        HEAD + TALKS, what, **{"Cleo Marten": "---\n---\n"}
    )


@pytest.mark.parametrize(
    "what", ["a look at my contact lenses", "the tent", "ein Buch über Kontaktlinsen", ""]
)
def test_other_asks_are_not_for_people(what: str, ask: Callable[..., str]) -> None:
    """What is not for people says nothing of them."""
    assert "those people" not in ask(HEAD + TALKS, what)


def test_the_order_of_lines_says_nothing(ask: Callable[..., str]) -> None:
    """The same lines in any order give the same verdict and the same sentences."""
    lines = [
        "- 2026-09-02 asked: a name",
        "- 2026-09-02 letter: about the fair",
        "- 2026-09-20 asked: another name",
        "- 2026-06-01 coffee: the fair",
        "- 2026-06-01 walk: the fog",
        "- 2026-09-02 promised: a list",
    ]
    answers = {
        "\n".join(line.partition("  People/")[0].partition("  :")[0] for line in ask(HEAD + text).split("\n"))
        for text in ("\n".join(lines), "\n".join(lines[::-1]), "\n".join(lines[3:] + lines[:3]))
    }
    assert len(answers) == 1


def test_the_ask_is_logged_when_asked_to(write_vault: Write, run: Run) -> None:
    """`--log` writes the ask, says so, and is taken back by `undo`; without it nothing is written."""
    note = HEAD + TALKS
    vault = write_vault({"vaultwell.toml": "", "People/Nora.md": note})
    run(vault, "ask", "nora", "the", "tent")
    assert (vault / "People/Nora.md").read_text("utf-8") == note
    dry = run(vault, "ask", "nora", "the tent", "--log", "--dry-run").stdout
    assert dry.startswith("Go ahead.\n")
    assert dry.endswith("+- [ ] 2026-11-22 asked: the tent\n")
    assert (vault / "People/Nora.md").read_text("utf-8") == note
    assert run(vault, "ask", "nora", "the tent", "--log").stdout.endswith(
        "\n\nLogged in People/Nora.md:11\n"
        "  - [ ] 2026-11-22 asked: the tent\n"
        "  ask: you asked · 22\u00a0Nov · “the tent”\n"
    )
    assert run(vault, "ask", "nora", "the tent").stdout.startswith("Warm up first.\n")
    run(vault, "undo")
    assert (vault / "People/Nora.md").read_text("utf-8") == note


@pytest.mark.parametrize(
    ("note", "words", "message"),
    [
        ("---\n---\n", [], 'Asked for what? Write it behind the name, as in: ask "Nora" "a hand" --log'),
        ("---\ndied: true\n---\n", ["the tent"], "Nora died, and nothing was logged."),
    ],
)
def test_what_cannot_be_logged(
    note: str, words: list[str], message: str, write_vault: Write, run: Run
) -> None:
    """An ask without words, or of somebody who died, is not written."""
    vault = write_vault({"vaultwell.toml": "", "People/Nora.md": note})
    result = run(vault, "ask", "nora", *words, "--log")
    assert (result.exit_code, result.stderr) == (2, message + "\n")
    assert (vault / "People/Nora.md").read_text("utf-8") == note


def test_as_json(write_vault: Write, run: Run) -> None:
    """The verdict, each reason with its topic and whole sources, and what was logged."""
    vault = write_vault({"vaultwell.toml": "", "People/Nora.md": HEAD + TALKS})
    document = json.loads(run(vault, "ask", "nora", "the tent", "--json").stdout)
    assert (document["verdict"], document["sentence"], document["logged"]) == ("go-ahead", "Go ahead.", None)
    assert document["reasons"] == [
        {
            "topic": "free",
            "speaks_for": "go-ahead",
            "text": "You were in touch without an ask on 20 Oct: coffee, “her book, again”.",
            "sources": ["People/Nora.md:7"],
        }
    ]
    logged = json.loads(run(vault, "ask", "nora", "the tent", "--json", "--log").stdout)["logged"]
    assert logged["changes"][0]["path"] == "People/Nora.md"


def test_what_was_asked_before_is_said(write_vault: Write, run: Run) -> None:
    """Somebody already asked for the same, with a talk since and no answer written down, is not asked afresh."""
    log = (
        "- 2026-11-01 coffee: her dog\n- 2026-11-19 asked: a job at her firm\n- 2026-11-20 coffee: the rain\n"
    )
    note = f"---\nmet: 2025-01-01\n---\n\n## Log\n\n{log}"
    said = run(write_vault({"People/Greta.md": note}), "ask", "greta", "a job at the firm").stdout
    assert said.startswith(
        "Go ahead.\n\n"
        "  You asked for this on 19 Nov: “a job at her firm”. Nothing says what came of it; if it is the same,"
        " ask that first.  People/Greta.md:8\n"
    )
