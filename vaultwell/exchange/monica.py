"""Monica (4.x): the JSON of Settings → Export data.

Empty collections are not written, types are singular in some versions and plural in others, and every
record is `{uuid, created_at, properties}`. Who called, who wrote first, who owes and who gave are kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from vaultwell.exchange.foreign_days import parse_foreign_day
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
from vaultwell.exchange.json_values import list_of, load_json, object_of, text_of
from vaultwell.exchange.monica_entries import ENTRIES, Record, parse_activity, singular
from vaultwell.model.source import Source
from vaultwell.notes.property_keys import normal_key

_WHAT = "JSON export of Monica (Settings, Export data)"
_TEXTS = {"food_preferences": "food", "job": "role", "company": "org"}
_RELATIONS = {
    **dict.fromkeys(("partner", "spouse", "date", "lover"), "partner"),
    **{same: same for same in ("parent", "child", "sibling")},
    **dict.fromkeys(("stepparent", "step_parent"), "parent"),
    **dict.fromkeys(("stepchild", "step_child"), "child"),
    "colleague": "colleague_of",
    "boss": "manager",
    "subordinate": "report",
}
_NO_PLACE = {"photo": "photos", "document": "documents", "journal_entry": "journal entries"}
_UUID_LINE = re.compile(r'"uuid"\s*:\s*"([^"\n]+)"')


class _Account(NamedTuple):
    """What a file says beside its contacts; `names` are those of all of them by uuid."""

    file: str
    lines: Mapping[str, int]
    contacts: Mapping[str, Record]
    names: Mapping[str, str]
    partial: frozenset[str]
    activities: Mapping[str, Record]
    companions: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, Mapping[str, Any]]
    today: date


def parse_files(files: Sequence[ForeignFile], request: Request) -> Incoming:
    """Everybody in some exports; raises `NotThisFormat` when one is none of Monica's."""
    return join_incoming([_parse_file(file, request.today) for file in files])


def _parse_file(file: ForeignFile, today: date) -> Incoming:
    account = object_of(load_json(file, _WHAT).get("account"))
    if "data" not in account:
        raise NotThisFormat(f"{file.name} is no {_WHAT}, so nothing of it was read.")
    collections = list(_collect(account))
    contacts = [record for kind, record in collections if kind == "contact" and record.uuid]
    about = _read_account(file, account, collections, contacts, today)
    people, refused = [], []
    ties = list(_read_ties(collections, about))
    for record in contacts:
        person, left = _parse_contact(record, about, [tie for tie in ties if tie[0] == record.uuid])
        refused.extend(left)
        if record.uuid not in about.partial or person.entries:
            people.append(person)
    return Incoming(tuple(people), tuple(refused), _count_rest(account, collections, contacts))


def _collect(owner: Mapping[str, Any]) -> Iterator[tuple[str, Record]]:
    """The records of an account or a contact with their kind; lists of bare uuids too."""
    for collection in list_of(owner.get("data")):
        kind = singular(text_of(object_of(collection).get("type")))
        for value in list_of(object_of(collection).get("values")):
            yield kind, Record.of(value)


def _read_account(
    file: ForeignFile,
    account: Mapping[str, Any],
    collections: Sequence[tuple[str, Record]],
    contacts: Sequence[Record],
    today: date,
) -> _Account:
    companions: dict[str, tuple[str, ...]] = {}
    for contact in contacts:
        for kind, record in _collect(contact.whole):
            if kind == "activity":
                known = companions.get(record.uuid, ())
                companions[record.uuid] = tuple(dict.fromkeys((*known, contact.uuid)))
    fields = (
        Record.of(each) for each in list_of(object_of(account.get("instance")).get("contact_field_types"))
    )
    text = file.data.decode("utf-8", "replace")
    lines = {
        uuid: number for number, line in enumerate(text.split("\n"), 1) for uuid in _UUID_LINE.findall(line)
    }
    return _Account(
        file.name,
        lines,
        {contact.uuid: contact for contact in contacts},
        {contact.uuid: _find_name(contact) for contact in contacts},
        frozenset(each.uuid for each in contacts if each.properties.get("is_partial") is True),
        {record.uuid: record for kind, record in collections if kind == "activity"},
        companions,
        {field.uuid: field.properties or field.whole for field in fields},
        today,
    )


