"""The words for what can be wrong with one line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaultwell.model.codes import CODES
from vaultwell.model.problem import Code, Problem
from vaultwell.notes.values import parse_day


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one line that its author should know: a code, the place, the words in question."""

    code: Code
    line: int
    column: int
    width: int
    words: str


# {words} is what stands in the note, {iso} the day it most likely means.
_WORDS: Mapping[Code, tuple[str, str]] = {
    "not-utf-8": (
        "this note is saved as {words}, not UTF-8, so nothing in it could be read",
        "Open it in your editor with that encoding, and save it as UTF-8.",
    ),
    "conflict-markers": (
        "git left conflict markers in this note",
        "Decide what should stand here, and remove the lines that begin with <<<<<<<, =======, >>>>>>>.",
    ),
    "never-closed": (
        "the {words} that opens here is never closed, so nothing below it is read",
        "Write what closes it where it ends; if it opens twice, as after a merge, delete one of the two.",
    ),
    "no-date": (
        "no date at the start of this line, so it counts for nothing",
        "Begin with the day, as in “- 2026-10-05 call: the move”; indent it if it belongs to the line above.",
    ),
    "no-dash": (
        "“{words}” begins a line that is no list item, so it counts for nothing",
        "Write “- ” before the day.",
    ),
    "date-form": (
        "“{words}” is not read as a date, so this line counts for nothing",
        "Write the day as {iso}.",
    ),
    "stray-task-field": (
        "“{words}” stands in the middle of the text, where it is not read as a date",
        "Move it to the end of the line; only tags and a ^block-id may follow it.",
    ),
}
_NO_SUCH_DAY = "there is no such day"
_TOO_FAR_AHEAD = "more than three years ahead"
_IMPOSSIBLE = {
    _NO_SUCH_DAY: ("there is no such day as “{day}”", "Correct the day or the month"),
    "before 1900": ("“{day}” is before 1900", "Correct the year"),
    _TOO_FAR_AHEAD: ("“{day}” is more than three years ahead", "Correct the year"),
}

_NUMBERS = re.compile(r"[0-9]+")
_ANY_FORM = "year-month-day, as in 2026-10-05"


def build_problem(path: str, lines: Sequence[str], fault: Fault) -> Problem:
    """The problem that a fault in the note at `path` is."""
    if fault.code == "impossible-date":
        message, remedy = say_impossible(fault.words)
    else:
        message, remedy = _WORDS[fault.code]
        message = message.format(words=fault.words)
        iso = say_iso(fault.words)
        remedy = remedy.format(iso=f"{iso}; YYYY is the year" if "YYYY" in iso else iso)
    severity, _ = CODES[fault.code]
    excerpt = lines[fault.line - 1] if fault.line <= len(lines) else ""
    return Problem(
        path, fault.line, fault.column, fault.code, severity, message, remedy, excerpt, fault.width
    )


def build_name_problem(path: str, day: str) -> Problem:
    """The problem of a dated note whose name begins with a day that cannot be meant."""
    message, _ = say_impossible(day)
    remedy = "Rename the note; until then nothing in it counts."
    return Problem(path, 1, 1, "impossible-date", "problem", f"the note's name: {message}", remedy)


def say_impossible(day: str, reason: str = "") -> tuple[str, str]:
    """That a day as typed cannot be meant, and what to do: the message and the remedy.

    `reason` is what a parser of values says; it can be left out for a whole date.
    """
    message, remedy = _IMPOSSIBLE.get(reason or _find_reason(day), _IMPOSSIBLE[_NO_SUCH_DAY])
    return message.format(day=day), f"{remedy}; until then it is left out."


def _find_reason(day: str) -> str:
    try:
        parse_day(day)
    except ValueError as fault:
        return str(fault)
    return _TOO_FAR_AHEAD


def say_iso(words: str) -> str:
    """The ISO date that `19/11`, `19.11.2026` or `2026/1/5` most likely is; YYYY for a missing year."""
    numbers = _NUMBERS.findall(words)
    if len(numbers) < 2 or (len(numbers[0]) == 4 and len(numbers) < 3):
        return _ANY_FORM
    if len(numbers[0]) == 4:
        year, month, day = numbers[0], numbers[1], numbers[2]
    else:
        day, month = numbers[:2]
        year = numbers[2] if len(numbers) > 2 else "YYYY"
        year = "20" + year if len(year) == 2 else year
    if int(month) > 12 >= int(day):
        day, month = month, day
    if not (0 < int(month) <= 12 and 0 < int(day) <= 31):
        return _ANY_FORM
    is_unclear = "/" in words and int(day) <= 12 and int(month) <= 12 and day != month
    form = f"{year}-{month:0>2}-{day:0>2}"
    if is_unclear and len(numbers[0]) != 4:
        return f"{form} (or {year}-{day:0>2}-{month:0>2})"
    return form
