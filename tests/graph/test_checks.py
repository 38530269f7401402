"""Checks that need more than one line: twins, strangers, names without a link, lines that stand twice."""

from datetime import date

import pytest

from vaultwell.graph.build import build_graph
from vaultwell.graph.demand import say_demand
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.vault.settings import parse_settings

TODAY = date(2026, 11, 22)
LOG = "## Log\n\n"
WAY_OUT = "Longer cadences there, or a pace of 2 a week, would fit."


def check(notes: dict[str, str], code: str, settings: Settings | None = None) -> list[Problem]:
    """The problems of that code in a vault of these notes."""
    chosen = settings or Settings()
    parsed = [parse_note(path, text.encode(), chosen, Conventions()) for path, text in notes.items()]
    _, problems = build_graph(parsed, notes, chosen, TODAY)
    return [problem for problem in problems if problem.code == code]


def people(*properties: str) -> dict[str, str]:
    names = ("Ana Díaz", "Ben Okafor", "Chen Wei", "Dora Lind", "Emil Berg")
    return {f"People/{name}.md": f"---\n{text}\n---\n" for name, text in zip(names, properties, strict=False)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("email: ana@example.org", "email: [x@example.org, ANA@example.org]"),
        ("email: Ana <ana@example.org>", 'email: "mailto:ana@example.org"'),
        ('phone: "+351 912 345 678"', "TEL[CELL]: 00351 912-345-678"),
        ('phone: "+351 912 345 678"', "phone: 912 345 678"),
        ("url: https://www.example.org/in/ana/", "url: example.org/in/Ana"),
    ],
)
def test_what_only_one_person_has_makes_two_notes_one(first: str, second: str) -> None:
    """One e-mail, phone or profile in two notes is a hint on the second, however it is written."""
    (hint,) = check(people(first, second), "same-person")
    assert hint.path == "People/Ben Okafor.md"
    assert hint.line == 2
    assert "People/Ana Díaz.md" in hint.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("phone: 112", "phone: 112"),
        ("url: https://example.org", "url: https://example.org/"),
        ("email: ask her", "email: ask her"),
        ('email: home@example.org\npartner: "[[Ben Okafor]]"', "email: home@example.org"),
    ],
)
def test_what_people_share_makes_no_twins(first: str, second: str) -> None:
    """A short number, a company's site, words, and what couples share say nothing."""
    assert check(people(first, second), "same-person") == []


def test_an_office_number_makes_no_twins() -> None:
    """What more than three people have is nobody's own."""
    assert len(check(people(*["phone: 0201 555 0100"] * 3), "same-person")) == 3
    assert check(people(*["phone: 0201 555 0100"] * 4), "same-person") == []


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("why: climbs", "why: sails", 1),
        ("birthday: 1988-04-17", "birthday: 04-17", 1),
        ("birthday: 1988-04-17", "birthday: 1990-07-08", 0),
        ("org: Kiln", "company: Foundry", 0),
        ("circle: close", "circle: warm", 0),
    ],
)
def test_namesakes_are_one_until_something_tells_them_apart(first: str, second: str, count: int) -> None:
    """One whole name in two folders is a hint, unless the notes contradict each other."""
    notes = {"People/Ana Díaz.md": f"---\n{first}\n---\n", "People/Old/ana diaz.md": f"---\n{second}\n---\n"}
    assert len(check(notes, "same-person")) == count


def test_a_first_name_makes_no_twins() -> None:
    """Two notes called Ana, or an alias of one word, are not certain enough."""
    notes = {"People/Ana.md": "", "Contacts/Ana.md": "", "People/Ana Díaz.md": "---\naliases: [Ana]\n---\n"}
    assert check(notes, "same-person") == []


def test_an_alias_that_is_somebodys_name() -> None:
    """Whose whole name is an alias in another note probably has two notes."""
    notes = {
        "People/Ben Okafor.md": "---\naliases: [Benedict Okafor]\n---\n",
        "People/Benedict Okafor.md": "",
    }
    assert [hint.path for hint in check(notes, "same-person")] == ["People/Benedict Okafor.md"]