def _find_name(contact: Record) -> str:
    parts = (contact.text("first_name"), contact.text("middle_name"), contact.text("last_name"))
    return " ".join(filter(None, parts)) or contact.text("nickname")


def _read_ties(collections: Sequence[tuple[str, Record]], about: _Account) -> Iterator[tuple[str, str, str]]:
    """Whose note says it, which relation, to whom: Monica’s `of_contact` is the mother of `contact_is`."""
    for kind, record in collections:
        whose, other = record.text("contact_is"), record.text("of_contact")
        if kind == "relationship" and whose in about.names and other in about.names:
            yield whose, record.text("type"), other


def _parse_contact(
    record: Record, about: _Account, ties: Sequence[tuple[str, str, str]]
) -> tuple[IncomingPerson, list[LeftOut]]:
    source = Source(about.file, about.lines.get(record.uuid, 1))
    own = list(_collect(record.whole))
    properties = {key: values for key, values in _list_properties(record, own, about) if values}
    links, words = _sort_ties(ties, about)
    properties |= _birthdays(ties, about)
    entries, left = _parse_entries(record, own, about, source)
    if (through := record.text("first_met_through")) in about.names:
        links["introduced_by"] = (_write_name(through, about),)
    person = IncomingPerson(
        key=record.uuid,
        source=source,
        name=about.names[record.uuid],
        aliases=tuple(filter(None, [record.text("nickname")])),
        properties=properties,
        links=links,
        words="\n".join(filter(None, [record.text("description"), *words, *_list_addresses(own)])),
        entries=tuple(entries),
    )
    return person, left


