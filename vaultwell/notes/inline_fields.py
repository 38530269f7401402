"""Dataview's inline fields: `last-contacted:: 2026-05-01` in the text of a person's note."""

import re
from collections.abc import Iterator, Sequence

from vaultwell.notes.fields import Field, Scalar
from vaultwell.notes.links import find_links
from vaultwell.notes.structure import Block, Heading

_KEY = r"(?:\*\*|__)?([^\W\d_][\w -]{0,40}?)(?:\*\*|__)?"
_WHOLE_LINE = re.compile(rf"{_KEY}::(?:\*\*|__)?[ \t]+(\S.*)")
_BRACKETED = re.compile(rf"[\[(]{_KEY}::[ \t]*([^\[\]()]*(?:\[\[[^\[\]]*\]\][^\[\]()]*)*)[\])]")


def find_inline_fields(blocks: Sequence[Block]) -> Iterator[Field]:
    """The fields of paragraphs and list items, in order, each with a text or, for links, a list."""
    for block in blocks:
        if isinstance(block, Heading) or "::" not in block.text:
            continue
        whole = _WHOLE_LINE.fullmatch(block.text)
        for found in [whole] if whole else _BRACKETED.finditer(block.text):
            key, value = found[1], found[2].strip()
            start = block.column + found.start(2)
            links = find_links(value)
            scalars = tuple(
                Scalar(f"[[{link.target}]]", block.line, start + link.start, link.end - link.start, True)
                for link in links
            )
            text = Scalar(value, block.line, start, max(1, len(value)), True)
            is_all_links = bool(links) and not re.sub(r"\[\[[^\[\]]*\]\]|[,\s]", "", value)
            yield Field(key, scalars if is_all_links else text, block.line, block.column + found.start(1))
