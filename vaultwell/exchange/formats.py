"""The foreign formats: one module each, imported when it is named."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import NamedTuple

from vaultwell.exchange.incoming import ForeignFile, Incoming
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.lines import split_lines
from vaultwell.notes.property_texts import list_texts

_MEGABYTE = 1_000_000
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")


@dataclass(frozen=True, slots=True)
class Request:
    """What a format may need to know beside the files.

    `columns` are those of tables as kept from last time, in small letters, each with its property;
    `pairs` are such as the user typed them, `Column=property`. `addresses` are my own, for mail and
    calendars. A file that `is_trusted` is mine: code in its notes may come along.
    """

    settings: Settings
    graph: Graph
    today: date
    columns: Mapping[str, str] = field(default_factory=dict)
    pairs: Sequence[str] = ()
    addresses: frozenset[str] = frozenset()
    is_trusted: bool = False


class Format(NamedTuple):
    """A format: what it is, the module that reads it, how many bytes a file may have."""

    words: str
    module: str
    limit: int = 64 * _MEGABYTE


# Its module has `parse_files(files, request) -> Incoming`.
FORMATS = {
    "vcard": Format("the cards of a phone or an address book: .vcf", "vcard", 256 * _MEGABYTE),
    "google": Format("Google Contacts, exported as Google CSV", "google"),
    "linkedin": Format("LinkedIn’s Connections.csv", "linkedin"),
    "json": Format("what “vaultwell export json” wrote", "our_json", 512 * _MEGABYTE),
    "monica": Format("Monica’s JSON (Settings, Export data)", "monica", 512 * _MEGABYTE),
    "friends": Format("the file of the friends program (friends.md)", "friends"),
    "ics": Format("a calendar (.ics)", "ics"),
    "mbox": Format("a mail box (.mbox)", "mbox", 1024 * _MEGABYTE),
    "csv": Format("any table with a line of headers", "generic_csv"),
}

Parse = Callable[[Sequence[ForeignFile], Request], Incoming]


def find_parser(name: str) -> Parse:
    """The function that reads files of a format."""
    parse: Parse = import_module(f"vaultwell.exchange.{FORMATS[name].module}").parse_files
    return parse


def find_addresses(note: str) -> frozenset[str]:
    """The e-mail addresses in the front matter of a note, as they are compared."""
    fields = parse_front_matter("", split_lines(note)).fields
    texts = [text for found in fields for text in list_texts(found.value)]
    return frozenset(text.casefold() for text in texts if _ADDRESS.fullmatch(text))
