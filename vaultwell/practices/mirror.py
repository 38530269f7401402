"""The mirror: what the notes show of who begins, and with what – both ways (P7).

Whatever is counted of one side is counted of the other by the same rule: swap who did what in every
line, and the two reflections are swapped. In doubt the notes speak for a person, never against.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from vaultwell.model.cadence import add_months
from vaultwell.model.entry import IN_TOUCH, By, Entry
from vaultwell.practices.history import History

# What has to be there before anything is said, and why.
MONTHS = 12  # one year: a season of questions is no habit
FEWEST_CONTACTS = 5  # fewer say nothing of a person
FEWEST_FAVORS = 3  # of these contacts: favors are rarer than talks, and written down on purpose
MOST_OF_THEM = (2, 3)  # two thirds: half and half is how people are
SILENCE_DAYS = 30  # a word within a month is a word in time

Showing = Literal["asks", "silence"]


class Reflection(NamedTuple):
    """What the notes show of one side.

    `who` did it: came with an ask `times` times `out_of` so many contacts, or fell silent after so many
    favors. `entries` are the lines that show it: the asks, or the favors.
    """

    who: By
    what: Showing
    times: int
    out_of: int
    entries: tuple[Entry, ...]


_Days = Mapping[date, Sequence[Entry]]


def find_mirror(history: History, today: date) -> tuple[Reflection, ...]:
    """What the notes of the last twelve months show, theirs first.

    Nothing is counted between friends, family and partners, nor of somebody who died or was let go.
    """
    contact = history.contact
    if contact.is_close or contact.has_left:
        return ()
    days = _find_days(history, add_months(today, -MONTHS), today)
    sides: tuple[By, By] = ("them", "me")
    found = [find(days, who, today) for find in (_find_asks, _find_silence) for who in sides]
    return tuple(reflection for reflection in found if reflection is not None)


def _find_days(history: History, since: date, today: date) -> _Days:
    """The days on which either of you got in touch or tried to, after `since`.

    A day that only a property tells of has no entries: nobody knows who began.
    """
    days: dict[date, list[Entry]] = {}
    for entry in history.entries:
        is_word = (entry.kind in IN_TOUCH and entry.state != "dropped") or entry.kind == "attempt"
        if is_word and since < entry.on <= today:
            days.setdefault(entry.on, []).append(entry)
    last = history.contact.last_contact
    if last is not None and since < last <= today:
        days.setdefault(last, [])
    return days


def _find_asks(days: _Days, who: By, _today: date) -> Reflection | None:
    """How often `who` came with an ask.

    A day is one contact. A talk that nobody knows the beginner of is held for theirs, and without an
    ask, even if one came up in it.
    """
    begun = [
        entries for entries in days.values() if _is_unknown(entries) or any(e.by == who for e in entries)
    ]
    with_asks = [
        asks
        for entries in begun
        if not _is_unknown(entries)
        if (asks := [entry for entry in entries if entry.kind == "ask" and entry.by == who])
    ]
    if len(begun) < FEWEST_CONTACTS or not _are_most(len(with_asks), len(begun)):
        return None
    entries = tuple(entry for asks in with_asks for entry in asks)
    return Reflection(who, "asks", len(with_asks), len(begun), _in_order(entries))


def _find_silence(days: _Days, who: By, today: date) -> Reflection | None:
    """How often `who` said nothing in the month after a favor.

    One of the last month may still be answered.
    """
    favors = [
        entry
        for on, entries in days.items()
        for entry in entries
        if entry.kind == "favor" and entry.by not in (who, None) and on + timedelta(SILENCE_DAYS) < today
    ]
    unanswered = tuple(favor for favor in favors if not _is_answered(favor, days, who))
    if (
        len(days) < FEWEST_CONTACTS
        or len(favors) < FEWEST_FAVORS
        or not _are_most(len(unanswered), len(favors))
    ):
        return None
    return Reflection(who, "silence", len(unanswered), len(favors), _in_order(unanswered))


def _is_answered(favor: Entry, days: _Days, who: By) -> bool:
    """Any word from `who` in the month after, and any talk; an ask of the same day came before the favor."""
    same_day = [entry for entry in days[favor.on] if entry.kind != "ask"]
    later = (days.get(favor.on + timedelta(number)) for number in range(1, SILENCE_DAYS + 1))
    words = [same_day, *(entries for entries in later if entries is not None)]
    return any(_is_unknown(entries) or any(e.by == who for e in entries) for entries in words)


def _is_unknown(entries: Sequence[Entry]) -> bool:
    return not entries or any(entry.by is None for entry in entries)


def _are_most(times: int, out_of: int) -> bool:
    part, whole = MOST_OF_THEM
    return times * whole >= out_of * part


def _in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.on, entry.source)))
