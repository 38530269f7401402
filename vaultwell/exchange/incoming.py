"""What another program says of people: foreign text read, in our words, before anybody is looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from vaultwell.model.entry import By, State
from vaultwell.model.errors import VaultwellError
from vaultwell.model.source import Source


class ForeignFile(NamedTuple):
    """A file as it was given: its name for messages, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class IncomingEntry:
    """One thing that happened, for the log of whoever it is listed under.

    `verb` is one of our table. `others` took part: the keys, names or e-mail addresses of people, in
    the vault or in what comes in. `uid` is what the other program calls the record, if it calls it anything.
    """

    on: date
    verb: str
    by: By | None = None
    text: str = ""
    others: tuple[str, ...] = ()
    state: State | None = None
    due_on: date | None = None
    done_on: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """One person as another program knows them.

    `key` names the person within what comes in. `properties` maps our keys to texts as they came (a
    day as `1988-04-17`, a yearly one also as `04-17`); `links` maps a relation (`partner`,
    `introduced_by`) to keys or names of people; `words` are free notes of theirs. Who is
    `only_if_known` gets no note of their own: an address on a mail is not a friend yet. `path` and
    `note` are the place and the whole text that a note had, when it was one of ours.
    """

    key: str
    source: Source
    name: str
    aliases: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    entries: tuple[IncomingEntry, ...] = ()
    only_if_known: bool = False
    path: str = ""
    note: str = ""

    def values(self, key: str) -> tuple[str, ...]:
        """The values of one property, none when it is not said."""
        return self.properties.get(key, ())


class LeftOut(NamedTuple):
    """Something that is not taken over: where it stood, whose it is, why."""

    source: Source
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """All that some files say.

    `refused` are people and records that could not be read. `passed_over` counts, by a word for each
    kind in the plural (`photos`), what there is no place for in a note. `remarks` are sentences on
    how the files were read; `settings` is the text of a `vaultwell.toml` that comes with the people.
    """

    people: tuple[IncomingPerson, ...]
    refused: tuple[LeftOut, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    settings: str = ""


class NotThisFormat(VaultwellError):  # noqa: N818 - it is what the user is told
    """A file is not in the format that was named."""


def say_size(count: int) -> str:
    """A number of bytes for people: `52.4 MB`."""
    return f"{count / 1e6:,.1f} MB" if count >= 1_000_000 else f"{count / 1e3:,.1f} kB"


def join_incoming(parts: Sequence[Incoming]) -> Incoming:
    """What several files say, as one."""
    counts: dict[str, int] = {}
    for part in parts:
        for what, count in part.passed_over.items():
            counts[what] = counts.get(what, 0) + count
    people = tuple(person for part in parts for person in part.people)
    refused = tuple(one for part in parts for one in part.refused)
    remarks = tuple(dict.fromkeys(remark for part in parts for remark in part.remarks))
    settings = next((part.settings for part in parts if part.settings), "")
    there = {what: count for what, count in counts.items() if count}
    return Incoming(people, refused, there, remarks, settings)
