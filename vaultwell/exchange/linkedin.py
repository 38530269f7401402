"""LinkedIn's `Connections.csv`: whom one is connected with. That is how one met, not a talk."""

from collections.abc import Sequence

from vaultwell.exchange.csv_table import Row, parse_table
from vaultwell.exchange.foreign_days import parse_foreign_day
from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import ForeignFile, Incoming, IncomingPerson, LeftOut, join_incoming

_COLUMNS = {"URL": "url", "Email Address": "email", "Company": "org", "Position": "role"}


def parse_files(files: Sequence[ForeignFile], _request: Request) -> Incoming:
    """The people of all files."""
    return join_incoming([_parse_file(file) for file in files])


def _parse_file(file: ForeignFile) -> Incoming:
    people: list[IncomingPerson] = []
    refused: list[LeftOut] = []
    nameless = 0
    for row in parse_table(file, ("First Name", "Last Name")).rows:
        name = f"{row.cell('First Name')} {row.cell('Last Name')}".strip()
        if not name:  # somebody who left, or hides
            nameless += 1
            continue
        people.append(_read_row(row, name, refused))
    return Incoming(tuple(people), tuple(refused), {"rows without a name": nameless})


def _read_row(row: Row, name: str, refused: list[LeftOut]) -> IncomingPerson:
    properties = {key: row.values(column)[:1] for column, key in _COLUMNS.items() if row.cell(column)}
    if text := row.cell("Connected On"):
        try:
            properties["met"] = (str(parse_foreign_day(text)),)
        except ValueError as fault:
            refused.append(LeftOut(row.source, f"Connected On “{text[:60]}”", str(fault)))
    return IncomingPerson(str(row.source), row.source, name, properties=properties)
