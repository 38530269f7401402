"""P12: introductions are given, not taken: who could introduce you, how warm each step is, what is first."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]


def person(log: str = "", head: str = "") -> str:
    """A note with some more properties and a log, which begins one line after `## Log` and a blank one."""
    return f"---\ntype: person\n{head}---\n\n## Log\n\n{log}"


TALKS = "- 2026-10-01 coffee: x\n- 2026-11-09 video: gasworks\n"


def test_who_could_introduce_you(run: Run, write_vault: Write) -> None:
    """The step and its ground, each with its line, and whether to ask now."""
    vault = write_vault({
        "People/Chen.md": person(TALKS, "met: 2024-05-16\n"),
        "People/Nora.md": person(head='manager: "[[Chen]]"\n'),
    })  # fmt: skip
    assert run(vault, "path", "nora").stdout == (
        "Nora  People/Nora.md\n"
        "  Never in touch yet.\n"
        "  Chen · last in touch 9 Nov  People/Chen.md:9\n"
        "    → Nora: Chen is Nora’s manager  People/Nora.md:3\n"
        "    Go ahead and ask.\n"
    )


def test_first_things_first(run: Run, write_vault: Write) -> None:
    """Where `ask` would not say go ahead, what to do first stands in its place, with its line."""
    log = TALKS + "- 2026-11-09 they introduced [[Inês]]: map librarian\n"
    vault = write_vault({
        "People/Chen.md": person(log, "met: 2024-05-16\n"),
        "People/Inês.md": person(),
        "People/Nora.md": person(head='colleague_of: "[[Chen]]"\n'),
    })  # fmt: skip
    text = run(vault, "path", "nora").stdout
    assert "Go ahead" not in text
    step = "Warm up first: thank them, and tell them how it went with Inês.  People/Chen.md:10"
    assert text.splitlines()[-1].strip() == step


def test_path_and_ask_say_the_same(run: Run, write_vault: Write) -> None:
    """The first step is worded as `ask` words it, in the person's own pronouns; nothing open: a word first."""
    promise = "- 2026-08-01 promised: the map\n"
    vault = write_vault({
        "People/Chen.md": person("- 2025-01-10 coffee: the gasworks\n", "pronouns: he/him\n"),
        "People/Dora.md": person(TALKS + promise, "pronouns: she/her\nmet: 2024-05-16\n"),
        "People/Nora.md": person(head='manager: "[[Chen]]"\ncolleague_of: "[[Dora]]"\n'),
    })  # fmt: skip
    text = run(vault, "path", "nora").stdout
    assert "    Warm up first: write once without asking for anything.\n" in text
    deed = "do what you promised, or say that it will not happen"
    assert f"    Warm up first: {deed}.  People/Dora.md:11\n" in text
    assert f"First {deed}" in run(vault, "ask", "dora", "an introduction to Nora").stdout


def test_a_longer_way_goes_through_whom_they_know(run: Run, write_vault: Write) -> None:
    """From me to Ana, whom I know well, to Ben, of whom I have not heard for years, to Nora."""
    vault = write_vault({
        "People/Ana.md": person("- 2026-11-01 lunch: x\n", "relation: friend\n"),
        "People/Ben.md": person("- 2020-03-01 lunch with [[Ana]]: y\n"),
        "People/Nora.md": person(head='partner: "[[Ben]]"\n'),
    })  # fmt: skip
    lines = run(vault, "path", "nora").stdout.splitlines()
    assert lines[2:5] == [
        "  Ana · a friend, last in touch 1 Nov  People/Ana.md:8",
        "    → Ben: lunch with both, in March 2020  People/Ben.md:7",
        "    → Nora: Ben is Nora’s partner  People/Nora.md:3",
    ]


def test_whom_you_know_yourself_you_write_to(run: Run, write_vault: Write) -> None:
    """Nobody needs an introduction to somebody they spoke to this year."""
    vault = write_vault(
        {"People/Ana.md": person("- 2026-10-21 lunch with [[Ben]]: x\n"), "People/Ben.md": person()}
    )
    assert run(vault, "path", "ana").stdout == (
        "Ana  People/Ana.md\n"
        "  You know them yourself: last in touch 21 Oct. Write to them.  People/Ana.md:7\n"
    )


