"""A review in the terminal: the sentences of the note, each with the lines it rests on, without pictures."""

from collections.abc import Mapping

from vaultwell.model.contact import Contact
from vaultwell.practices.review import Review
from vaultwell.render.page import Indent, Page, Part, Text
from vaultwell.render.review import build_sections, plain_voice, say_lede, say_period
from vaultwell.render.safe import plain
from vaultwell.render.sources import say_sources


def render_review(review: Review, contacts: Mapping[str, Contact]) -> Page:
    """The whole of it, section by section."""
    parts: list[Part] = [Text(say_period(review.period), style="bold"), Text(say_lede(review))]
    for section in build_sections(review, contacts, plain_voice()):
        parts += [Text(), Text(section.heading, style="bold cyan")]
        if section.lede:
            parts.append(Indent(Text(section.lede)))
        for line in section.lines:
            sources = f"  {plain(say_sources(line.sources))}" if line.sources else ""
            parts.append(Indent(Text(line.words) + Text(sources, style="dim")))
    return parts
