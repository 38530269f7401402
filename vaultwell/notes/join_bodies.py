"""The text of one note below that of another, each part under its own heading. Text → text.

No line is put into other words: what is taken over stands as it was typed, once, and every line of
both still says what it said; else nothing is joined.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultwell.model.errors import CannotEdit
from vaultwell.notes.blocks import Heading, Item
from vaultwell.notes.line_ends import parse_own_day
from vaultwell.notes.sheet import Sheet, has_same_properties, parse_result, parse_sheet

_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*")
_MAY_SPAN = re.compile(r"%%|<!--|\$\$|^[ \t]*<")


class _Section(NamedTuple):
    """A heading with what stands below it, in lines (indexes); the first is what stands above all headings.

    `start` is the heading's line, `words` the first below it; `rest` is where its own words end and
    the headings below it begin, `stop` where those end. `name` is None for what is not to be joined
    with anything: an entry, or a heading that is underlined or has a comment.
    """

    name: str | None
    level: int
    start: int
    words: int
    rest: int
    stop: int


class _Insert(NamedTuple):
    """Lines to go before the line `at`; of several there, words before headings, deep headings first."""

    at: int
    is_heading: bool
    shallowness: int
    lines: tuple[str, ...]


def join_bodies(text: str, other: str, headings: Sequence[str], aside: Sequence[str] = ()) -> str:
    """The note `text` with every line of the body of `other`, the same part once.

    A section goes to the end of the section of that name, words above all headings above the first
    one, and `aside` behind those. `headings` are the settings' names of logs: such a section is joined
    on whatever level it stands. Raises `CannotEdit` when a line would then be read in another way.
    """
    sheet, added = parse_sheet(text), parse_sheet(other)
    logs = frozenset(heading.lower() for heading in headings)
    for inserts in (_list_inserts(sheet, added, logs), _list_at_end(sheet, added, logs)):
        joined = _insert(sheet, [*inserts, *_list_aside(sheet, aside, logs)])
        if _says_both(sheet, added, joined, logs, aside):
            return joined
    raise CannotEdit(
        0,
        "the lines of the two notes would be read in another way in one note",
        "Look for a code block, a comment or HTML that is never closed, or join the notes by hand.",
    )


def _cut(sheet: Sheet) -> list[_Section]:
    found = [block for block in sheet.blocks if isinstance(block, Heading)]
    starts = [heading.line - 1 for heading in found]
    body = sheet.front_matter.body_line - 1
    sections = [_Section("", 0, body, body, next(iter(starts), sheet.end), sheet.end)]
    for index, heading in enumerate(found):
        below = found[index + 1 :]
        rest = below[0].line - 1 if below else sheet.end
        stop = next((one.line - 1 for one in below if one.level <= heading.level), sheet.end)
        start = heading.line - 1
        sections.append(_Section(_name(sheet, heading), heading.level, start, start + 1, rest, stop))
    return sections


def _name(sheet: Sheet, heading: Heading) -> str | None:
    found = _HEADING.fullmatch(sheet.lines[heading.line - 1])
    if found is None or found[1] != heading.text or _is_entry(heading.text):
        return None
    return found[1].lower()


def _is_entry(heading: str) -> bool:
    return parse_own_day(Item(1, 1, heading, None, (), None, ()), heading)[0] is not None


def _find_top(sections: Sequence[_Section], logs: frozenset[str]) -> _Section:
    """Where words about the person go: below the note's title, when it begins with one."""
    above, title = sections[0], sections[1] if len(sections) > 1 else sections[0]
    is_title = title.level == 1 and title.name and title.name not in logs and title.stop == above.stop
    return title if is_title and above.words == title.start else above


def _list_inserts(sheet: Sheet, added: Sheet, logs: frozenset[str]) -> Iterator[_Insert]:
    """Each section of the other note to where it belongs, from the top down."""
    mine = _cut(sheet)
    top = _find_top(mine, logs)
    above: list[tuple[_Section, _Section, bool]] = []  # theirs, mine or the one it goes to, whether it is new
    whole_until = -1
    for section in _cut(added):
        if section.start < whole_until:
            continue
        above = [one for one in above if one[0].level < section.level]
        _, scope, is_new = above[-1] if above else (section, mine[0], False)
        partner = _find_partner(mine, scope, section, logs, is_new=is_new) if section.level else top
        if partner is not None:
            yield from _take_words(sheet, added, section, partner)
            above.append((section, partner, False))
            continue
        until = section.stop if section.name is None else section.rest
        lines = _strip(added.lines[section.start : until])
        whole_until = section.stop if section.name is None else -1
        if not (section.name is None and _stands(sheet, scope, lines)):
            yield _Insert(_end(sheet, scope, scope.stop), True, -scope.level, lines)
        above.append((section, scope, True))


def _find_partner(
    mine: Sequence[_Section], scope: _Section, section: _Section, logs: frozenset[str], *, is_new: bool
) -> _Section | None:
    """The section of that name, below the one that the section above it went to."""
    for one in mine[1:]:
        is_below = scope.start <= one.start < scope.stop and (not is_new or one.level > scope.level)
        if section.name is not None and one.name == section.name and (is_below or section.name in logs):
            return one
    return None


def _list_at_end(sheet: Sheet, added: Sheet, logs: frozenset[str]) -> Iterator[_Insert]:
    """The other note's words above its headings to mine, all else as it is to the end."""
    above, mine = _cut(added)[0], _cut(sheet)
    yield from _take_words(sheet, added, above, _find_top(mine, logs))
    yield _Insert(_end(sheet, mine[0], sheet.end), True, 0, _strip(added.lines[above.rest : added.end]))


