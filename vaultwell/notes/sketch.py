"""A note before anybody knows what it is: its lines, its properties, whether its name is a day.

`init` looks at every note of a vault this way, to find out which settings would fit it. What a note is
under some settings, and what it says, is still for `kinds` and `note` to decide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.dated import find_day_text
from vaultwell.notes.entries import parse_item
from vaultwell.notes.fields import Field, FrontMatter
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.inline_fields import find_inline_fields
from vaultwell.notes.kinds import NoteKind, PersonMark, find_kind, is_excluded, list_marks
from vaultwell.notes.lines import split_lines
from vaultwell.notes.property_keys import is_known_key
from vaultwell.notes.structure import Block, Heading, Item, Prose, parse_structure
from vaultwell.notes.verbs import Verb, build_vocabulary


@dataclass(frozen=True, slots=True)
class Sketch:
    """One note, its kind still open; `has_day`: its name begins with a date."""

    path: str
    lines: Sequence[str]
    front_matter: FrontMatter
    has_day: bool

    @property
    def folder(self) -> str:
        """The note's folder, "" for the vault's root."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The file name without `.md`."""
        return PurePosixPath(self.path).stem

    def find_kind(self, settings: Settings, conventions: Conventions) -> NoteKind:
        """What the note is under these settings."""
        return find_kind(
            self.path, self.lines, self.front_matter, settings, conventions, has_day=self.has_day
        )

    def is_excluded(self, settings: Settings, conventions: Conventions) -> bool:
        """It is never anything: generated, a template, or my own note."""
        return is_excluded(self.path, self.lines, self.front_matter, settings, conventions)

    def list_marks(self, settings: Settings) -> tuple[PersonMark, ...]:
        """In which ways it says that it is a person."""
        return list_marks(self.path, self.front_matter, settings)

    def list_fields(self, settings: Settings) -> tuple[Field, ...]:
        """Its properties; Dataview's in the text too, but those of list items only where they are ours."""
        blocks = parse_structure(self.lines, self.front_matter.body_line).blocks
        prose = find_inline_fields([block for block in blocks if isinstance(block, Prose)])
        items = find_inline_fields([block for block in blocks if isinstance(block, Item)])
        known = (found for found in items if is_known_key(found.key, settings))
        return (*self.front_matter.fields, *prose, *known)


def sketch_note(path: str, data: bytes, conventions: Conventions) -> Sketch:
    """The sketch of one note, whatever its bytes are."""
    lines = split_lines(data.decode("utf-8", "replace").removeprefix("\ufeff"))
    has_day = find_day_text(path, conventions) is not None
    return Sketch(path, lines, parse_front_matter(path, lines), has_day)


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line that begins with a day: the headings it stands under, outermost first, and its verb."""

    line: int
    headings: tuple[str, ...]
    verb: Verb | None


def list_dated_lines(sketch: Sketch, settings: Settings) -> Iterator[DatedLine]:
    """Every list item and heading of a note that begins with a day, wherever it stands."""
    vocabulary = build_vocabulary(settings.verbs, settings.who)
    above: list[tuple[int, str]] = []
    for block in parse_structure(sketch.lines, sketch.front_matter.body_line).blocks:
        if isinstance(block, Heading):
            above = [found for found in above if found[0] < block.level]
        if (item := _as_item(block, above)) is not None and item.parent is None:
            jotting = parse_item(item, vocabulary)
            if jotting.on is not None:
                yield DatedLine(item.line, item.headings, jotting.verb)
        if isinstance(block, Heading):
            above.append((block.level, block.text.strip()))


def _as_item(block: Block, above: Sequence[tuple[int, str]]) -> Item | None:
    if isinstance(block, Heading):
        headings = tuple(text for _, text in above)
        return Item(block.line, block.level + 2, block.text, None, (), None, headings)
    return block if isinstance(block, Item) else None
