"""Items, headings and prose of notes as people write them."""

import time
from textwrap import dedent

import pytest

from vaultwell.notes.lines import split_lines
from vaultwell.notes.structure import Heading, Item, Prose, Structure, parse_structure


def _parse(note: str) -> Structure:
    return parse_structure(split_lines(dedent(note)[1:] if note.startswith("\n") else note))


def _read(note: str) -> list[str]:
    """One line for each block: `line sign text`, nested items behind a `>` for each level."""
    blocks = _parse(note).blocks
    shown = []
    for block in blocks:
        match block:
            case Heading(line, level, text):
                shown.append(f"{line} {'#' * level} {text}")
            case Prose(line, _, text):
                shown.append(f"{line} {text}")
            case Item(line, _, text, box, more, parent):
                depth = 0
                while parent is not None:
                    above = blocks[parent]
                    assert isinstance(above, Item)
                    parent, depth = above.parent, depth + 1
                mark = "-" if box is None else f"-[{box}]"
                shown.append(f"{line} {'>' * depth}{' / '.join((f'{mark} {text}'.rstrip(), *more))}")
    return shown


def test_a_note_of_a_person() -> None:
    """Headings, open and ticked promises, log lines and prose come out in order, with their lines."""
    assert _read(
        """
        Met at PyCon 2021; climbs with [[Ben Okafor|Ben]].

        ## Favors

        - [ ] 2026-10-11 promised: send the visa checklist
        - [x] 2026-08-30 promised: return the crash pad ✅ 2026-09-02

        ## Log

        - 2026-09-02 met: climbing hall
          - [/] asked: a belay partner
        """
    ) == [
        "1 Met at PyCon 2021; climbs with [[Ben Okafor|Ben]].",
        "3 ## Favors",
        "5 -[ ] 2026-10-11 promised: send the visa checklist",
        "6 -[x] 2026-08-30 promised: return the crash pad ✅ 2026-09-02",
        "8 ## Log",
        "10 - 2026-09-02 met: climbing hall",
        "11 >-[/] asked: a belay partner",
    ]


def test_an_item_knows_all_about_itself() -> None:
    """Line, column, box, further lines, parent and headings are those of the source."""
    blocks = _parse("# People\n## Log\n- 2026-10-05 call\n\t- [ ]  ask:  \n\t  the key ").blocks
    assert blocks == (
        Heading(1, 1, "People"),
        Heading(2, 2, "Log"),
        Item(3, 3, "2026-10-05 call", None, (), None, ("People", "Log")),
        Item(4, 9, "ask:", " ", ("the key",), 2, ("People", "Log")),
    )


@pytest.mark.parametrize(
    ("line", "box", "text", "column"),
    [
        ("- [ ] call", " ", "call", 7),
        ("* [x]   call", "x", "call", 9),
        ("1. [-] call", "-", "call", 8),
        ("2) [?]\tcall", "?", "call", 8),
        ("- [ ]", " ", "", 6),
        ("-  [X] [ ] call", "X", "[ ] call", 8),
        ("- [x]call", None, "[x]call", 3),
        ("- [xx] call", None, "[xx] call", 3),
        ("- [] call", None, "[] call", 3),
        ("- [[Ana]] called", None, "[[Ana]] called", 3),
        ("- **[ ]** call", None, "**[ ]** call", 3),
    ],
)
def test_checkboxes(line: str, box: str | None, text: str, column: int) -> None:
    """A checkbox is one character in brackets at the start of the words, before a blank or the end."""
    assert parse_structure([line]).blocks == (Item(1, column, text, box, (), None, ()),)


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("- a\n  - b\n    - c\n- d", ["1 - a", "2 >- b", "3 >>- c", "4 - d"]),
        ("- a\n\t- b\n\t\t- c\n\t- d", ["1 - a", "2 >- b", "3 >>- c", "4 >- d"]),
        ("1. a\n   - b\n  - c", ["1 - a", "2 >- b", "3 - c"]),
        ("- a\n - b", ["1 - a", "2 - b"]),
        ("-\ta\n\n\tb\n\t- c", ["1 - a / b", "3 >- c"]),
        ("- - a\n  - b", ["1 -", "1 >- a", "2 >- b"]),
        ("- a\n+ b\n1) c\n1. d", ["1 - a", "2 - b", "3 - c", "4 - d"]),
        ("10. a\n11. b", ["1 - a", "2 - b"]),
    ],
)
def test_nesting(note: str, read: list[str]) -> None:
    """An item belongs to the one whose words it is indented to, in spaces or tabs."""
    shown = [line.split(" ", 1)[1] for line in read]
    assert [line.split(" ", 1)[1] for line in _read(note)] == shown


