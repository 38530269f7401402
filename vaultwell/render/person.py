"""The note of somebody new, from its template."""

from collections.abc import Mapping
from typing import Any

import jinja2

from vaultwell.model.settings import Settings
from vaultwell.notes.edit_log import LOG

TEMPLATE = "person.md.j2"


def render_person(
    name: str,
    properties: Mapping[str, Any],
    settings: Settings,
    environment: jinja2.Environment,
    words: str = "",
) -> str:
    """The whole note: front matter by python-frontmatter's writer, and the heading of an empty log.

    `words` is Markdown that stands above the log.
    """
    from vaultwell.notes.note_handler import NoteHandler

    known = {heading.lower() for heading in settings.headings}
    heading = LOG if LOG.lower() in known or not settings.headings else settings.headings[0]
    return environment.get_template(TEMPLATE).render(
        name=name, front_matter=NoteHandler().export(properties), heading=heading, words=words
    )
