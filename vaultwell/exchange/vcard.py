"""vCard 2.1, 3.0 and 4.0: what phones, Google, iCloud, Nextcloud and Monica write."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from vaultwell.exchange.foreign_days import parse_foreign_day, parse_foreign_yearly
from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import ForeignFile, Incoming, IncomingPerson, LeftOut, join_incoming
from vaultwell.exchange.vcard_lines import Card, CardField, parse_cards

_NO_PERSON = {"group": "groups", "org": "organisations", "location": "places", "company": "organisations"}
_TAKEN_OUT = {"sound": "sounds", "key": "keys", "logo": "logos"}
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_FREQUENCY = re.compile(r"([0-9]{1,4})\s*([dwmy])", re.IGNORECASE)
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_ANDROID = "vnd.android.cursor.item/"

# What a relation is called on a card, and here.
RELATIONS = {
    word: ours
    for ours, words in {
        "partner": "spouse partner wife husband sweetheart domestic-partner domestic_partner",
        "parent": "parent mother father",
        "child": "child son daughter",
        "sibling": "sibling brother sister",
        "friends": "friend",
        "colleague_of": "co-worker colleague",
        "manager": "manager",
        "assistant": "assistant",
        "introduced_by": "referred-by referred_by",
    }.items()
    for word in words.split()
}
# Android numbers them, from 1.
_ANDROID_RELATIONS = (
    "_ assistant brother child partner father friend manager mother parent partner _ _ sister spouse".split()
)
# Categories that say what somebody is to me; any other one is something that we share.
CATEGORIES = {
    word: ours
    for ours, words in {
        "friend": "friend friends",
        "family": "family relatives",
        "colleague": "colleague colleagues coworkers co-workers",
        "mentor": "mentor mentors",
    }.items()
    for word in words.split()
}
SYSTEM_CATEGORIES = frozenset(
    {"mycontacts", "my contacts", "starred", "starred in android", "contacts", "unfiled"}
)


def parse_files(files: Sequence[ForeignFile], _request: Request) -> Incoming:
    """The people of all cards."""
    return join_incoming([_parse_file(file) for file in files])


def _parse_file(file: ForeignFile) -> Incoming:
    people: list[IncomingPerson] = []
    refused: list[LeftOut] = []
    passed_over: Counter[str] = Counter()
    for card in parse_cards(file):
        if isinstance(card, LeftOut):
            refused.append(card)
            continue
        reader = _CardReader(card, passed_over)
        if person := reader.read():
            people.append(person)
        refused += reader.refused
    return Incoming(tuple(people), tuple(refused), passed_over)


class _CardReader:
    """Reads one card, field by field."""

    def __init__(self, card: Card, passed_over: Counter[str]) -> None:
        self._card, self._passed_over = card, passed_over
        self.refused: list[LeftOut] = []
        self._properties: dict[str, list[str]] = {}
        self._links: dict[str, list[str]] = {}
        self._aliases: list[str] = []
        self._words: list[str] = []
        self._labels = {field.group: field.text for field in card.fields if field.name == "x-ablabel"}
        self._names: dict[str, str] = {}

    def read(self) -> IncomingPerson | None:
        """The person of the card; None when it is about none."""
        kinds = [field.text.lower() for field in self._card.fields if field.name in _KIND_NAMES]
        if kind := next((_NO_PERSON[kind] for kind in kinds if kind in _NO_PERSON), None):
            self._passed_over[kind] += 1
            return None
        for word in self._card.taken_out:
            self._passed_over[_TAKEN_OUT.get(word, "photos")] += 1
        for field in self._card.fields:
            if field.value.strip(" ;,") and (read := _FIELDS.get(field.name)):
                try:
                    read(self, field)
                except ValueError as fault:
                    self._refuse(f"{field.name.upper()} “{field.text[:60]}”", str(fault))
        return self._finish()

    def _finish(self) -> IncomingPerson | None:
        name = self._names.get("fn") or self._names.get("n") or next(iter(self._aliases), "")
        if not name and "org" in self._properties:
            self._passed_over["organisations"] += 1
            return None
        uid = next(iter(self._properties.get("uid", ())), "")
        properties = {key: tuple(dict.fromkeys(values)) for key, values in self._properties.items()}
        links = {key: tuple(dict.fromkeys(values)) for key, values in self._links.items()}
        aliases = tuple(dict.fromkeys(alias for alias in self._aliases if alias and alias != name))
        words = "\n".join(dict.fromkeys(self._words))
        return IncomingPerson(
            uid or str(self._card.source), self._card.source, name, aliases, properties, links, words
        )

    def _refuse(self, what: str, why: str) -> None:
        self.refused.append(LeftOut(self._card.source, what, why))

    def add(self, key: str, *values: str) -> None:
        """Values of a property of ours."""
        self._properties.setdefault(key, []).extend(value for value in values if value)

    def add_first(self, key: str, value: str) -> None:
        """A property that has one value: the first one holds."""
        if value:
            self._properties.setdefault(key, [value])

    def read_fn(self, field: CardField) -> None:
        """The whole name."""
        self._names.setdefault("fn", field.text)

    def read_n(self, field: CardField) -> None:
        """The parts of the name: family, given, additional."""
        family, given, additional = [part.replace(",", " ") for part in [*field.parts(";"), "", "", ""][:3]]
        self._names.setdefault("n", " ".join(part for part in (given, additional, family) if part))

    def read_nickname(self, field: CardField) -> None:
        """Other names."""
        self._aliases += field.parts(",")

    def read_org(self, field: CardField) -> None:
        """The organisation, without its departments."""
        self.add_first("org", field.parts(";")[0])

    def read_title(self, field: CardField) -> None:
        """What they are there."""
        self._properties["role"] = [field.text]

    def read_role(self, field: CardField) -> None:
        """What they do there, where no title is said."""
        self.add_first("role", field.text)

    def read_email(self, field: CardField) -> None:
        """An address."""
        self.add("email", field.text.removeprefix("mailto:"))

    def read_phone(self, field: CardField) -> None:
        """A number that somebody answers."""
        if {"fax", "pager"} & field.types:
            self._passed_over["fax numbers"] += 1
        else:
            self.add("phone", field.text.removeprefix("tel:"))

    def read_url(self, field: CardField) -> None:
        """A page on the web."""
        if field.text.lower().startswith(("http://", "https://", "www.")):
            self.add("url", field.text)
        else:
            self._passed_over["messenger addresses"] += 1

    def pass_messenger(self, _field: CardField) -> None:
        """A name in some messenger."""
        self._passed_over["messenger addresses"] += 1

    def read_address(self, field: CardField) -> None:
        """The town, of the address at home when it is said; streets have no property."""
        parts = [*field.parts(";"), *[""] * 7]
        town = parts[3] or parts[6]
        if "home" in field.types and town:
            self._properties["location"] = [town]
        self.add_first("location", town)
        self._passed_over["street addresses"] += bool(parts[2])

    def read_birthday(self, field: CardField) -> None:
        """A birthday, with its year or without."""
        self.add_first("birthday", _parse_yearly(field))

    def read_anniversary(self, field: CardField) -> None:
        """The day they married."""
        self.add_first("anniversary", _parse_yearly(field))

    def read_labelled_day(self, field: CardField) -> None:
        """A day that an iPhone put a label on."""
        if self._label(field) == "anniversary":
            self.read_anniversary(field)
        else:
            self._passed_over["other dates"] += 1

    def read_death(self, field: CardField) -> None:
        """The day they died; what is no day says at least that they did."""
        try:
            self.add_first("died", str(parse_foreign_day(field.text)))
        except ValueError:
            self.add_first("died", "true")

    def read_related(self, field: CardField) -> None:
        """Somebody else, by the id of their card, their address or their name."""
        named = field.text.removeprefix("mailto:")
        self._add_relation(field.types & RELATIONS.keys(), named)

    def read_labelled_relation(self, field: CardField) -> None:
        """The same, with the label of an iPhone."""
        self._add_relation({self._label(field)}, field.text)

    def _label(self, field: CardField) -> str:
        label = self._labels.get(field.group, "")
        return (_LABEL.sub(r"\1", label)).lower()

    def _add_relation(self, words: Iterable[str], named: str) -> None:
        ours = sorted(RELATIONS[word] for word in words if word in RELATIONS)
        for word in ours[:1]:
            self._links.setdefault(word, []).append(named)
        self._passed_over["other relations"] += not ours

    def read_interests(self, field: CardField) -> None:
        """What they like, or are good at."""
        self.add("interests", *field.parts(","))

    def read_categories(self, field: CardField) -> None:
        """What they are to me, or what we share."""
        for word in field.parts(","):
            if word.lower() in CATEGORIES:
                self.add("relation", CATEGORIES[word.lower()])
            elif word.lower().lstrip("* ") not in SYSTEM_CATEGORIES:
                self.add("communities", word)

    def read_note(self, field: CardField) -> None:
        """Free notes."""
        self._words.append(field.text)

    def read_uid(self, field: CardField) -> None:
        """What the other program calls the card."""
        self.add_first("uid", field.text)

    def read_frequency(self, field: CardField) -> None:
        """frm's cadence: `2w`, `1m`."""
        found = _FREQUENCY.fullmatch(field.text)
        self.add_first("cadence", _say_cadence(int(found[1]), found[2].lower()) if found else field.text)

    def read_group(self, field: CardField) -> None:
        """frm's group is a circle."""
        self.add_first("circle", field.text)

    def read_snooze(self, field: CardField) -> None:
        """frm lets somebody rest until a day."""
        self.add_first("snooze", str(parse_foreign_day(field.text)))

    def read_ignore(self, field: CardField) -> None:
        """frm never reminds of somebody."""
        if field.text.lower() in ("true", "1", "yes"):
            self.add_first("paused", "true")

    def read_android(self, field: CardField) -> None:
        """What Android has no field for: `vnd.android.cursor.item/relation;Ben;14;…`."""
        kind, value, number = [*field.parts(";"), "", "", ""][:3]
        kind = kind.removeprefix(_ANDROID)
        if kind == "nickname":
            self._aliases.append(value)
        elif kind == "relation":
            at = int(number) if number.isdecimal() and number.isascii() else 0
            self._add_relation(_ANDROID_RELATIONS[at : at + 1], value)
        elif kind == "contact_event" and number in ("1", "3"):
            self.add_first("anniversary" if number == "1" else "birthday", parse_foreign_yearly(value))


