"""What somebody types about one or several people as one line of a log, checked before it is written."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.preview import Preview, Reader
from vaultwell.model.entry import Entry, Kind
from vaultwell.model.errors import UsageError
from vaultwell.model.problem import Problem
from vaultwell.notes.asked import clean_words, cut_box
from vaultwell.notes.blocks import Item
from vaultwell.notes.edit_log import FAVORS, LOG
from vaultwell.notes.faults import say_impossible, say_iso
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.line_ends import parse_own_day

TICKABLE: frozenset[Kind] = frozenset({"promise", "ask", "loan"})
_AND = " and "


class NewEntry(NamedTuple):
    """A line for the note of the first person: its text, its section, and what it is read as.

    `hints` are what is doubtful about it.
    """

    line: str
    section: str
    entry: Entry
    hints: tuple[Problem, ...]


def compose_entry(reader: Reader, people: Sequence[str], text: str, on: date | None, today: date) -> NewEntry:
    """The line that says `text` of `people` (paths; it goes into the note of the first).

    `on` is the day given beside the words, which may begin with a day of their own. Raises
    `UsageError` when the words cannot mean what is asked of them.
    """
    try:
        first, *more = clean_words(text)
    except ValueError as fault:
        raise UsageError(f"The text {fault}. Write it as in “call: the move”.") from None
    box, words = cut_box(first)
    words = _with_people(reader, people, _dated(words, on, today))
    lines = [f"- {box}{words}", *(f"  {line}" for line in more)]
    preview = _read(reader, people, lines)
    entry = preview.of(people[0])
    assert entry is not None
    if entry.kind in TICKABLE and not box:
        lines[0] = f"- [ ] {words}"
        preview = _read(reader, people, lines)
        entry = preview.of(people[0]) or entry
    section = FAVORS if entry.kind in TICKABLE else LOG
    return NewEntry("\n".join(lines), section, entry, preview.problems)


def compose_words(reader: Reader, person: str, text: str, on: date) -> tuple[str, Entry]:
    """The words of one entry in other words, behind the day `on` unless they bring their own; what they mean.

    Raises `UsageError` when they cannot be an entry of `person`.
    """
    try:
        first, *more = clean_words(text)
    except ValueError as fault:
        raise UsageError(f"The text {fault}. Write it as in “call: the move”.") from None
    if more:
        raise UsageError("The text has several lines. Write one; the lines below the entry stay as they are.")
    words = _dated(cut_box(first)[1], None, on)
    entry = _read(reader, [person], [f"- {words}"]).of(person)
    assert entry is not None
    return words, entry


def _dated(words: str, on: date | None, today: date) -> str:
    """The words behind their day, which is their own where they begin with one."""
    own, start, faults = parse_own_day(Item(1, 1, words, None, (), None, ()), words)
    for fault in faults:
        if fault.code == "date-form":
            raise UsageError(f"“{fault.words}” is not read as a date. Write it as {say_iso(fault.words)}.")
        raise UsageError(f"{_capital(say_impossible(fault.words)[0])}. Correct it.")
    if own is None:
        return f"{on or today} {words}"
    if on is not None and on != own:
        raise UsageError(f"The text begins with {own}, and --on says {on}. Leave out one of the two.")
    if not words[start:].strip():
        raise UsageError("The text is only a date. Write what happened, as in “call: the move”.")
    return words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _with_people(reader: Reader, people: Sequence[str], words: str) -> str:
    """The words with everybody but the first person behind the verb: `coffee with [[Ben]]: the harbour`."""
    _, *others = people
    if not others:
        return words
    jotting = reader.parse(words)
    if jotting.people or jotting.names.startswith("with "):
        raise UsageError("The text names people itself. Name everybody before it, or everybody in it.")
    links = [reader.write_link(other) for other in others]
    listed = _AND.join(filter(None, (", ".join(links[:-1]), links[-1])))
    start = parse_own_day(Item(1, 1, words, None, (), None, ()), words)[1]
    end = _find_verb_end(reader, jotting, words, start)
    if end is None:
        return f"{words[:start]}with {listed}: {words[start:]}"
    joint = " " if jotting.verb and jotting.verb.name == "introduced" else " with "
    return f"{words[:end]}{joint}{listed}{words[end:]}"


def _find_verb_end(reader: Reader, jotting: Jotting, words: str, start: int) -> int | None:
    """The offset behind the verb, where people can follow it."""
    if jotting.verb is None or (jotting.verb.needs_colon and not jotting.is_direct):
        return None
    for word in re.compile(r"(?<!\w)\w").finditer(words, start):
        found = reader.vocabulary.verb_at(words, word.start())
        if found is not None and found[0] == jotting.verb:
            return found[1]
    return None


def _read(reader: Reader, people: Sequence[str], lines: Sequence[str]) -> Preview:
    """The lines as they will be read; a problem, or a person whom they are not about, stops them."""
    preview = reader.read(people[0], lines)
    for problem in preview.problems:
        if problem.severity == "problem":
            remedy = problem.remedy.replace("; until then it is left out", "")
            raise UsageError(f"{_capital(problem.message)}. {remedy} Nothing was written.")
    missing = [path for path in people if preview.of(path) is None]
    if missing:
        name = missing[0].rpartition("/")[2].removesuffix(".md")
        raise UsageError(
            f"These words would not be read as something between you and {name}. "
            "Begin with what happened, as in “call: the move”, or “they called: the move”."
        )
    return preview
