"""Dates and small words as the notes read them: English, the same on every machine."""

from collections.abc import Iterable
from datetime import date

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.practices.history import LastContact
from vaultwell.practices.pronouns import UNKNOWN, Pronouns, find_pronouns

NBSP = "\u00a0"
MONTH_ALONE_AFTER_DAYS = 90

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January February March April May June July August September October November December".split()


def say_day(day: date, today: date) -> str:
    """`20 Nov` with a no-break space; the year only if it is another; no article, no relative word."""
    text = f"{day.day}{NBSP}{_MONTHS[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text}{NBSP}{day.year}"


def say_day_plainly(day: date) -> str:
    """`20 Nov` with a plain space, for pictures; the list beside one says the year."""
    return say_day(day, day).replace(NBSP, " ")


def say_when(day: date, today: date) -> str:
    """A past day in a sentence: `20 Nov`, and after 90 days the month alone: `in March`."""
    if (today - day).days <= MONTH_ALONE_AFTER_DAYS:
        return say_day(day, today)
    month = _MONTHS[day.month - 1]
    return f"in {month}" if day.year == today.year else f"in {month}{NBSP}{day.year}"


def say_full_day(day: date) -> str:
    """`Sunday, 22 November 2026`, the date line of the due note."""
    return f"{_DAYS[day.weekday()]}, {day.day}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def say_label(label: str) -> str:
    """A yearly date's property in words: `birthday`, `name day`, `Signe’s birthday`."""
    for kind in ("birthday", "anniversary"):
        if label.endswith("_" + kind):
            whose = label.removesuffix("_" + kind).replace("_", " ")
            return f"{whose[:1].upper()}{whose[1:]}’s {kind}"
    return label.replace("_", " ")


_YOURS = frozenset(
    """called phoned rang emailed messaged texted wrote replied sent visited gave helped gifted recommended
    reviewed referred hosted introduced asked offered promised lent borrowed repaid returned
    thanked""".split()
) | {"gave back", "brought back", "paid back"}


def say_deed(verb: str, by: str | None, who: Pronouns = UNKNOWN) -> str:
    """Who did what, in few words: `you called`, `they gave`, `lunch`, `in touch`.

    Where pronouns are known `she gave`; only where the verb's form allows it.
    """
    if verb == "contact":
        return "in touch"
    if by == "them":
        return f"{who.they if verb in _YOURS else 'they'} {verb}"
    if by == "me" and verb in _YOURS:
        return f"you {verb}"
    return verb


def say_deed_of(contact: Contact, told: Entry | LastContact) -> str:
    """Who did what, in the person's own pronouns."""
    return say_deed(told.verb, told.by, find_pronouns(contact))


def say_count(number: int, word: str, words: str = "") -> str:
    """`1 note`, `1,200 notes`, `no notes`; `words` where the plural is irregular."""
    plural = words or f"{word}s"
    return (
        f"1 {word}"
        if number == 1
        else f"{number or 'no'} {plural}"
        if number < 1000
        else f"{number:,} {plural}"
    )


_NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()


def say_number(number: int) -> str:
    """`three`, and digits above twenty: `21`, `1,200`."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def say_month(day: date) -> str:
    """`October 2026`, with a no-break space."""
    return f"{_MONTHS[day.month - 1]}{NBSP}{day.year}"


_RHYTHMS = (
    (9, "every few days"),
    (20, "every week or two"),
    (45, "about once a month"),
    (75, "every month or two"),
    (135, "every few months"),
    (270, "about twice a year"),
)


def say_rhythm(days: float) -> str:
    """So many days from one talk to the next, as one says it: nobody counts days between friends."""
    return next((words for most, words in _RHYTHMS if days <= most), "about once a year")


def join_words(things: Iterable[object]) -> str:
    """`a`, `a and b`, `a, b and c`; nothing for none."""
    words = [str(thing) for thing in things]
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
