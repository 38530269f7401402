"""Google Contacts as CSV, in its layout of today and the one before; read by header, never by position."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from vaultwell.exchange.csv_table import Row, parse_table
from vaultwell.exchange.foreign_days import parse_foreign_yearly
from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import (
    ForeignFile,
    Incoming,
    IncomingPerson,
    LeftOut,
    NotThisFormat,
    join_incoming,
)
from vaultwell.exchange.vcard import CATEGORIES, RELATIONS, SYSTEM_CATEGORIES

_SIGNS = ("Labels", "Group Membership")  # every file has one of them
_NUMBERED = re.compile(r"(E-mail|Phone|Website|Relation|Event|Address) ([0-9]+) - (?:Value|City|Country)")


def parse_files(files: Sequence[ForeignFile], _request: Request) -> Incoming:
    """The people of all files."""
    return join_incoming([_parse_file(file) for file in files])


def _parse_file(file: ForeignFile) -> Incoming:
    table = parse_table(file)
    if not set(_SIGNS) & set(table.header):
        raise NotThisFormat(
            f"{file.name} is no file of Google Contacts: it has no column {' or '.join(_SIGNS)}."
            " Another table is read with: vaultwell import csv"
        )
    passed_over: Counter[str] = Counter()
    refused: list[LeftOut] = []
    people = [person for row in table.rows if (person := _read_row(row, passed_over, refused))]
    return Incoming(tuple(people), tuple(refused), passed_over)


def _read_row(row: Row, passed_over: Counter[str], refused: list[LeftOut]) -> IncomingPerson | None:
    org = row.cell("Organization Name", "Organization 1 - Name")
    name = _find_name(row)
    if not name and org:
        passed_over["organisations"] += 1
        return None
    passed_over["photos"] += bool(row.cell("Photo"))
    passed_over["street addresses"] += any("Address" in header and "Street" in header for header in row.cells)
    days, faults = _read_days(row)
    refused += [LeftOut(row.source, f"{what} “{text}”", why) for what, text, why in faults]
    relations, communities = _read_labels(row)
    properties = {
        "email": _read_numbered(row, "E-mail"),
        "phone": _read_numbered(row, "Phone"),
        "url": _read_numbered(row, "Website"),
        "org": row.values("Organization Name", "Organization 1 - Name")[:1],
        "role": row.values("Organization Title", "Organization 1 - Title", "Occupation")[:1],
        "location": (*_read_numbered(row, "Address"), *row.values("Location"))[:1],
        "interests": row.values("Hobby"),
        "relation": relations,
        "communities": communities,
        **days,
    }
    links: dict[str, list[str]] = {}
    for label, named in _read_pairs(row, "Relation"):
        word = RELATIONS.get(label)
        passed_over["other relations"] += word is None
        if word:
            links.setdefault(word, []).append(named)
    return IncomingPerson(
        str(row.source),
        row.source,
        name,
        row.values("Nickname", "Short Name"),
        {key: values for key, values in properties.items() if values},
        {word: tuple(named) for word, named in links.items()},
        row.cell("Notes"),
    )


def _find_name(row: Row) -> str:
    parts = (
        row.cell("First Name", "Given Name"),
        row.cell("Middle Name", "Additional Name"),
        row.cell("Last Name", "Family Name"),
    )
    return row.cell("Name") or " ".join(part for part in parts if part) or row.cell("Nickname", "File As")


def _read_numbered(row: Row, what: str) -> tuple[str, ...]:
    """The values of `E-mail 1 - Value` and so on, the default (with a star) first; of an address its town."""
    found: list[tuple[bool, int, str]] = []
    for header in row.cells:
        if (match := _NUMBERED.fullmatch(header)) and match[1] == what and not header.endswith("Country"):
            label = row.cell(f"{what} {match[2]} - Label", f"{what} {match[2]} - Type")
            found += [(not label.startswith("*"), int(match[2]), value) for value in row.values(header)]
    return tuple(dict.fromkeys(value for *_, value in sorted(found, key=lambda one: one[:2])))


def _read_pairs(row: Row, what: str) -> Iterator[tuple[str, str]]:
    """Label, in small letters, and value of each."""
    for header in row.cells:
        if (match := _NUMBERED.fullmatch(header)) and match[1] == what:
            label = row.cell(f"{what} {match[2]} - Label", f"{what} {match[2]} - Type")
            for value in row.values(header):
                yield label.lstrip("* ").lower(), value


def _read_days(row: Row) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str, str]]]:
    """Birthday and anniversary; what cannot be read with the reason."""
    told = [("birthday", row.cell("Birthday")), *_read_pairs(row, "Event")]
    days: dict[str, tuple[str, ...]] = {}
    faults = []
    for label, text in told:
        if label in ("birthday", "anniversary") and text:
            try:
                days.setdefault(label, (parse_foreign_yearly(text),))
            except ValueError as fault:
                faults.append((label, text[:60], str(fault)))
    return days, faults


def _read_labels(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the labels say somebody is to me, and the rest."""
    labels = [label.lstrip("* ") for label in row.values("Labels", "Group Membership")]
    own = [label for label in labels if label.lower() not in SYSTEM_CATEGORIES]
    relations = (CATEGORIES[label.lower()] for label in own if label.lower() in CATEGORIES)
    return tuple(dict.fromkeys(relations)), tuple(label for label in own if label.lower() not in CATEGORIES)
