"""Whom a link or a bare name means.

Links resolve as in Obsidian: case ignored, Unicode composed, by the end of the path. Obsidian's own
choice among several notes of one name is not documented, so several mean none: it is reported.
"""

import posixpath
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from unicodedata import combining, normalize

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


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a link means: `paths` of the notes it fits (none, one or several); by an alias only or not."""

    paths: tuple[str, ...] = ()
    is_alias: bool = False

    @property
    def path(self) -> str | None:
        """The one note meant, if exactly one fits."""
        return self.paths[0] if len(self.paths) == 1 else None


class Names:
    """Look-ups over the vault's note paths and its contacts' names."""

    def __init__(self, paths: Iterable[str], contacts: Mapping[str, Contact]) -> None:
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(paths):
            self._by_name.setdefault(_last_part(_note_key(path)), []).append(path)
        self._aliases: dict[str, list[str]] = {}
        self._spoken: dict[str, set[str]] = {}
        for contact in contacts.values():
            for alias in contact.aliases:
                self._aliases.setdefault(link_key(alias), []).append(contact.path)
            for name in spoken_names(contact):
                self._spoken.setdefault(name, set()).add(contact.path)
        self._resolved: dict[tuple[str, str], Resolution] = {}

    def resolve(self, target: str, folder: str) -> Resolution:
        """The notes a link's target fits, seen from a note in `folder` (relative to the vault)."""
        key = (target, folder if target.startswith(".") else "")
        if key not in self._resolved:
            self._resolved[key] = self._resolve(*key)
        return self._resolved[key]

    def _resolve(self, target: str, folder: str) -> Resolution:
        wanted = link_key(target).removesuffix(".md").lstrip("/")
        if wanted.startswith("."):
            wanted = posixpath.normpath(posixpath.join(link_key(folder), wanted))
        fitting = tuple(
            path
            for path in self._by_name.get(_last_part(wanted), ())
            if (found := _note_key(path)) == wanted or found.endswith("/" + wanted)
        )
        if "/" in wanted:
            exact = tuple(path for path in fitting if _note_key(path) == wanted)
            fitting = exact or fitting
        if fitting:
            return Resolution(fitting)
        return Resolution(tuple(self._aliases.get(link_key(target), ())), is_alias=True)

    def find_people(self, name: str) -> AbstractSet[str]:
        """The contacts a bare name fits: full name, alias or first name."""
        return self._spoken.get(name_key(name), frozenset())

    def list_unique(self) -> frozenset[str]:
        """The notes that no other note shares its name with."""
        return frozenset(paths[0] for paths in self._by_name.values() if len(paths) == 1)


def spoken_names(contact: Contact) -> frozenset[str]:
    """The keys of every way to call a person: name, aliases, first name."""
    names = {name_key(name) for name in (contact.name, *contact.aliases)}
    first = name_key(contact.name).split(" ")[0]
    return frozenset(names | {first}) - {""}


def _note_key(path: str) -> str:
    return link_key(path).removesuffix(".md")


def _last_part(key: str) -> str:
    return key.rpartition("/")[2]
