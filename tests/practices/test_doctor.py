"""What is missing, per person, and what vaultwell sees: a table of notes and what each lacks."""

from dataclasses import replace

import pytest

from tests.graph.lines import TODAY, build
from vaultwell.model.cadence import Cadence
from vaultwell.model.settings import Conventions, Settings
from vaultwell.practices.doctor import (
    Checkup,
    Sight,
    check_people,
    check_sight,
    count_dated_notes,
    count_folders,
)
from vaultwell.practices.strangers import find_strangers

CIRCLES = Settings(circles={"close": Cadence(months=1), "quiet": Cadence()}, me="Me")
WHOLE = "circle: close\nemail: ana@example.org\n"
TALK = "## Log\n- 2026-10-05 call: the move\n"


def check(files: dict[str, str], settings: Settings = CIRCLES) -> dict[str, Checkup]:
    """What each person of these notes lacks."""
    graph, problems = build(files, settings)
    found = check_people(graph, problems, settings, TODAY)
    return {checkup.history.contact.name: checkup for checkup in found}


def lacks(properties: str, log: str = TALK, settings: Settings = CIRCLES) -> str:
    """What the note of one person lacks, in a word each."""
    return " ".join(check({"People/Ana.md": f"---\n{properties}---\n{log}"}, settings)["Ana"].lacks)


@pytest.mark.parametrize(
    ("properties", "log", "expected"),
    [
        (WHOLE, TALK, ""),
        ("cadence: 30\nphone: 1\n", TALK, ""),
        ("circle: quiet\nurl: x\n", TALK, "circle"),
        ("circle: quiet\ncadence: never\nurl: x\n", TALK, ""),
        ("cadence: never\nchannel: Signal\n", TALK, ""),
        ("email: x\n", TALK, "rhythm"),
        ("circle: close\n", TALK, "reach"),
        ("circle: close\ntelegram: '@ana'\n", TALK, ""),
        ("circle: close\nwebsite: https://example.org\n", TALK, ""),
        ("circle: close\ntea: green\n", TALK, "reach"),
        (WHOLE, "", "day words"),
        (f"{WHOLE}met: 2026-01-05\n", "", "words"),
        (f"{WHOLE}created: 2026-01-05\ninterests: climbing\n", "", ""),
        (f"{WHOLE}last_contact: 2026-01-05\n", "", "words"),
        (f"{WHOLE}relation: friend\n", TALK, "birthday"),
        (f"{WHOLE}relation: family\nbirthday: 04-17\n", "", "day"),
        (f"{WHOLE}relation: colleague\n", TALK, ""),
        ("", "", "rhythm day words reach"),
        (f"{WHOLE}snooze: soon\n", TALK, "lines"),
        ("cadence: soon\n", TALK, "lines reach"),
        ("circle: choir\n", TALK, "lines reach"),
        (f"{WHOLE}last_contact: soon\nbirthday: soon\nrelation: friend\n", "", "lines"),
        ("cadence:\nbirthday: soon\n", TALK, "lines rhythm reach"),
        ("cadence: [\n", TALK, "lines"),
        ("paused: true\ncadence: soon\n", "", "lines"),
        ("paused: true\n", "", ""),
        ("let_go: 2026-01-05\n", "", ""),
        ("died: 2026-01-05\n", "", ""),
    ],
)
def test_what_a_note_lacks(properties: str, log: str, expected: str) -> None:
    """Only what would be of use is missing, the most useful first; nothing of those left alone."""
    assert lacks(properties, log) == expected


def test_a_circle_may_give_no_cadence() -> None:
    """A circle that gives no cadence, or the `never` that `init` proposes, is told from no rhythm at all."""
    assert lacks("circle: choir\nemail: x\n", settings=Settings()) == "circle"
    assert lacks("circle: choir\ncadence: 30\nemail: x\n", settings=Settings()) == ""


def test_nobody_is_linked_until_somebody_is() -> None:
    """Who is named in no other note is told only where links are written at all."""
    alone = {"People/Ana.md": f"---\n{WHOLE}---\n{TALK}", "People/Ben.md": f"---\n{WHOLE}---\n{TALK}"}
    assert check(alone)["Ben"].lacks == ()
    linked = {**alone, "Journal/2026-11-14.md": "Tea with [[Ana]]."}
    assert (check(linked)["Ana"].lacks, check(linked)["Ben"].lacks) == ((), ("link",))
    related = {**alone, "People/Ana.md": f'---\n{WHOLE}partner: "[[Ben]]"\n---\n{TALK}'}
    assert (check(related)["Ana"].lacks, check(related)["Ben"].lacks) == (("link",), ())


def test_ready_is_who_has_what_is_needed() -> None:
    """A birthday and a link are good to have; without a rhythm or a way to write nobody is ready."""
    files = {
        "People/Ana.md": f"---\n{WHOLE}relation: friend\n---\n{TALK}",
        "People/Ben.md": f"---\ncircle: close\n---\n{TALK}",
    }
    assert {name: checkup.is_ready for name, checkup in check(files).items()} == {"Ana": True, "Ben": False}


def test_folders_and_dated_notes_are_counted() -> None:
    """Each folder with its people, most first, and the dated notes in which somebody stands."""
    person = "---\ntype: person\n---\n"
    graph, _ = build(
        {
            "People/Ana.md": "",
            "People/Work/Ben.md": "",
            "People/Work/Chen.md": "",
            "Éva.md": person,
            "Journal/2026-11-14.md": "Tea with [[Ana]] and [[Ben]].",
            "Journal/2026-11-15.md": "Rain.",
        }
    )
    assert count_folders(graph) == {"People/Work": 2, "": 1, "People": 1}
    assert count_dated_notes(graph) == 1


SIGHT = Sight(".", "--vault", None, {}, None, "YYYY-MM-DD", 0, "Due.md", "ignored", 0, 0)


def test_a_due_note_that_git_would_take_is_found() -> None:
    """Only a due note that would go into every commit is worth a word."""
    assert [*check_sight(SIGHT), *check_sight(replace(SIGHT, git="tracked"))] == []
    found = [*check_sight(replace(SIGHT, git="offered"))]
    assert [finding.remedy for finding in found] == [
        "Run “vaultwell init”: then git ignores it in this clone."
    ]


@pytest.mark.parametrize(
    ("path", "text", "who", "why"),
    [
        ("Places/Lisbon.md", "", "lisbon", "elsewhere"),
        ("Places/Lisbon.md", "", "Places/Lisbon.md", "elsewhere"),
        ("Friends/Éva.md", "---\nbad: [\n---\n", "eva", "elsewhere"),
        ("Journal/2026-11-14.md", "", "2026-11-14", "dated"),
        ("People/Me.md", "", "Me", "excluded"),
        ("People/New.md", "---\ncreated: {{date}}\n---\n", "new", "excluded"),
        ("Templates/Person.md", "---\ntype: person\n---\n", "person", "excluded"),
        ("Due.md", "%% vaultwell:begin %%\n", "due", "excluded"),
        ("Friends/Bad.md", b"\xff\xfe\x00", "bad", "elsewhere"),
        ("People/Ana.md", "", "ana", None),
        ("Places/Lisbon.md", "", "porto", None),
    ],
)
def test_why_a_note_is_no_persons(path: str, text: str | bytes, who: str, why: str | None) -> None:
    """A note that is looked for by name, whatever its case and accents, is told why it is nobody's."""
    data = text if isinstance(text, bytes) else text.encode()
    found = find_strangers([(path, data)], who, CIRCLES, Conventions(template_folders=("Templates",)))
    assert [stranger.why for stranger in found] == ([why] if why else [])
