"""Entries that other tools keep in front matter."""

from tests.graph.lines import build, say_all


def test_lists_of_maps_are_read_as_lines() -> None:
    """`interactions` and `favors` mean what the same words would mean in a log."""
    text = """---
type: person
interactions:
  - date: 2026-10-05
    text: long talk by the river
  - date: 2026-10-05
    kind: called
    by: them
    text: about the flat
favors:
  - date: 2026-10-05
    kind: promised
    text: the slides
  - kind: gave
    text: no day, so it counts for nothing
---
"""
    assert say_all(*build({"People/Ana.md": text})) == (
        "Ana: contact/contact “long talk by the river”; "
        "Ana: contact/called them “about the flat”; "
        "Ana: promise/promised me open “the slides”"
    )
