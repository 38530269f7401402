"""Who somebody is: matched by what only one person has, else listed as doubtful – never guessed.

What is certain, in this order: the other program's own id; the same e-mail address, phone number or
page under a name that can be the same person's; the same name and organisation. A name alone is
certain only when it is all that is known of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from vaultwell.exchange.incoming import IncomingPerson
from vaultwell.graph.marks import KEYS, Means, email_key, org_key
from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_WORDS = re.compile(r"\w+")

_SAID = {"uid": "the same id", "email": "the same e-mail", "phone": "the same phone", "url": "the same page"}


class Match(NamedTuple):
    """Whom an incoming person is: `path`, when that is certain; else `doubt` says why not, and of whom.

    Neither: nobody who is known.
    """

    path: str | None = None
    doubt: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person can be known by, each value as it is compared."""

    names: frozenset[str]
    keys: frozenset[tuple[Means, str]]
    orgs: frozenset[str]
    birthdays: frozenset[str]


def identify_contact(contact: Contact) -> Identity:
    """What the note of a contact says of who they are."""
    names = (contact.name, _IN_BRACKETS.sub("", contact.name), *contact.aliases)
    birthdays = (f"{day.month:02}-{day.day:02}" for day in contact.yearly if day.label == "birthday")
    return _identify(names, contact.facts, birthdays)


def identify_incoming(person: IncomingPerson) -> Identity:
    """What another program says of who somebody is."""
    birthdays = (text[-5:] for text in person.values("birthday"))
    return _identify((person.name, *person.aliases), person.properties, birthdays)


def _identify(
    names: Iterable[str], facts: Mapping[str, tuple[str, ...]], birthdays: Iterable[str]
) -> Identity:
    keys = {
        (means, key)
        for means, write_key in KEYS.items()
        for value in facts.get(means, ())
        if (key := write_key(value))
    }
    orgs = frozenset(key for value in facts.get("org", ()) if (key := org_key(value)))
    return Identity(
        frozenset(key for name in names if (key := name_key(name))),
        frozenset(keys),
        orgs,
        frozenset(birthdays),
    )


class Index:
    """Everybody who is known by now."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._identities: dict[str, Identity] = {}
        self._by_key: dict[tuple[Means, str], list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for contact in contacts:
            self.add(contact.path, identify_contact(contact))

    def add(self, path: str, identity: Identity) -> None:
        """One more person; or more of what a known one is known by."""
        old = self._identities.get(path)
        self._identities[path] = _join(old, identity) if old else identity
        for key in identity.keys:
            _note(self._by_key, key, path)
        for name in identity.names:
            _note(self._by_name, name, path)

    def find(self, identity: Identity) -> Match:
        """Who this is."""
        return self._find_by_keys(identity) or self._find_by_name(identity)

    def find_named(self, text: str) -> str | None:
        """The one person of that name or e-mail address; None when there is none, or several."""
        found = self._by_name.get(name_key(text)) or self._by_key.get(("email", email_key(text)), [])
        return found[0] if len(found) == 1 else None

    def find_all_named(self, text: str) -> frozenset[str]:
        """Everybody of that name."""
        return frozenset(self._by_name.get(name_key(text), ()))

    def _find_by_keys(self, identity: Identity) -> Match | None:
        means: dict[str, Means] = {}
        for key in sorted(identity.keys, key=lambda key: key[0] != "uid"):
            for path in self._by_key.get(key, ()):
                means.setdefault(path, key[0])
        sure = [path for path, by in means.items() if by == "uid"]
        doubts = []
        for path in means if not sure else ():
            likeness = compare_names(identity.names, self._identities[path].names)
            if likeness == "same":
                sure.append(path)
            elif likeness == "perhaps":
                doubts.append(path)
        if len(sure) == 1:
            return Match(sure[0])
        if sure:
            return Match(None, f"several have {_SAID[means[sure[0]]]}", tuple(sure))
        if doubts:
            return Match(None, f"{_SAID[means[doubts[0]]]}, another name", tuple(doubts))
        return None

    def _find_by_name(self, identity: Identity) -> Match:
        found = tuple(
            dict.fromkeys(path for name in sorted(identity.names) for path in self._by_name.get(name, ()))
        )
        near = [path for path in found if self._identities[path].orgs & identity.orgs]
        if len(near) == 1:
            return Match(near[0])
        if not found:
            return Match()
        if len(found) > 1:
            return Match(None, "several people have this name", found)
        known = self._identities[found[0]]
        is_bare = not identity.keys and not identity.orgs
        if is_bare and not _differ(identity.birthdays, known.birthdays):
            return Match(found[0])
        return Match(None, "the same name, and nothing else that tells", found)


_Key = TypeVar("_Key")


def _note(table: dict[_Key, list[str]], key: _Key, path: str) -> None:
    paths = table.setdefault(key, [])
    if path not in paths:
        paths.append(path)


def _join(one: Identity, other: Identity) -> Identity:
    return Identity(
        one.names | other.names, one.keys | other.keys, one.orgs | other.orgs, one.birthdays | other.birthdays
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def compare_names(one: Iterable[str], other: Iterable[str]) -> Literal["same", "perhaps", "no"]:
    """Whether two sets of names (as compared) can be one person's.

    “Ana” and “Ana Díaz”, “A. Díaz” and “Ana Maria Díaz” can; “Ana Díaz” and “Ben Díaz” at the same
    number are two people; and nobody knows who “Mum” is.
    """
    pairs = [(_WORDS.findall(a), _WORDS.findall(b)) for a in one for b in other]
    if any(_fit(a, b) or _fit(b, a) for a, b in pairs):
        return "same"
    has_both_in_full = any(len(a) > 1 and len(b) > 1 for a, b in pairs)
    return "no" if has_both_in_full else "perhaps"


def _fit(short: list[str], long: list[str]) -> bool:
    """Every word of one name stands in the other, the first ones alike; initials do."""
    if not short or not long or len(short) > len(long):
        return False
    if set(short) <= set(long) and (short[0] == long[0] or len(short) > 1):
        return True
    is_initial = len(short) > 1 and len(short[0]) == 1 and long[0].startswith(short[0])
    return (is_initial or short[0] == long[0]) and len(short) > 1 and short[-1] == long[-1]
