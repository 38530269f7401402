"""Comments in notes: `%%…%%` and `<!-- … -->`."""

import pytest

from vaultwell.notes.comments import HIDDEN, hide_comments
from vaultwell.notes.structure import Item, Prose, parse_structure


def _read(note: str) -> list[tuple[int, str]]:
    return [(block.line, block.text) for block in parse_structure(note.split("\n")).blocks]


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("a %%b%% c", [(1, "a       c")]),
        ("a <!-- b --> c", [(1, "a            c")]),
        ("- %%b%% c %% d", [(1, "c")]),
        ("- [ ] %%b%% c", [(1, "c")]),
        ("- %%b%%", [(1, "")]),
        ("# a %%b%%", [(1, "a")]),
        ("a %%b\nc\nd%% e", [(1, "a"), (3, "e")]),
        ("a <!-- b\n- c --> d", [(1, "a"), (2, "d")]),
        ("a\n%%\n- b\n\n# c", [(1, "a")]),
        ("a <!-- b\n\n# c", [(1, "a")]),
        ("%% a %% - b", [(1, "- b")]),
        ("%%\na\n%% - b", [(3, "- b")]),
        ("%% <!-- %% a --> b", [(1, "a --> b")]),
        ("<!-- %% --> a", [(1, "a")]),
        ("<!--> a", [(1, "a")]),
        ("100% a % b", [(1, "100% a % b")]),
    ],
)
def test_what_a_comment_hides(note: str, read: list[tuple[int, str]]) -> None:
    """A comment hides what is in it, across lines, and lets no marker behind it begin anything."""
    assert _read(note) == read


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("`%%` a\nb", [(1, "`%%` a"), (2, "b")]),
        ("`` ` <!-- `` a %%b%%", [(1, "`` ` <!-- `` a")]),
        ("`a %%b` c", [(1, "`a %%b` c")]),
        ("`a %%b%%", [(1, "`a")]),
        ("%% ` %% a ` %% b", [(1, "a `")]),
        ("\\` %%a%% `", [(1, "\\`       `")]),
        ("a\n```\n%%\n```\nb", [(1, "a"), (5, "b")]),
        ("``` %%\n%%\n```\na", [(4, "a")]),
        ("%%\n```\n%%\n- a", [(4, "a")]),
        ("    %%\n\na", [(3, "a")]),
        ("a\n    %% b\nc", [(1, "a")]),
        ("$$\n%%\n$$\na", [(4, "a")]),
        ("\\%% a", [(1, "\\%% a")]),
        ("\\<!-- a", [(1, "\\<!-- a")]),
        ("\\\\%% a", [(1, "\\\\")]),
    ],
)
def test_comments_and_code(note: str, read: list[tuple[int, str]]) -> None:
    """Code hides comment marks, a comment hides code's, whichever opened first; an escaped mark is text."""
    assert _read(note) == read


def test_a_comment_on_its_own_line_is_blank() -> None:
    """It keeps the item open that it stands in, ends a paragraph, and no text after it joins the item."""
    note = "- a\n%% region %%\n  b\n  - c\n<!-- d -->\ne\n%% f %%\n==="
    assert parse_structure(note.split("\n")).blocks == (
        Item(1, 3, "a", None, ("b",), None, ()),
        Item(4, 5, "c", None, (), 0, ()),
        Prose(6, 1, "e", ()),
        Prose(8, 1, "===", ()),
    )


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("> %% a\nb %%\nc", [(3, "c")]),
        ("> a\n> %% b %%\nc", [(3, "c")]),
        ("> %% a %%\nb", [(2, "b")]),
        ("- %% a %%\nb", [(1, ""), (2, "b")]),
        ("a\n- %% b %%\n  c", [(1, "a"), (2, "")]),
        ("<div>\n%% a %%\nb\n\nc", [(5, "c")]),
        ("<div> <!-- a\n\n- b -->\nc\n\nd", [(6, "d")]),
    ],
)
def test_comments_in_containers(note: str, read: list[tuple[int, str]]) -> None:
    """In quotes, empty items and HTML a comment ends no more than a blank line would."""
    assert _read(note) == read


def test_columns_stay_right() -> None:
    """Words behind a comment are found at their own column."""
    (item,) = parse_structure(["- [ ] %%x%% 2026-10-05 called %%y%% [[Ana]]"]).blocks
    assert item == Item(1, 13, "2026-10-05 called       [[Ana]]", " ", (), None, ())


def test_hiding_keeps_the_length() -> None:
    """What is hidden is replaced character by character, and what is open at the end is told."""
    assert hide_comments("a %%b%% <!--") == ("a " + HIDDEN * 5 + " " + HIDDEN * 4, "-->")
    assert hide_comments("`%%` %%") == ("`%%` " + HIDDEN * 2, "%%")
