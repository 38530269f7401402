"""Whether two graphs say the same of the same people, wherever it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.source import Source

NOWHERE = Source("", 0)

_Said = tuple[tuple[object, ...], Entry]
"""What an entry says (`say_entry`), and the entry."""


def find_differences(before: Graph, after: Graph) -> Iterator[tuple[Source, str]]:
    """What `after` does not say as `before` does: where it stands in `before`, and what differs."""
    lost = _find_lost_introductions(before, after)
    for path, contact in before.contacts.items():
        if path not in after.contacts:
            yield Source(path, 1), "this note would not be read as a person’s"
            continue
        for key in _changed_properties(contact, after.contacts[path]):
            yield contact.source(key), f"{key} would be read differently"
        was, became = ([(say_entry(entry), entry) for entry in graph.of(path)] for graph in (before, after))
        for entry in _find_more(was, became):
            yield entry.source, f"“{entry.text}” would be read differently"
        for entry in _find_more(became, was):
            yield entry.source, f"“{entry.text}” would be read as more than it is"
        yield from _find_ties(before, after, path)
        for source in lost.get(path, ()):
            yield source, "this introduction would be read differently"


def _find_more(some: Iterable[_Said], others: Iterable[_Said]) -> Iterator[Entry]:
    """Those of `some` that are not among the `others`, as often as they stand there."""
    left = Counter(said for said, _ in others)
    for said, entry in some:
        left[said] -= 1
        if left[said] < 0:
            yield entry


def say_entry(entry: Entry) -> tuple[object, ...]:
    """Everything an entry says, but not where."""
    return (*entry._replace(source=NOWHERE, others=()), frozenset(entry.others))


def _changed_properties(one: Contact, other: Contact) -> Iterator[str]:
    one, other = _placeless(one), _placeless(other)
    return (key for key in Contact._fields if getattr(one, key) != getattr(other, key))


def _placeless(contact: Contact) -> Contact:
    yearly = tuple(each._replace(source=NOWHERE) for each in contact.yearly)
    return contact._replace(lines={}, yearly=yearly)


def _find_ties(before: Graph, after: Graph, path: str) -> Iterator[tuple[Source, str]]:
    """Relations of one person."""
    ties = {(tie.word, tie.person) for tie in after.relations.get(path, ())}
    for tie in before.relations.get(path, ()):
        if (tie.word, tie.person) not in ties:
            yield tie.source, f"{tie.word} would be read differently"


def _find_lost_introductions(before: Graph, after: Graph) -> dict[str, list[Source]]:
    """By whoever made them, or was made known, where they stand."""
    made = {(each.by, frozenset(each.people), each.on) for each in after.introductions}
    lost: dict[str, list[Source]] = {}
    for each in before.introductions:
        if (each.by, frozenset(each.people), each.on) not in made:
            lost.setdefault(each.by or each.people[0], []).append(each.source)
    return lost