def test_somebody_at_an_organisation(run: Run, write_vault: Write) -> None:
    """Who is there with the ways to them, and who spoke of it."""
    vault = write_vault({
        "People/Chen.md": person(TALKS, "met: 2024-05-16\nwhy: he knows people at Kiln\n"),
        "People/Nora.md": person(head='org: Kiln\nfriend_of: "[[Chen]]"\n'),
        "People/Otto.md": person("- 2026-11-01 heard: Kiln moved to Leeds\n"),
        "People/Pia.md": person("- 2026-11-01 call: the kilns of Stoke and Kilner jars\n"),
    })  # fmt: skip
    text = run(vault, "path", "kiln").stdout
    assert text.startswith("At or in “kiln”\n  Nora · org: Kiln  People/Nora.md:3\n    Never in touch yet.\n")
    assert "    Chen · last in touch 9 Nov  People/Chen.md:10\n" in text
    assert "Who spoke of “kiln”\n  Chen\n    why: he knows people at Kiln  People/Chen.md:4\n" in text
    assert "  Otto\n    1 Nov · heard: Kiln moved to Leeds  People/Otto.md:7\n" in text


def test_one_place_is_a_weak_ground(run: Run, write_vault: Write) -> None:
    """Colleagues by their notes alone may know each other; it is said that this is all."""
    vault = write_vault({
        "People/Chen.md": person(TALKS, "org: Kiln\n"),
        "People/Nora.md": person(head="org: kiln\n"),
    })  # fmt: skip
    text = run(vault, "path", "nora").stdout
    assert "    → Nora: both at Kiln  People/Chen.md:3  People/Nora.md:3\n" in text


def test_people_at_rest_are_not_asked(run: Run, write_vault: Write) -> None:
    """No way leads through somebody who died, is let go or paused, and a lost way is said kindly."""
    for head in ("died: 2026-01-01\n", "let_go: true\n", "paused: true\n"):
        vault = write_vault({
            "People/Chen.md": person(TALKS, head),
            "People/Nora.md": person(head='friend_of: "[[Chen]]"\n'),
        })  # fmt: skip
        assert run(vault, "path", "nora").stdout == (
            "Nora  People/Nora.md\n"
            "  Never in touch yet.\n"
            "  Nobody you know seems to know them, as far as your notes tell.\n"
        )


def test_nobody_of_that_name(run: Run, write_vault: Write) -> None:
    """Neither a person nor a place: the near names, as everywhere."""
    done = run(write_vault({"People/Chen.md": person()}), "path", "Chenn")
    assert (done.exit_code, done.stderr) == (1, "Nobody is called “Chenn”. Did you mean “Chen”?\n")


def test_a_part_of_a_name_is_no_place(run: Run, write_vault: Write) -> None:
    """“art” is a field before it is a part of Hartl; without that field it is the part."""
    notes = {"People/Dominik Hartl.md": person(TALKS), "People/Eve.md": person(TALKS, "field: art\n")}
    assert run(write_vault(notes), "path", "art").stdout.startswith("At or in “art”\n  Eve · field: art")
    del notes["People/Eve.md"]
    vault = write_vault({**notes, "People/Eve.md": person()})
    assert run(vault, "path", "art").stdout.startswith("Dominik Hartl  People/Dominik Hartl.md\n")


def test_the_order_of_files_makes_no_difference(run: Run, tmp_path: Path, write_vault: Write) -> None:
    """The same notes written the other way round give the same ways."""
    both = "- 2026-10-01 dinner with [[Nora]]: x\n"
    notes: dict[str, str | bytes] = {f"People/{name}.md": person(both) for name in "ABCDE"}
    notes["People/Nora.md"] = person("", "last_contact: 2020-01-01\n")
    first = json.loads(run(write_vault(notes), "path", "nora", "--json").stdout)
    (tmp_path / "vault").rename(tmp_path / "first")
    assert (
        json.loads(run(write_vault(dict(reversed(notes.items()))), "path", "nora", "--json").stdout) == first
    )


def test_what_two_notes_tell_of_is_said_once(run: Run, write_vault: Write) -> None:
    """An introduction that stands in the property and in the introducer's log is one, on its earlier day."""
    vault = write_vault(
        {
            "People/Ana.md": '---\nmet: 2026-11-14\nintroduced_by: "[[Ben]]"\n---\n',
            "People/Ben.md": "## Log\n\n- 2026-11-09 they introduced [[Ana]] and [[Cleo]]: over lunch\n",
            "People/Cleo.md": "",
        }
    )
    told = run(vault, "show", "ana").stdout.partition("People\n")[2].partition("\n\n")[0]
    assert told.splitlines() == ["  introduced by  Ben (9 Nov)"]
    assert len(json.loads(run(vault, "show", "ana", "--json").stdout)["introductions"]) == 2
