"""Answers for a terminal: rich where there is one, plain lines where the output is piped."""

import sys
from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from vaultwell.render.words import NBSP

ANY_WIDTH = 10_000  # a pipe has no edge: one row, one line


def print_answer(answer: RenderableType) -> None:
    """On stdout: colour only on a terminal and never with NO_COLOR; plain lines where it is piped."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=ANY_WIDTH)
    with console.capture() as captured:
        console.print(answer)
    text = captured.get().replace(NBSP, " ")
    sys.stdout.write("\n".join(line.rstrip() for line in text.split("\n")))


def indent_lines(lines: Iterable[str]) -> Iterable[RenderableType]:
    """Lines that begin with blanks keep that edge when a narrow terminal breaks them."""
    for line in lines:
        words = line.lstrip(" ")
        yield Padding(Text(words), (0, 0, 0, len(line) - len(words))) if words != line else Text(line)
