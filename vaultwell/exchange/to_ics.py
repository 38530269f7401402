"""Days to be in touch, promises and yearly dates to a calendar (RFC 5545) with alarms.

The same vault on the same day gives the same bytes: times of day and clocks stand nowhere in it. An
event's UID stays while its day moves, so a calendar that takes the file again moves the event.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.due import find_due
from vaultwell.practices.row import DueRow, say_line
from vaultwell.render.safe import one_line
from vaultwell.render.words import say_label

if TYPE_CHECKING:
    from icalendar import Event

AHEAD_DAYS = 366
_MORNING = timedelta(hours=9)
_WEEK_BEFORE = timedelta(days=-7)
_SUMMARIES = {
    "cadence": "Be in touch with {name}",
    "dormant": "Be in touch with {name} again",
    "first-follow-up": "Write to {name}, whom you met",
    "follow-up": "Follow up with {name}",
    "thanks": "Tell {name} how it went",
    "promise": "You promised {name}: {text}",
    "loan": "Give back to {name}: {text}",
    "ask": "{name} asked: {text}",
}


def render_calendar(graph: Graph, settings: Settings, today: date) -> str:
    """What is due within a year, and everybody's yearly dates; lines end in CRLF."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//vaultwell//vaultwell//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "vaultwell")
    rows = (row for row in find_due(graph, settings, today, AHEAD_DAYS) if row.reason in _SUMMARIES)
    for row in rows:
        if row.due_on is not None:
            calendar.add_component(_build_due(row, row.due_on, today))
    for contact in graph.contacts.values():
        if contact.let_go is None:
            for yearly in contact.yearly:
                calendar.add_component(_build_yearly(contact, yearly, today))
    return bytes(calendar.to_ical()).decode("utf-8")


def _build_due(row: DueRow, on: date, today: date) -> "Event":
    words = say_line(row.entry) if row.entry else ""
    text = row.entry.text if row.entry else ""
    event = _build_event((row.path, row.reason, words), on, today)
    event.add("summary", one_line(_SUMMARIES[row.reason].format(name=row.name, text=text)))
    if lines := list(_describe(row)):
        event.add("description", "\n".join(map(one_line, lines)))
    _add_alarm(event, _MORNING)
    return event


def _describe(row: DueRow) -> Iterator[str]:
    """The last talk, and what matters to them."""
    if row.last:
        yield f"{row.last.on} {row.last.verb}: {row.last.text}".removesuffix(": ")
    for key in ("interests", "pets", "needs"):
        if values := row.history.contact.fact(key):
            yield f"{key}: {', '.join(values)}"


def _build_yearly(contact: Contact, yearly: YearlyDate, today: date) -> "Event":
    is_leap_day = (yearly.month, yearly.day) == (2, 29)
    first = yearly.on(yearly.year or today.year)
    event = _build_event((contact.path, "yearly", yearly.label), first, today)
    year = f" ({yearly.year})" if yearly.year else ""
    event.add("summary", one_line(f"{_say_whose(contact, yearly)}{year}"))
    rule = {"freq": "yearly", "bymonth": 2, "bymonthday": -1} if is_leap_day else {"freq": "yearly"}
    event.add("rrule", rule)
    _add_alarm(event, _WEEK_BEFORE + _MORNING)
    _add_alarm(event, _MORNING)
    return event


def _say_whose(contact: Contact, yearly: YearlyDate) -> str:
    label = say_label(yearly.label)
    is_own = yearly.label in ("birthday", "anniversary", "name_day")
    return f"{contact.name}’s {label}" if is_own else f"{label} ({contact.name})"


def _build_event(key: tuple[str, ...], on: date, today: date) -> "Event":
    from icalendar import Event

    event = Event()
    name = "\0".join(("vaultwell", *key))
    event.add("uid", f"{uuid5(NAMESPACE_URL, name)}@vaultwell")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", on)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _add_alarm(event: "Event", after: timedelta) -> None:
    """An alarm so long after the day begins; before it, when negative."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", after)
    event.add_component(alarm)
