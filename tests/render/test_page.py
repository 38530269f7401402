"""An answer that is piped is what rich would have drawn, without loading rich."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from vaultwell.render import terminal
from vaultwell.render.page import Grid, Indent, Part, Text, list_lines
from vaultwell.render.terminal import print_answer

SIGNS = [*"ab é漢字👩ñ “”…:Жω", "e\u0301"]
WORDS = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
STYLES = st.sampled_from(["", "bold", "dim"])


def _build_text(spans: list[tuple[str, str]]) -> Text:
    text = Text(*spans[0])
    for words, style in spans[1:]:
        text += Text(words, style)
    return text


TEXTS = st.lists(st.tuples(WORDS, STYLES), min_size=1, max_size=3).map(_build_text)
SPANS = st.tuples(st.lists(st.sampled_from([*SIGNS, "\n"])).map("".join), STYLES)
LINES = st.lists(SPANS, min_size=1, max_size=3).map(_build_text)


def _is_seen(cell: Text | str) -> bool:
    """Words that take no place at all rich drops from a column; piped they stay."""
    words = cell if isinstance(cell, str) else cell.words
    return not words or cell_len(words) > 0


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """One to four rows of one to three columns, with styles for none or all."""
    width = draw(st.integers(1, 3))
    cells = (TEXTS | WORDS).filter(_is_seen)
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=4))
    return Grid(rows, draw(st.sampled_from([(), ("dim", "", "bold")[:width]])), draw(st.booleans()))


PARTS = st.one_of(LINES, grids(), st.builds(Indent, TEXTS | grids(), st.integers(0, 4)))


@given(st.lists(PARTS, max_size=4))
def test_piped_is_what_rich_draws_without_an_edge(page: list[Part]) -> None:
    """The lines alone are those of rich where no line is broken, but for blanks at their ends."""
    console = Console(file=io.StringIO(), width=10_000, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        for part in page:
            console.print(terminal._draw(part))
    drawn = [line.rstrip() for line in captured.get().split("\n")[:-1]]
    assert [line.rstrip() for part in page for line in list_lines(part)] == drawn


PAGE: list[Part] = [
    Text("Ana", "bold") + Text("  People/Ana.md", "dim"),
    Indent(Grid([("call", "the harbour")], ("dim",))),
]
PLAIN = "Ana  People/Ana.md\n  call  the harbour\n"
DRAWN = "\x1b[1mAna\x1b[0m\x1b[1;2m  People/Ana.md\x1b[0m\n  \x1b[2mcall\x1b[0m\x1b[2m  \x1b[0mthe harbour\n"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, PLAIN),
        ({"FORCE_COLOR": ""}, PLAIN),
        ({"FORCE_COLOR": "1", "TTY_COMPATIBLE": "0"}, PLAIN),
        ({"FORCE_COLOR": "1", "TERM": "xterm"}, DRAWN),
        ({"TTY_COMPATIBLE": "1", "TERM": "xterm"}, DRAWN),
    ],
)
def test_a_terminal_gets_styles(
    settings: dict[str, str],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Styles go to a terminal, or to what is to be taken for one; everything else gets the lines."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    print_answer(PAGE)
    assert capsys.readouterr().out == expected
