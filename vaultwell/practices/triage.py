"""People of whom nothing says yet how often you would like to talk."""

from typing import NamedTuple

from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph


class Unsorted(NamedTuple):
    """Somebody without a circle and a cadence; `lines` is how many lines your notes have of them."""

    contact: Contact
    lines: int


def find_unsorted(graph: Graph) -> tuple[Unsorted, ...]:
    """Everybody without a circle and a cadence of their own, those you write of most first."""
    people = [
        Unsorted(contact, len(graph.of(contact.path)))
        for contact in graph.contacts.values()
        if contact.circle is None and contact.cadence is None and not contact.is_away
    ]
    return tuple(sorted(people, key=lambda found: (-found.lines, found.contact.name, found.contact.path)))
