"""friends.md, the file of the `friends` program: activities and notes by day, friends, places.

People in a line stand in `**`, places in `_`; a line with several people happened with all of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from vaultwell.exchange.decoding import check_lines, decode
from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import (
    ForeignFile,
    Incoming,
    IncomingEntry,
    IncomingPerson,
    LeftOut,
    NotThisFormat,
    join_incoming,
)
from vaultwell.graph.names import name_key
from vaultwell.model.source import Source

_HEADERS = {"activities": "activity", "notes": "note", "friends": "friend", "locations": "location"}
_HEADER = re.compile(r"###\s+(\w+):\s*")
_EVENT = re.compile(r"[-*]\s+(?:([0-9]{4}-[0-9]{2}-[0-9]{2}):\s*)?(.+)")
_PERSON = re.compile(r"\*\*(\w[^*]*?)\s*\*\*")
_PLACE = re.compile(r"(?<!\w)_(\w[^_]*)_(?!\w)")
_FRIEND = re.compile(r"[-*]\s+([^(\[@]*[^(\[@\s])\s*(.*)")
_AKA = re.compile(r"\(a\.k\.a\.\s+([^()]*)\)")
_TAG = re.compile(r"(?<!\w)@(\w+(?:[:-]?\w+)*)")


class _Event(NamedTuple):
    """One line of what happened, with the names in it."""

    on: date
    is_note: bool
    text: str
    names: tuple[str, ...]


@dataclass(slots=True)
class _Friend:
    """One friend as far as the file tells."""

    name: str
    source: Source
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rest: str = ""
    entries: list[IncomingEntry] = field(default_factory=list)


@dataclass(slots=True)
class _Book:
    """A file while it is read; `friends` by name as names are compared."""

    file: str
    friends: dict[str, _Friend] = field(default_factory=dict)
    events: list[tuple[int, _Event]] = field(default_factory=list)
    refused: list[LeftOut] = field(default_factory=list)
    passed_over: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """One more of what is left where it is."""
        self.passed_over[what] = self.passed_over.get(what, 0) + 1


def parse_files(files: Sequence[ForeignFile], request: Request) -> Incoming:
    """Everybody in some files; raises `NotThisFormat` when one has none of its headers."""
    del request
    return join_incoming([_parse_file(file) for file in files])


def _parse_file(file: ForeignFile) -> Incoming:
    text = decode(file)
    check_lines(file, text)
    book = _Book(file.name)
    section = ""
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.fullmatch(line)
        if header and header[1].lower() in _HEADERS:
            section = _HEADERS[header[1].lower()]
        elif line.strip():
            _read_line(book, section, line.strip(), number)
    if not section:
        raise NotThisFormat(
            f"{file.name} has no “### Friends:” or “### Activities:”, so it is no friends.md."
        )
    for number, event in book.events:
        _add_event(book, event, number)
    return Incoming(tuple(map(_as_person, book.friends.values())), tuple(book.refused), book.passed_over)


def _read_line(book: _Book, section: str, line: str, number: int) -> None:
    source = Source(book.file, number)
    if section == "location":
        book.count("places")
    elif section == "friend" and (friend := _parse_friend(line, source)):
        book.friends.setdefault(name_key(friend.name), friend)
    elif section in ("activity", "note") and (found := _EVENT.fullmatch(line)):
        try:
            book.events.append((number, _parse_event(found, is_note=section == "note")))
        except ValueError as fault:
            book.refused.append(LeftOut(source, line[:60], str(fault)))
    else:
        book.refused.append(LeftOut(source, line[:60], "it belongs to no part of a friends.md"))


def _parse_friend(line: str, source: Source) -> _Friend | None:
    found = _FRIEND.fullmatch(line)
    if found is None:
        return None
    rest = found[2]
    aka = _AKA.search(rest)
    aliases = tuple(filter(None, map(str.strip, re.split(r"\ba\.k\.a\.", aka[1])))) if aka else ()
    rest = _AKA.sub("", rest)
    places = tuple(re.findall(r"\[([^\[\]]+)\]", rest))
    rest = re.sub(r"\[[^\[\]]*\]", "", rest)
    tags = tuple(tag.replace("-", " ") for tag in _TAG.findall(rest))
    return _Friend(found[1], source, aliases, places, tags, _TAG.sub("", rest).strip())


def _parse_event(found: re.Match[str], *, is_note: bool) -> _Event:
    if not found[1]:
        raise ValueError("it has no day")
    try:
        on = date.fromisoformat(found[1])
    except ValueError:
        raise ValueError("there is no such day") from None
    names = tuple(dict.fromkeys(_PERSON.findall(found[2])))
    text = _PLACE.sub(r"\1", _PERSON.sub(r"\1", found[2]))
    return _Event(on, is_note, text, names)


def _add_event(book: _Book, event: _Event, number: int) -> None:
    """An activity stands once, with the first of its people; a note with each it speaks of."""
    if not event.names:
        book.count("notes about nobody" if event.is_note else "activities with nobody")
        return
    for name in event.names:
        book.friends.setdefault(name_key(name), _Friend(name, Source(book.file, number)))
    first, *others = event.names
    if event.is_note:
        for name in event.names:
            entry = IncomingEntry(event.on, "note", None, event.text)
            book.friends[name_key(name)].entries.append(entry)
    else:
        entry = IncomingEntry(event.on, "contact", None, event.text, tuple(others))
        book.friends[name_key(first)].entries.append(entry)


def _as_person(friend: _Friend) -> IncomingPerson:
    properties = {"location": friend.places[:1], "interests": friend.tags}
    return IncomingPerson(
        key=friend.name,
        source=friend.source,
        name=friend.name,
        aliases=friend.aliases,
        properties={key: values for key, values in properties.items() if values},
        words=friend.rest,
        entries=tuple(friend.entries),
    )
