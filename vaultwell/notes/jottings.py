"""The lines of one note that say something about people: under the log headings of a contact's
note, anywhere in a dated one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from vaultwell.notes.entries import parse_item
from vaultwell.notes.faults import Fault
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.links import plain_text
from vaultwell.notes.mentions import find_refs
from vaultwell.notes.structure import Block, Heading, Item, Prose
from vaultwell.notes.verbs import Vocabulary

_DAY_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[\s:])")


@dataclass(slots=True)
class _Page:
    """The jottings so far, and which of them each list item belongs to (both by index)."""

    jottings: list[Jotting] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    more: dict[int, list[str]] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)

    def add(self, jotting: Jotting, block: int | None = None) -> None:
        """Keep a jotting, as the owner of what is indented under its item."""
        if block is not None:
            self.owner[block] = len(self.jottings)
        self.jottings.append(jotting)
        self.faults.extend(jotting.faults)

    def append_text(self, owner: int, text: str) -> None:
        """An indented line belongs to the text above."""
        self.more.setdefault(owner, []).append(text)

    def finish(self) -> tuple[tuple[Jotting, ...], tuple[Fault, ...]]:
        """All jottings with the text indented under them, and what is wrong with them."""
        for index, texts in self.more.items():
            jotting = self.jottings[index]
            self.jottings[index] = jotting._replace(
                text=_stacked(jotting.text, texts),
                tail=_stacked(jotting.tail, texts),
                wording=_stacked(jotting.wording, texts),
            )
        return tuple(self.jottings), tuple(self.faults)


def read_log(
    blocks: Sequence[Block], vocabulary: Vocabulary, headings: frozenset[str]
) -> tuple[tuple[Jotting, ...], tuple[Fault, ...]]:
    """The entries of a contact's note: items with a date under one of `headings` (lower case), sub-headings
    that begin with one, and what belongs to those. A top-level item without a date is a fault, never
    dropped in silence."""
    log = _Log(vocabulary, headings, blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            log.open_heading(block)
        elif not _is_under(block.headings, headings):
            continue
        elif isinstance(block, Item):
            log.read_item(block, index)
        else:
            log.read_prose(block)
    log.page.faults.extend(log.dateless.values())
    return log.page.finish()


@dataclass(slots=True)
class _Log:
    """A contact's log while it is read.

    `path` holds the headings that stand open, as (level, lower-case text); `section` is the jotting
    of the dated sub-heading one is under, by index, and `level` that heading's.
    """

    vocabulary: Vocabulary
    headings: frozenset[str]
    blocks: Sequence[Block]
    page: _Page = field(default_factory=_Page)
    dateless: dict[int, Fault] = field(default_factory=dict)
    path: list[tuple[int, str]] = field(default_factory=list)
    section: int | None = None
    level: int = 0

    def open_heading(self, heading: Heading) -> None:
        """A heading closes those of its level and below; one that begins with a date is an entry."""
        self.path = [found for found in self.path if found[0] < heading.level]
        if self.section is not None and heading.level <= self.level:
            self.section = None
        if any(text in self.headings for _, text in self.path):
            column = heading.level + 2
            item = Item(heading.line, column, heading.text, None, (), None, ())
            jotting = parse_item(item, self.vocabulary)
            if jotting.has_own_day:
                self._open_section(jotting, heading.level)
        self.path.append((heading.level, heading.text.strip().lower()))

    def _open_section(self, jotting: Jotting, level: int) -> None:
        if jotting.on is None:
            self.page.faults.extend(jotting.faults)
            return
        self.section, self.level = len(self.page.jottings), level
        self.page.add(jotting)

    def read_prose(self, prose: Prose) -> None:
        """A paragraph belongs to the dated sub-heading above it; a day at its start wants a dash."""
        day = _DAY_FIRST.match(prose.text)
        if day is not None:
            self.page.faults.append(Fault("no-dash", prose.line, prose.column, len(day[0]), day[0]))
        elif self.section is not None:
            self.page.append_text(self.section, plain_text(prose.text))

    def read_item(self, item: Item, index: int) -> None:
        """An entry, a part of the one above, or a line without a date."""
        self._miss_dashes(item)
        owner = self.page.owner.get(item.parent, self.section) if item.parent is not None else self.section
        jotting = parse_item(item, self.vocabulary)
        if _is_impossible(jotting):
            self.page.faults.extend(jotting.faults)
        elif jotting.on is not None:
            self.page.add(jotting, index)
            _forgive_ancestors(self.blocks, item, self.dateless)
        elif owner is not None:
            _add_indented(self.page, jotting, index, owner, self.page.jottings[owner].on)
        elif item.text and item.parent is None:
            self.dateless[index] = _dateless_fault(item, jotting)

    def _miss_dashes(self, item: Item) -> None:
        """A further line of an item that reads like an entry is told where its item begins."""
        for line in item.more:
            day = _DAY_FIRST.match(line)
            word = line[day.end() :].strip(" :").split(" ")[0] if day else ""
            if day is not None and word and self.vocabulary.begins(word):
                self.page.faults.append(Fault("no-dash", item.line, item.column, len(item.text), day[0]))


def _stacked(text: str, more: Sequence[str]) -> str:
    return "\n".join(line for line in (text, *more) if line)


def _dateless_fault(block: Item, jotting: Jotting) -> Fault:
    for fault in jotting.faults:
        if fault.code == "date-form":
            return fault
    return Fault("no-date", block.line, block.column, max(1, len(block.text)), block.text)


def _forgive_ancestors(blocks: Sequence[Block], block: Item, dateless: dict[int, Fault]) -> None:
    """An undated item that only groups dated ones needs no date."""
    parent = block.parent
    while parent is not None:
        dateless.pop(parent, None)
        above = blocks[parent]
        parent = above.parent if isinstance(above, Item) else None


def _add_indented(page: _Page, jotting: Jotting, index: int, owner: int, on: date | None) -> None:
    if is_own_entry(jotting):
        kept = tuple(fault for fault in jotting.faults if fault.code != "date-form")
        page.add(jotting._replace(on=on, parent=owner, faults=kept), index)
    else:
        page.owner[index] = owner
        page.append_text(owner, jotting.wording)


def is_own_entry(jotting: Jotting) -> bool:
    """An indented line that is an entry of its own: a checkbox, or a verb and a colon at its start."""
    if jotting.box is not None:
        return True
    names = jotting.names
    return (
        jotting.verb is not None
        and jotting.has_colon
        and (jotting.is_direct or (names[:1].isupper() and len(names.split()) <= 4))
    )


def read_dated(
    blocks: Sequence[Block], vocabulary: Vocabulary, mention_headings: frozenset[str], day: date
) -> tuple[tuple[Jotting, ...], tuple[Fault, ...]]:
    """What a dated note says of people: every line with links, and items that follow the grammar."""
    page = _Page()
    passage: list[Prose] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Prose):
            if not (passage and _is_continued(passage[-1], block)):
                _add_passage(page, passage, day, mention_headings)
                passage = []
            passage.append(block)
        elif isinstance(block, Item):
            is_mention = _is_under(block.headings, mention_headings)
            owner = page.owner.get(block.parent) if block.parent is not None else None
            jotting = parse_item(block, vocabulary, is_mention=is_mention)
            _add_dated_item(page, jotting, index, owner, day)
    _add_passage(page, passage, day, mention_headings)
    return page.finish()


def _is_continued(before: Prose, line: Prose) -> bool:
    """A hard-wrapped sentence goes on: the next line, and nothing says that a new one begins.

    Diaries are written a thought a line as often as they are wrapped, so only a line that begins
    in lower case, or with a link, goes on what stands above it.
    """
    return (
        line.line == before.line + 1
        and not before.text.rstrip().endswith((".", "!", "?", ":", "|"))
        and (line.text[:1].islower() or line.text.startswith("[["))
    )


def _add_passage(page: _Page, passage: Sequence[Prose], day: date, mention_headings: frozenset[str]) -> None:
    """Each line with links says who you were in touch with, in the words of its whole passage."""
    if not any("[[" in prose.text or "](" in prose.text for prose in passage):
        return
    is_mention = _is_under(passage[0].headings, mention_headings)
    above = ""
    words = plain_text(" ".join(prose.text for prose in passage))
    words = " · ".join(cell.strip() for cell in words.strip("|").split(" | "))
    for prose in passage:
        before = f"{above} " if above else ""
        refs = find_refs(before + prose.text, prose.line, prose.column - len(before), is_mention=is_mention)
        refs = tuple(ref for ref in refs if ref.column >= prose.column)
        above = before + prose.text
        if refs:
            page.add(
                Jotting(
                    prose.line,
                    prose.column,
                    wording=words,
                    text=words,
                    on=day,
                    refs=refs,
                    is_item=False,
                    is_mention=is_mention,
                )
            )


def _is_impossible(jotting: Jotting) -> bool:
    """The line begins with a day that cannot be meant: it is reported and counts for nothing."""
    return jotting.has_own_day and jotting.on is None


def _add_dated_item(page: _Page, jotting: Jotting, index: int, owner: int | None, day: date) -> None:
    if _is_impossible(jotting):
        page.faults.extend(jotting.faults)
        return
    kept = tuple(fault for fault in jotting.faults if fault.code != "date-form")
    jotting = jotting._replace(on=jotting.on or day, parent=owner, faults=kept)
    says_who = bool(jotting.people or jotting.refs or jotting.subject.startswith("[["))
    if says_who or is_own_entry(jotting) or (jotting.verb is not None and owner is None):
        page.add(jotting, index)
    elif owner is not None:
        page.owner[index] = owner
        page.append_text(owner, jotting.wording)


@lru_cache(maxsize=1024)
def _is_under(headings: tuple[str, ...], wanted: frozenset[str]) -> bool:
    return any(heading.strip().lower() in wanted for heading in headings)
