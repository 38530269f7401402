"""The foreign formats: one module each, imported when it is named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import NamedTuple

from vaultwell.exchange.incoming import ForeignFile, Incoming
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What a format may need to know beside the files.

    `columns` are those of tables as kept from last time, in small letters, each with its property;
    `pairs` are such as the user typed them, `Column=property`.
    """

    settings: Settings
    graph: Graph
    today: date
    columns: Mapping[str, str] = field(default_factory=dict)
    pairs: Sequence[str] = ()


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
    "csv": Format("any table with a line of headers", "generic_csv"),
}

Parse = Callable[[Sequence[ForeignFile], Request], Incoming]


def find_parser(name: str) -> Parse:
    """The function that reads files of a format."""
    parse: Parse = import_module(f"vaultwell.exchange.{FORMATS[name].module}").parse_files
    return parse
