"""`due` for a terminal."""

from collections.abc import Iterable, Sequence
from datetime import date

from vaultwell.practices.meetings import Meeting
from vaultwell.practices.row import PICKED_REASONS, DueRow
from vaultwell.render.meetings import say_parts, say_what
from vaultwell.render.page import Grid, Indent, Page, Part, Text
from vaultwell.render.rows import say_row
from vaultwell.render.safe import plain
from vaultwell.render.words import say_day, say_full_day

_ANY_WIDTH = 10_000  # nothing is cut short: a terminal breaks lines, and a pipe has no edge


def render_due(rows: Sequence[DueRow], meetings: Sequence[Meeting], today: date, most: int) -> Page:
    """Whom you will see, then the due list: today's few first, then the rest by day, at most so many.

    Nobody beyond these is looked up.
    """
    few = [row for row in rows if row.is_today_pick]
    rest = [row for row in rows if not row.is_today_pick]
    parts: list[Part] = [Text(say_full_day(today), style="bold")]
    if meetings:
        parts += _render_meetings(meetings, today)
    if few:
        parts += [Text(), Text("A few people", style="bold cyan"), _due_table(few, today)]
    if rest:
        shown = _choose(rest, most)
        parts += [Text(), Text("Also" if few else "Due", style="bold cyan"), _due_table(shown, today)]
    if len(rest) > most:
        parts.append(Indent(Text(f"and {len(rest) - most:,} more: add --all")))
    return parts


def _choose(rows: Sequence[DueRow], most: int) -> list[DueRow]:
    """At most so many, in their order: what is open, or has a day of its own, before whose turn will come."""
    by_turn = sorted(range(len(rows)), key=lambda index: rows[index].reason in PICKED_REASONS)
    return [rows[index] for index in sorted(by_turn[:most])]


def _render_meetings(meetings: Sequence[Meeting], today: date) -> Page:
    """A line for each meeting, and below it what there is to talk about, once for each person."""
    parts: list[Part] = [Text(), Text("You will see", style="bold cyan")]
    met: set[str] = set()
    for meeting in meetings:
        names = ", ".join(plain(guest.history.contact.name) for guest in meeting.guests)
        words = plain(meeting.plan.text)
        what = f"{plain(say_what(meeting.plan))}: “{words}”" if words else plain(say_what(meeting.plan))
        day = "today" if meeting.on == today else say_day(meeting.on, today)
        source = f"  {plain(str(meeting.plan.source))}"
        title = Text() + Text(f"{day}  ", "dim") + Text(names, "bold")
        parts.append(Indent(title + Text(f"  {what}") + Text(source, "dim")))
        for guest in meeting.guests:
            contact = guest.history.contact
            lead = f"{plain(contact.name)}: " if len(meeting.guests) > 1 else ""
            said = () if contact.path in met else say_parts(guest, today, plain, _ANY_WIDTH)
            parts.extend(Indent(Text(lead + part), 4) for part in said)
            met.add(contact.path)
    return parts


def _due_table(rows: Iterable[DueRow], today: date) -> Grid:
    lines = []
    for row in rows:
        day = say_day(row.due_on, today) if row.due_on else "no date"
        words = Text() + Text(f"{row.reason}: ", "dim") + Text(say_row(row, today))
        lines.append((f"  {day}", plain(row.name), words))
    return Grid(lines, ("dim", "bold", ""), is_whole=True)
