"""The due note: the first note someone opens, on a phone, finished in a minute."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from vaultwell.model.codes import UNREAD_CODES
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.practices.due import find_due
from vaultwell.practices.meetings import Meeting, find_meetings
from vaultwell.practices.reasons import find_missing
from vaultwell.practices.row import PICKED_REASONS, DueRow
from vaultwell.practices.standing import Standings, find_standings
from vaultwell.render.markdown import inline, link, quoted
from vaultwell.render.meetings import render_meeting, say_what
from vaultwell.render.rows import render_row
from vaultwell.render.timeline import Event, render_timeline
from vaultwell.render.words import say_day, say_full_day, say_label

if TYPE_CHECKING:
    import jinja2

MOST_ROWS = 12
MOST_ROWS_OF_ONE = 2
MOST_CHARACTERS_BEFORE_FOLDS = 1600
HEADINGS_CHARACTERS = 150  # the date line, four headings and the last words
MOST_MEETINGS = 4
MOST_PROMISES = 5
MOST_ASKS = 3
MOST_UNSURE = 5
MOST_NAMES = 20
MOST_COMING = 20
TEMPLATE = "due.md.j2"

_OF_NO_LINE = frozenset({"busy-cadences"})


@dataclass(slots=True)
class _Page:
    """What is still free on the page: rows, characters, and how often each person stands there."""

    names: Collection[str]
    today: date
    told: Collection[Source]
    rows: int = 0
    characters: int = 0
    of_one: Counter[str] = field(default_factory=Counter)
    shown: set[tuple[str, str]] = field(default_factory=set)

    def reserve(self, lines: Iterable[str]) -> list[str]:
        """The first few lines that are no rows; they take room on the page too."""
        kept = list(islice(lines, MOST_MEETINGS))
        self.characters += sum(len(line) + 2 for line in kept)
        return kept

    def place(self, rows: Sequence[DueRow], most: int = MOST_ROWS) -> list[str]:
        """As many of the rows as there is room for, rendered."""
        placed: list[str] = []
        for row in rows:
            if len(placed) >= most or self.rows >= MOST_ROWS:
                break
            if self.of_one[row.path] >= MOST_ROWS_OF_ONE:
                continue
            line = render_row(row, self.names, self.today, self.told)
            if self.characters + len(line) + 2 > MOST_CHARACTERS_BEFORE_FOLDS - HEADINGS_CHARACTERS:
                break
            self.rows += 1
            self.characters += len(line) + 2
            self.of_one[row.path] += 1
            self.shown.add((row.path, row.reason))
            placed.append(line)
        return placed


def render_due_note(
    graph: Graph,
    settings: Settings,
    problems: Sequence[Problem],
    today: date,
    environment: "jinja2.Environment",
    standings: Standings | None = None,
) -> str:
    """The generated part of the due note, LF lines, without the region's markers.

    `standings` are everybody's on this day with these settings, when they are known already. Then only
    those who are written about are looked up.
    """
    view = build_view(graph, settings, problems, today, standings)
    text = environment.get_template(TEMPLATE).render(view)
    return re.sub(r"\n{3,}", "\n\n", text)


def build_view(
    graph: Graph,
    settings: Settings,
    problems: Sequence[Problem],
    today: date,
    standings: Standings | None = None,
) -> dict[str, object]:
    """Plain data for the template: every section a list of finished Markdown lines."""
    if standings is None:
        standings = find_standings(graph, settings, today)
    rows = find_due(graph, settings, today, settings.dates_ahead, standings)
    due = [row for row in rows if row.due_on is None or row.due_on <= today]
    ready = [row for row in due if row.has_context]
    told = {row.source for row in ready if row.source and row.reason in ("promise", "loan", "ask")}
    page = _Page(graph.names, today, told)
    seen = find_meetings(graph, settings, today, settings.dates_ahead, standings)
    meetings = page.reserve(
        line
        for meeting in seen
        if meeting.on == today
        for line in render_meeting(meeting, graph.names, today)
    )
    dated_today = page.place([row for row in ready if _is_for_today(row, today)])
    met = {guest.path for meeting in seen if meeting.on == today for guest in meeting.guests}
    few = page.place(_few(ready, met, {path for path, _ in page.shown}))
    promises = page.place([row for row in ready if _is_promise(row, today)], MOST_PROMISES)
    asks = page.place([row for row in ready if row.reason == "ask"], MOST_ASKS)
    coming, events = _list_coming(rows, seen, today + timedelta(settings.dates_ahead), page)
    return {
        "date_line": say_full_day(today),
        "has_people": bool(standings),
        "has_cadences": any(one.is_tracked for one in standings.values()),
        "people_folder": inline(settings.people[0]) if settings.people else "",
        "meetings": meetings,
        "today": dated_today,
        "few": few,
        "promises": promises,
        "asks": asks,
        "coming": coming,
        "timeline": list(render_timeline(events)),
        "also": list(_say_also(ready, page)),
        "missing": list(_say_missing(due, page)),
        "unsure": list(_say_problems(problems, page)),
    }


def _is_for_today(row: DueRow, today: date) -> bool:
    if row.reason in ("promise", "loan"):
        return row.due_on == today
    return row.reason in ("date", "follow-up", "thanks")


def _is_promise(row: DueRow, today: date) -> bool:
    return row.reason in ("promise", "loan") and row.due_on != today


def _few(rows: Sequence[DueRow], met: set[str], in_today: set[str]) -> list[DueRow]:
    """Today's few, but for those you have `met` today anyway."""
    few = [row for row in rows if row.is_today_pick and row.path not in met]
    order = {"first-follow-up": 0, "cadence": 1, "dormant": 2, "reconnect": 2}
    return sorted(
        few, key=lambda row: (order[row.reason], row.path in in_today, row.due_on or date.max, row.path)
    )


