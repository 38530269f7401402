"""The blocks of a note that hold somebody's words, and the list they are gathered in."""

import re
from dataclasses import dataclass

from vaultwell.notes.block_starts import BLANK
from vaultwell.notes.comments import HIDDEN

_BOX = re.compile(r"\[([^\]])\](?:[ \t]+|\Z)")


@dataclass(frozen=True, slots=True)
class Item:
    """One list item's own words.

    `line` is the note's, `column` that of the first character of `text`, both from 1. `text` is
    the rest of the first line behind marker and checkbox, comments blanked; empty when the item
    begins with something else than words. `box` is the character in the checkbox. `more` holds
    the further lines of its paragraphs, stripped, without empty ones. `parent` is the index of
    the enclosing Item in the structure's blocks; `headings` are the texts of the headings it
    stands under, outermost first.
    """

    line: int
    column: int
    text: str
    box: str | None
    more: tuple[str, ...]
    parent: int | None
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """One line of a paragraph or of a table outside lists, quotes and code."""

    line: int
    column: int
    text: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading outside lists and quotes; `line` is the first one of an underlined heading."""

    line: int
    level: int
    text: str


Block = Item | Prose | Heading

# An item is frozen once its note has been read; until then its slots are written here. That takes half
# the time of a frozen dataclass's own constructor, which was a third of the time of a whole note.
_new = object.__new__
_set_line, _set_column, _set_text, _set_box, _set_more, _set_parent, _set_headings = (
    getattr(Item, name).__set__ for name in Item.__slots__
)


class BlockList:
    """Blocks in order of line, as they are found."""

    def __init__(self) -> None:
        """Begin with no block and no heading."""
        self.blocks: list[Block] = []
        self._headings: tuple[str, ...] = ()
        self._outline: list[Heading] = []
        self._more: dict[int, list[str]] = {}

    def add_item(self, line: int, column: int, text: str, box: str | None, parent: int | None) -> None:
        """An item, and what is known of its words."""
        item = _new(Item)
        _set_line(item, line)
        _set_column(item, column)
        _set_text(item, text)
        _set_box(item, box)
        _set_more(item, ())
        _set_parent(item, parent)
        _set_headings(item, self._headings)
        self.blocks.append(item)

    def set_words(self, item: int, position: int, words: str, *, has_box: bool) -> None:
        """The words in the first line of an item, which stand at the line's `position`."""
        box = _BOX.match(words) if has_box else None
        if box:
            position += box.end()
            words = words[box.end() :]
        column, text = _strip(position, words)
        block = self.blocks[item]
        _set_column(block, column)
        _set_text(block, text)
        _set_box(block, box[1] if box else None)

    def add_words(self, item: int, words: str) -> None:
        """The words of a further line of an item."""
        _, text = _strip(0, words)
        if text:
            self._more.setdefault(item, []).append(text)

    def add_prose(self, line: int, position: int, words: str) -> None:
        """A line of prose, whose words stand at `position`."""
        column, text = _strip(position, words)
        self.blocks.append(Prose(line, column, text, self._headings))

    def add_heading(self, line: int, level: int, words: str) -> None:
        """A heading: it closes those of its level and below."""
        while self._outline and self._outline[-1].level >= level:
            self._outline.pop()
        heading = Heading(line, level, _strip(0, words)[1])
        self._outline.append(heading)
        self._headings = tuple(above.text for above in self._outline)
        self.blocks.append(heading)

    def underline(self, start: int, level: int) -> None:
        """Make one heading of the lines of prose from the block `start` on."""
        lines = self.blocks[start:]
        del self.blocks[start:]
        self.add_heading(
            lines[0].line, level, " ".join(prose.text for prose in lines if isinstance(prose, Prose))
        )

    def finish(self) -> tuple[Block, ...]:
        """All blocks, complete."""
        for item, more in self._more.items():
            _set_more(self.blocks[item], tuple(more))
        return tuple(self.blocks)


def _strip(position: int, words: str) -> tuple[int, str]:
    """The column of the first word, and the words, comments blanked."""
    if HIDDEN in words:
        words = words.replace(HIDDEN, " ")
    text = words.lstrip(BLANK)
    return position + len(words) - len(text) + 1, text.rstrip()