def test_what_follows_an_item() -> None:
    """Indented and lazy lines and later paragraphs are its further words; quotes and code are not."""
    assert _read(
        """
        - 2026-10-05 called:
          about the move
        and the flat

          Later that day.

          > quoted

          ```
          code
          ```

              code
          | a | b |
          |---|---|
          | c | d |
        - next

        Not his.
        """
    ) == [
        "1 - 2026-10-05 called: / about the move / and the flat / Later that day. / | a | b | / | c | d |",
        "17 - next",
        "19 Not his.",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "> - 2026-10-05 called\nlazy",
        "> [!note]- Callout\n> - [ ] x\n> > # deeper",
        "- > 2026-10-05 called\n  > - and",
        "```\n- x\n```",
        "~~~ markdown\n# x\n```\n- x\n~~~~",
        "```\n- x\n\nnever closed",
        "    - x\n\n    y",
        "\t- x",
        "<div>\n- x\n</div>",
        "<!DOCTYPE\n- x",
        "<b>\n- x",
        "<script>\n\n- x\n</script>",
        "$$\n- x\n$$",
        "***",
        "- - -",
        " ",
    ],
)
def test_what_nobody_said(note: str) -> None:
    """Quotes, callouts, code, HTML, math and rules hold no item, heading or prose of the note's own."""
    blocks = _parse(note).blocks
    found = [block for block in blocks if not isinstance(block, Item) or block.text or block.more]
    assert found == []


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("Ana\n===\nBen\n---", ["1 # Ana", "3 ## Ben"]),
        ("two\nlines\n---", ["1 ## two lines"]),
        ("Ana\n\n---\nBen", ["1 Ana", "4 Ben"]),
        ("Ana\n-\n- b", ["1 ## Ana", "3 - b"]),
        ("Ana\n*\n+", ["1 Ana", "2 *", "3 +"]),
        ("- a\n---\nb", ["1 - a", "3 b"]),
        ("- a\n===", ["1 - a / ==="]),
        ("- a\n  ---\n  b", ["1 - a / b"]),
        ("Ana\n2. b\n3. c", ["1 Ana", "2 2. b", "3 3. c"]),
        ("Ana\n1. b\n5. c", ["1 Ana", "2 - b", "3 - c"]),
        ("- a\n  2. b\n3. c", ["1 - a / 2. b", "3 - c"]),
        ("- a\n-\n- b", ["1 - a", "2 -", "3 - b"]),
        ("-\n  a\n- b", ["1 - / a", "3 - b"]),
        ("-\n\n  a", ["1 -", "3 a"]),
        ("- ```\n  x\ny\n```\nz", ["1 -", "3 y"]),
        ("- # Ana\n- b", ["1 - Ana", "2 - b"]),
        ("- a\n## Log\n- b", ["1 - a", "2 ## Log", "3 - b"]),
        ("-     code\n- b", ["1 -", "2 - b"]),
        ("- a\n\n\n  b\n\nc", ["1 - a / b", "6 c"]),
        ("Ana\n    - b", ["1 Ana", "2 - b"]),
        ("Ana\n<b>\n- c", ["1 Ana", "2 <b>", "3 - c"]),
        (">    a\nlazy\n\n>     code\nb", ["5 b"]),
        (">\ta\nlazy\n\n>\t\tcode\nb", ["5 b"]),
        ("> a\n\t> # lazy\nlazy", []),
        ("a\n    b | c\n--|--", ["1 a", "2 b | c", "3 --|--"]),
        ("# Log# #\\# ##", ["1 # Log# #\\#"]),
        ("``` a`b\n- c", ["1 ``` a`b", "2 - c"]),
        ("- > - a\n  - b", ["1 -", "2 >- b"]),
        ("#tag\n#\n####### seven", ["1 #tag", "2 #", "3 ####### seven"]),
        ("-a\n1.b\n1234567890. c", ["1 -a", "2 1.b", "3 1234567890. c"]),
        ("١. a", ["1 ١. a"]),
        ("- a\u2028- b\x85\x0b c", ["1 - a\u2028- b\x85\x0b c"]),
        ("\u00a0- a", ["1 \u00a0- a"]),
    ],
)
def test_traps(note: str, read: list[str]) -> None:
    """Underlines, rules, empty items and numbers begin, end and continue what CommonMark says."""
    assert [line.rstrip() for line in _read(note)] == read


