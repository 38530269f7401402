"""Everything between you and one person, before you meet, write or ask (P9, P19)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph, Introduction, Relation
from vaultwell.model.settings import Settings
from vaultwell.practices.due import find_due_of
from vaultwell.practices.history import History, LastContact, find_history, find_last_contact
from vaultwell.practices.mirror import Reflection, find_mirror
from vaultwell.practices.openers import Opener, find_opener
from vaultwell.practices.reasons import list_their_asks
from vaultwell.practices.row import DueRow
from vaultwell.practices.standing import Standings

LAST_TALKS = 5
OLD_AFTER_DAYS = 365


class Brief(NamedTuple):
    """One person, told from the notes.

    `talks` are the last ones, newest first; `open_mine` what I still owe or hold, `open_theirs` what
    they do, `asks_of_me` what they wait for; `dates` the next day of each yearly date;
    `knowledge` what was noted, newest first; `rows` today's due rows of the person; `mirror` what the notes
    show of who begins; `opener` something to write about.
    """

    contact: Contact
    history: History
    last: LastContact | None
    rows: tuple[DueRow, ...]
    talks: tuple[Entry, ...]
    open_mine: tuple[Entry, ...]
    open_theirs: tuple[Entry, ...]
    asks_of_me: tuple[Entry, ...]
    plans: tuple[Entry, ...]
    questions: tuple[Entry, ...]
    knowledge: tuple[Entry, ...]
    dates: tuple[tuple[date, YearlyDate], ...]
    relations: tuple[Relation, ...]
    introductions: tuple[Introduction, ...]
    mirror: tuple[Reflection, ...]
    opener: Opener | None


def find_brief(
    graph: Graph,
    contact: Contact,
    settings: Settings,
    today: date,
    find_all: Callable[[], Standings] | None = None,
    *,
    with_picks: bool = False,
) -> Brief:
    """The brief of one person as of `today`; `find_all` and `with_picks` as for `find_due_of`."""
    history = find_history(graph, contact, settings)
    entries = history.entries
    limit = today + timedelta(1)
    unsettled = [entry for entry in entries if entry.kind in ("promise", "loan") and entry.state == "open"]
    mine = [entry for entry in unsettled if entry.is_borrowed or _is_mine(entry)]
    return Brief(
        contact=contact,
        history=history,
        last=find_last_contact(history, today),
        rows=find_due_of(graph, history, settings, today, find_all, with_picks=with_picks),
        talks=_list_talks(entries, today),
        open_mine=tuple(mine),
        open_theirs=tuple(entry for entry in unsettled if entry not in mine),
        asks_of_me=tuple(list_their_asks(history, today)),
        plans=tuple(e for e in entries if e.kind == "plan" and e.state == "open" and e.on >= today),
        questions=tuple(
            e for e in entries[::-1] if e.kind == "next" and not history.is_touched_after(e.on, limit)
        ),
        knowledge=tuple(e for e in entries[::-1] if e.kind in ("note", "news", "mention")),
        dates=tuple(sorted(_next_dates(contact, today), key=lambda found: (found[0], found[1].label))),
        relations=graph.relations.get(contact.path, ()),
        introductions=graph.introductions_of(contact.path),
        mirror=find_mirror(history, today),
        opener=find_opener(graph, history, today),
    )


def _list_talks(entries: Sequence[Entry], today: date) -> tuple[Entry, ...]:
    """The last times in touch, newest first; a promise stands on the day it was kept."""
    talks = [(day, entry) for entry in entries[::-1] if (day := entry.touch_on) and day <= today]
    talks.sort(key=lambda talk: talk[0], reverse=True)
    return tuple(entry for _, entry in talks[:LAST_TALKS])


def _is_mine(entry: Entry) -> bool:
    return entry.kind == "promise" and entry.by == "me"


def _next_dates(contact: Contact, today: date) -> list[tuple[date, YearlyDate]]:
    return [
        (min(on for year in (today.year, today.year + 1) if (on := yearly.on(year)) >= today), yearly)
        for yearly in contact.yearly
    ]
