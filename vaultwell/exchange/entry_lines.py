"""Incoming entries as lines of a log, each with an id by which the same record is known again."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from vaultwell.exchange.defuse import clean, defuse_line, defuse_lines
from vaultwell.exchange.incoming import IncomingEntry
from vaultwell.model.entry import By, Entry, Kind
from vaultwell.notes.edit_log import FAVORS, LOG
from vaultwell.notes.links import plain_text
from vaultwell.notes.verbs import VERBS
from vaultwell.notes.written import MARKS, render_line
from vaultwell.render.words import join_words

_TICKABLE: frozenset[Kind] = frozenset({"promise", "ask", "loan"})
_SIGNS = re.compile(r"[\W_]+")
_EARLIEST = 1900
_LATEST_YEARS = 3

SECTIONS = (FAVORS, LOG)


def find_section(entry: IncomingEntry) -> str:
    """Where in a note the entry stands."""
    return FAVORS if VERBS[entry.verb].kind in _TICKABLE else LOG


def find_fault(entry: IncomingEntry, today: date) -> str | None:
    """Why an entry cannot stand in a log."""
    if entry.on.year < _EARLIEST:
        return f"{entry.on} is before {_EARLIEST}"
    if entry.on.year > today.year + _LATEST_YEARS:
        return f"{entry.on} is more than {_LATEST_YEARS} years ahead"
    return None


def render_incoming(entry: IncomingEntry, links: Sequence[str], names: Sequence[str]) -> str:
    """The entry's lines. `links` are to the notes of who took part, `names` are who has no note."""
    verb = VERBS[entry.verb]
    who = "they " if entry.by == "them" else "I " if entry.by == "me" and verb.by is None else ""
    head = f"{who}{entry.verb}"
    if links:
        joint = " " if verb.name == "introduced" else " with "
        head += joint + join_words(links)
    first, *more = [line for line in defuse_lines(entry.text) if line] or [""]
    if names:
        first = f"{first} (with {', '.join(map(defuse_line, names))})".lstrip()
    words = f"{head}: {first}" if first or verb.needs_colon else head
    words += f" 📅 {entry.due_on}" if entry.due_on else ""
    words += f" ✅ {entry.done_on}" if entry.done_on else ""
    box = MARKS[entry.state] if entry.state else None
    line = render_line(words.rstrip(), on=entry.on, box=box, block_id=find_id(entry))
    return "\n".join([line, *(f"  {further}" for further in more)])


def find_id(entry: IncomingEntry) -> str:
    """The same for the same record, whatever became of its words: `im-` and eight hex digits."""
    said = entry.uid or "\n".join((str(entry.on), entry.verb, entry.by or "", clean(entry.text)))
    return f"im-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:8]}"


def without_known(
    entries: Iterable[IncomingEntry], known: Sequence[Entry], has_id: Callable[[str], bool]
) -> list[IncomingEntry]:
    """The entries that a log does not hold: neither by their id, nor by day, verb and words."""
    there = {_key(entry.on, entry.verb, entry.by, entry.text) for entry in known}
    ids = {entry.block_id for entry in known}
    new: dict[str, IncomingEntry] = {}
    for entry in entries:
        verb = VERBS[entry.verb]
        is_there = _key(entry.on, verb.name, entry.by or verb.by, entry.text) in there
        if not is_there and (name := find_id(entry)) not in ids and not has_id(name):
            new.setdefault(name, entry)
    return sorted(new.values(), key=lambda entry: entry.on)


def _key(on: date, verb: str, by: By | None, text: str) -> tuple[date, str, By | None, str]:
    return on, verb, by, _SIGNS.sub(" ", plain_text(text.replace("\\", ""))).strip().casefold()