def _list_coming(
    rows: Sequence[DueRow], meetings: Sequence[Meeting], last: date, page: _Page
) -> tuple[list[str], list[Event]]:
    """What the days until `last` bring: the first lines by day, and all of it as events of the timeline."""
    ahead = [row for row in rows if row.due_on is not None and page.today < row.due_on <= last]
    told = [(event, row) for row in ahead if (event := _find_event(row)) is not None]
    seen = [(_find_meeting_event(meeting), meeting) for meeting in meetings if meeting.on > page.today]
    events = [event for event, _ in (*told, *seen)]
    days = sorted(event.on for event in events)
    until = days[MOST_COMING - 1] if len(days) > MOST_COMING else last  # nobody beyond it is looked up
    lines = [(event.on, _say_coming(event, row, page)) for event, row in told if event.on <= until]
    met: set[str] = set()
    for event, meeting in seen:
        if event.on <= until:
            lines.extend((event.on, line) for line in render_meeting(meeting, page.names, page.today, met))
            met.update(guest.path for guest in meeting.guests)
    shown = [line for _, line in sorted(lines)[:MOST_COMING]]
    if (more := len(events) - len(shown)) > 0:
        days_ahead = (last - page.today).days
        shown.append(
            f"- and {more} more until {say_day(last, page.today)}: `vaultwell due --within {days_ahead}`"
        )
    return shown, events


def _find_event(row: DueRow) -> Event | None:
    """What a row that lies ahead is in the timeline; who is due by rhythm is nothing that comes."""
    what = {
        "date": say_label(row.yearly.label) if row.yearly is not None else "",
        "promise": "you promised",
        "loan": "give back",
        "follow-up": "to do" if row.entry else "to write",
    }.get(row.reason)
    return Event(row.due_on, (row.name,), what) if row.due_on is not None and what is not None else None


def _find_meeting_event(meeting: Meeting) -> Event:
    return Event(meeting.on, tuple(guest.name for guest in meeting.guests), say_what(meeting.plan))


def _say_coming(event: Event, row: DueRow, page: _Page) -> str:
    head = f"- {say_day(event.on, page.today)} · {link(row.path, page.names)}"
    if row.entry is not None:
        return f"{head} · {event.what}: {quoted(row.entry.text, 80)}"
    return f"{head} · {'you wanted to write' if row.reason == 'follow-up' else inline(event.what)}"


def _say_also(rows: Sequence[DueRow], page: _Page) -> Iterator[str]:
    """Everybody else who is due, names only, by circle."""
    shown = {path for path, _ in page.shown}
    circles: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        if row.path not in shown and row.reason in PICKED_REASONS and row.due_on is not None:
            circles.setdefault(row.circle or "others", set()).add((row.name, row.path))
    for circle, people in sorted(circles.items(), key=lambda found: (found[0] == "others", found[0])):
        links = [link(path, page.names) for _, path in sorted(people)[:MOST_NAMES]]
        others = " and others" if len(people) > MOST_NAMES else ""
        yield f"- {inline(circle)}: {', '.join(links)}{others}"


def _say_missing(rows: Sequence[DueRow], page: _Page) -> Iterator[str]:
    """People you know nothing about yet, with what a line about them could say."""
    missing: dict[str, DueRow] = {}
    for row in rows:
        if (row.due_on is None and row.reason == "cadence") or not row.has_context:
            missing.setdefault(row.path, row)
    people = sorted(missing.items())
    for path, row in people[:MOST_NAMES]:
        yield f"- {link(path, page.names)} · {_say_what_is_missing(row)}"
    if len(people) > MOST_NAMES:
        yield "- and others"


def _say_what_is_missing(row: DueRow) -> str:
    if row.due_on is None and row.reason == "cadence":
        return "no date yet: when did you last talk?"
    return f"{', '.join(find_missing(row.history.contact))}?"


def _say_problems(problems: Sequence[Problem], page: _Page) -> Iterator[str]:
    """Notes that could not be read, all of them, and the first few lines that were doubtful."""
    unread = [problem for problem in problems if problem.code in UNREAD_CODES]
    others = [problem for problem in problems if problem.code not in UNREAD_CODES | _OF_NO_LINE]
    first = nsmallest(MOST_UNSURE, others, key=lambda problem: (problem.severity != "problem", problem))
    for problem in [*unread, *first]:
        yield f"- {link(problem.path, page.names)}, line {problem.line}: {inline(problem.message)}"
