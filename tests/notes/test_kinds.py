"""Who is a contact: by folder, type, tag or category; and what never is one."""

import pytest

from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note

SETTINGS = Settings(me="Me")
CONVENTIONS = Conventions(template_folders=("Templates",), periodic_folders=("Weekly",))


def kind(path: str, text: str = "") -> str:
    """What the note is taken for."""
    note = parse_note(path, text.encode(), SETTINGS, CONVENTIONS)
    return "contact" if note.contact else "dated" if note.day else "other"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("People/Ana.md", ""),
        ("Notes/people/Work/Ana.md", "# Ana"),
        ("CONTACTS/Ana.md", ""),
        ("Ana.md", "---\ntype: Person\n---\n"),
        ("Ana.md", "---\nType: contact\n---\n"),
        ("Ana.md", "---\ntags: [friend, person]\n---\n"),
        ("Ana.md", '---\ntags:\n  - "#person/work"\n---\n'),
        ("Ana.md", "---\ntags: person, work\n---\n"),
        ("Ana.md", '---\ncategories:\n  - "[[People]]"\n---\n'),
        ("People/2026-01-01 Ana.md", "---\ntype: person\n---\n"),
    ],
)
def test_a_person_is_recognised(path: str, text: str) -> None:
    """A folder, a type, a tag or a category makes a note a person, whatever the case."""
    assert kind(path, text) == "contact"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Projects/Ana.md", "---\ntype: project\n---\n"),
        ("Templates/Person.md", "---\ntype: person\n---\n"),
        ("People/New.md", "---\ntype: person\ncreated: {{date}}\n---\n"),
        ("People/New.md", '---\ntype: person\naliases:\n  - "<% tp.file.title %>"\n---\n'),
        ("People/Me.md", ""),
        ("People/Due.md", "%% vaultwell:begin · x %%\n%% vaultwell:end %%\n"),
        ("Due.md", "---\ntype: person\n---\n"),
        ("Clippings/Essay.md", "---\ndate: 2026-01-01\ntags: [article]\n---\n"),
        ("Notes/Ana.md", "---\ntags: [personal]\n---\n"),
        ("Notes/Ana.md", "a #person in the text"),
    ],
)
def test_what_is_no_person(path: str, text: str) -> None:
    """Templates, unrendered notes, my own note, generated notes and everything else are no people."""
    assert kind(path, text) == "other"


@pytest.mark.parametrize("path", ["2026-01-01.md", "Journal/2026-01-01 Thursday.md", "People/2026-01-01.md"])
def test_an_iso_date_makes_a_dated_note(path: str) -> None:
    """A name that begins with an ISO date dates a note, in a people folder too."""
    assert kind(path) == "dated"


@pytest.mark.parametrize(
    "path", ["Weekly/2026-01-01.md", "2026-W01.md", "2026-01.md", "20260101.md", "2026-1-1.md"]
)
def test_other_names_do_not(path: str) -> None:
    """Weekly folders, weeks, months and other forms are not days."""
    assert kind(path) == "other"


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("People/Budget.md", 'date: 2026-01-01\npeople: ["[[Ana]]"]'),
        ("Notes/Budget.md", 'date: 2026-01-01T10:00\nattendees:\n  - "[[Ana]]"'),
        ("Notes/Budget.md", "date: 2026-01-01\ntype: Meeting"),
        ("Notes/Budget.md", "date: 2026-01-01\ntags: [meeting/team]"),
        ("Notes/Budget.md", 'date: 2026-01-01\ncategories: "[[Meetings]]"'),
    ],
)
def test_a_meeting_is_dated_by_its_property(path: str, properties: str) -> None:
    """A `date` together with people, or in a note that is a meeting, dates it."""
    assert kind(path, f"---\n{properties}\n---\n") == "dated"


@pytest.mark.parametrize(
    "path", ["People/People.md", "Notes/people/People.md", "People/_index.md", "People/README.md"]
)
def test_a_note_on_the_people_folder_is_nobody(path: str) -> None:
    """Unless it says that it is a person."""
    assert kind(path) == "other"
    assert kind(path, "---\ntype: person\n---\n") == "contact"


def test_a_folder_of_one_persons_notes_is_named_after_them() -> None:
    """Their own note has the folder's name."""
    assert kind("People/Ana/Ana.md") == "contact"


def test_a_date_in_the_daily_folder_dates_a_note() -> None:
    """In the daily folder a `date` property is enough."""
    conventions = Conventions(daily_folder="Journal")
    note = parse_note("Journal/Monday.md", b"---\ndate: 2026-01-01\n---\n", SETTINGS, conventions)
    assert str(note.day) == "2026-01-01"


def test_who_was_absent_was_not_met() -> None:
    """Attendees count as links or names; one marked absent does not."""
    text = """---
date: 2026-01-01
attendees:
  - "[[Ana]]"
  - "[[Ben]] (absent)"
  - ~~[[Chen]]~~
  - Dora Maar
---
"""
    note = parse_note("Budget.md", text.encode(), SETTINGS, CONVENTIONS)
    assert [ref.target for ref in note.attendees] == ["Ana", "Dora Maar"]
