"""python-frontmatter's handler for our front matter: reads as `parse_front_matter` does, writes new notes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from frontmatter.default_handlers import BaseHandler

from vaultwell.notes.fields import plain_fields
from vaultwell.notes.full_yaml import parse_full
from vaultwell.notes.scalars import render_scalar, render_value

# PyYAML finds a key only within so many characters.
_LONGEST_KEY = 1_000


class NoteHandler(BaseHandler):
    """Front matter between `---` lines, as text with YAML 1.2 meaning.

    `split` raises ValueError when there is no closed block, and `load` when it cannot be read.
    """

    FM_BOUNDARY = re.compile(r"(?:\A\ufeff?|(?<=[\r\n]))---[ \t]*(?=[\r\n]|\Z)")
    START_DELIMITER = END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        """The text between the fences, with the end of the opening line, and the text behind them."""
        if not self.detect(text):
            raise ValueError("no front matter at the start of the note")
        return super().split(text)

    def load(self, fm: str) -> dict[str, Any]:
        """The properties as str, list, dict and None."""
        fields, faults = parse_full(fm)
        if faults:
            raise ValueError(f"line {faults[0].line}: {faults[0].what}")
        return dict(plain_fields(fields))

    def export(self, metadata: Mapping[str, object], **_: object) -> str:
        """The properties as YAML: block lists, and quotes only where YAML would read more than text.

        Values are None, str, bool, int, date, and lists and dictionaries of these; anything else is
        a TypeError. Read back, each is the same text (`true`, `30` and `2026-01-02` for the typed).
        """
        return "\n".join(_render_mapping(metadata, ""))


def _render_mapping(mapping: Mapping[str, object], indent: str) -> list[str]:
    lines = []
    for key, value in mapping.items():
        name = render_scalar(key)
        if len(name) > _LONGEST_KEY:
            raise ValueError(f"a key of {len(name)} characters is too long for YAML")
        lines += _render_under(f"{indent}{name}:", value, indent + "  ")
    return lines


def _render_list(items: Sequence[object], indent: str) -> list[str]:
    lines = []
    for item in items:
        lines += _render_under(f"{indent}-", item, indent + "  ")
    return lines


def _render_under(head: str, value: object, indent: str) -> list[str]:
    """The lines of a value whose first line begins with `head`, a key or a dash."""
    if value is None:
        return [head]
    if isinstance(value, Mapping):
        return [head, *_render_mapping(value, indent)] if value else [f"{head} {{}}"]
    if isinstance(value, list | tuple):
        return [head, *_render_list(value, indent)] if value else [f"{head} []"]
    return [f"{head} {render_value(value)}"]
