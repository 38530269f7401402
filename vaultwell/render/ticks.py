"""Applied ticks in words: for the terminal, for JSON, and what is left below the region."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from vaultwell.practices.tick_draft import Tick
from vaultwell.render.safe import plain
from vaultwell.render.words import say_day


def say_tick(tick: Tick, today: date) -> Iterator[str]:
    """`Ana Díaz: logged “2026-11-22 call: the move”`; what was not done has a line of its own."""
    name = PurePosixPath(tick.path).stem or "A row"
    deeds = ", ".join(_say_deeds(tick, today))
    if deeds:
        yield f"{name}: {deeds}"
    if tick.sentence:
        yield f"{name}: {tick.sentence}"
    elif tick.left:
        yield f"{name}: what you typed stands below the list now, for it was not used."


def _say_deeds(tick: Tick, today: date) -> Iterator[str]:
    for deed, words in tick.deeds:
        if deed == "put off":
            yield f"put off until {say_day(date.fromisoformat(words), today)}"
        elif deed == "let go":
            yield "let go"
        else:
            yield f"{deed} “{plain(words)}”"


def list_left(tick: Tick) -> Sequence[str]:
    """The lines of a tick that move below the region: the row with the reason, or the words alone."""
    if not tick.sentence:
        return tick.left
    row = tick.row.line.strip().removesuffix(f" ^{tick.row.row_id}")
    return (row, f"  {tick.sentence}", *(f"  {words}" for words in tick.left))


def tick_document(tick: Tick) -> dict[str, Any]:
    """`id`, `path` (null when nobody fits), `done` (deed and words), `left`, and `why` it was set aside."""
    return {
        "id": tick.row.row_id,
        "path": tick.path or None,
        "done": [{"deed": deed, "words": words} for deed, words in tick.deeds],
        "left": list(tick.left),
        "why": tick.sentence or None,
    }
