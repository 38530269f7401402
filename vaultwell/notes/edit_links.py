"""Links that lead to another name: text → text, and nothing but the links' targets changes.

Headings, blocks, aliases, folders and the form of a link stay; so do links in code, math and HTML.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from vaultwell.model.errors import CannotEdit
from vaultwell.notes.blocks import Item
from vaultwell.notes.fields import Plain, Scalar, Value
from vaultwell.notes.links import Link, find_links
from vaultwell.notes.sheet import Sheet, parse_result, parse_sheet, plain_pairs

Rename = Callable[[str], str | None]
"""The new target of a link, or None when it stays; both without heading, block and alias."""

_UNSAFE = re.compile(r"[\s()<>\\%#^|\[\]]")
_ENCODED = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")


def rewrite_links(text: str, rename: Rename) -> str:
    """The note with the links renamed; raises `CannotEdit` when that would change anything else."""
    sheet = parse_sheet(text)
    quoted = list(_single_quoted(sheet))
    lines = {
        index: _rewrite(sheet.lines[index], rename, [span for line, span in quoted if line == index])
        for index in find_lines(sheet, rename)
    }
    if not lines:
        return text
    changed = sheet.with_lines(lines)
    after = parse_result(changed)
    if after is None or not _says_the_same(sheet, after, rename):
        raise CannotEdit(
            min(lines) + 1,
            "the link in this line cannot be changed without changing what else it says",
            "Change it by hand.",
        )
    return changed


def find_lines(sheet: Sheet, rename: Rename) -> Iterator[int]:
    """The lines (indexes) in which a link changes."""
    for index, line in enumerate(sheet.lines):
        if index + 1 not in sheet.code_lines and any(rename(link.target) for link in find_links(line)):
            yield index


def _rewrite(line: str, rename: Rename, quoted: list[range]) -> str:
    """One line with its links renamed; in `quoted` an apostrophe is written twice."""
    for link in reversed(find_links(line)):
        new = rename(link.target)
        if new is None:
            continue
        start, end = link.target_span
        typed = _encode(new, link, line)
        if any(start in span for span in quoted):
            typed = typed.replace("'", "''")
        line = line[:start] + typed + line[end:]
    return line


def _encode(target: str, link: Link, line: str) -> str:
    """The target as the link's own form wants it: as it is, or in percent signs as far as it was before."""
    start, end = link.target_span
    if line.startswith("[[", link.start + link.is_embed) or line[start - 1 : start] == "<":
        return target
    if _ENCODED.search(line, start, end):
        return quote(target, safe="/")
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), target)


def _single_quoted(sheet: Sheet) -> Iterator[tuple[int, range]]:
    """The places of properties in single quotes: the line's index, and from where to where."""
    for field in sheet.front_matter.fields:
        for scalar in _list_scalars(field.value):
            start = scalar.column - 1
            if sheet.lines[scalar.line - 1].startswith("'", start):
                yield scalar.line - 1, range(start, start + scalar.width)


def _list_scalars(value: Value) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _list_scalars(part)
    elif value is not None:
        for part in value:
            yield from _list_scalars(part)


def _says_the_same(before: Sheet, after: Sheet, rename: Rename) -> bool:
    """Properties and blocks are the same but for the renamed links."""
    pairs = [(key, _renamed(value, rename)) for key, value in plain_pairs(before)]
    if plain_pairs(after) != pairs or len(after.blocks) != len(before.blocks):
        return False
    for old, new in zip(before.blocks, after.blocks, strict=True):
        if (type(old), old.line, _rewrite(old.text, rename, [])) != (type(new), new.line, new.text):
            return False
        if isinstance(old, Item) and isinstance(new, Item) and (old.box, old.parent) != (new.box, new.parent):
            return False
    return True


def _renamed(value: Plain, rename: Rename) -> Plain:
    if isinstance(value, str):
        return _rewrite(value, rename, [])
    if isinstance(value, list):
        return [_renamed(part, rename) for part in value]
    if isinstance(value, dict):
        return {key: _renamed(part, rename) for key, part in value.items()}
    return value
