"""What `triage` shows: somebody's note, and the keys."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vaultwell.practices.triage import Unsorted
from vaultwell.render.documents import VERSION

_NOBODY = "Everybody is in a circle, has a rhythm of their own, or rests."


def render_unsorted(people: Sequence[Unsorted], circles: Sequence[str]) -> Iterator[str]:
    """The list without a terminal, and how to go on."""
    if not people:
        yield _NOBODY
        return
    are = "person has" if len(people) == 1 else "people have"
    yield f"{len(people)} {are} no circle yet, those you write of most first:"
    for one in people:
        yield f"  {say_person(one)}"
    if circles:
        name = people[0].contact.name
        yield f'Circles: {", ".join(circles)}. As in: vaultwell circle "{name}" {circles[0]}'


def say_person(one: Unsorted) -> str:
    """`Ana Díaz  7 lines  People/Ana Díaz.md`."""
    lines = "1 line" if one.lines == 1 else f"{one.lines} lines"
    return f"{one.contact.name}  {lines}  {one.contact.path}"


def render_note(text: str, height: int) -> Iterator[str]:
    """The beginning of a note, as much as fits into `height` lines, and how much is left."""
    lines = text.rstrip().splitlines()
    yield from lines[:height]
    if len(lines) > height:
        yield f"… {len(lines) - height} more lines"


def render_keys(keys: Mapping[str, str]) -> str:
    """`1 inner · 2 close · n never · Enter skip · u take back · q stop`."""
    return " · ".join(f"{key} {word}" for key, word in keys.items())


def triage_document(people: Sequence[Unsorted]) -> dict[str, Any]:
    """`triage --json`."""
    return {
        "version": VERSION,
        "people": [
            {"name": one.contact.name, "path": one.contact.path, "lines": one.lines} for one in people
        ],
    }