def _say_cadence(count: int, unit: str) -> str:
    return f"{count} {_UNITS[unit]}{'' if count == 1 else 's'}"


def _parse_yearly(field: CardField) -> str:
    day = parse_foreign_yearly(field.text)
    no_year = field.params.get("x-apple-omit-year")
    return day[5:] if no_year and day.startswith(f"{no_year}-") else day


_KIND_NAMES = frozenset({"kind", "x-addressbookserver-kind", "x-abshowas"})
_FIELDS: Mapping[str, Callable[[_CardReader, CardField], None]] = {
    "fn": _CardReader.read_fn,
    "n": _CardReader.read_n,
    "nickname": _CardReader.read_nickname,
    "org": _CardReader.read_org,
    "title": _CardReader.read_title,
    "role": _CardReader.read_role,
    "email": _CardReader.read_email,
    "tel": _CardReader.read_phone,
    "url": _CardReader.read_url,
    "x-socialprofile": _CardReader.read_url,
    "socialprofile": _CardReader.read_url,
    "impp": _CardReader.pass_messenger,
    "adr": _CardReader.read_address,
    "bday": _CardReader.read_birthday,
    "anniversary": _CardReader.read_anniversary,
    "x-anniversary": _CardReader.read_anniversary,
    "x-evolution-anniversary": _CardReader.read_anniversary,
    "x-kaddressbook-x-anniversary": _CardReader.read_anniversary,
    "x-abdate": _CardReader.read_labelled_day,
    "deathdate": _CardReader.read_death,
    "related": _CardReader.read_related,
    "x-abrelatednames": _CardReader.read_labelled_relation,
    "interest": _CardReader.read_interests,
    "hobby": _CardReader.read_interests,
    "categories": _CardReader.read_categories,
    "note": _CardReader.read_note,
    "uid": _CardReader.read_uid,
    "x-frm-frequency": _CardReader.read_frequency,
    "x-frm-group": _CardReader.read_group,
    "x-frm-snooze-until": _CardReader.read_snooze,
    "x-frm-ignore": _CardReader.read_ignore,
    "x-android-custom": _CardReader.read_android,
}
