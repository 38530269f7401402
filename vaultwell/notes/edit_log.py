"""New entries into a note's log: text → text, and every line that stood there stays as it is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vaultwell.model.errors import CannotEdit
from vaultwell.notes.blocks import Block, Heading, Item
from vaultwell.notes.line_ends import cut_block_id, parse_own_day
from vaultwell.notes.lines import split_lines
from vaultwell.notes.sheet import Sheet, has_same_properties, is_same_outside, parse_result, parse_sheet
from vaultwell.notes.structure import parse_structure

LOG = "Log"
FAVORS = "Favors"
_LEVEL = 2
_MOST_PLACES = 60
_OPENERS = re.compile(r"```|~~~|%%|<!--|\$\$|<[A-Za-z!?/]")


class _Section(NamedTuple):
    """A section of the log: its name, its heading's level, and its lines (indexes) behind the heading."""

    name: str
    level: int
    start: int
    stop: int


def append_entries(text: str, lines: Sequence[str], headings: Sequence[str], section: str = LOG) -> str:
    """The note with entries behind the last one of a section of its log.

    Each of `lines` is one entry, `- 2026-10-05 call: the move`, with or without indented lines behind
    it. `headings` are those of the settings: a section that is not among them would not be read, so
    the first of them takes its place. A missing section is made at the note's end. An entry whose
    `^id` the note holds already is left out. Raises `CannotEdit`.
    """
    sheet = parse_sheet(text)
    entries = list(_without_known(text, lines))
    if not entries:
        return text
    added = [part for entry in entries for part in split_lines(entry)]
    _check_alone(added)
    found = _find_section(sheet, headings, section)
    names = frozenset(heading.lower() for heading in headings)
    places = _list_places(sheet, found, added) if found else iter(())
    for at, block in places:
        if _fits(sheet, at, block, names):
            return sheet.with_inserted(at, block)
    name, level = _name_section(sheet, headings, section, found)
    block = [*_gap(sheet, sheet.end), f"{'#' * level} {name}", "", *added]
    if _fits(sheet, sheet.end, block, names):
        return sheet.with_inserted(sheet.end, block)
    raise CannotEdit(
        _find_unclosed(sheet),
        "a code block, a comment or HTML that begins here is never closed, so nothing can be added below it",
        "Close it, and run the command again.",
    )


def has_block_id(text: str, block_id: str) -> bool:
    """The note holds a line that ends in this `^id` (given without the caret)."""
    sought = re.compile(
        rf"(?:^|[ \t])\^{re.escape(block_id)}[ \t]*(?:%%|-->)?[ \t]*(?=[\r\n]|\Z)", re.MULTILINE
    )
    return f"^{block_id}" in text and sought.search(text.replace("\r", "\n")) is not None


