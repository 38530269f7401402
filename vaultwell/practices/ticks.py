"""Ticking is logging: what a row that somebody touched in the due note asks for (format.md).

A tick is applied to the person's own note, never to another. Everything here can be asked for
twice: a line that was logged carries the row's id, a ticked box stays ticked, and days are counted
from the due note's own date, so that a second time changes nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.notes.links import find_links
from vaultwell.notes.region import KeptRow, Region, find_words
from vaultwell.notes.typed import Typed, parse_typed
from vaultwell.notes.verbs import build_vocabulary
from vaultwell.practices.row_lookup import Subject, find_subject
from vaultwell.practices.tick_draft import Desk, Draft, Tick, apply_row, set_aside


def find_ticks(
    region: Region, graph: Graph, settings: Settings, today: date, shown: Mapping[tuple[str, str], str]
) -> tuple[Tick, ...]:
    """The ticks of a due note, in its order; rows that ask for nothing yet are left out.

    `shown` maps a person's path and the words of a row, the person's own link left out, to the id
    of the row that reads so today: a note that was renamed elsewhere is found again by them.
    """
    desk = Desk(graph, settings, today, region.day or today, shown)
    return tuple(found for row in region.rows if (found := _find_tick(row, desk)) is not None)


def _find_tick(row: KeptRow, desk: Desk) -> Tick | None:
    typed = parse_typed(row.typed, build_vocabulary(desk.settings.verbs, desk.settings.who))
    if not _asks_for_anything(row, typed):
        return None
    path, subject = _find_person(row, desk)
    if not path:
        return set_aside(row, path, "No note of a person fits this row, so it was not applied.")
    row = _without_known_words(row, path, desk)
    if subject is None:
        return set_aside(
            row,
            path,
            "What this row was about has changed since, so it was not applied:"
            " tick or write the line in the person’s own note.",
        )
    if typed.unclear:
        return set_aside(
            row,
            path,
            f"“{typed.unclear[0]}” names no time that could be read, as “later 2w” or 2026-12-01 do,"
            " so this row was not applied.",
        )
    draft = Draft(row, typed, desk.graph.contacts[path], subject, desk)
    apply_row(draft)
    return draft.finish()


def _asks_for_anything(row: KeptRow, typed: Typed) -> bool:
    """A tick, a wish, or only lines that cannot be anything but entries."""
    if row.is_ticked or row.mark == "-" or typed.has_wish or typed.unclear:
        return True
    return bool(typed.entries) and all(entry.is_clear for entry in typed.entries)


def _find_person(row: KeptRow, desk: Desk) -> tuple[str, Subject | None]:
    """The person's path, and what the row was about."""
    if (known := desk.subjects.get(row.row_id)) is not None:
        return known
    links = find_links(row.line)
    path = desk.names.resolve(links[0].target, "").path if links else None
    if path is None:
        return "", None
    shown_id = desk.shown.get((path, find_words(row.line)), "")
    subject = desk.subjects[shown_id][1] if shown_id in desk.subjects else None
    return path, subject or find_subject(desk.find_history(path), row.row_id, desk.day)


def _without_known_words(row: KeptRow, path: str, desk: Desk) -> KeptRow:
    """A row whose link was rewritten, because the note was renamed, holds no words of somebody's own."""
    own = tuple(
        words for words in row.rewritten if (path, words.partition(" · ")[2].strip()) not in desk.shown
    )
    return replace(row, rewritten=own)