def _list_properties(
    record: Record, own: Sequence[tuple[str, Record]], about: _Account
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "uid", (record.uuid,)
    for theirs, ours in _TEXTS.items():
        yield ours, tuple(filter(None, [record.text(theirs)]))
    yield "relation", tuple(filter(None, map(text_of, list_of(record.properties.get("tags")))))
    yield "birthday", _find_day(record, "birthdate")
    yield "met", _find_day(record, "first_met_date")
    if record.properties.get("is_dead") is True:
        yield "died", _find_day(record, "deceased_date") or ("true",)
    if record.properties.get("is_active") is False:
        yield "paused", ("true",)
    days = text_of(record.properties.get("stay_in_touch_frequency"))
    yield "cadence", (days,) if days.isdecimal() and int(days) else ()
    yield "pets", tuple(filter(None, (_say_pet(pet) for kind, pet in own if kind == "pet")))
    places = [_say_place(one) for kind, one in own if kind == "address"]
    yield "location", tuple(filter(None, places))[:1]
    yield from _list_fields([field for kind, field in own if kind == "contact_field"], about)


def _find_day(record: Record, key: str) -> tuple[str, ...]:
    """A day; without its year where that is not known, and none where only an age is."""
    found = object_of(record.properties.get(key))
    if found.get("is_age_based") is True:
        return ()
    day = text_of(found.get("date"))[:10]
    try:
        parse_foreign_day(day)
    except ValueError:
        return ()
    return (day[5:] if found.get("is_year_unknown") is True and key == "birthdate" else day,)


def _say_place(address: Record) -> str:
    return ", ".join(filter(None, (address.text("city"), address.text("country"))))


def _say_pet(pet: Record) -> str:
    name, category = pet.text("name"), pet.text("category").replace("_", " ")
    return f"{name} ({category})" if name and category else name or category


def _list_fields(fields: Sequence[Record], about: _Account) -> Iterator[tuple[str, tuple[str, ...]]]:
    """E-mail, phone and pages; what else is there (`telegram`) under its own name."""
    found: dict[str, list[str]] = {}
    for field in fields:
        kind = about.fields.get(field.text("type"), {})
        value = field.text("data").strip()
        said = " ".join(text_of(kind.get(key)).casefold() for key in ("type", "name", "protocol"))
        is_page = value.lower().startswith(("http://", "https://", "www."))
        is_mail = "@" in value and "." in value.rpartition("@")[2] and " " not in value
        key = (
            "email" if "mail" in said or is_mail
            else "url" if is_page
            else "phone" if "phone" in said or "tel:" in said
            else normal_key(text_of(kind.get("name"))) or "url"
        )  # fmt: skip
        found.setdefault(key, []).append(value)
    for key, values in found.items():
        yield key, tuple(filter(None, values))


def _sort_ties(
    ties: Sequence[tuple[str, str, str]], about: _Account
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Relations we have a word for, as links; the others in words. Who has no note of their own is named."""
    links: dict[str, tuple[str, ...]] = {}
    words = []
    for _, kind, other in ties:
        named = _write_name(other, about)
        if key := _RELATIONS.get(kind.lower()):
            links[key] = tuple(dict.fromkeys((*links.get(key, ()), named)))
        else:
            words.append(f"{kind.replace('_', ' ').capitalize()}: {about.names[other]}")
    return links, words


def _write_name(uuid: str, about: _Account) -> str:
    """By the key of their note, or by name where they get none."""
    return about.names[uuid] if uuid in about.partial else uuid


def _birthdays(ties: Sequence[tuple[str, str, str]], about: _Account) -> dict[str, tuple[str, ...]]:
    """The birthdays of those who have no page of their own in Monica, as children have none."""
    found = {}
    for _, _, other in ties:
        first = re.sub(r"\W+", "_", about.names[other].lower().partition(" ")[0]).strip("_")
        if first and other in about.partial and (day := _find_day(about.contacts[other], "birthdate")):
            found[f"{first}_birthday"] = day
    return found


def _list_addresses(own: Sequence[tuple[str, Record]]) -> Iterator[str]:
    for kind, address in own:
        parts = ("street", "city", "province", "postal_code", "country")
        said = ", ".join(filter(None, map(address.text, parts)))
        if kind == "address" and said:
            yield f"{address.text('name') or 'Address'}: {said}"


def _parse_entries(
    record: Record, own: Sequence[tuple[str, Record]], about: _Account, source: Source
) -> tuple[list[IncomingEntry], list[LeftOut]]:
    entries: list[IncomingEntry] = []
    left: list[LeftOut] = []
    for kind, one in own:
        try:
            if kind == "activity":
                entries.extend(_parse_shared(record.uuid, one.uuid, about))
            elif kind in ENTRIES:
                names = {**about.names, record.uuid: ""} if kind == "gift" else about.names
                entries.extend(ENTRIES[kind](one, about.today, names))
        except ValueError as fault:
            left.append(LeftOut(source, f"{about.names[record.uuid]}: {kind}", str(fault)))
    return entries, left


def _parse_shared(contact: str, uuid: str, about: _Account) -> Iterator[IncomingEntry]:
    """An activity stands once, with whoever is first; the others took part."""
    people = about.companions.get(uuid, ())
    if uuid not in about.activities:
        raise ValueError("the file does not say what it was")
    if people[:1] == (contact,):
        yield parse_activity(about.activities[uuid], people[1:])


def _count_rest(
    account: Mapping[str, Any], collections: Sequence[tuple[str, Record]], contacts: Sequence[Record]
) -> dict[str, int]:
    """What there is no place for in a note, by kind."""
    counts: dict[str, int] = {}
    for kind, _ in (*collections, *(each for contact in contacts for each in _collect(contact.whole))):
        if kind in _NO_PLACE:
            counts[_NO_PLACE[kind]] = counts.get(_NO_PLACE[kind], 0) + 1
    if journal := list_of(object_of(account.get("properties")).get("journal_entries")):
        counts["journal entries"] = len(journal)
    return counts
