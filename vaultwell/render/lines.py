"""Answers as lines under headings, each with the places it stands on: they read well in 40 columns too."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vaultwell.model.source import Source
from vaultwell.render.safe import plain

if TYPE_CHECKING:
    from rich.console import RenderableType


class Line(NamedTuple):
    """One statement, already harmless, and its places; deeper lines belong to the one above."""

    text: str
    sources: Sequence[Source] = ()
    depth: int = 0


class Section(NamedTuple):
    """Lines under a heading; without any line the section is not shown."""

    heading: str
    lines: Sequence[Line]


def say_more(count: int, most: int) -> Iterator[Line]:
    """That there are more than the `most` shown, and how to see them."""
    if count > most:
        yield Line(f"and {count - most:,} more: add --all")


def render_sections(sections: Iterable[Section]) -> "RenderableType":
    """All sections with a blank line between them."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for section in sections:
        if section.lines:
            parts += [Text()] if parts else []
            parts += [Text(section.heading, style="bold cyan")] if section.heading else []
            parts += [_render_line(line, bool(section.heading)) for line in section.lines]
    return Group(*parts)


def _render_line(line: Line, is_under_heading: bool) -> "RenderableType":
    from rich.padding import Padding
    from rich.text import Text

    text = Text(line.text)
    for place in dict.fromkeys(plain(str(source)) for source in line.sources):
        text.append(f"  {place}", style="dim")
    return Padding(text, (0, 0, 0, 2 * (line.depth + is_under_heading)))
