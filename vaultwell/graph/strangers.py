"""Who takes part in entries without a note of any kind: perhaps a typo, perhaps somebody to keep."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultwell.graph.names import link_key
from vaultwell.model.problem import Problem
from vaultwell.notes.jotting import Ref

if TYPE_CHECKING:
    from vaultwell.graph.company import Company


class Stranger(NamedTuple):
    """A link to no note, the day of its line, the path of the note it stands in, and the line itself."""

    on: date
    path: str
    ref: Ref
    excerpt: str


def list_strangers(company: "Company", today: date) -> Iterator[Stranger]:
    """Those that a note's jottings name."""
    if company.strangers:
        lines = company.note.lines
        for jotting, ref in company.strangers:
            yield Stranger(jotting.on or today, company.note.path, ref, lines[ref.line - 1])


def check_strangers(strangers: Iterable[Stranger]) -> Iterator[Problem]:
    """One hint for each name, at its latest line."""
    named: dict[str, list[Stranger]] = {}
    for stranger in strangers:
        named.setdefault(link_key(stranger.ref.target), []).append(stranger)
    for found in named.values():
        latest = max(found, key=lambda one: (one.on, one.path, one.ref.line, one.ref.column))
        yield _build(latest, len(found) - 1)


def _build(stranger: Stranger, more: int) -> Problem:
    _, path, ref, excerpt = stranger
    also = f" and in {more} other line{'s' if more > 1 else ''}" if more else ""
    message = f"[[{ref.target}]] took part here{also}, but there is no note of that name"
    return Problem(
        path,
        ref.line,
        ref.column,
        "unknown-person",
        "hint",
        message,
        "Correct the link, or make a note for this person to keep what is between you.",
        excerpt,
        ref.width,
    )
