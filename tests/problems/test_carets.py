"""A problem on the terminal: the caret below the right words, whatever the line is made of."""

import pytest

from vaultwell.model.problem import Problem
from vaultwell.render.problems import fold, render_problem, say_more, summarize


def render(excerpt: str, column: int, width: int = 1) -> list[str]:
    """The lines of a problem at that place, without its first and last."""
    problem = Problem("a.md", 7, column, "no-date", "hint", "message", "remedy", excerpt, width)
    first, *shown, last = render_problem(problem).split("\n")
    assert (first, last) == (f"a.md:7:{column}: hint: message [no-date]", "  remedy")
    return shown


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("", ""),
        ("- lunch ", "        "),
        ("\t- ", "\t  "),
        ("a\tb\t", " \t \t"),
        ("茶道の先生 ", "           "),
        ("ﾊﾝｶｸ ", "     "),
        ("🍵 ", "   "),
        ("☎️ ", "   "),
        ("❤ ", "  "),
        ("👩‍👩‍👧 ", "   "),
        ("e\u0301 ", "  "),
        ("नमस्ते ", "     "),
        ("\x1b[31m ", "         "),
        ("\u202e ", "       "),
    ],
)
def test_the_caret_stands_below_its_word(before: str, columns: str) -> None:
    """What stands before the word takes as many columns in both lines, whatever it is made of."""
    line, carets = render(f"{before}frends!", len(before) + 1, 6)
    assert line.endswith("frends!")
    assert carets == f"    | {columns}^^^^^^"


def test_the_caret_is_as_wide_as_its_word() -> None:
    """Wide characters get two carets each, those without a width of their own none."""
    assert render("with 美咲", 6, 2)[1] == "    |      ^^^^"
    assert render("with Zoe\u0308!", 6, 4)[1] == "    |      ^^^"


def test_a_long_line_is_cut_around_the_place() -> None:
    """Of a long line only the part around the place is shown, and what is left out is marked."""
    words = "x" * 300
    assert render(f"circle: {words}", 9, 300) == [
        f"  7 | circle: {'x' * 92}…",
        f"    |         {'^' * 92}",
    ]
    line, carets = render(f"{words} frends {words}", 302, 6)
    assert line == f"  7 | …{'x' * 69} frends {'x' * 23}…"
    assert line[carets.index("^") :].startswith("frends")
    line, carets = render(f"{words} frends", 302, 6)
    assert line == f"  7 | …{'x' * 69} frends"
    assert line[carets.index("^") :] == "frends"


def test_a_place_behind_what_is_kept_of_the_line_shows_no_line() -> None:
    """Rather no line than one without the place; nor is a blank one shown."""
    assert render("x" * 200, 250) == []
    assert render("  ", 1) == []
    assert render("why: x", 7) == ["  7 | why: x", "    |       ^"]


def test_many_of_one_kind_are_counted() -> None:
    """Of more than twenty of one kind in one note the rest is a number; others are not held back by them."""
    lines = [Problem("a.md", line, 1, "no-date", "hint", "m", "r") for line in range(1, 233)]
    other = Problem("a.md", 50, 1, "date-form", "hint", "m", "r")
    folded = list(fold(sorted([*lines, other])))
    assert [problem for problem, _ in folded] == [*lines[:20], other]
    assert [more for _, more in folded if more > 0] == [212]
    assert say_more(lines[0], 212) == "… and 212 more like this in a.md [no-date]"
    assert [more for _, more in fold(lines[:20]) if more > 0] == []


def test_a_sum_tells_problems_from_hints() -> None:
    """The last line counts problems, hints and notes; the settings are a file, not a note."""
    hint = Problem("a.md", 1, 1, "no-date", "hint", "message", "remedy")
    problem = Problem("b.md", 1, 1, "bad-yaml", "problem", "message", "remedy")
    setting = Problem("vaultwell.toml", 1, 1, "bad-setting", "problem", "message", "remedy")
    assert summarize([hint]) == "1 hint in 1 note."
    assert summarize([hint, hint, problem]) == "1 problem and 2 hints in 2 notes."
    assert summarize([setting, problem]) == "2 problems in 2 files."
