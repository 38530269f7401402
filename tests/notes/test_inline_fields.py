"""Dataview's inline fields are properties, where front matter does not say otherwise."""

from datetime import date

import pytest

from tests.graph.lines import PERSON, build
from vaultwell.model.contact import Contact


def contact(text: str) -> Contact:
    """Ana, with this text in her note."""
    graph, problems = build({"People/Ana.md": text, "People/Ben.md": PERSON})
    assert not problems
    return graph.contacts["People/Ana.md"]


@pytest.mark.parametrize(
    "line",
    [
        "last-contacted:: 2026-05-01",
        "**Last contact::** 2026-05-01",
        "Last contact:: [[2026-05-01]]",
        "- last_contact:: 2026-05-01",
        "She called [last-contacted:: 2026-05-01] about the flat.",
        "(last-contacted:: 2026-05-01)",
    ],
)
def test_an_inline_field_is_a_property(line: str) -> None:
    """A field on its own line, in bold, in a list or in brackets is read like front matter."""
    assert contact(f"{PERSON}\n{line}\n").last_contact == date(2026, 5, 1)


def test_front_matter_comes_first() -> None:
    """What the front matter says holds; a field in code, a quote or for another tool is nothing."""
    text = "---\ntype: person\ncircle: close\n---\n> circle:: far\n\n`circle:: far`\n\ndue:: 2026-05-01\n"
    found = contact(text)
    assert (found.circle, found.others) == ("close", {})


def test_links_in_a_field_are_relations() -> None:
    """Several links in one field are several people."""
    assert contact(f"{PERSON}\npartner:: [[Ben]]\n").relations == {"partner": ("Ben",)}
