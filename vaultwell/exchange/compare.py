"""Whether two graphs say the same of the same people, wherever it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.source import Source

NOWHERE = Source("", 0)


def find_differences(before: Graph, after: Graph) -> Iterator[tuple[Source, str]]:
    """What `after` does not say as `before` does: where it stands in `before`, and what differs."""
    for path, contact in before.contacts.items():
        if path not in after.contacts:
            yield Source(path, 1), "this note would not be read as a person’s"
            continue
        for key in _changed_properties(contact, after.contacts[path]):
            yield contact.source(key), f"{key} would be read differently"
        for entry in _find_more(before.of(path), after.of(path)):
            yield entry.source, f"“{entry.text}” would be read differently"
        for entry in _find_more(after.of(path), before.of(path)):
            yield entry.source, f"“{entry.text}” would be read as more than it is"
        yield from _find_ties(before, after, path)


def _find_more(some: Iterable[Entry], others: Iterable[Entry]) -> Iterator[Entry]:
    """Those of `some` that are not among the `others`, as often as they stand there."""
    left = Counter(map(say_entry, others))
    for entry in some:
        left[say_entry(entry)] -= 1
        if left[say_entry(entry)] < 0:
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
    """Relations and introductions of one person."""
    ties = {(tie.word, tie.person) for tie in after.relations.get(path, ())}
    for tie in before.relations.get(path, ()):
        if (tie.word, tie.person) not in ties:
            yield tie.source, f"{tie.word} would be read differently"
    made = {(each.by, frozenset(each.people), each.on) for each in after.introductions}
    for each in before.introductions:
        is_theirs = path == (each.by or each.people[0])
        if is_theirs and (each.by, frozenset(each.people), each.on) not in made:
            yield each.source, "this introduction would be read differently"
