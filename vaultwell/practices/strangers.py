"""Why a note that somebody looks for is nobody's: so that it can be said where the person is not found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from vaultwell.graph.names import name_key
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.dated import find_day_text
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.kinds import find_kind, is_excluded
from vaultwell.notes.lines import split_lines

Why = Literal["excluded", "dated", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A note that is no person's.

    `excluded`: my own, a template or generated; `dated`: of a day; `elsewhere`: nothing says that it is
    a person's.
    """

    path: str
    why: Why


def find_strangers(
    notes: Iterable[tuple[str, bytes]], who: str, settings: Settings, conventions: Conventions
) -> Iterator[Stranger]:
    """The notes that are called `who`, or lie at that path, and are no contacts."""
    for path, data in notes:
        if name_key(who) in (name_key(PurePosixPath(path).stem), name_key(path)):
            why = _find_why(path, data, settings, conventions)
            if why is not None:
                yield Stranger(path, why)


def _find_why(path: str, data: bytes, settings: Settings, conventions: Conventions) -> Why | None:
    lines = split_lines(data.decode("utf-8-sig", "replace"))
    front_matter = parse_front_matter(path, lines)
    if is_excluded(path, lines, front_matter, settings, conventions):
        return "excluded"
    has_day = find_day_text(path, conventions) is not None
    kind = find_kind(path, lines, front_matter, settings, conventions, has_day=has_day)
    return None if kind == "contact" else "dated" if kind == "dated" else "elsewhere"
