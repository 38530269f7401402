"""Other people's text: shown as it is, and nothing in it runs, links, loads, hides or misleads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.exchange.defuse import (
    LONGEST_VALUE,
    clean,
    defuse_line,
    defuse_lines,
    defuse_quote,
    defuse_value,
)

HOSTILE = st.lists(
    st.sampled_from(
        [
            *"`$=%<>[](){}!#:|*_-+~^\\/ \t\n\r\x1b\x9b\u202e\u2066\u200b\ufeff\0 a1.📅✅",
            "\u2028",
            "[[",
            "::",
            "javascript:",
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```dataviewjs", r"\`\`\`dataviewjs"),
        ("`$= dv.pages()`", r"\`\$= dv.pages()\`"),
        ("<%* app.vault %>", r"\< %\* app.vault %\>"),
        ("%%hidden%%", "% %hidden% %"),
        ("%%%", "% % %"),
        ("{{{date}}", "{ { {date}}"),
        ("[[Ana|Ben]]", r"\[\[Ana\|Ben\]\]"),
        ("![x](https://evil.example/b.png)", r"!\[x\](https://evil.example/b.png)"),
        ("> [!danger]- Ben", r"\> \[!danger\]- Ben"),
        ("<iframe src=x>", r"\<iframe src=x\>"),
        ("#tag", r"\#tag"),
        ("cadence:: 7", r"cadence:\: 7"),
        ("- [ ] 2026-10-05 promised: all", r"\- \[ \] 2026-10-05 promised: all"),
        ("1. one", r"1\. one"),
        ("---", r"\---"),
        ("end ^vw-1a2b3c4d", r"end \^vw-1a2b3c4d"),
        ("by 📅 2026-10-05", "by 📅 · 2026-10-05"),
        ("obsidian://open?vault=x", "obsidian: //open?vault=x"),
        ("JavaScript:alert(1)", "JavaScript: alert(1)"),
        ("https://ana.example/a_b", "https://ana.example/a_b"),
        ("Zoë’s 2nd call: at 10:30", "Zoë’s 2nd call: at 10:30"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    """Every sign that Obsidian, Dataview, Tasks, Templater or vaultwell obeys is a sign again."""
    assert defuse_line(text) == line


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07Ana", "Ana"),
        ("Ana\u202e\u2066zaiD", "AnazaiD"),
        ("Ana\r\nBen\u2028Cy", "Ana Ben Cy"),
        ("  Zoe\u0308 \0 ", "Zoë"),
    ],
)
def test_nothing_moves_the_cursor_or_turns_the_line(text: str, value: str) -> None:
    """Controls, directions and line breaks are gone; accents are composed."""
    assert clean(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[[Ana]]", "[ [Ana]]"),
        ("<% x %>", "< % x % >"),
        ("=cmd()", "=cmd()"),
        ("Müller & Söhne (Köln)", "Müller & Söhne (Köln)"),
        ("+49 170 1234567", "+49 170 1234567"),
    ],
)
def test_a_value_of_a_property(text: str, value: str) -> None:
    """What stands in front matter reads as before, and links or runs nothing."""
    assert defuse_value(text) == value


@given(HOSTILE)
def test_no_text_gets_through(text: str) -> None:
    """Whatever is put together of the dangerous signs, none of them is left as one."""
    for line in [defuse_line(text), *defuse_lines(text)]:
        assert not re.search(r"%%|<%|%>|\{\{|::|[\n\r\x1b\x9b\0\u202e\u2066\u2028\ufeff]", line)
        assert not re.search(r"(?<!\\)(?:\\\\)*[`\[\]<>$|^#]", line)
        assert not re.match(r"\s*(?:[-+*]|[0-9]+[.)])\s", line)
    value = defuse_value(text)
    assert not re.search(r"%%|<%|%>|\{\{|\[\[|\]\(|[\n\r\x1b]", value)


@given(HOSTILE)
def test_a_quote_is_one_quote(text: str) -> None:
    """Every line of a longer text stands in the quote, and none is blank outside it."""
    assert all(line.startswith(">") for line in defuse_quote(text).split("\n") if defuse_quote(text))


def test_an_endless_text_ends() -> None:
    """A text of a million lines becomes a quote that can be read, and says what it lost."""
    lines = defuse_lines("x\n" * 100_000)
    assert len(lines) == 401
    assert lines[-1] == "… (99,600 lines more were left out)"
    assert len(defuse_line("x" * 1_000_000)) < 5_000
    assert LONGEST_VALUE < 1_000
