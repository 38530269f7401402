"""How to speak of somebody: their pronouns where their note says them, else none is guessed."""

import re
from typing import NamedTuple

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact


class Pronouns(NamedTuple):
    """`they`, `them`, `their`; `is_known`: the note says them."""

    they: str
    them: str
    their: str
    is_known: bool = True

    @property
    def has(self) -> str:
        """`they have`, `she has`."""
        return "they have" if self.they == "they" else f"{self.they} has"

    @property
    def owes(self) -> str:
        """`they owe`, `she owes`."""
        return "they owe" if self.they == "they" else f"{self.they} owes"

    @property
    def words(self) -> dict[str, str]:
        """The three words by their names, to fill into a sentence."""
        return {"they": self.they, "them": self.them, "their": self.their}


UNKNOWN = Pronouns("they", "them", "their", is_known=False)
_KNOWN = {
    **dict.fromkeys(("she", "her", "sie"), Pronouns("she", "her", "her")),
    **dict.fromkeys(("he", "him", "er"), Pronouns("he", "him", "his")),
    "they": Pronouns("they", "them", "their"),
}


def find_pronouns(contact: Contact) -> Pronouns:
    """What the property `pronouns` says (`she/her`, `er/ihn`); the first one counts."""
    said = " ".join(contact.fact("pronouns"))
    first = re.match(r"\w+", name_key(said))
    return _KNOWN.get(first[0], UNKNOWN) if first else UNKNOWN


def find_short_name(contact: Contact) -> str:
    """What one calls them: an alias that is one word of their name, else the whole name.

    Which word of a name is the first name is not the same everywhere.
    """
    words = name_key(contact.name).split()
    return next((alias for alias in contact.aliases if name_key(alias) in words), contact.name)
