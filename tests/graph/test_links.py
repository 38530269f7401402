"""Links resolve as in Obsidian; what is ambiguous counts for nobody."""

import pytest

from tests.graph.lines import PERSON, build

PEOPLE = {
    "People/Ana Díaz.md": PERSON,
    "People/Work/Ben.md": PERSON,
    "Old/People/Ben.md": PERSON,
    "People/Zoë.md": PERSON,
}


def met(link: str, note: str = "2026-10-05.md", more: dict[str, str] | None = None) -> list[str]:
    """Who was contacted by a daily note with this link."""
    graph, _ = build({**PEOPLE, **(more or {}), note: f"- saw {link}\n"})
    return [entry.person for entries in graph.entries.values() for entry in entries if entry.touch_on]


@pytest.mark.parametrize(
    "link",
    [
        "[[Ana Díaz]]",
        "[[ana díaz]]",
        "[[Ana Di\u0301az]]",
        "[[Ana Díaz.md]]",
        "[[People/Ana Díaz]]",
        "[[Ana Díaz|Ana]]",
        "[[Ana Díaz#Log]]",
        "[[Ana Díaz#Log|her log]]",
        "[Ana](People/Ana%20D%C3%ADaz.md)",
        "[Ana](<People/Ana Díaz.md>)",
    ],
)
def test_every_form_of_a_link_reaches_the_person(link: str) -> None:
    """Case, Unicode form, path, alias, heading and Markdown links all mean the same note."""
    assert met(link) == ["People/Ana Díaz.md"]


def test_a_relative_link_is_seen_from_its_note() -> None:
    """`../People/Zoë` leads from the daily folder to the person."""
    assert met("[[../People/Zoë]]", "Journal/2026-10-05.md") == ["People/Zoë.md"]


def test_a_link_to_a_repeated_name_counts_for_nobody() -> None:
    """Two notes called Ben: `[[Ben]]` is reported and counts for neither, a path that fits one counts."""
    graph, problems = build({**PEOPLE, "2026-10-05.md": "- saw [[Ben]]\n"})
    assert [problem.code for problem in problems] == ["ambiguous-link"]
    assert not graph.entries
    assert met("[[Work/Ben]]") == ["People/Work/Ben.md"]
    assert met("[[Old/People/Ben]]") == ["Old/People/Ben.md"]


def test_a_name_shared_with_an_ordinary_note_is_ambiguous_too() -> None:
    """A place of the same name makes a person's link ambiguous."""
    assert met("[[Zoë]]", more={"Places/Zoë.md": "A café."}) == []


def test_a_link_that_only_an_alias_answers_counts_with_a_hint() -> None:
    """Obsidian would not open `[[Anita]]`, but who is meant is clear."""
    people = {"People/Ana Díaz.md": "---\naliases: [Anita]\n---\n"}
    graph, problems = build({**people, "2026-10-05.md": "- saw [[Anita]]\n"})
    assert graph.touches("People/Ana Díaz.md")
    assert [(problem.code, problem.severity) for problem in problems] == [("alias-link", "hint")]


@pytest.mark.parametrize(
    "text",
    [
        "> saw [[Ana Díaz]]",
        "> [!note]\n> saw [[Ana Díaz]]",
        "```\n- saw [[Ana Díaz]]\n```",
        "    - saw [[Ana Díaz]]",
        "`[[Ana Díaz]]`",
        "%% saw [[Ana Díaz]] %%",
        "%%\n- saw [[Ana Díaz]]\n%%",
        "<!-- saw [[Ana Díaz]] -->",
        "![[Ana Díaz]]",
        "- [ ] call [[Ana Díaz]]",
        "## Grateful\n- [[Ana Díaz]] for the soup",
        "about [[Ana Díaz]]",
        "[[Ana Díaz]]'s idea",
    ],
)
def test_what_is_no_contact_does_not_count(text: str) -> None:
    """Quotes, callouts, code, comments, embeds, open tasks and mentions are never contact."""
    graph, _ = build({**PEOPLE, "2026-10-05.md": text + "\n"})
    assert graph.touches("People/Ana Díaz.md") == ()


@pytest.mark.parametrize("path", ["2026-W40.md", "2026-10.md", "Notes/talk.md", "x 2026-10-05.md"])
def test_only_a_day_dates_a_note(path: str) -> None:
    """Weekly, monthly and ordinary notes are never contact."""
    assert met("[[Ana Díaz]]", path) == []


def test_a_hard_wrapped_thought_is_still_a_thought() -> None:
    """The words that make a link a mention may stand at the end of the line above."""
    graph, _ = build({**PEOPLE, "2026-10-05.md": "This morning I kept thinking of\n[[Zoë]]'s advice.\n"})
    assert [entry.kind for entry in graph.of("People/Zoë.md")] == ["mention"]


def test_an_alias_in_two_spellings_is_one_name() -> None:
    """`aliases: [Anita, anita]`: a link by it means its one owner, and is no riddle."""
    people = {"People/Ana Díaz.md": "---\ntype: person\naliases: [Anita, anita]\n---\n"}
    assert met("[[Anita]]", more=people) == ["People/Ana Díaz.md"]