def _take_words(sheet: Sheet, added: Sheet, section: _Section, partner: _Section) -> Iterator[_Insert]:
    known = set(_list_chunks(sheet, partner))
    at = _end(sheet, partner, partner.rest)
    for chunk in _list_chunks(added, section):
        if chunk not in known:
            yield _Insert(at, False, 0, chunk)


def _list_chunks(sheet: Sheet, section: _Section) -> list[tuple[str, ...]]:
    """Items with what is indented under them, and paragraphs; all in one where something could span them."""
    words = range(section.words, section.rest)
    lines = _strip([sheet.lines[index] for index in words])
    if any(index + 1 in sheet.code_lines for index in words) or any(map(_MAY_SPAN.search, lines)):
        return [lines]
    chunks: list[list[str]] = []
    for index, line in enumerate(lines):
        is_after_blank = index > 0 and not lines[index - 1].strip()
        is_inside = bool(chunks) and line[:1] in (" ", "\t") and _ITEM.match(chunks[-1][0])
        if not line.strip():
            if chunks:
                chunks[-1].append(line)
        elif chunks and (is_inside or not (is_after_blank or _ITEM.match(line))):
            chunks[-1].append(line)
        else:
            chunks.append([line])
    return [_strip(chunk) for chunk in chunks]


def _stands(sheet: Sheet, scope: _Section, lines: tuple[str, ...]) -> bool:
    """The same lines stand one after another in a section."""
    within = [line.rstrip() for line in sheet.lines[scope.start : scope.stop]]
    sought = [line.rstrip() for line in lines]
    size = len(sought)
    found = [index for index in range(len(within) - size + 1) if within[index : index + size] == sought]
    return any(index + size == len(within) or not within[index + size] for index in found)


def _list_aside(sheet: Sheet, aside: Sequence[str], logs: frozenset[str]) -> Iterator[_Insert]:
    if aside:
        top = _find_top(_cut(sheet), logs)
        yield _Insert(_end(sheet, top, top.rest), False, 1, tuple(aside))


def _strip(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without blank ones at both ends, and without what stands behind the words of the last."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return tuple(lines[filled[0] : filled[-1] + 1]) if filled else ()


def _end(sheet: Sheet, section: _Section, stop: int) -> int:
    """Behind the last line with words up to `stop`."""
    while stop > section.words and not sheet.lines[stop - 1].strip():
        stop -= 1
    return stop


def _insert(sheet: Sheet, inserts: Sequence[_Insert]) -> str:
    places: dict[int, list[str]] = {}
    for one in sorted((one for one in inserts if one.lines), key=lambda one: one[:3]):
        block = places.setdefault(one.at, [])
        above = block[-1] if block else _line_above(sheet, one.at)
        if above.strip() and not _follows(above, one.lines[0]):
            block.append("")
        block.extend(one.lines)
    text = sheet
    for at in sorted(places, reverse=True):
        block = places[at]
        if at < len(sheet.lines) and sheet.lines[at].strip():
            block.append("")
        joined = parse_result(text.with_inserted(at, block))
        if joined is None:
            return ""
        text = joined
    return text.with_lines({})


def _line_above(sheet: Sheet, at: int) -> str:
    return sheet.lines[at - 1] if at >= sheet.front_matter.body_line else ""


def _follows(above: str, line: str) -> bool:
    """An item right below an item, or what is indented under one."""
    return bool(_ITEM.match(line)) and (bool(_ITEM.match(above)) or above[:1] in (" ", "\t"))


def _says_both(sheet: Sheet, added: Sheet, joined: str, logs: frozenset[str], aside: Sequence[str]) -> bool:
    after = parse_result(joined) if joined else None
    if after is None or not has_same_properties(sheet, after):
        return False
    lines, once, twice = (_count_lines(one) for one in (after, sheet, added))
    wanted = once | twice | Counter(line.rstrip() for line in aside)
    codes = _list_code(sheet) | _list_code(added) | set(aside)
    said = _describe(sheet, logs) | _describe(added, logs)
    is_code_same = _list_code(after) | set(aside) == codes
    return wanted <= lines and is_code_same and _describe(after, logs) == said


def _count_lines(sheet: Sheet) -> Counter[str]:
    """How often each line stands there; a heading counts as its name, whatever its level."""
    named = {one.start: one.name for one in _cut(sheet) if one.level and one.name}
    body = range(sheet.front_matter.body_line - 1, len(sheet.lines))
    return Counter(named.get(at, line.rstrip()) for at in body if (line := sheet.lines[at]).strip())


def _list_code(sheet: Sheet) -> set[str]:
    return {sheet.lines[number - 1] for number in sheet.code_lines}


def _describe(sheet: Sheet, logs: frozenset[str]) -> set[tuple[object, ...]]:
    """What each block says and where it belongs, without its line."""
    said: set[tuple[object, ...]] = set()
    for block in sheet.blocks:
        if isinstance(block, Heading):
            said.add(("heading", block.text.lower()))
            continue
        under = next((heading for heading in block.headings if _is_entry(heading)), "")
        is_logged = any(heading.strip().lower() in logs for heading in block.headings)
        if not isinstance(block, Item):
            said.add(("prose", block.text, under, is_logged))
            continue
        parent = sheet.blocks[block.parent] if block.parent is not None else None
        said.add(("item", block.text, block.box, block.more, parent and parent.text, under, is_logged))
    return said