ANA = {"People/Ana Díaz.md": LOG + "- 2026-09-02 coffee: the move\n"}


@pytest.mark.parametrize(
    "text",
    [
        "A long talk with Ana Díaz at the market.",
        "- Ana Díaz came by",
        "- [x] call the bakery, then Ana Díaz",
        "> quoted\n\nAna Díaz came by",
    ],
)
def test_a_name_without_a_link_is_a_hint(text: str) -> None:
    """A whole name in a dated note after the last contact, where a link would count, is named."""
    (hint,) = check({**ANA, "Journal/2026-11-05.md": text}, "unlinked-name")
    line = text.split("\n")[hint.line - 1]
    assert line[hint.column - 1 :].startswith("Ana Díaz")
    assert hint.remedy == "If you were in touch that day, write [[Ana Díaz]]."


@pytest.mark.parametrize(
    "text",
    [
        "Met [[Ana Díaz]]; Ana Díaz was late.",
        "- coffee with Ana Díaz: the flat",
        "- [ ] call Ana Díaz",
        "thought about Ana Díaz",
        "a letter about Ana Díaz",
        "> Ana Díaz came by",
        "```\nAna Díaz\n```",
        "`Ana Díaz`",
        "![[Ana Díaz]]",
        "## Grateful\n\nAna Díaz",
        "Ana Díazova came by",
        "Ana came by",
    ],
)
def test_a_name_that_would_not_count_is_none(text: str) -> None:
    """Links, known verbs, to-dos, thoughts, quotes, code, mention headings and other names are left alone."""
    assert check({**ANA, "Journal/2026-11-05.md": text}, "unlinked-name") == []


@pytest.mark.parametrize("day", ["2026-09-02", "2026-08-01", "2027-01-01"])
def test_a_name_that_moves_nothing_is_left_alone(day: str) -> None:
    """Before the last contact, and in the future, a link would change nothing about when they are due."""
    assert check({**ANA, f"Journal/{day}.md": "Ana Díaz came by"}, "unlinked-name") == []


def test_many_days_are_one_hint() -> None:
    """A thousand daily notes give one hint for each person, at the latest line."""
    days = {f"Journal/2026-10-{day:02}.md": "Ana Díaz came by" for day in range(1, 32)}
    (hint,) = check({**ANA, **days}, "unlinked-name")
    assert hint.path == "Journal/2026-10-31.md"
    assert hint.message.endswith("nor in 30 older notes")


def test_a_name_of_two_people_and_one_let_go_are_left_alone() -> None:
    """Who of two is meant is not guessed, and nobody is reminded of whom they let go."""
    day = {"Journal/2026-11-05.md": "Ana Díaz came by"}
    assert check({**ANA, "Friends/Ana Díaz.md": "---\ntype: person\n---\n", **day}, "unlinked-name") == []
    assert check({"People/Ana Díaz.md": "---\nlet_go: true\n---\n", **day}, "unlinked-name") == []


@pytest.mark.parametrize(
    "line",
    [
        "lunch with [[Lena]]: the boat",
        "introduced [[Lena]]: about Lisbon",
        "[[Lena]] called: soon",
        "gave [[Lena]]: it",
    ],
)
def test_who_took_part_without_a_note_is_a_hint(line: str) -> None:
    """A link to no note in the place of a person is named, in logs and in dated notes."""
    (hint,) = check({"People/Ana Díaz.md": f"{LOG}- 2026-09-02 {line}\n"}, "unknown-person")
    assert hint.message == "[[Lena]] took part here, but there is no note of that name"


@pytest.mark.parametrize(
    "line", ["saw [[Dune]]", "visited [[Lisbon]]", "news: joined [[Acme]]", "call, about [[Lisbon]]"]
)
def test_a_place_or_a_film_is_nobody(line: str) -> None:
    """What need not be a person is left alone."""
    assert check({"People/Ana Díaz.md": f"{LOG}- 2026-09-02 {line}\n"}, "unknown-person") == []


