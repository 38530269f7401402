"""Calendars: meetings with people you know, once each, and no more than can be meant."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Run, examples
from tests.exchange.graphs import TODAY_DATE, graph_of
from vaultwell.exchange.formats import Request
from vaultwell.exchange.ics import parse_files
from vaultwell.exchange.incoming import ForeignFile, Incoming, NotThisFormat
from vaultwell.model.settings import Settings

Write = Callable[[Mapping[str, str | bytes]], Path]
PEOPLE = {
    "People/Ana Díaz.md": "---\nemail: ana@x.example\n---\n",
    "People/Ben.md": "---\nemail: ben@x.example\n---\n",
}


def event(summary: str, on: str, *lines: str, uid: str = "") -> str:
    """One event; `lines` are its other properties."""
    parts = [
        "BEGIN:VEVENT",
        f"UID:{uid or summary}",
        f"SUMMARY:{summary}",
        f"DTSTART{on}",
        *lines,
        "END:VEVENT",
    ]
    return "\r\n".join(parts)


def calendar(*events: str) -> str:
    """A calendar of some events."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""])


def with_people(*names: str) -> list[str]:
    """The attendees of an event."""
    return [f"ATTENDEE;CN={name}:mailto:{name}@x.example" for name in names]


def parse(text: str) -> Incoming:
    """Read a calendar without a disk; `me@x.example` is mine."""
    request = Request(Settings(), graph_of(PEOPLE), TODAY_DATE, addresses=frozenset({"me@x.example"}))
    return parse_files([ForeignFile("c.ics", text.encode())], request)


def said(found: Incoming) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Each entry: whose, when, its words, who else."""
    return [
        (person.name, str(each.on), each.text, each.others)
        for person in found.people
        for each in person.entries
    ]


def test_a_meeting_stands_once() -> None:
    """A meeting is an entry of the first person known, with the others known; its day is the one written."""
    found = parse(
        calendar(
            event(
                "Plan", ";TZID=Pacific/Kiritimati:20260301T003000", *with_people("me", "zed", "ben", "ana")
            ),
            event("Day off", ";VALUE=DATE:20260302"),
        )
    )
    assert said(found) == [("Ana Díaz", "2026-03-01", "Plan", ("ben@x.example",))]
    assert all(person.only_if_known for person in found.people)
    assert found.passed_over == {"events with nobody else": 1}


def test_what_is_no_meeting() -> None:
    """Cancelled and declined events, rooms and large meetings count for nobody."""
    crowd = with_people(*[f"p{number}" for number in range(13)])
    found = parse(
        calendar(
            event("a", ":20260301T100000", "STATUS:CANCELLED", *with_people("ana")),
            event(
                "b", ":20260301T100000", "ATTENDEE;PARTSTAT=DECLINED:mailto:me@x.example", *with_people("ana")
            ),
            event("c", ":20260301T100000", "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@x.example"),
            event("d", ":20260301T100000", "ATTENDEE;CUTYPE=ROOM:mailto:ana@x.example"),
            event("e", ":20260301T100000", *crowd),
        )
    )
    assert said(found) == []
    assert found.passed_over == {
        "events that were cancelled": 1,
        "events that you declined": 1,
        "events with nobody else": 2,
        "events with more than 12 people": 1,
    }


def test_a_repeated_meeting() -> None:
    """Each day from two years ago to a year ahead is an entry, but what was taken out or moved."""
    found = parse(
        calendar(
            event(
                "Tea",
                ":20261020T100000",
                "RRULE:FREQ=WEEKLY;COUNT=4",
                "EXDATE:20261027T100000",
                *with_people("ana"),
            ),
            event("Tea", ":20261104T100000", "RECURRENCE-ID:20261103T100000", *with_people("ana")),
        )
    )
    assert [each[1] for each in said(found)] == ["2026-10-20", "2026-11-04", "2026-11-10"]
    forever = parse(calendar(event("Sync", ":20000101T100000", "RRULE:FREQ=DAILY", *with_people("ana"))))
    days = [each[1] for each in said(forever)]
    assert (days[0], len(days)) == ("2024-11-20", 1098)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=MINUTELY;COUNT=99"])
def test_a_rule_without_end(rule: str) -> None:
    """What is repeated more often than once a day is named, and not written out."""
    found = parse(calendar(event("Tick", ":20260101T100000", f"RRULE:{rule}", *with_people("ana"))))
    assert said(found) == []
    assert [(each.what, each.why) for each in found.refused] == [
        ("1 event", "they are repeated more than once a day, or by a rule that cannot be read")
    ]


def test_many_repeated_meetings_end() -> None:
    """A calendar of endless series is read up to a number, and that is said."""
    series = [event(f"s{n}", ":20200101T100000", "RRULE:FREQ=DAILY", *with_people("ana")) for n in range(40)]
    found = parse(calendar(*series))
    assert len(said(found)) == 20_000
    assert found.refused[0].why == "they are more than 20,000; the first of them were read"


def test_it_arrives_once(run: Run, write_vault: Write, tmp_path: Path) -> None:
    """What was is contact, what comes a plan; strangers get no note; the same file again changes nothing."""
    vault, file = write_vault({**PEOPLE, "vaultwell.toml": ""}), tmp_path / "c.ics"
    file.write_text(
        calendar(
            event("Lunch", ":20261102T120000Z", *with_people("ana", "ben")),
            event("Dinner", ";VALUE=DATE:20261202", *with_people("ana", "zed")),
        )
    )
    assert "passed over: 1.\n" in run(vault, "import", "ics", str(file), "--apply").stdout
    text = (vault / "People/Ana Díaz.md").read_text()
    assert "- 2026-11-02 contact with [[Ben]]: Lunch ^im-" in text
    assert "- 2026-12-02 contact: Dinner (with zed@x.example) ^im-" not in text
    assert "- 2026-12-02 contact: Dinner ^im-" in text
    assert run(vault, "import", "ics", str(file)).stdout.endswith("Nothing would change.\n")
    assert "2 Dec" in run(vault, "show", "ana").stdout


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])
def test_what_is_no_calendar(text: str) -> None:
    """Any other file is refused, or has no event."""
    try:
        assert parse(text).people == ()
    except NotThisFormat:
        return


LINES = st.lists(
    st.sampled_from(
        "BEGIN:VEVENT,END:VEVENT,UID:1,SUMMARY:x,DTSTART:20260101,DTSTART:2026,DTSTART;VALUE=DATE:20261301,DTSTART:"
        ",RRULE:FREQ=DAILY,RRULE:FREQ=,RRULE:COUNT=x,RDATE:20260101,RECURRENCE-ID:20260101,EXDATE:x"
        ",ATTENDEE:mailto:ana@x.example,ORGANIZER:x,ATTENDEE;CN=,STATUS:CANCELLED,DURATION:-P1D,DTEND:20250101"
        ",BEGIN:VTIMEZONE,END:VTIMEZONE,TZID:x".split(",")
    ),
    max_size=14,
)


@settings(max_examples=examples(150), deadline=None)
@given(LINES)
def test_no_line_breaks_it(lines: list[str]) -> None:
    """Whatever stands in an event, it is read or named."""
    body = ["BEGIN:VEVENT", "ATTENDEE:mailto:ana@x.example", *lines, "END:VEVENT"]
    try:
        parse(calendar("\r\n".join(body)))
    except NotThisFormat:
        return
