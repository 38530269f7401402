"""One line of a log in other words: ticked, dropped, put off, corrected, removed. Text → text.

A line is named by its number and the words of its entry, so that a note which has changed since is
not edited in the wrong place: when the words stand elsewhere, they are followed; when they are gone
or stand twice, nothing is written.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from vaultwell.model.entry import State
from vaultwell.model.errors import CannotEdit
from vaultwell.notes.blocks import Heading, Item
from vaultwell.notes.edit_log import end_of_item
from vaultwell.notes.entries import parse_item
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.line_ends import cut_block_id, find_days, render_day_field
from vaultwell.notes.sheet import Sheet, has_same_properties, is_same_outside, parse_result, parse_sheet
from vaultwell.notes.verbs import build_vocabulary

_LOOK = "Open the note and look; nothing was changed."


def tick(text: str, line: int, words: str, on: date | None) -> str:
    """The note with the entry ticked: `[x]`, and ✅ `on` when it has no such day yet.

    A line without a box gets one. One that is ticked already stays as it is; one that was dropped
    is not ticked. Raises `CannotEdit`.
    """
    return _close(text, line, words, "done", on)


def drop(text: str, line: int, words: str, on: date | None) -> str:
    """The note with the entry dropped: `[-]`, and ❌ `on`. One that was done is not dropped."""
    return _close(text, line, words, "dropped", on)


def set_due(text: str, line: int, words: str, day: date) -> str:
    """The note with the entry due on `day`: its 📅 or `[due:: …]` replaced, or a 📅 put behind its words."""
    sheet = parse_sheet(text)
    item = _find_item(sheet, line, words)
    raw = sheet.lines[item.line - 1]
    return _changed(sheet, item, _with_day(item, raw, "due", day), lambda after: after.due_on == day)


def replace_words(text: str, line: int, words: str, new: str) -> str:
    """The note with `new` in place of what the entry says, from its day on to its line's end.

    Its marker, its box and, unless `new` brings its own, its `^id` stay; so do the lines below it.
    """
    sheet = parse_sheet(text)
    item = _find_item(sheet, line, words)
    kept, _ = cut_block_id(new)
    id_at = len(cut_block_id(item.text)[1])
    end = id_at if not kept else len(item.text)
    raw = sheet.lines[item.line - 1]
    start = item.column - 1
    changed = sheet.with_line(item.line - 1, raw[:start] + new + raw[start + end :])
    after = parse_result(changed)
    index = item.line - 1
    is_read = after is not None and any(
        isinstance(block, Item) and (block.line, block.parent is None) == (item.line, item.parent is None)
        for block in after.blocks
    )
    if after is None or not is_read or not _is_same_but_lines(sheet, after, index):
        raise CannotEdit(item.line, "these words would change how the lines below them are read", _LOOK)
    return changed


def remove_entry(text: str, line: int, words: str) -> str:
    """The note without the entry and the lines that are indented under it."""
    sheet = parse_sheet(text)
    item = _find_item(sheet, line, words)
    start = item.line - 1
    for stop in range(end_of_item(sheet.lines, start), len(sheet.lines) + 1):
        removed = sheet.without(start, stop)
        after = parse_result(removed)
        if after and has_same_properties(sheet, after) and _is_only_this_gone(sheet, after, item, stop):
            return removed
        if stop < len(sheet.lines) and not sheet.lines[stop].strip():
            break
    raise CannotEdit(item.line, "the lines below this one would be read in another way without it", _LOOK)


def _is_only_this_gone(sheet: Sheet, after: Sheet, item: Item, stop: int) -> bool:
    start = item.line - 1
    gone = range(start, stop)
    own = {index for index, block in enumerate(sheet.blocks) if block is item}
    for index, block in enumerate(sheet.blocks):
        if isinstance(block, Item) and block.parent in own:
            own.add(index)
    is_own = all(index in own for index, block in enumerate(sheet.blocks) if block.line - 1 in gone)
    return is_own and is_same_outside(sheet, after, gone, range(start, start))


def _close(text: str, line: int, words: str, state: State, on: date | None) -> str:
    sheet = parse_sheet(text)
    item = _find_item(sheet, line, words)
    current = _read(item).box
    if current == state:
        return text
    if current not in (None, "open"):
        raise CannotEdit(item.line, f"this was {'done' if current == 'done' else 'dropped'} already", _LOOK)
    raw = sheet.lines[item.line - 1]
    if on is not None:
        raw = _with_day(item, raw, "done" if state == "done" else "cancelled", on)
    mark = "x" if state == "done" else "-"
    if item.box is None:
        start = item.column - 1
        raw = f"{raw[:start]}[{mark}] {raw[start:]}"
    else:
        start = raw.index(f"[{item.box}]") + 1
        raw = raw[:start] + mark + raw[start + 1 :]
    return _changed(sheet, item, raw, lambda after: after.box == state)


def _with_day(item: Item, raw: str, name: str, day: date) -> str:
    """The line with the day of one task field; the offsets of an item's text are those of its line."""
    words = cut_block_id(item.text)[1]
    place = find_days(words).get(name)
    start, end = place or (len(words), len(words))
    written = str(day) if place else " " + render_day_field(name, day, words)
    at = item.column - 1
    return raw[: at + start] + written + raw[at + end :]


