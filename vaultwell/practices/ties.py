"""Where your ties are, and which part of them had no one new in a year (P15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultwell.graph.names import name_key
from vaultwell.model.cadence import add_months
from vaultwell.model.contact import Contact
from vaultwell.practices.history import History

# What makes a part: the people of a field, of a city, of one way of meeting.
PART_KEYS = ("field", "location", "communities", "met_at")
FEWEST_PEOPLE = 2  # one person is no part of a life, only a person
QUIET_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """The people who share a `key` (field, location, …) of one value, `words` as one of them has it.

    `opener` is the one of them you talked with last: they know people there.
    """

    key: str
    words: str
    people: tuple[Contact, ...]
    opener: Contact


def find_first_day(history: History) -> date | None:
    """Since when you know somebody, as far as the notes tell: `met`, `created`, or the first line."""
    days = (history.met_on, history.contact.created, *(entry.on for entry in history.entries))
    return min((day for day in days if day is not None), default=None)


def find_quiet_parts(histories: Sequence[History], day: date) -> tuple[Part, ...]:
    """The parts in which nobody is new since a year before `day`, the largest first.

    Nothing is said in the first year of the notes, nor of a part with somebody of whom no day is known.
    """
    since = add_months(day, -QUIET_MONTHS)
    days = {history.contact.path: find_first_day(history) for history in histories}
    histories = [history for history in histories if (days[history.contact.path] or day) <= day]
    if min((found for found in days.values() if found), default=day) > since:
        return ()
    quiet = [
        _build_part(key, words, members, day)
        for (key, words), members in _group(histories).items()
        if len(members) >= FEWEST_PEOPLE
        if all((known := days[member.contact.path]) is not None and known <= since for member in members)
    ]
    return tuple(sorted(quiet, key=lambda part: (-len(part.people), PART_KEYS.index(part.key), part.words)))


def _group(histories: Sequence[History]) -> Mapping[tuple[str, str], list[History]]:
    """People by key and value; values as the first of them writes it, case and accents aside."""
    groups: dict[tuple[str, str], list[History]] = {}
    spelled: dict[tuple[str, str], str] = {}
    for history in histories:
        if history.contact.has_left:
            continue
        for key in PART_KEYS:
            for text in dict.fromkeys(history.contact.fact(key)):
                words = spelled.setdefault((key, name_key(text)), text)
                groups.setdefault((key, words), []).append(history)
    return groups


def _build_part(key: str, words: str, members: Sequence[History], day: date) -> Part:
    opener = max(members, key=lambda member: (_last_touch(member, day), member.contact.path))
    return Part(key, words, tuple(member.contact for member in members), opener.contact)


def _last_touch(history: History, day: date) -> date:
    return max((touch for touch in history.touches if touch <= day), default=date.min)
