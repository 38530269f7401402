"""What a row of an older due note was about: found again by its id, whatever has happened since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.entry import Entry
from vaultwell.practices.history import History
from vaultwell.practices.reasons import thanks_on
from vaultwell.practices.row import DueReason, DueRow, compute_id, say_line

_DAYS_AHEAD = 60
_DAYS_BACK = 3_650
_BY_DAY: tuple[DueReason, ...] = ("cadence", "dormant", "first-follow-up", "follow-up")


@dataclass(frozen=True, slots=True)
class Subject:
    """Why a row was due, and what it was due for, when that is a line or a yearly date."""

    reason: DueReason
    entry: Entry | None = None
    yearly: YearlyDate | None = None


def find_subject(history: History, row_id: str, day: date) -> Subject | None:
    """What the row `row_id` of a due note of about `day` was about; None when nothing gives that id."""
    for path in _paths(history.contact):
        for subject, due_on, words in _candidates(history, day):
            if compute_id(path, subject.reason, due_on, words) == row_id:
                return subject
    return None


def subject_of(row: DueRow) -> Subject:
    """What a row is about."""
    return Subject(row.reason, row.entry, row.yearly)


def _paths(contact: Contact) -> Iterator[str]:
    """The note's path, and those it had when an alias was its name."""
    folder = contact.path.removesuffix(contact.path.rpartition("/")[2])
    yield contact.path
    yield from (f"{folder}{alias}.md" for alias in contact.aliases)


_Candidate = tuple[Subject, date | None, str]


def _candidates(history: History, day: date) -> Iterator[_Candidate]:
    for entry in history.entries:
        yield from _of_entry(entry, history)
    for yearly in history.contact.yearly:
        for year in (day.year - 1, day.year, day.year + 1):
            yield Subject("date", yearly=yearly), yearly.on(year), yearly.label
    yield Subject("cadence"), None, ""
    for on in reversed(history.touches):
        yield Subject("reconnect"), None, str(on)
    yield Subject("reconnect"), None, ""
    for days in range(-_DAYS_AHEAD, min(_DAYS_BACK, day.toordinal() - 1)):
        for reason in _BY_DAY:
            yield Subject(reason), day - timedelta(days), ""


def _of_entry(entry: Entry, history: History) -> Iterator[_Candidate]:
    words = say_line(entry)
    if entry.kind in ("promise", "loan"):
        yield Subject("promise" if entry.kind == "promise" else "loan", entry), entry.due_on, words
    elif entry.kind == "ask":
        yield Subject("ask", entry), entry.due_on or entry.on, words
    elif entry.kind == "favor":
        yield Subject("thanks", entry), thanks_on(entry), words
    elif entry.kind == "todo" and entry.due_on is not None:
        yield Subject("follow-up", entry), entry.due_on, words
        yield Subject("follow-up", entry), max(entry.due_on, history.contact.snooze or date.min), words
