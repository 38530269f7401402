"""People, chosen by what their notes say of them (P9)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from operator import ge, gt, le, lt
from typing import Literal, NamedTuple

from vaultwell.graph.names import name_key
from vaultwell.model.cadence import Cadence
from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.errors import UsageError
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings, find_cadence
from vaultwell.notes.property_keys import CANONICAL_KEYS, canonical_key, normal_key
from vaultwell.notes.values import parse_cadence, parse_day
from vaultwell.practices.history import LastContact, find_histories, find_last_contact
from vaultwell.practices.matters import find_next_day

SortKey = Literal["name", "last", "due", "circle", "met"]

_FILTER = re.compile(r"\s*(!?)\s*([^=~<>!]+?)\s*(?:(!=|!~|<=|>=|=|~|<|>)(.*))?", re.DOTALL)
_SAYS = {"alias": "aliases", "last_contact": "last", "due_on": "due"}
_OWN_KEYS = frozenset({"name", "aliases", "path", "last", "due"})
_DAY_KEYS = frozenset({"last", "due", "met", "created", "follow_up", "snooze"})
_KNOWN_KEYS = (CANONICAL_KEYS | _OWN_KEYS) - _SAYS.keys()
_ORDERS: Mapping[str, Callable[[date, date], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile(r"[0-9]{2}-")


class Person(NamedTuple):
    """Somebody with the last contact and the next day to reach out (None: none is known)."""

    contact: Contact
    last: LastContact | None
    due_on: date | None


class Filter(NamedTuple):
    """One condition: `sign` is `""` (has it), `=`, `~`, `<`, `<=`, `>` or `>=`; `key` as it is compared."""

    key: str
    sign: str = ""
    value: str = ""
    is_not: bool = False


def parse_filter(text: str, settings: Settings, today: date) -> Filter:
    """`circle=close`, `location~lisb`, `org!=Acme`, `last<2026-01-01`, `birthday`, `!phone`.

    Raises `UsageError` when it is none of these, or a day is compared with what is none.
    """
    found = _FILTER.fullmatch(text)
    if not found or (found[1] and found[3]):
        forms = "circle=close, location~lisb, org!=Acme, last<2026-01-01, birthday or !phone"
        raise UsageError(f"“{text}” is no filter. Write one as {forms}.")
    key = canonical_key(found[2], settings)
    key = _SAYS.get(key, key)
    if not found[3]:
        return Filter(key, is_not=bool(found[1]))
    sign, value = found[3], found[4].strip()
    if not name_key(value):
        raise UsageError(
            f"“{text}” compares with nothing. Write “{key}” for who has one, “!{key}” for who has none."
        )
    if sign in _ORDERS:
        value = str(_parse_limit(text, key, value, today))
    return Filter(key, sign.removeprefix("!"), value, sign.startswith("!"))


def _parse_limit(text: str, key: str, value: str, today: date) -> date:
    if key not in _DAY_KEYS:
        raise UsageError(f"“{text}”: only {', '.join(sorted(_DAY_KEYS))} have days to compare with < and >.")
    if value.lower() == "today":
        return today
    try:
        return parse_day(value)
    except ValueError as fault:
        raise UsageError(f"“{text}”: {fault}. Write the day as 2026-01-31, or “today”.") from None


def find_people(
    graph: Graph, settings: Settings, filters: Sequence[Filter], today: date
) -> tuple[Person, ...]:
    """Everybody for whom all filters hold, in the order of their paths.

    Raises `UsageError` for a key that vaultwell does not know and that nobody's note has.
    """
    _check_keys(graph.contacts.values(), filters)
    people = (
        Person(history.contact, find_last_contact(history, today), find_next_day(history, settings, today))
        for history in find_histories(graph, settings)
    )
    return tuple(person for person in people if all(_holds(person, one, settings) for one in filters))


def sort_people(people: Iterable[Person], by: SortKey, settings: Settings) -> tuple[Person, ...]:
    """By name, or by circle in the order of the settings, or by a day, earliest first; unknown last."""
    circles = {name: index for index, name in enumerate(settings.circles or ())}
    keys: Mapping[SortKey, Callable[[Person], object]] = {
        "name": lambda person: name_key(person.contact.name),
        "last": lambda person: person.last.on if person.last else date.max,
        "due": lambda person: person.due_on or date.max,
        "met": lambda person: person.contact.met or date.max,
        "circle": lambda person: _circle_order(person.contact.circle, circles),
    }

    def order(person: Person) -> tuple[object, str, str]:
        return keys[by](person), name_key(person.contact.name), person.contact.path

    return tuple(sorted(people, key=order))


def _circle_order(circle: str | None, circles: Mapping[str, int]) -> tuple[int, str]:
    if circle is None:
        return len(circles) + 1, ""
    return circles.get(circle, len(circles)), name_key(circle)


def _check_keys(contacts: Iterable[Contact], filters: Sequence[Filter]) -> None:
    strange = [one.key for one in filters if one.key not in _KNOWN_KEYS]
    if not strange:
        return
    own = {
        key
        for contact in contacts
        for key in (*map(normal_key, contact.others), *(yearly.label for yearly in contact.yearly))
    }
    for key in strange:
        if key not in own:
            near = get_close_matches(key, sorted(_KNOWN_KEYS | own), n=3)
            words = " or ".join(f"“{name}”" for name in near)
            hint = f" Did you mean {words}?" if near else " See “vaultwell list --help”."
            raise UsageError(f"Nobody has a property “{key}”.{hint}")


def _holds(person: Person, one: Filter, settings: Settings) -> bool:
    values = _list_values(person, one.key, settings)
    if not one.sign:
        return bool(values) != one.is_not
    if one.sign in _ORDERS:
        limit = date.fromisoformat(one.value)
        return any(_ORDERS[one.sign](date.fromisoformat(value), limit) for value in values)
    return any(_fits(value, one) for value in values) != one.is_not


def _fits(value: str, one: Filter) -> bool:
    if one.sign == "~":
        if _WHOLE_DAY.fullmatch(value) and _MONTH_DAY.match(one.value):
            return value[5:].startswith(one.value)  # or 04- would also mean the year 2004
        return name_key(one.value) in name_key(value)
    return name_key(one.value) == name_key(value) or (one.key == "cadence" and _is_cadence(value, one.value))


def _is_cadence(value: str, wanted: str) -> bool:
    try:
        return parse_cadence(value) == parse_cadence(wanted)
    except ValueError:
        return False


def _list_values(person: Person, key: str, settings: Settings) -> tuple[str, ...]:
    """What a key says of a person, as texts; days as `2026-11-22`, yearly ones also without the year."""
    contact = person.contact
    yearly = [yearly for yearly in contact.yearly if yearly.label == key]
    if yearly:
        return tuple(text for one in yearly for text in _list_yearly(one))
    if key in _DAY_KEYS:
        return _texts(_find_day(person, key))
    if key == "cadence":
        return _texts(find_cadence(contact, settings) or contact.cadence)  # the latter: never
    if key in _CONTACT_VALUES:
        return _CONTACT_VALUES[key](contact)
    own = (text for other, values in contact.others.items() if normal_key(other) == key for text in values)
    return *contact.fact(key), *own


_CONTACT_VALUES: Mapping[str, Callable[[Contact], tuple[str, ...]]] = {
    "name": lambda contact: (contact.name, *contact.aliases),
    "aliases": lambda contact: contact.aliases,
    "relation": lambda contact: contact.relation,
    "path": lambda contact: (contact.path,),
    "circle": lambda contact: _texts(contact.circle),
    "let_go": lambda contact: _texts(contact.let_go),
    "died": lambda contact: _texts(contact.died),
    "paused": lambda contact: ("true",) if contact.is_paused else (),
}


def _texts(value: date | Cadence | str | None) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _find_day(person: Person, key: str) -> date | None:
    if key == "last":
        return person.last.on if person.last else None
    if key == "due":
        return person.due_on
    day: date | None = getattr(person.contact, key)
    return day


def _list_yearly(yearly: YearlyDate) -> tuple[str, ...]:
    day = f"{yearly.month:02}-{yearly.day:02}"
    return (day,) if yearly.year is None else (day, str(yearly.year), f"{yearly.year:04}-{day}")
