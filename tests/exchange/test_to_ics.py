"""The calendar: who is due, promises and yearly dates, the same bytes each time."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import icalendar
from hypothesis import HealthCheck, given, settings

from tests.conftest import Run, examples
from tests.exchange.graphs import export, graph_of
from tests.practices.random_vaults import Vault, random_vaults
from vaultwell.exchange.to_ics import render_calendar

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = """---
cadence: 30
birthday: 1988-04-17
interests: [climbing]
---
## Log
- 2026-10-21 call: the move; then, bread
- [ ] 2026-10-22 promised: the checklist 📅 2026-12-01
"""


def events_of(text: str) -> list[icalendar.Component]:
    """The events of a calendar."""
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_what_is_due_and_yearly(run: Run, write_vault: Write) -> None:
    """One event for each due row and yearly date, on its day, with the last talk and an alarm at nine;
    a yearly date has one a week before as well."""
    text = export(run, write_vault({"People/Ana.md": ANA}), "ics")
    found = events_of(text)
    assert [(str(event["summary"]), event.decoded("dtstart")) for event in found] == [
        ("Be in touch with Ana", date(2026, 11, 20)),
        ("You promised Ana: the checklist", date(2026, 12, 1)),
        ("Ana’s birthday (1988)", date(1988, 4, 17)),
    ]
    assert str(found[0]["description"]) == "2026-10-21 call: the move; then, bread\ninterests: climbing"
    assert found[2]["rrule"].to_ical() == b"FREQ=YEARLY"
    alarms = [[alarm.decoded("trigger") for alarm in event.walk("VALARM")] for event in found]
    nine = timedelta(hours=9)
    assert alarms == [[nine], [nine], [nine - timedelta(7), nine]]
    assert text.count("DTSTAMP:20261122T000000Z\r\n") == 3


def test_the_29th_of_february(run: Run, write_vault: Write) -> None:
    """A birthday on 29 February comes every year, on the last day of that month."""
    vault = write_vault({"People/Ana.md": "---\nbirthday: 02-29\n---\n"})
    (event,) = events_of(export(run, vault, "ics"))
    assert event.decoded("dtstart") == date(2026, 2, 28)
    assert event["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"


def test_an_event_keeps_its_uid_while_its_day_moves(run: Run, write_vault: Write) -> None:
    """After another talk Ana is due on another day, and it is the same event."""
    vault = write_vault({"People/Ana.md": ANA})
    before = events_of(export(run, vault, "ics"))[0]
    run(vault, "log", "ana", "call: the ferry")
    after = events_of(export(run, vault, "ics"))[-2]
    assert str(after["summary"]) == str(before["summary"]) == "Be in touch with Ana"
    assert (after["uid"], after.decoded("dtstart")) == (before["uid"], date(2026, 12, 22))


def test_who_was_let_go_is_in_no_calendar(run: Run, write_vault: Write) -> None:
    """Nobody who was let go comes up again; the birthday of somebody who died does."""
    vault = write_vault(
        {
            "People/Ana.md": "---\nbirthday: 04-17\nlet_go: true\n---\n",
            "People/Ben.md": "---\nbirthday: 04-18\ncadence: 30\ndied: true\n---\n",
        }
    )
    assert [str(each["summary"]) for each in events_of(export(run, vault, "ics"))] == ["Ben’s birthday"]


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow])
@given(random_vaults)
def test_a_calendar_is_the_same_twice(vault: Vault) -> None:
    """Same vault, same day: same bytes, and no two events share an id."""
    texts = [
        render_calendar(graph_of(texts, vault.settings, vault.world.today), vault.settings, vault.world.today)
        for texts in (vault.texts, dict(reversed(vault.texts.items())))
    ]
    assert texts[0] == texts[1]
    uids = [str(event["uid"]) for event in events_of(texts[0])]
    assert len(uids) == len(set(uids))
