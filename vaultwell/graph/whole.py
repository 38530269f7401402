"""All accounts to the graph: each is asked for only when somebody asks for the people in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.account import Account
from vaultwell.graph.join import Joined, join_log, join_relations
from vaultwell.graph.names import Names
from vaultwell.graph.on_demand import Derived, OnDemand
from vaultwell.graph.plain import Deeds
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph, Relation
from vaultwell.notes.verbs import Vocabulary


class Tellers(NamedTuple):
    """The paths of the notes that tell something, in order: contacts, with what they are called, and
    introductions as they come; entries and relations by the person that they are of."""

    contacts: Mapping[str, tuple[str, ...]]
    introductions: Collection[str]
    entries: Mapping[str, Sequence[str]]
    relations: Mapping[str, Sequence[str]]


class Subjects(NamedTuple):
    """Of what a note tells: a contact by name and aliases, and whether they were let go, or died; the day of
    a dated note; whether of introductions; whose entries, and whose relations."""

    path: str
    called: tuple[str, ...]
    has_left: bool
    day: date | None
    introduces: bool
    people: tuple[str, ...]
    related: tuple[str, ...]


def find_subjects(account: Account) -> Subjects:
    """Of what an account tells."""
    contact = account.contact
    called = () if contact is None else contact.called
    has_left = contact is not None and bool(contact.let_go or contact.died)
    introduces = bool(account.introductions)
    people, related = tuple(account.people), tuple(account.relations)
    return Subjects(account.path, called, has_left, account.day, introduces, people, related)


def find_tellers(notes: Iterable[Subjects]) -> Tellers:
    """Which of these notes, sorted by path, tell what."""
    contacts: dict[str, tuple[str, ...]] = {}
    introductions: dict[str, None] = {}
    entries: dict[str, list[str]] = {}
    relations: dict[str, list[str]] = {}
    for path, called, _, _, introduces, people, related in notes:
        if called:
            contacts[path] = called
        if introduces:
            introductions[path] = None
        for person in people:
            entries.setdefault(person, []).append(path)
        for person in related:
            relations.setdefault(person, []).append(path)
    return Tellers(contacts, introductions, dict(sorted(entries.items())), dict(sorted(relations.items())))


class Whole(NamedTuple):
    """The graph that some accounts make, and everybody's log with what stands twice."""

    accounts: Mapping[str, Account]
    graph: Graph
    joined: Mapping[str, Joined]


def join(accounts: Mapping[str, Account], tellers: Tellers, names: Names, vocabulary: Vocabulary) -> Whole:
    """What all accounts tell together. Each is asked for only when somebody asks for the people in it."""
    deeds = Deeds(vocabulary)

    def find_contact(person: str) -> Contact:
        contact = accounts[person].contact
        assert contact is not None
        return contact

    def find_relations(person: str) -> tuple[Relation, ...]:
        return join_relations(person, [accounts[path] for path in tellers.relations[person]])

    def find_joined(person: str) -> Joined:
        return join_log(person, [accounts[path] for path in tellers.entries[person]], deeds)

    joined = OnDemand(tellers.entries, find_joined)
    graph = Graph(
        contacts=Derived(tellers.contacts, find_contact),
        called=tellers.contacts,
        logs=Derived(tellers.entries, lambda person: joined[person].log),
        relations=OnDemand(tellers.relations, find_relations),
        introducers=OnDemand(tellers.introductions, lambda path: accounts[path].introductions),
        names=names.list_unique(),
        find_called=names.bearers.find_called,
    )
    return Whole(accounts, graph, joined)