def test_a_link_to_any_note_is_no_stranger() -> None:
    """A note that is no contact is a note."""
    notes = {"People/Ana Díaz.md": LOG + "- 2026-09-02 lunch with [[Lena]]\n", "Ideas/Lena.md": ""}
    assert check(notes, "unknown-person") == []


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (("- [ ] {day} promised: the checklist", "- [x] {day} promised: the checklist ✅ 2026-10-01"), [3]),
        (
            (
                "- [x] {day} promised: the checklist",
                "- 2026-08-01 call",
                "- [ ] {day} promised: the checklist",
            ),
            [5],
        ),
        (("- [ ] {day} lent: tripod 📅 2026-12-01", "- [ ] {day} lent: tripod 📅 2026-12-24"), [4]),
        (("- [ ] {day} call: the flat 📅 2026-12-01", "- [x] {day} call: the flat ✅ 2026-10-01"), [3]),
        (("- {day} call: she is moving to Lisbon", "- {day} call: she is moving to Lisbon in spring"), [4]),
        (("- {day} call: she is moving to Lisbon", "- {day} call: she is moving to Libson"), [4]),
        (("- {day} call: the flat", "- {day} call: the flat"), []),
        (("- {day} emailed: draft 1", "- {day} emailed: draft 2"), []),
        (("- {day} gave: the tent and a lamp", "- {day} gave: my old climbing rope"), []),
        (("- {day} call: she is moving to Lisbon", "- 2026-09-03 call: she is moving to Lisbon"), []),
        (
            ("- {day} called: she is moving to Lisbon", "- {day} they called: she is moving to Lisbon soon"),
            [],
        ),
    ],
)
def test_a_line_that_stands_twice(lines: tuple[str, ...], places: list[int]) -> None:
    """The same words with another box or date, and nearly the same words one below the other, are named."""
    text = LOG + "\n".join(lines).format(day="2026-09-02")
    found = check({"People/Ana Díaz.md": text}, "repeated-line")
    assert [problem.line for problem in found] == places


def test_the_same_line_in_two_notes_is_no_repeat() -> None:
    """What was jotted down in the daily note and again in the person's own is one entry, and fine."""
    notes = {
        "People/Ana Díaz.md": LOG + "- [x] 2026-09-02 promised: the checklist\n",
        "Journal/2026-09-02.md": "- [ ] promised [[Ana Díaz]]: the checklist\n",
    }
    assert check(notes, "repeated-line") == []


def say(toml: str, *properties: str) -> tuple[str, str] | None:
    settings, problems = parse_settings(toml)
    assert problems == ()
    notes = people(*properties)
    parsed = [parse_note(path, text.encode(), settings, Conventions()) for path, text in notes.items()]
    return say_demand(build_graph(parsed, notes, settings, TODAY)[0].contacts.values(), settings)


def test_cadences_that_nobody_can_keep() -> None:
    """Weekly for two at a pace of one a week is too much, and the numbers are said."""
    toml = 'pace = "1 a week"\n[circles]\nclose = "weekly"\n'
    assert say(toml, "circle: close", "cadence: 7") == (
        "the cadences ask for 104 contacts a year, and 1 a week is 52",
        f"Most of them, 52, come from cadences of their own (1 person). {WAY_OUT}",
    )


@pytest.mark.parametrize(
    "more",
    [
        "circle: close\npaused: true",
        "circle: close\nlet_go: true",
        "cadence: 1\ndied: true",
        "circle: close\ncadence: never",
        "why: x",
    ],
)
def test_cadences_that_fit(more: str) -> None:
    """As many as the pace allows is no hint, and who is paused, let go or untracked asks for nothing."""
    toml = 'pace = "1 a week"\n[circles]\nclose = "weekly"\nfar = "2 weeks"\n'
    assert say(toml, "circle: far", "circle: far", more) is None


def test_a_pace_of_none_is_no_plan_that_fails() -> None:
    """Who wants to be left alone is not told that they do too little."""
    assert say('pace = "0 a day"\n', "cadence: 1") is None
