"""Links in text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.notes.links import FILLER, Link, find_links, mask, plain_text


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("[[Ana]]", "Ana", "Ana"),
        ("[[ Ana Díaz ]]", "Ana Díaz", "Ana Díaz"),
        ("[[People/Ana|A. D.]]", "People/Ana", "A. D."),
        ("[[Ana#Log]]", "Ana", "Ana#Log"),
        ("[[Ana#Log#2026|then]]", "Ana", "then"),
        ("[[Ana#^a1b2]]", "Ana", "Ana#^a1b2"),
        ("[[Ana^a1b2]]", "Ana", "Ana^a1b2"),
        ("[[#Log]]", "", "#Log"),
        ("[[Ana\\|A.]]", "Ana", "A."),
        ("[[Ana\\]]", "Ana", "Ana"),
        ("[[Ana|]]", "Ana", "Ana"),
        ("[[Ana|A|B]]", "Ana", "A|B"),
        ("[[Ana|A [b] c]]", "Ana", "A [b] c"),
        ("[[Ana (work), née Smith]]", "Ana (work), née Smith", "Ana (work), née Smith"),
        ("[Ana](Ana.md)", "Ana.md", "Ana"),
        ("[her](People/Ana%20D%C3%ADaz.md)", "People/Ana Díaz.md", "her"),
        ("[her](<People/Ana Díaz.md>)", "People/Ana Díaz.md", "her"),
        ('[her](Ana.md "the climber")', "Ana.md", "her"),
        ("[her](Ana.md#Log)", "Ana.md", "her"),
        ("[her](C%23.md#Log)", "C#.md", "her"),
        ("[log](#Log)", "", "log"),
        ("[her](Ana_(work).md)", "Ana_(work).md", "her"),
        ("[her](Ana\\_D.md)", "Ana_D.md", "her"),
        ("[her](100%.md)", "100%.md", "her"),
        ("[her](%FF.md)", "%FF.md", "her"),
        ("[a [b] \\] c](Ana.md)", "Ana.md", "a [b] ] c"),
        ("[`a](b)`](Ana.md)", "Ana.md", "`a](b)`"),
        ("[](Ana.md)", "Ana.md", "Ana.md"),
    ],
)
def test_a_link(text: str, target: str, label: str) -> None:
    """A link's target is the note's name or path, its label what a reader sees."""
    assert [link[:5] for link in find_links(text)] == [(target, label, 0, len(text), False)]
    assert mask(text) == FILLER * len(text)
    assert plain_text(text) == label


@pytest.mark.parametrize(
    "text",
    [
        "Ana",
        "[ ] Ana (work)",
        "[[]]",
        "[[ ]]",
        "[[|Ana]]",
        "[[Ana",
        "[[Ana\n]]",
        "[Ana]",
        "[Ana] (Ana.md)",
        "[Ana]()",
        "[Ana](Ana Díaz.md)",
        "`[[Ana]]`",
        "`` ` [Ana](Ana.md) ``",
        "\\[[Ana]]",
        "\\\\\\[[Ana]]",
        "\\[Ana](Ana.md)",
    ],
)
def test_no_link(text: str) -> None:
    """What Obsidian shows as text or code is no link."""
    assert find_links(text) == ()
    assert plain_text(text) == text.replace("\n", " ")


@pytest.mark.parametrize("place", ["https://a.b", "mailto:a@b.c", "obsidian://open?file=Ana", "//a.b"])
def test_links_to_the_outside(place: str) -> None:
    """A link with a scheme leads to no note, yet its words are masked and quoted like any other's."""
    text = f"[her page: new]({place})"
    assert find_links(text) == ()
    assert mask(text) == FILLER * len(text)
    assert plain_text(text) == "her page: new"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("called [[Ana]], [[Ben|B]] and [Chen](Chen.md)", ["Ana", "Ben", "Chen.md"]),
        ("[[[Ana]]]", ["Ana"]),
        ("[[a [[Ana]]", ["Ana"]),
        ("[see [[Ana]]](x.md)", ["Ana"]),
        ("[[Ana]](x.md)", ["Ana"]),
        ("\\[a [[Ana]] b](x.md)", ["Ana"]),
        ("\\\\[[Ana]]", ["Ana"]),
        ("`a` [[Ana]] `b [[Ben]]", ["Ana", "Ben"]),
        ("\\`[[Ana]]`", ["Ana"]),
        ("| [[Ana\\|A]] | [[Ben]] |", ["Ana", "Ben"]),
        ("[x](https://a.b) [[Ana]]", ["Ana"]),
        ("[a](b [c](d.md)", ["d.md"]),
    ],
)
def test_links_among_other_words(text: str, targets: list[str]) -> None:
    """Links are found from left to right, the innermost of nested ones, and code only where it closes."""
    assert [link.target for link in find_links(text)] == targets


def test_embeds() -> None:
    """An embed is marked as such, begins at its `!`, and is left out of quotes; an escaped `!` is a word."""
    text = "see ![[Ana]] and ![alt](a.png), \\![[Ben]]"
    assert not find_links("[[Ana]] came!")[0].is_embed
    assert find_links(text) == (
        Link("Ana", "Ana", 4, 12, is_embed=True, target_span=(7, 10)),
        Link("a.png", "alt", 17, 30, is_embed=True, target_span=(24, 29)),
        Link("Ben", "Ben", 34, 41, is_embed=False, target_span=(36, 39)),
    )
    assert plain_text(text) == "see and , \\!Ben"


def test_masking_leaves_the_rest_in_place() -> None:
    """Only links and code are masked, so that a colon outside them can be searched for."""
    text = "told [[Ana: A]] `x: y` about [z: w](z.md): all"
    masked = mask(text)
    assert masked.index(": ") == text.rindex(": ")
    assert masked.replace(FILLER, "") == "told   about : all"
    assert mask("nothing: here") == "nothing: here"


def test_quoting() -> None:
    """A quote reads as one line of plain words."""
    assert (
        plain_text("  called\t[[Ana|her]]\nabout `code`  and [that](x.md) ")
        == "called her about `code` and that"
    )


_PIECES = (*"[]()<>|!\\`#^\n", "[[", "]]", "](", "Ana", ".md", " ", "%20", '"', "a:")
_TEXT = st.lists(st.sampled_from(_PIECES)).map("".join)


@given(_TEXT | st.text())
def test_links_lie_in_the_text(text: str) -> None:
    """Links come in order without overlapping, and masking keeps every other character and the length."""
    done = 0
    masked = mask(text)
    assert len(masked) == len(text)
    for link in find_links(text):
        assert done <= link.start < link.end
        assert masked[link.start : link.end] == FILLER * (link.end - link.start)
        done = link.end
    assert all(new in {old, FILLER} for old, new in zip(text, masked, strict=True))
    assert "\n" not in plain_text(text)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[[",
        "[[a",
        "[a](",
        "[](a",
        '[](a "',
        "![",
        "\\[[a]]",
        "[ [a]",
        "`[[",
        "\\`",
        "[](((",
        "[](<",
        "[[`a]]",
    ],
)
def test_hostile_text_takes_no_longer(piece: str) -> None:
    """Text of the same few characters over and over is searched in time proportional to its length."""
    text = piece * 20_000
    start = time.process_time()
    find_links(text)
    mask(text)
    plain_text(text)
    assert time.process_time() - start < 5
