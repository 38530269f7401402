"""Two notes that are about one person, as far as that is certain: what only one person has, or one name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from vaultwell.graph.account import Account
from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem

_EMAIL = re.compile(r"[^\s<>()\[\]|\\,;:]+@[^\s<>()\[\]|\\,;:]+\.[^\s<>()\[\]|\\,;:]+")
_SITE = re.compile(r"(?:https?://)?(?:www\.)?([^\s/]+\.[^\s/]+/[^\s?#]*[^\s?#/])/?", re.IGNORECASE)
_SINGULAR = ("email", "phone", "org", "location")
_MOST = 3  # what more people than this have is an office's
_PHONE_DIGITS = 9  # with and without the country's code
_SHORTEST_PHONE = 7
_ONE_OF_TWO = "“vaultwell merge” makes one note of the two (“vaultwell duplicates” says more)"


def check_twins(graph: Graph, accounts: Mapping[str, Account]) -> Iterator[Problem]:
    """A hint for each pair of people with one e-mail, phone or profile, or with one name and nothing that
    tells them apart; none for people whom a relation already links."""
    told: set[tuple[str, str]] = set()
    for key, first, second in _find_pairs(graph.contacts.values()):
        pair = first.path, second.path
        if pair in told or _are_related(graph, *pair):
            continue
        told.add(pair)
        yield _build_shared(second, first, key, accounts) if key else _build_namesake(second, first)


def _find_pairs(contacts: Iterable[Contact]) -> Iterator[tuple[str, Contact, Contact]]:
    """The key of what two people share, "" for a name, and the two in the order of their paths."""
    for key, find in _MARKS.items():
        owners: dict[str, list[Contact]] = {}
        for contact in contacts:
            for value in dict.fromkeys(find(contact)):
                owners.setdefault(value, []).append(contact)
        for people in owners.values():
            if 1 < len(people) <= _MOST:
                yield from ((key, first, second) for first, second in combinations(people, 2))
    for first, second in _find_namesakes(contacts):
        if not _differ(first, second):
            yield "", first, second


def _list_emails(contact: Contact) -> Iterator[str]:
    for text in contact.fact("email"):
        yield from map(str.lower, _EMAIL.findall(text.removeprefix("mailto:")))


def _list_phones(contact: Contact) -> Iterator[str]:
    for text in contact.fact("phone"):
        digits = re.sub(r"[^0-9]", "", text)
        if len(digits) >= _SHORTEST_PHONE:
            yield digits[-_PHONE_DIGITS:]


def _list_sites(contact: Contact) -> Iterator[str]:
    """Addresses with a path: one without is a company's as often as a person's."""
    for text in contact.fact("url"):
        if found := _SITE.fullmatch(text.strip()):
            yield found[1].lower()


_MARKS: Mapping[str, Callable[[Contact], Iterable[str]]] = {
    "email": _list_emails,
    "phone": _list_phones,
    "url": _list_sites,
}


def _find_namesakes(contacts: Iterable[Contact]) -> Iterator[tuple[Contact, Contact]]:
    """People of one whole name, or whose name is an alias of somebody else; first names say nothing."""
    named: dict[str, list[Contact]] = {}
    for contact in contacts:
        named.setdefault(name_key(contact.name), []).append(contact)
    for key, people in named.items():
        if 1 < len(people) <= _MOST and " " in key:
            yield from combinations(people, 2)
    for people in list(named.values()):
        for contact in people:
            for alias in contact.aliases:
                key = name_key(alias)
                for other in named.get(key, ()) if " " in key else ():
                    if other is not contact:
                        first, second = sorted((contact, other), key=lambda one: one.path)
                        yield first, second


def _differ(first: Contact, second: Contact) -> bool:
    """Both notes tell one of a few things that one person has only once, and not the same."""
    told, others = _list_singular(first), _list_singular(second)
    return any(told[key].isdisjoint(others[key]) for key in told.keys() & others.keys())


def _list_singular(contact: Contact) -> dict[str, set[object]]:
    birthdays = {(day.month, day.day) for day in contact.yearly if day.label == "birthday"}
    single = {"circle": contact.circle, "met": contact.met}
    told: dict[str, set[object]] = {key: set(map(name_key, contact.fact(key))) for key in _SINGULAR}
    told |= {"birthday": set(birthdays), **{key: {value} for key, value in single.items() if value}}
    return {key: values for key, values in told.items() if values}


def _are_related(graph: Graph, first: str, second: str) -> bool:
    return any(relation.person == second for relation in graph.relations.get(first, ()))


def _build_shared(contact: Contact, other: Contact, key: str, accounts: Mapping[str, Account]) -> Problem:
    line = contact.lines.get(key, 1)
    excerpt = accounts[contact.path].lines[line - 1]
    message = f"the same {key} stands in “{other.path}”"
    related = f"partner: [[{other.name}]]"
    remedy = f"If both are one person, {_ONE_OF_TWO}; if not, say how they are related, as in {related}."
    width = max(1, len(excerpt))
    return Problem(contact.path, line, 1, "same-person", "hint", message, remedy, excerpt, width)


def _build_namesake(contact: Contact, other: Contact) -> Problem:
    message = f"“{other.path}” may be about the same person: one name, and nothing that tells the two apart"
    remedy = f"If so, {_ONE_OF_TWO}. If not, an email, org, circle or birthday in each tells them apart."
    return Problem(contact.path, 1, 1, "same-person", "hint", message, remedy)
