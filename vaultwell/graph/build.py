"""Parsed notes to the graph: what each of them tells, then by person what all of them tell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultwell.graph.account import Account, tell
from vaultwell.graph.join import Joined, join_log, join_relations
from vaultwell.graph.names import Names, find_names
from vaultwell.graph.on_demand import OnDemand
from vaultwell.graph.plain import Deeds
from vaultwell.graph.repeats import check_doubles
from vaultwell.graph.strangers import check_strangers
from vaultwell.graph.twins import check_twins
from vaultwell.graph.unlinked import check_unlinked
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
    told = [tell(note, names, vocabulary, today) for note in sorted(notes, key=lambda note: note.path)]
    accounts = {account.path: account for account in told}
    whole = join(accounts, find_tellers(told), names, vocabulary)
    problems = {problem for account in told for problem in account.problems}
    problems.update(check_together(whole, told, settings, today))
    return whole.graph, tuple(sorted(problems))


class Tellers(NamedTuple):
    """The paths of the notes that tell something: of a contact and of introductions as they come; of
    entries and of relations by the person that they are of. All in order."""

    contacts: Mapping[str, None]
    introductions: Mapping[str, None]
    entries: Mapping[str, Sequence[str]]
    relations: Mapping[str, Sequence[str]]


def find_tellers(accounts: Iterable[Account]) -> Tellers:
    """Which of these accounts, sorted by path, tell what."""
    contacts: dict[str, None] = {}
    introductions: dict[str, None] = {}
    entries: dict[str, list[str]] = {}
    relations: dict[str, list[str]] = {}
    for account in accounts:
        path = account.path
        if account.contact is not None:
            contacts[path] = None
        if account.introductions:
            introductions[path] = None
        for person in account.people:
            entries.setdefault(person, []).append(path)
        for person in account.relations:
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
        logs=OnDemand(tellers.entries, lambda person: joined[person].log),
        relations=OnDemand(tellers.relations, find_relations),
        introducers=OnDemand(tellers.introductions, lambda path: accounts[path].introductions),
        names=names.list_unique(),
    )
    return Whole(accounts, graph, joined)


def check_together(
    whole: Whole, dated: Iterable[Account], settings: Settings, today: date
) -> Iterator[Problem]:
    """What is wrong with several notes together; `dated` are the accounts of dated notes."""
    accounts, graph, joined = whole

    def lines_of(path: str) -> Sequence[str]:
        return accounts[path].lines

    for person in joined:
        yield from check_doubles(joined[person].doubles, lines_of)
    yield from check_strangers(stranger for account in accounts.values() for stranger in account.strangers)
    yield from check_twins(graph, lines_of)
    mention_headings = frozenset(heading.lower() for heading in settings.mention_headings)
    yield from check_unlinked(graph, dated, mention_headings, today)