def _without_known(text: str, lines: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for entry in lines:
        block_id = cut_block_id(split_lines(entry)[0])[0]
        if block_id is None or not (block_id in seen or has_block_id(text, block_id)):
            yield entry
        if block_id is not None:
            seen.add(block_id)


def _check_alone(added: Sequence[str]) -> None:
    """What the words themselves open must not swallow what stands below them."""
    blocks = parse_structure([*added, "- next"]).blocks
    last = blocks[-1] if blocks else None
    is_open = not (isinstance(last, Item) and last.parent is None and last.line == len(added) + 1)
    if is_open or not (isinstance(blocks[0], Item) and blocks[0].line == 1):
        raise CannotEdit(
            0,
            "these words are no entry: they begin a comment, code or HTML",
            "Put “%%”, “<!--” or the like in backticks, or leave it out.",
        )


def _find_section(sheet: Sheet, headings: Sequence[str], section: str) -> _Section | None:
    """The first section of that name; for the log any other one of the settings, when there is none."""
    known = {heading.lower(): heading for heading in headings}
    wanted = section.lower() if section.lower() in known else next(iter(known), "")
    if (found := _first_of(sheet, frozenset({wanted}))) or section == FAVORS:
        return found
    return _first_of(sheet, frozenset(known) - {wanted, FAVORS.lower()})


def _first_of(sheet: Sheet, names: frozenset[str]) -> _Section | None:
    for index, block in enumerate(sheet.blocks):
        if isinstance(block, Heading) and block.text.strip().lower() in names:
            ends = (
                below.line - 1
                for below in sheet.blocks[index + 1 :]
                if isinstance(below, Heading) and below.level <= block.level
            )
            return _Section(block.text.strip(), block.level, block.line, next(ends, sheet.end))
    return None


def _name_section(
    sheet: Sheet, headings: Sequence[str], section: str, found: _Section | None
) -> tuple[str, int]:
    """Name and level of a new section: beside another one of the log when there is any."""
    if not headings:
        raise CannotEdit(
            0,
            "the settings name no heading under which entries are read",
            'Write headings = ["Log", "Favors"] in vaultwell.toml, or leave that line out.',
        )
    beside = found or _first_of(sheet, frozenset(heading.lower() for heading in headings))
    name = next((heading for heading in headings if heading.lower() == section.lower()), headings[0])
    return name, beside.level if beside else _LEVEL


@dataclass(slots=True)
class _Part:
    """The lines of a section under one of its headings; the entry that stands last, and the latest day."""

    stop: int
    dated_level: int = 0  # of the heading it stands under that is an entry itself; 0 for none
    last: int | None = None
    latest: date = date.min


def _list_parts(sheet: Sheet, section: _Section) -> list[_Part]:
    parts = [_Part(section.stop)]
    for block in sheet.blocks:
        if not section.start < block.line <= section.stop:
            continue
        part = parts[-1]
        if isinstance(block, Heading):
            part.stop = block.line - 1
            is_inside = part.dated_level and block.level > part.dated_level
            is_dated = is_inside or _own_day(block.line, block.text) is not None
            level = part.dated_level if is_inside else block.level if is_dated else 0
            parts.append(_Part(section.stop, level))
        elif isinstance(block, Item) and block.parent is None:
            part.last = block.line - 1
            part.latest = max(part.latest, _own_day(block.line, block.text) or date.min)
    return parts


def _own_day(line: int, text: str) -> date | None:
    return parse_own_day(Item(line, 1, text, None, (), None, ()), text)[0]


def _list_places(sheet: Sheet, section: _Section, added: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Where entries could go in a section, the best place first, each with the lines that go there.

    Under several sub-headings it is the one with the latest entry. What stands under a sub-heading
    that begins with a date belongs to the entry which that heading is.
    """
    parts = _list_parts(sheet, section)
    used = [part for part in parts if part.last is not None and not part.dated_level]
    if used:
        part = max(reversed(used), key=lambda part: part.latest)
        assert part.last is not None
        first = end_of_item(sheet.lines, part.last)
        for at in range(first, min(part.stop, first + _MOST_PLACES) + 1):
            yield at, list(added)
        return
    first = stop = parts[0].stop
    while first > section.start and not sheet.lines[first - 1].strip():
        first -= 1
    if first == section.start and first < stop:
        first += 1  # the blank line under the heading stays above the entry
    for at in range(first, min(stop, first + _MOST_PLACES) + 1):
        has_line_below = at < len(sheet.lines) and bool(sheet.lines[at].strip())
        yield at, [*_gap(sheet, at), *added, *([""] if has_line_below else [])]


def _gap(sheet: Sheet, at: int) -> list[str]:
    """A blank line above what is added, unless there is one or the note begins there."""
    return [""] if at >= sheet.front_matter.body_line and sheet.lines[at - 1].strip() else []


def end_of_item(lines: Sequence[str], index: int) -> int:
    """The index behind an item that begins at `index` and the lines indented under it."""
    stop = at = index + 1
    while at < len(lines) and (not lines[at].strip() or lines[at][0] in " \t"):
        at += 1
        if lines[at - 1].strip():
            stop = at
    return stop


def _fits(sheet: Sheet, at: int, added: Sequence[str], names: frozenset[str]) -> bool:
    """The lines, added there, are entries of the log, and every other line says what it said."""
    after = parse_result(sheet.with_inserted(at, added))
    lines = range(at, at + len(added))
    if after is None or not has_same_properties(sheet, after):
        return False
    if not is_same_outside(sheet, after, range(at, at), lines):
        return False
    own = [block for block in after.blocks if block.line - 1 in lines and isinstance(block, Item)]
    entries = [index for index, line in zip(lines, added, strict=True) if line.startswith("- ")]
    return (
        [item.line - 1 for item in own if item.parent is None] == entries
        and _list_words(own) == _list_words(parse_structure(added).blocks)  # no line below has joined them
        and all(any(heading.strip().lower() in names for heading in item.headings) for item in own)
    )


def _list_words(blocks: Iterable[Block]) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.text, block.more) for block in blocks if isinstance(block, Item)]


def _find_unclosed(sheet: Sheet) -> int:
    """The line of what swallows the note's end: above it a line could be added, below it none."""
    openers = [index for index in range(len(sheet.lines)) if _OPENERS.search(sheet.lines[index])]
    for index in reversed(openers[-_MOST_PLACES:]):
        above = parse_result(sheet.without(index, len(sheet.lines)))
        if above and _fits(above, above.end, ["", "## Log", "", "- x"], frozenset({"log"})):
            return index + 1
    return 0
