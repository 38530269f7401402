"""Who lives where you are going, and who has something to do with the place."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.source import Source

# What a person says of places they do not live in.
_TIE_KEYS = ("needs", "offers", "goals", "interests")


class Tie(NamedTuple):
    """Somebody elsewhere whose `key` (needs, offers, goals, interests) names the place, in `text`."""

    contact: Contact
    key: str
    text: str

    @property
    def source(self) -> Source:
        """The line of the property."""
        return self.contact.source(self.key)


def lives_in(contact: Contact, place: str) -> bool:
    """Some word of where they are begins with `place`: case and accents make no difference, and `ham` is
    not Birmingham."""
    return any(_names(text, place) for text in contact.fact("location"))


def find_ties(contacts: Iterable[Contact], place: str) -> tuple[Tie, ...]:
    """What people who live elsewhere need, offer, wish or like that names the place; by path."""
    return tuple(
        Tie(contact, key, text)
        for contact in contacts
        if not contact.has_left and not lives_in(contact, place)
        for key in _TIE_KEYS
        for text in contact.fact(key)
        if _names(text, place)
    )


def _names(text: str, place: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name_key(place))}", name_key(text)) is not None