def _changed(sheet: Sheet, item: Item, raw: str, is_so: Callable[[Jotting], bool]) -> str:
    """The note with the item's line as `raw`, once it is sure that only what was asked has changed."""
    changed = sheet.with_line(item.line - 1, raw)
    after = parse_result(changed)
    if after is not None and _is_same_but_lines(sheet, after, item.line - 1):
        now = [block for block in after.blocks if isinstance(block, Item) and block.line == item.line]
        for block in now:
            before, jotting = _read(item), _read(block)
            if is_so(jotting) and _said(before) == _said(jotting) and block.more == item.more:
                return changed
    raise CannotEdit(item.line, "this line cannot be changed without changing what else it says", _LOOK)


def _is_same_but_lines(sheet: Sheet, after: Sheet, index: int) -> bool:
    line = range(index, index + 1)
    return has_same_properties(sheet, after) and is_same_outside(sheet, after, line, line)


def _said(jotting: Jotting) -> tuple[object, ...]:
    return jotting.on, jotting.wording, jotting.text, jotting.tail, jotting.verb, jotting.block_id


def _read(item: Item) -> Jotting:
    return parse_item(item, build_vocabulary({}, {}))


def _find_item(sheet: Sheet, line: int, words: str) -> Item:
    """The item in `line` when it still says `words`, else the only one that does."""
    first = words.split("\n", maxsplit=1)[0].strip()
    items = [block for block in sheet.blocks if isinstance(block, Item)]
    for item in items:
        if item.line == line and (_says(item, first, is_exact=False) or _says_below(sheet, item, first)):
            return item
    if any(isinstance(block, Heading) and block.line == line and _is_entry(block) for block in sheet.blocks):
        raise CannotEdit(line, "this entry is a heading with what stands below it", "Change it by hand.")
    found = [item for item in items if first and _says(item, first, is_exact=True)]
    if len(found) == 1:
        return found[0]
    shown = f"“{first}”" if first else "this entry"
    if found:
        lines = ", ".join(str(item.line) for item in found)
        raise CannotEdit(
            line, f"{shown} stands in the lines {lines}, and it is not clear which is meant", _LOOK
        )
    raise CannotEdit(line, f"{shown} does not stand here any more", _LOOK)


def _says(item: Item, words: str, *, is_exact: bool) -> bool:
    texts = set(_texts(item))
    if words in texts:
        return True
    return not is_exact and any(text.endswith(f" {words}") for text in texts)


def _is_entry(heading: Heading) -> bool:
    return parse_item(Item(1, 1, heading.text, None, (), None, ()), build_vocabulary({}, {})).has_own_day


def _says_below(sheet: Sheet, item: Item, words: str) -> bool:
    """An entry without words of its own has those of the first line that is indented under it."""
    if _read(item).text.strip():
        return False
    return any(
        isinstance(block, Item)
        and block.parent is not None
        and sheet.blocks[block.parent] is item
        and _says(block, words, is_exact=True)
        for block in sheet.blocks
    )


def _texts(item: Item) -> Iterator[str]:
    """What an entry of this item may have as its words, with and without its further lines."""
    for one in (item, replace(item, more=())):
        jotting = _read(one)
        wording = jotting.wording.strip()
        yield from (jotting.text.strip(), jotting.tail.strip(), wording, wording.partition(": ")[2])
