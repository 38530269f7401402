"""Where an answer is printed: rich draws it on a terminal; where it is piped, plain lines, and no rich."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vaultwell.render.page import Indent, Page, Part, Text, list_lines
from vaultwell.render.words import NBSP

if TYPE_CHECKING:
    from rich.console import RenderableType


def print_answer(page: Page) -> None:
    """On stdout: colour only on a terminal and never with NO_COLOR; plain lines where it is piped."""
    if is_terminal():
        print_drawn([_draw(part) for part in page])
    else:
        _print("".join(f"{line}\n" for part in page for line in list_lines(part)))


def is_terminal() -> bool:
    """Whether stdout is a terminal, or the user says that it is to be taken for one (force-color.org)."""
    is_said = os.environ.get("TTY_COMPATIBLE", "")
    if is_said in ("0", "1"):
        return is_said == "1"
    forced = os.environ.get("FORCE_COLOR")
    return sys.stdout.isatty() if forced is None else forced != ""


def print_drawn(drawn: "Iterable[RenderableType]") -> None:
    """What rich draws, without blanks at the ends of lines."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        for one in drawn:
            console.print(one)
    _print(captured.get())


def _print(text: str) -> None:
    sys.stdout.write("\n".join(line.rstrip() for line in text.replace(NBSP, " ").split("\n")))


def _draw(part: Part) -> "RenderableType":
    """The same for rich."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text as Drawn

    if isinstance(part, Indent):
        return Padding(_draw(part.inner), (0, 0, 0, part.by))
    if isinstance(part, Text):
        (words, style), *more = part.spans
        drawn = Drawn(words, style=style)
        for words, style in more:
            drawn.append(words, style=style)
        return drawn
    table = Table.grid(padding=(0, 2, 0, 0))
    for index, style in enumerate(part.styles):
        table.add_column(style=style, no_wrap=part.is_whole and index == 0)
    for row in part.rows:
        table.add_row(*(_draw(cell if isinstance(cell, Text) else Text(cell)) for cell in row))
    return table


def indent_lines(lines: Iterable[str]) -> Iterable[Part]:
    """Lines that begin with blanks keep that edge when a narrow terminal breaks them."""
    for line in lines:
        words = line.lstrip(" ")
        yield Indent(Text(words), len(line) - len(words)) if words != line else Text(line)
