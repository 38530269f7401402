"""Whom a link or a bare name means.

Links resolve as in Obsidian: case ignored, Unicode composed, by the end of the path. Obsidian's own
choice among several notes of one name is not documented, so several mean none: it is reported.
"""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from vaultwell.model.contact import Contact


def link_key(text: str) -> str:
    """A path or link as links are compared."""
    return normalize("NFC", text).lower()


def name_key(text: str) -> str:
    """A name as names are compared: without case and accents."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(char for char in normalize("NFD", text.casefold()) if not combining(char))
    return " ".join(bare.split())


class Calling(NamedTuple):
    """How one note is reached: the `key` of its file name, those of its aliases, and of every way to call
    its person; the last two are empty for whoever is no contact."""

    path: str
    key: str
    aliases: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    is_contact: bool = False


class Resolution(NamedTuple):
    """What a link means: `paths` of the notes it fits (none, one or several); by an alias only or not.

    `keys` are those that decided it: it can mean another note only when a note with one of them comes,
    goes, or changes how it is called.
    """

    paths: tuple[str, ...] = ()
    is_alias: bool = False
    keys: tuple[str, ...] = ()

    @property
    def path(self) -> str | None:
        """The one note meant, if exactly one fits."""
        return self.paths[0] if len(self.paths) == 1 else None


class Names:
    """Look-ups over how the vault's notes and people are called; `callings` are sorted by path."""

    def __init__(self, callings: Iterable[Calling]) -> None:
        self._callings = tuple(callings)
        self._resolved: dict[tuple[str, str], Resolution] = {}

    @cached_property
    def people(self) -> frozenset[str]:
        """The paths of all contacts."""
        return frozenset(calling.path for calling in self._callings if calling.is_contact)

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for path, key, *_ in self._callings:
            found.setdefault(key, []).append(path)
        return found

    @cached_property
    def _aliases(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for calling in self._callings:
            for key in calling.aliases:
                found.setdefault(key, []).append(calling.path)
        return found

    @cached_property
    def _spoken(self) -> Mapping[str, AbstractSet[str]]:
        found: dict[str, set[str]] = {}
        for calling in self._callings:
            for key in calling.spoken:
                found.setdefault(key, set()).add(calling.path)
        return found

    def resolve(self, target: str, folder: str) -> Resolution:
        """The notes a link's target fits, seen from a note in `folder` (relative to the vault)."""
        key = (target, folder if target.startswith(".") else "")
        if key not in self._resolved:
            self._resolved[key] = self._resolve(*key)
        return self._resolved[key]

    def _resolve(self, target: str, folder: str) -> Resolution:
        alias = link_key(target)
        wanted = alias.removesuffix(".md").lstrip("/")
        if wanted.startswith("."):
            wanted = posixpath.normpath(posixpath.join(link_key(folder), wanted))
        keys = (_last_part(wanted), alias)
        fitting = tuple(
            path
            for path in self._by_name.get(keys[0], ())
            if (found := _note_key(path)) == wanted or found.endswith("/" + wanted)
        )
        if "/" in wanted:
            exact = tuple(path for path in fitting if _note_key(path) == wanted)
            fitting = exact or fitting
        if fitting:
            return Resolution(fitting, keys=keys)
        return Resolution(tuple(self._aliases.get(alias, ())), is_alias=True, keys=keys)

    def find_people(self, name: str) -> AbstractSet[str]:
        """The contacts a bare name fits: full name, alias or first name."""
        return self.find_called(name_key(name))

    def find_called(self, key: str) -> AbstractSet[str]:
        """The same by the key of the name."""
        return self._spoken.get(key, frozenset())

    def list_unique(self) -> frozenset[str]:
        """The notes that no other note shares its name with."""
        return frozenset(paths[0] for paths in self._by_name.values() if len(paths) == 1)


class Asked:
    """The names of a vault, and the `keys` of all that was asked of them."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.people = names.people
        self.keys: set[str] = set()

    def resolve(self, target: str, folder: str) -> Resolution:
        """See `Names.resolve`."""
        found = self._names.resolve(target, folder)
        self.keys.update(found.keys)
        return found

    def find_people(self, name: str) -> AbstractSet[str]:
        """See `Names.find_people`."""
        key = name_key(name)
        self.keys.add(key)
        return self._names.find_called(key)


def find_names(paths: Iterable[str], contacts: "Mapping[str, Contact]") -> Names:
    """The names of the notes at `paths`, of which some are contacts."""
    return Names(find_calling(path, contacts.get(path)) for path in sorted(paths))


def find_calling(path: str, contact: "Contact | None") -> Calling:
    """How the note at `path` is reached."""
    key = _last_part(_note_key(path))
    if contact is None:
        return Calling(path, key)
    return Calling(
        path, key, tuple(map(link_key, contact.aliases)), tuple(sorted(spoken_names(contact))), True
    )


def spoken_names(contact: "Contact") -> frozenset[str]:
    """The keys of every way to call a person: name, aliases, first name."""
    names = {name_key(name) for name in (contact.name, *contact.aliases)}
    first = name_key(contact.name).split(" ")[0]
    return frozenset(names | {first}) - {""}


def _note_key(path: str) -> str:
    return link_key(path).removesuffix(".md")


def _last_part(key: str) -> str:
    return key.rpartition("/")[2]
