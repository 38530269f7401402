"""One property spliced into front matter, however that is written."""

import pytest

from vaultwell.model.errors import CannotEdit
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import add_to_list, remove_property, set_property

SETTINGS = Settings(properties={"Kreis": "circle"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\ncircle: far\n---\n"),
        ("hi\r\n", "---\r\ncircle: far\r\n---\r\nhi\r\n"),
        ("\ufeffhi", "\ufeff---\ncircle: far\n---\nhi"),
        ("---\na: 1\n---\nhi", "---\na: 1\ncircle: far\n---\nhi"),
        ("---\na: |\n  x\n\n---\n", "---\na: |\n  x\n\ncircle: far\n---\n"),
        ("--- \n  a: 1\n---\t\n", "--- \n  a: 1\n  circle: far\n---\t\n"),
        ("---\n# note\n---\n", "---\n# note\ncircle: far\n---\n"),
        ("---\ncircle: close # why\nb: 2\n---\n", "---\ncircle: far # why\nb: 2\n---\n"),
        ("---\nCircle : 'it''s'\n---\n", "---\nCircle : 'far'\n---\n"),
        ('---\r\n"circle":   "a\\"b"  # c\r\n---\r\n', '---\r\n"circle":   "far"  # c\r\n---\r\n'),
        ("---\nKreis: a\n---\n", "---\nKreis: far\n---\n"),
        ("---\nprm-tier: a\n---\n", "---\nprm-tier: far\n---\n"),
        ("---\ntier: a\nCIRCLE: b\n---\n", "---\ntier: a\nCIRCLE: far\n---\n"),
        ("---\ncircle:\n---\n", "---\ncircle: far\n---\n"),
        ("---\ncircle:   # one day\n---\n", "---\ncircle: far   # one day\n---\n"),
        ("---\ncircle:  ~\n---\n", "---\ncircle:  far\n---\n"),
        ("---\n{circle: a, b: 2}\n---\n", "---\n{circle: far, b: 2}\n---\n"),
        ("---\ncircle: far\n---\n", "---\ncircle: far\n---\n"),
    ],
)
def test_a_value_is_spliced(before: str, after: str) -> None:
    """At the value's own place, in its own quotes, by the note's own name; a missing one is added last."""
    assert set_property(before, "circle", "far", SETTINGS) == after
    assert set_property(after, "circle", "far", SETTINGS) == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("circle: a", "no", 'circle: "no"'),
        ("circle: a", "it: is", 'circle: "it: is"'),
        ("circle: 'a'", "it's", "circle: 'it''s'"),
        ("circle: 'a'", "a\nb", 'circle: "a\\nb"'),
        ("circle: a", "[[Ben]]", 'circle: "[[Ben]]"'),
        ("{circle: a}", "b, c", '{circle: "b, c"}'),
        ("circle: a", True, "circle: true"),
        ("circle: 'a'", True, "circle: 'true'"),
        ("circle: a", 30, "circle: 30"),
    ],
)
def test_any_text_is_read_back(before: str, value: str | int, after: str) -> None:
    """What YAML would take for something else is put in quotes."""
    assert set_property(f"---\n{before}\n---\n", "circle", value) == f"---\n{after}\n---\n"


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("a: 1\ncircle: [close]", 3),
        ("circle:\n  - close", 2),
        ("circle: |\n  close", 2),
        ("circle: close\n  and more", 2),
        ('circle: "close\n  and more"', 2),
        ("circle:\n  close", 2),
        ("circle:\n  a: b", 2),
    ],
)
def test_what_is_no_text_on_one_line_is_refused(block: str, line: int) -> None:
    """A list, a block, a text over several lines: nobody's YAML is rewritten."""
    note = f"---\n{block}\n---\n"
    with pytest.raises(CannotEdit, match="the value of “circle” is no text on one line") as caught:
        set_property(note, "circle", "far")
    assert caught.value.line == line
    with pytest.raises(CannotEdit, match="the value of “circle” is no text on one line") as caught:
        remove_property(note, "circle")
    assert caught.value.line == line


def test_a_field_in_the_text_counts_and_is_named() -> None:
    """Where Dataview's own field is what counts, setting another one would change nothing."""
    with pytest.raises(CannotEdit, match="“circle::” stands in the text") as caught:
        set_property("---\ntier: a\n---\ncircle:: b\n", "circle", "far")
    assert caught.value.line == 4
    with pytest.raises(CannotEdit):
        remove_property("- [circle:: b]", "circle")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\na: 1\ncircle: x\nb: 2\n---\n", "---\na: 1\nb: 2\n---\n"),
        ("---\r\nCircle: 'x'  \r\nprm-tier: y\r\n---\r\nhi", "---\r\n---\r\nhi"),
        ("---\ncircle: x # why\n---\n", "---\ncircle: # why\n---\n"),
        ("---\ncircle:\n---\n", "---\ncircle:\n---\n"),
        ("hi", "hi"),
    ],
)
def test_a_property_goes_with_its_line(before: str, after: str) -> None:
    """By all its names; a comment behind it stays."""
    assert remove_property(before, "circle", SETTINGS) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hi", '---\naliases:\n  - "a: b"\n---\nhi'),
        ("---\naliases:\n---\n", '---\naliases:\n  - "a: b"\n---\n'),
        ("---\naliases:\n- x # why\nb: 1\n---\n", '---\naliases:\n- x # why\n- "a: b"\nb: 1\n---\n'),
        ("---\nAliases: [x, 'y'] # why\n---\n", "---\nAliases: [x, 'y', \"a: b\"] # why\n---\n"),
        ("---\naliases: []\n---\n", '---\naliases: ["a: b"]\n---\n'),
        ("---\naliases: x\n---\n", '---\naliases: [x, "a: b"]\n---\n'),
        ('---\naliases: ["a: b"]\n---\n', '---\naliases: ["a: b"]\n---\n'),
    ],
)
def test_a_list_grows_by_one(before: str, after: str) -> None:
    """In the form in which it is written."""
    assert add_to_list(before, "aliases", "a: b") == after


def test_a_list_of_anything_else_is_refused() -> None:
    """A list with maps in it, or one whose form is not understood, stays."""
    for block in ("aliases:\n  - a: b", "aliases: |\n  x", "aliases:\n  -\n  - x"):
        with pytest.raises(CannotEdit):
            add_to_list(f"---\n{block}\n---\n", "aliases", "y")
