"""Calendars (.ics): meetings with people you know become entries, those to come become plans.

Who was invited and did not decline was there; rooms, large meetings and what was cancelled count for
nobody. Repeated meetings are written out from two years ago to a year ahead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import (
    ForeignFile,
    Incoming,
    IncomingEntry,
    IncomingPerson,
    LeftOut,
    NotThisFormat,
)
from vaultwell.exchange.known_addresses import KnownAddresses
from vaultwell.graph.marks import email_key
from vaultwell.model.source import Source
from vaultwell.render.words import say_count

if TYPE_CHECKING:
    from icalendar import Component

MOST_PEOPLE = 12
MOST_EVENTS = 20_000
_BACK = timedelta(days=2 * 366)
_AHEAD = timedelta(days=366)
_WINDOW = timedelta(days=122)
_WILD = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_NO_PERSON = frozenset({"ROOM", "RESOURCE", "GROUP"})


class _Guest(NamedTuple):
    """Somebody in an event, by address."""

    address: str
    name: str


class _Meeting(NamedTuple):
    """One event on one day, with everybody in it but me."""

    on: date
    text: str
    uid: str
    guests: tuple[_Guest, ...]
    source: Source


def parse_files(files: Sequence[ForeignFile], request: Request) -> Incoming:
    """The meetings of some calendars; raises `NotThisFormat` for a file that is none."""
    meetings: dict[str, _Meeting] = {}
    refused: list[LeftOut] = []
    counts: dict[str, int] = {}
    for file in files:
        calendar = _load(file)
        for number, event in enumerate(_list_events(calendar, file, request.today, refused), 1):
            found = _read_event(event, Source(file.name, number), request.addresses)
            if isinstance(found, str):
                counts[found] = counts.get(found, 0) + 1
            elif isinstance(found, LeftOut):
                refused.append(found)
            else:
                meetings.setdefault(found.uid, found)
    return Incoming(tuple(_group(meetings.values(), KnownAddresses(request.graph))), tuple(refused), counts)


def _load(file: ForeignFile) -> "Component":
    from icalendar import Calendar

    try:
        return Calendar.from_ical(file.data)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise NotThisFormat(f"{file.name} is no calendar that can be read, so nothing of it was.") from error


def _list_events(
    calendar: "Component", file: ForeignFile, today: date, refused: list[LeftOut]
) -> Iterator["Component"]:
    """Single events as they are, repeated ones day by day."""
    events = calendar.walk("VEVENT")
    series = {_uid(event) for event in events if "RRULE" in event or "RDATE" in event}
    yield from (event for event in events if _uid(event) not in series)
    kept = [
        event for event in events if _uid(event) in series and ("ATTENDEE" in event or "ORGANIZER" in event)
    ]
    wild = {_uid(event) for event in kept if _is_wild(event)}
    if wild:
        why = "they are repeated more than once a day, or by a rule that cannot be read"
        refused.append(LeftOut(Source(file.name, 1), say_count(len(wild), "event"), why))
    yield from _expand(calendar, [event for event in kept if _uid(event) not in wild], file, today, refused)


def _uid(event: "Component") -> str:
    return str(event.get("UID", ""))


def _is_wild(event: "Component") -> bool:
    """A rule that would never end to be written out, or that is none."""
    rules = event.get("RRULE", {})
    try:
        return any(map(_is_wild_rule, rules if isinstance(rules, list) else [rules]))
    except (AttributeError, TypeError, ValueError):
        return True


def _is_wild_rule(rule: Mapping[str, Sequence[object]]) -> bool:
    often = {str(each).upper() for each in rule.get("FREQ", [])}
    return bool(often & _WILD) or any(
        len(rule.get(part, [])) > 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND")
    )


def _expand(
    calendar: "Component",
    events: Sequence["Component"],
    file: ForeignFile,
    today: date,
    refused: list[LeftOut],
) -> Iterator["Component"]:
    """Every day of some repeated events, part by part, until there are too many."""
    if not events:
        return
    from icalendar import Calendar
    from recurring_ical_events import of

    part = Calendar()
    for component in (*calendar.walk("VTIMEZONE"), *events):
        part.add_component(component)
    count, start = 0, today - _BACK
    try:
        query = of(part, skip_bad_series=True)
        while start < today + _AHEAD:
            found = query.between(start, start + _WINDOW)
            yield from found[: MOST_EVENTS - count]
            count, start = count + len(found), start + _WINDOW
            if count > MOST_EVENTS:
                why = f"they are more than {MOST_EVENTS:,}; the first of them were read"
                refused.append(LeftOut(Source(file.name, 1), "repeated events", why))
                return
    except (ValueError, TypeError, OverflowError, AttributeError, KeyError, ArithmeticError) as fault:
        refused.append(LeftOut(Source(file.name, 1), "repeated events", f"they cannot be told: {fault}"))


def _read_event(event: "Component", source: Source, mine: frozenset[str]) -> _Meeting | LeftOut | str:
    """The meeting; a word for what it is when it is none; or why it cannot be read."""
    on = _find_day(event)
    if on is None:
        return LeftOut(source, _text(event, "SUMMARY")[:60] or "an event", "it has no day that can be read")
    if _text(event, "STATUS").upper() == "CANCELLED":
        return "events that were cancelled"
    guests = list(_list_guests(event))
    if any(address in mine and state == "DECLINED" for (address, _), state in guests):
        return "events that you declined"
    others = {guest.address: guest for guest, state in guests if state != "DECLINED"}
    others = {address: guest for address, guest in others.items() if address not in mine}
    if not others:
        return "events with nobody else"
    if len(others) > MOST_PEOPLE:
        return f"events with more than {MOST_PEOPLE} people"
    again = f" {on}" if "RECURRENCE-ID" in event else ""
    uid = f"ics {_uid(event) or f'{on} {source}'}{again}"
    return _Meeting(on, _text(event, "SUMMARY"), uid, tuple(others.values()), source)


def _find_day(event: "Component") -> date | None:
    """The day as it is written, whatever its time zone."""
    try:
        starts = event.decoded("DTSTART")
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if isinstance(starts, datetime):
        return starts.date()
    return starts if isinstance(starts, date) else None


def _text(event: "Component", key: str) -> str:
    found = event.get(key, "")
    return " ".join(str(found[0] if isinstance(found, list) and found else found).split())


def _list_guests(event: "Component") -> Iterator[tuple[_Guest, str]]:
    """Everybody in an event with what they answered; rooms and lists are nobody."""
    for key in ("ORGANIZER", "ATTENDEE"):
        found = event.get(key, [])
        for each in found if isinstance(found, list) else [found]:
            params = getattr(each, "params", {})
            address = email_key(str(each))
            if address and str(params.get("CUTYPE", "")).upper() not in _NO_PERSON:
                name = str(params.get("CN", "")).strip()
                yield _Guest(address, "" if "@" in name else name), str(params.get("PARTSTAT", "")).upper()


def _group(meetings: Iterable[_Meeting], known: KnownAddresses) -> Iterator[IncomingPerson]:
    """One person for each address; a meeting stands once, with the first who is known."""
    listed = sorted(meetings, key=lambda meeting: (meeting.on, meeting.uid))
    entries: dict[str, list[IncomingEntry]] = {}
    guests: dict[str, tuple[_Guest, Source]] = {}
    for meeting in listed:
        people = sorted(meeting.guests, key=lambda guest: (known.find(guest.address) is None, guest.address))
        first, *others = [guest.address for guest in people]
        met = tuple(address for address in others if known.find(address))
        entry = IncomingEntry(meeting.on, "contact", None, meeting.text, met, uid=meeting.uid)
        entries.setdefault(first, []).append(entry)
        for guest in meeting.guests:
            if guest.address not in guests or not guests[guest.address][0].name:
                guests[guest.address] = (guest, meeting.source)
    for address, (guest, source) in sorted(guests.items()):
        path = known.find(address)
        yield IncomingPerson(
            key=address,
            source=source,
            name=known.name(path or "") or guest.name or address,
            properties={"email": (address,)},
            entries=tuple(entries.get(address, ())),
            only_if_known=True,
        )
