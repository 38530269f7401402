"""The words for what can be wrong with one line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vaultwell.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one line that its author should know: a code, the place, the words in question."""

    code: str
    line: int
    column: int
    width: int
    words: str


# code: (severity, message, remedy); {words} is what stands in the note
_WORDS: dict[str, tuple[Severity, str, str]] = {
    "not-utf-8": (
        "problem",
        "this note is not UTF-8, so nothing in it could be read",
        "Save it as UTF-8 in your editor; the old encoding was perhaps Windows-1252 or UTF-16.",
    ),
    "too-big": (
        "problem",
        "this note is too big to be read",
        "Split it: a note may have up to 64 MB.",
    ),
    "conflict-markers": (
        "problem",
        "git left conflict markers in this note",
        "Decide what should stand here, and remove the lines that begin with <<<<<<<, =======, >>>>>>>.",
    ),
    "impossible-date": (
        "problem",
        "“{words}” is not a day that can be meant",
        "Write a day that exists, not before 1900 and at most three years ahead.",
    ),
    "no-date": (
        "hint",
        "no date at the start of this line, so it counts for nothing",
        "Begin with the day, as in “- 2026-10-05 call: the move”; indent it if it belongs to the line above.",
    ),
    "date-form": (
        "hint",
        "“{words}” is not read as a date, so this line counts for nothing",
        "Write the day as {iso}.",
    ),
    "stray-task-field": (
        "hint",
        "“{words}” stands inside the text, where nobody reads it as a date",
        "Move it to the end of the line; only tags and a ^block-id may follow it.",
    ),
}

_NUMBERS = re.compile(r"[0-9]+")


def build_problem(path: str, lines: Sequence[str], fault: Fault) -> Problem:
    """The problem that a fault in the note at `path` is."""
    severity, message, remedy = _WORDS[fault.code]
    excerpt = lines[fault.line - 1] if fault.line <= len(lines) else ""
    return Problem(
        path,
        fault.line,
        fault.column,
        fault.code,
        severity,
        message.format(words=fault.words),
        remedy.format(iso=_iso_form(fault.words)),
        excerpt,
        fault.width,
    )


def _iso_form(words: str) -> str:
    """The ISO date that `19/11`, `19.11.2026` or `2026/1/5` most likely is."""
    numbers = _NUMBERS.findall(words)
    if len(numbers) < 2:
        return "year-month-day, such as 2026-10-05"
    if len(numbers[0]) == 4:
        year, month, day = numbers[0], numbers[1], numbers[2]
    else:
        day, month = numbers[:2]
        year = numbers[2] if len(numbers) > 2 else "YYYY"
        year = "20" + year if len(year) == 2 else year
    if int(month) > 12 >= int(day):
        day, month = month, day
    is_unclear = "/" in words and int(day) <= 12 and int(month) <= 12 and day != month
    form = f"{year}-{month:0>2}-{day:0>2}"
    if is_unclear and len(numbers[0]) != 4:
        return f"{form} (or {year}-{day:0>2}-{month:0>2})"
    return form
