"""`due` for a terminal."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vaultwell.practices.meetings import Meeting
from vaultwell.practices.row import DueRow
from vaultwell.render.meetings import say_parts, say_what
from vaultwell.render.rows import say_row
from vaultwell.render.safe import plain
from vaultwell.render.terminal import ANY_WIDTH
from vaultwell.render.words import say_day, say_full_day


def render_due(rows: Sequence[DueRow], meetings: Sequence[Meeting], today: date) -> RenderableType:
    """Whom you will see, then the due list: today's few first, then the rest by day."""
    few = [row for row in rows if row.is_today_pick]
    rest = [row for row in rows if not row.is_today_pick]
    parts: list[RenderableType] = [Text(say_full_day(today), style="bold")]
    if meetings:
        parts.append(_render_meetings(meetings, today))
    if few:
        parts += [Text(), Text("A few people", style="bold cyan"), _due_table(few, today)]
    if rest:
        parts += [Text(), Text("Also" if few else "Due", style="bold cyan"), _due_table(rest, today)]
    return Group(*parts)


def _render_meetings(meetings: Sequence[Meeting], today: date) -> RenderableType:
    """A line for each meeting, and below it what there is to talk about, once for each person."""
    parts: list[RenderableType] = [Text(), Text("You will see", style="bold cyan")]
    met: set[str] = set()
    for meeting in meetings:
        names = ", ".join(plain(guest.history.contact.name) for guest in meeting.guests)
        words = plain(meeting.plan.text)
        what = f"{plain(say_what(meeting.plan))}: “{words}”" if words else plain(say_what(meeting.plan))
        day = "today" if meeting.on == today else say_day(meeting.on, today)
        source = f"  {plain(str(meeting.plan.source))}"
        title = Text.assemble((f"{day}  ", "dim"), (names, "bold"), f"  {what}", (source, "dim"))
        parts.append(Padding(title, (0, 0, 0, 2)))
        for guest in meeting.guests:
            contact = guest.history.contact
            lead = f"{plain(contact.name)}: " if len(meeting.guests) > 1 else ""
            said = () if contact.path in met else say_parts(guest, today, plain, ANY_WIDTH)
            parts.extend(Padding(Text(lead + part), (0, 0, 0, 4)) for part in said)
            met.add(contact.path)
    return Group(*parts)


def _due_table(rows: Iterable[DueRow], today: date) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(style="bold")
    table.add_column()
    for row in rows:
        day = say_day(row.due_on, today) if row.due_on else "no date"
        table.add_row(
            f"  {day}", plain(row.name), Text.assemble((f"{row.reason}: ", "dim"), say_row(row, today))
        )
    return table
