"""Whom a link or a bare name means.

Links resolve as in Obsidian: case ignored, Unicode composed, by the end of the path. Obsidian's own
choice among several notes of one name is not documented, so several mean none: it is reported.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
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


class Bearers(NamedTuple):
    """Who is called so, each sorted by path: notes by the keys of their file names and of their aliases,
    `people` by those of every way to call them."""

    named: Mapping[str, Sequence[str]]
    aliases: Mapping[str, Sequence[str]]
    spoken: Mapping[str, Sequence[str]]

    def find_called(self, key: str) -> AbstractSet[str]:
        """The contacts that are called so, by the key of the name."""
        return frozenset(self.spoken.get(key, ()))


class Names:
    """Look-ups over how the vault's notes and `people` are called."""

    def __init__(self, bearers: Bearers, people: AbstractSet[str]) -> None:
        self.bearers, self.people = bearers, people
        self._resolved: dict[tuple[str, str], Resolution] = {}

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
        fitting = tuple(self.bearers.named.get(keys[0], ()))
        if "/" in wanted:
            fitting = tuple(path for path in fitting if f"/{_note_key(path)}".endswith(f"/{wanted}"))
            fitting = tuple(path for path in fitting if _note_key(path) == wanted) or fitting
        if fitting:
            return Resolution(fitting, keys=keys)
        return Resolution(tuple(self.bearers.aliases.get(alias, ())), is_alias=True, keys=keys)

    def find_people(self, name: str) -> AbstractSet[str]:
        """The contacts a bare name fits: full name, alias or first name."""
        return self.find_called(name_key(name))

    def find_called(self, key: str) -> AbstractSet[str]:
        """The same by the key of the name."""
        return self.bearers.find_called(key)

    def is_anybody(self, keys: AbstractSet[str]) -> bool:
        """Somebody is called by one of these keys."""
        return not self.bearers.spoken.keys().isdisjoint(keys)

    def list_unique(self) -> AbstractSet[str]:
        """The notes that no other note shares its name with."""
        return Unique(self.bearers.named)


class Unique(AbstractSet[str]):
    """The notes that share their `named` key with no other."""

    def __init__(self, named: Mapping[str, Sequence[str]]) -> None:
        self._named = named

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and tuple(self._named.get(find_key(path), ())) == (path,)

    def __iter__(self) -> Iterator[str]:
        return (paths[0] for paths in self._named.values() if len(paths) == 1)

    def __len__(self) -> int:
        return sum(1 for _ in self)


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

    def is_anybody(self, names: Iterable[str]) -> bool:
        """One of these names is somebody's."""
        keys = {*map(name_key, names)}
        self.keys |= keys
        return self._names.is_anybody(keys)


def find_names(paths: Iterable[str], contacts: "Mapping[str, Contact]") -> Names:
    """The names of the notes at `paths`, of which some are contacts."""
    named: dict[str, list[str]] = {}
    aliases: dict[str, list[str]] = {}
    spoken: dict[str, list[str]] = {}
    people: set[str] = set()
    for path in sorted(paths):
        contact = contacts.get(path)
        calling = find_calling(path, contact.called if contact else ())
        named.setdefault(calling.key, []).append(path)
        for key in calling.aliases:
            aliases.setdefault(key, []).append(path)
        for key in calling.spoken:
            spoken.setdefault(key, []).append(path)
        if calling.is_contact:
            people.add(path)
    return Names(Bearers(named, aliases, spoken), people)


def find_calling(path: str, called: Sequence[str] = ()) -> Calling:
    """How the note at `path` is reached; a contact's is `called` by their name and aliases."""
    if not called:
        return Calling(path, find_key(path))
    aliases = dict.fromkeys(map(link_key, called[1:]))
    return Calling(path, find_key(path), tuple(aliases), tuple(sorted(spoken_names(called))), True)


def spoken_names(called: Sequence[str]) -> frozenset[str]:
    """The keys of every way to call a person of that name, with those aliases behind it."""
    names = {name_key(name) for name in called}
    first = name_key(called[0]).split(" ")[0]
    return frozenset(names | {first}) - {""}


def find_key(path: str) -> str:
    """The key of a note's file name."""
    return _last_part(_note_key(path))


def _note_key(path: str) -> str:
    return link_key(path).removesuffix(".md")


def _last_part(key: str) -> str:
    return key.rpartition("/")[2]
