"""Answers as lines under headings, each with the places it stands on: they read well in 40 columns too."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vaultwell.model.source import Source
from vaultwell.render.page import Indent, Page, Part, Text
from vaultwell.render.safe import plain


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


def render_sections(sections: Iterable[Section]) -> Page:
    """All sections with a blank line between them."""

    parts: list[Part] = []
    for section in sections:
        if section.lines:
            parts += [Text()] if parts else []
            parts += [Text(section.heading, style="bold cyan")] if section.heading else []
            parts += [_render_line(line, bool(section.heading)) for line in section.lines]
    return parts


def _render_line(line: Line, is_under_heading: bool) -> Part:

    text = Text(line.text)
    for place in dict.fromkeys(plain(str(source)) for source in line.sources):
        text += Text(f"  {place}", style="dim")
    return Indent(text, 2 * (line.depth + is_under_heading))
