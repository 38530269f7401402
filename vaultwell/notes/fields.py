"""What front matter says: its fields in order, as text with positions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from vaultwell.model.problem import Problem
from vaultwell.notes.property_keys import normal_key

# What YAML 1.2 reads as nothing when it stands unquoted.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """One value as text.

    `text` is what was typed, without quotes and escapes; a block scalar's is its YAML text, with
    the final newline where YAML keeps one. `line` and `column` (both from 1, columns in
    characters) are where it begins in the note, at the quote of a quoted one; `width` is the
    number of characters it takes on that line. `is_plain`: unquoted and on one line.
    """

    text: str
    line: int
    column: int
    width: int
    is_plain: bool


Value: TypeAlias = Scalar | tuple["Value", ...] | Mapping[str, "Value"] | None
"""A scalar, a list, a mapping, or None for what is empty, `~` or `null`."""

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None
"""A value without its positions."""


class Field(NamedTuple):
    """One property: its key as typed, and where that key begins in the note (both from 1)."""

    key: str
    value: Value
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of one note.

    `fields` stand in the order of the note; of duplicates only the first is kept. `body_line` is
    the number (from 1) of the first line after the block, 1 when there is no closed block. Not
    `is_readable` means: there is a fault (see `problems`), the fields are not to be trusted to be
    all of them, and nobody may edit the block; fields are never guessed, so they are empty unless
    the only fault is a duplicate key. `named` has the last field of each key,
    as keys are compared.
    """

    fields: tuple[Field, ...] = ()
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    is_readable: bool = True
    named: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", {normal_key(found.key): found for found in self.fields})


def plain_value(value: Value) -> Plain:
    """The value as str, list, dict and None."""
    if value is None:
        return None
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return {key: plain_value(item) for key, item in value.items()}
    return [plain_value(item) for item in value]


def plain_fields(fields: Sequence[Field]) -> dict[str, Plain]:
    """The fields as a dictionary in the same order, without positions."""
    return {found.key: plain_value(found.value) for found in fields}