def test_headings_over_an_item() -> None:
    """An item stands under the headings still open above it, outermost first, whatever their levels."""
    blocks = _parse("- a\n# One\n### Three\n- b\n## Two ##\n- c\n\nEnd\n===\n- d").blocks
    assert [block.headings for block in blocks if isinstance(block, Item)] == [
        (),
        ("One", "Three"),
        ("One", "Two"),
        ("End",),
    ]


def test_a_table_before_a_rule() -> None:
    """The rule right below a table makes no heading of it, and its rows are prose."""
    assert _read("| name | day |\n| ---- | --- |\n| [[Ana]] | 17 Nov |\n---\nx") == [
        "1 | name | day |",
        "3 | [[Ana]] | 17 Nov |",
        "5 x",
    ]


@pytest.mark.parametrize(
    "note", ["$$ a night\n- x", "paid $$\n- x", "$$x = 1$$\n- x", "- $$\n- x\n- $$", "$5\n\n$$$ dear\n- x"]
)
def test_dollars_are_not_math(note: str) -> None:
    """Two dollar signs hide nothing unless they open math and something closes it."""
    assert any(line.endswith(" - x") for line in _read(note))


def test_reading_starts_below_the_front_matter() -> None:
    """Lines before the first one to read are not looked at, but counted."""
    lines = ["---", "- a: `", "---", "- b"]
    assert parse_structure(lines, 4).blocks == (Item(4, 3, "b", None, (), None, ()),)
    assert parse_structure(lines, 5) == Structure((), None, frozenset())


_CONFLICT = "<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> phone"


@pytest.mark.parametrize(
    ("note", "line"),
    [
        (_CONFLICT, 1),
        (f"- x\n\n{_CONFLICT}\n{_CONFLICT}", 3),
        (f"- x\n  ```\n{_CONFLICT}", 3),
        (f"<div>\n{_CONFLICT}", 2),
        (f"%%\n{_CONFLICT}", 2),
        (_CONFLICT.replace("- a", "```"), 1),
        (f"```\n{_CONFLICT}\n```", None),
        ("Ana\n=======", None),
        ("<<<<<<< HEAD\n=======", None),
        ("=======\n<<<<<<< HEAD\n>>>>>>> phone", None),
        (" " + _CONFLICT, None),
    ],
)
def test_conflict_markers(note: str, line: int | None) -> None:
    """A conflict is its three markers in order, the first of them outside code; a lone underline is none."""
    assert parse_structure(note.split("\n")).conflict_line == line


@pytest.mark.parametrize(
    "piece", ["- ", "> ", "1. - ", "-\n", "[", "`", "\\`", "%%`", "<a a", "| ", "# ", "$$\n"]
)
def test_hostile_notes_take_no_longer(piece: str) -> None:
    """A note of the same few characters over and over is read in time proportional to its length."""
    lines = split_lines(piece * (20_000 if "\n" in piece else 200_000))
    start = time.process_time()
    parse_structure(lines)
    assert time.process_time() - start < 5
