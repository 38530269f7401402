"""What a format makes of a file, for the tests of each format."""

from datetime import date

from vaultwell.exchange.formats import Request, find_parser
from vaultwell.exchange.incoming import ForeignFile, Incoming, IncomingPerson
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings

TODAY = date(2026, 11, 22)
NOBODY = Graph({}, {}, {}, {}, {}, frozenset(), lambda _key: frozenset())


def read(form: str, text: str | bytes, name: str = "file") -> Incoming:
    """What the file says, read in an empty vault."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    return find_parser(form)([ForeignFile(name, data)], Request(Settings(), NOBODY, TODAY))


def read_one(form: str, text: str | bytes) -> IncomingPerson:
    """The one person of a file."""
    (person,) = read(form, text).people
    return person
