"""Any table of people: its columns mapped to our properties, by their headers or as the user says."""

import re
from collections.abc import Mapping, Sequence

from vaultwell.exchange.csv_table import Row, Table, parse_table
from vaultwell.exchange.foreign_days import Order, find_order, parse_foreign_day, parse_foreign_yearly
from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import ForeignFile, Incoming, IncomingPerson, LeftOut, join_incoming
from vaultwell.model.errors import UsageError
from vaultwell.model.settings import Settings
from vaultwell.notes.property_keys import (
    CANONICAL_KEYS,
    DAY_KEYS,
    LINK_KEYS,
    YEARLY_ENDINGS,
    YEARLY_KEYS,
    canonical_key,
    normal_key,
)

# Beside our properties: the parts of a name, and free notes.
PARTS = ("name", "first_name", "middle_name", "last_name", "aliases", "notes")

_WORDS = {
    key: names.split(", ")
    for key, names in {
        "name": "name, full name, fullname, display name, contact, contact name, person, vollname",
        "first_name": "first name, firstname, first, given name, forename, vorname, prénom, nombre",
        "middle_name": "middle name, additional name",
        "last_name": "last name, lastname, last, surname, family name, nachname, nom, apellidos",
        "aliases": "nickname, nick, alias, aliases, also known as, aka, spitzname",
        "notes": "notes, note, comments, comment, remarks, description, bio, about, notizen",
        "email": "email, e mail, mail, email address, e mail address, primary email, work email,"
        " personal email, e mail 2 address, e mail 3 address",
        "phone": "phone, phone number, telephone, tel, mobile, mobile phone, cell, cell phone, home phone,"
        " business phone, primary phone, telefon, handy",
        "url": "url, website, web page, homepage, linkedin, linkedin url, profile url, web",
        "org": "org, organization, organisation, company, company name, employer, firma",
        "role": "role, title, job title, position, job, occupation",
        "location": "location, city, home city, town, place, lives in, home address city, ort, stadt",
        "birthday": "birthday, birthdate, date of birth, dob, geburtstag, anniversaire",
        "anniversary": "anniversary",
        "interests": "interests, hobbies, hobby",
        "relation": "relation, relationship, category, how i know them",
        "circle": "circle, group, tier, list",
        "cadence": "cadence, frequency, contact frequency, keep in touch every",
        "last_contact": "last contact, last contacted, last interaction, last talked, last met",
        "met": "met, met on, first met, connected on",
        "met_at": "met at, where we met, how we met",
        "introduced_by": "introduced by, referred by",
        "partner": "partner, spouse",
        "uid": "uid, id, contact id",
    }.items()
}
_KEY_OF = {word: key for key, words in _WORDS.items() for word in words}
_NOT_WORD = re.compile(r"[\W_]+")
_SEVERAL = {"interests", "relation", "aliases", "pets", "communities", "needs", "offers", "goals"}
_SPLIT = re.compile(r"\s*[,;\n]\s*")


def propose_mapping(header: Sequence[str], settings: Settings) -> dict[str, str]:
    """For each column that is understood, what it becomes."""
    found: dict[str, str] = {}
    for name in header:
        words = _NOT_WORD.sub(" ", name.lower()).strip()
        key = _KEY_OF.get(words) or canonical_key(name, settings)
        if key in PARTS or key in CANONICAL_KEYS:
            found[name] = key
    return found


def parse_mapping(pairs: Sequence[str], header: Sequence[str]) -> dict[str, str]:
    """`Column=property` words; nothing behind the sign leaves the column out. Raises `UsageError`."""
    known = {name.lower(): name for name in header}
    mapping: dict[str, str] = {}
    for pair in pairs:
        column, sign, key = pair.rpartition("=")
        name = known.get(column.strip().lower())
        if not sign or name is None:
            raise UsageError(f"--map “{pair}”: write Column=property. The columns are: {', '.join(header)}.")
        ours = normal_key(key)
        if ours and ours not in PARTS and ours not in CANONICAL_KEYS:
            every = ", ".join(sorted({*PARTS, *CANONICAL_KEYS}))
            raise UsageError(f"--map “{pair}”: there is no property “{key.strip()}”. There are: {every}.")
        mapping[name] = ours
    return mapping


def read_table(table: Table, mapping: Mapping[str, str]) -> Incoming:
    """The people of a table; raises `UsageError` when no column holds a name."""
    used = {column: key for column, key in mapping.items() if key and column in table.header}
    if not {"name", "first_name", "last_name", "aliases"} & set(used.values()):
        raise UsageError(
            "No column of this table is a name. Say which one is, as in: --map “Column=name”."
            f" The columns are: {', '.join(table.header)}."
        )
    orders = {column: find_order(row.cell(column) for row in table.rows) for column in used}
    people, refused = [], []
    for row in table.rows:
        person, faults = _read_row(row, used, orders)
        people.append(person)
        refused += faults
    return Incoming(tuple(people), tuple(refused), remarks=(_say_columns(table.header, used),))


def _say_columns(header: Sequence[str], used: Mapping[str, str]) -> str:
    read = ", ".join(f"{column} → {key}" for column, key in used.items())
    unread = ", ".join(column for column in header if column and column not in used)
    return f"Columns: {read}. Not read: {unread}." if unread else f"Columns: {read}."


def _read_row(
    row: Row, used: Mapping[str, str], orders: Mapping[str, Order]
) -> tuple[IncomingPerson, list[LeftOut]]:
    found: dict[str, tuple[str, ...]] = {}
    faults: list[LeftOut] = []
    for column, key in used.items():
        for text in row.values(column):
            try:
                found[key] = (*found.get(key, ()), *_read_cell(key, text, orders[column]))
            except ValueError as fault:
                faults.append(LeftOut(row.source, f"{column} “{text[:60]}”", str(fault)))
    parts = (" ".join(found.get(key, ())) for key in ("first_name", "middle_name", "last_name"))
    whole = next(iter(found.get("name", ())), "")
    aliases = found.get("aliases", ())
    name = whole or " ".join(part for part in parts if part) or next(iter(aliases), "")
    properties = {key: texts for key, texts in found.items() if key not in PARTS and key not in LINK_KEYS}
    links = {key: texts for key, texts in found.items() if key in LINK_KEYS}
    words = "\n".join(found.get("notes", ()))
    return IncomingPerson(str(row.source), row.source, name, aliases, properties, links, words), faults


def _read_cell(key: str, text: str, order: Order) -> tuple[str, ...]:
    if key in DAY_KEYS:
        return (str(parse_foreign_day(text, order)),)
    if key in YEARLY_KEYS or key.endswith(YEARLY_ENDINGS):
        return (parse_foreign_yearly(text, order),)
    return tuple(filter(None, _SPLIT.split(text))) if key in _SEVERAL else (text,)


def parse_files(files: Sequence[ForeignFile], request: Request) -> Incoming:
    """The people of some tables, by the columns as proposed, as kept from last time, and as asked for."""
    return join_incoming(
        [read_table(table, map_columns(table, request)) for table in map(parse_table, files)]
    )


def map_columns(table: Table, request: Request) -> dict[str, str]:
    """What each column of a table becomes; "" for one that is left out."""
    proposed = propose_mapping(table.header, request.settings)
    kept = {name: key for name in table.header if (key := request.columns.get(name.lower())) is not None}
    return {**proposed, **kept, **parse_mapping(request.pairs, table.header)}
