"""Parsed notes to the graph: what each of them tells, then by person what all of them tell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.account import Account, tell
from vaultwell.graph.doubles import check_doubles
from vaultwell.graph.join import Joined, join_log, join_relations
from vaultwell.graph.names import Names, find_names
from vaultwell.graph.on_demand import OnDemand
from vaultwell.graph.plain import Deeds
from vaultwell.graph.strangers import check_strangers
from vaultwell.graph.twins import check_twins
from vaultwell.graph.unlinked import (
    check_unlinked,
    find_called,
    find_hits,
    find_last_touch,
    find_whole_names,
    is_recent,
)
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph, Relation
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings
from vaultwell.notes.note import Note
from vaultwell.notes.verbs import Vocabulary, build_vocabulary


def build_graph(
    notes: Sequence[Note], paths: Iterable[str], settings: Settings, today: date
) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph of all notes, and every problem of theirs, sorted by place.

    `paths` are all notes of the vault, read or not: a link is ambiguous against every one of them.
    """
    names = find_names(paths, {note.path: note.contact for note in notes if note.contact is not None})
    vocabulary = build_vocabulary(settings.verbs, settings.who)
    in_order = sorted(notes, key=lambda note: note.path)
    told = [tell(note, names, vocabulary, today).account for note in in_order]
    accounts = {account.path: account for account in told}
    whole = join(accounts, find_tellers(map(find_subjects, told)), names, vocabulary)
    problems = {problem for account in told for problem in account.problems}
    problems.update(check_together(whole, settings, today))
    return whole.graph, tuple(sorted(problems))


class Tellers(NamedTuple):
    """The paths of the notes that tell something, in order: contacts, with what they are called, and
    introductions as they come; entries and relations by the person that they are of."""

    contacts: Mapping[str, tuple[str, ...]]
    introductions: Mapping[str, None]
    entries: Mapping[str, Sequence[str]]
    relations: Mapping[str, Sequence[str]]


class Subjects(NamedTuple):
    """Of what a note tells: of whom it is, by their name and aliases, if it is a contact's; whether of
    introductions; whose entries, whose relations."""

    path: str
    called: tuple[str, ...]
    introduces: bool
    people: Iterable[str]
    related: Iterable[str]


def find_subjects(account: Account) -> Subjects:
    """Of what an account tells."""
    contact = account.contact
    called = () if contact is None else (contact.name, *contact.aliases)
    return Subjects(account.path, called, bool(account.introductions), account.people, account.relations)


def find_tellers(notes: Iterable[Subjects]) -> Tellers:
    """Which of these notes, sorted by path, tell what."""
    contacts: dict[str, tuple[str, ...]] = {}
    introductions: dict[str, None] = {}
    entries: dict[str, list[str]] = {}
    relations: dict[str, list[str]] = {}
    for path, called, introduces, people, related in notes:
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
        contacts=OnDemand(tellers.contacts, find_contact),
        called=tellers.contacts,
        logs=OnDemand(tellers.entries, lambda person: joined[person].log),
        relations=OnDemand(tellers.relations, find_relations),
        introducers=OnDemand(tellers.introductions, lambda path: accounts[path].introductions),
        names=names.list_unique(),
    )
    return Whole(accounts, graph, joined)


def check_together(whole: Whole, settings: Settings, today: date) -> Iterator[Problem]:
    """What is wrong with several notes together."""
    accounts, graph, joined = whole
    for person in joined:
        yield from check_doubles(joined[person].doubles, accounts)
    yield from check_strangers(stranger for account in accounts.values() for stranger in account.strangers)
    yield from check_twins(graph, accounts)
    recent = [
        (account.day, account.path)
        for account in accounts.values()
        if account.day is not None and is_recent(account.day, today)
    ]
    if recent:
        names = find_whole_names(map(find_called, graph.contacts.values()))
        hits = {path: find_hits(accounts[path], names) for _, path in recent}
        touched = OnDemand(graph.contacts, lambda person: find_last_touch(graph, person))
        yield from check_unlinked(graph, recent, accounts, hits, touched, settings)
