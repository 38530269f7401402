"""Incoming people sorted: who is whom in the vault, who is new and under which name, who is doubtful."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from vaultwell.exchange.defuse import clean, defuse_value
from vaultwell.exchange.incoming import Incoming, IncomingEntry, IncomingPerson, LeftOut
from vaultwell.exchange.matching import Identity, Index, Match, identify_incoming
from vaultwell.graph.names import link_key
from vaultwell.model.contact import Contact
from vaultwell.notes.file_names import is_safe_path, safe_name

NEW = ""

Decide = Callable[[IncomingPerson, Match], str | None]
"""What is done about somebody doubtful: the path of their note, NEW, or None to leave them out."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody who was left out because it is not certain who they are; `candidates` are paths."""

    person: IncomingPerson
    why: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Whom each note gets something of.

    `people` maps the path of a note, there or to be made, to what comes in for it; `entries` does so
    for its log; `paths` maps each key to the note of who is meant; `new` are the notes to be made.
    """

    people: Mapping[str, IncomingPerson]
    entries: Mapping[str, tuple[IncomingEntry, ...]]
    paths: Mapping[str, str]
    new: frozenset[str]
    index: Index
    doubtful: tuple[Doubt, ...] = ()
    refused: tuple[LeftOut, ...] = ()
    unknown: tuple[IncomingPerson, ...] = ()

    def find(self, named: str) -> str | None:
        """The note of whoever an entry or a link names, by key, name or address."""
        return self.paths.get(named) or self.index.find_named(named)


def sort_people(
    incoming: Incoming, contacts: Mapping[str, Contact], paths: Iterable[str], folder: str, decide: Decide
) -> Sorted:
    """Who is whom; new notes will stand in `folder`. Same order in, same names out."""
    sorter = _Sorter(contacts, paths, folder, decide)
    for person in incoming.people:
        sorter.place(person)
    return sorter.finish(incoming)


class _Sorter:
    def __init__(
        self, contacts: Mapping[str, Contact], paths: Iterable[str], folder: str, decide: Decide
    ) -> None:
        self._index = Index(contacts.values())
        self._contacts, self._there = contacts, {link_key(path) for path in paths}
        self._folder, self._decide = folder, decide
        self._taken = {link_key(path.rpartition("/")[2]).removesuffix(".md") for path in paths}
        self._people: dict[str, IncomingPerson] = {}
        self._paths: dict[str, str] = {}
        self._new: set[str] = set()
        self._doubtful: list[Doubt] = []
        self._refused: list[LeftOut] = []
        self._unknown: list[IncomingPerson] = []

    def place(self, person: IncomingPerson) -> None:
        """Find the note of one person, or give them one."""
        if not safe_name(defuse_value(person.name)):
            known = next((text for key in ("email", "phone", "url") for text in person.values(key)), "")
            what = clean(person.name or known) or "somebody"
            self._refused.append(LeftOut(person.source, what, "there is no name for a note"))
            return
        identity = identify_incoming(person)
        match = self._find(person, identity)
        path = match.path
        if path is None and match.doubt:
            decided = self._decide(person, match)
            if decided is None or (decided == NEW and not identity.keys and not identity.orgs):
                self._doubtful.append(Doubt(person, match.doubt, match.candidates))
                return
            path = decided or None
        if path is None and person.only_if_known:
            self._unknown.append(person)
            return
        if path is None:
            path = self._make_path(person)
            self._new.add(path)
        self._index.add(path, identity)
        self._paths[person.key] = path
        old = self._people.get(path)
        self._people[path] = join_people(old, person) if old else person

    def _find(self, person: IncomingPerson, identity: Identity) -> Match:
        """Who this is; notes that come from one vault are of as many people."""
        if not person.path:
            return self._index.find(identity)
        if person.path in self._contacts:
            return Match(person.path)
        match = self._index.find(identity)
        is_new = match.path in self._new or any(path in self._new for path in match.candidates)
        return Match() if is_new else match

    def _make_path(self, person: IncomingPerson) -> str:
        if person.path and is_safe_path(person.path) and link_key(person.path) not in self._there:
            self._there.add(link_key(person.path))
            self._taken.add(link_key(person.path.rpartition("/")[2]).removesuffix(".md"))
            return person.path
        stem = safe_name(defuse_value(person.name))
        orgs = [safe_name(defuse_value(org)) for org in person.values("org")[:1]]
        forms = [stem, *(f"{stem} ({org})" for org in orgs if org)]
        more = (f"{stem} ({number})" for number in range(2, len(self._taken) + 3))
        name = next(form for form in chain(forms, more) if link_key(form) not in self._taken)
        self._taken.add(link_key(name))
        return f"{self._folder}/{name}.md"

    def finish(self, incoming: Incoming) -> Sorted:
        """What was found out, with every entry under the first of its people who has a note."""
        found = Sorted(
            self._people,
            {},
            self._paths,
            frozenset(self._new),
            self._index,
            tuple(self._doubtful),
            (*incoming.refused, *self._refused),
            tuple(self._unknown),
        )
        entries: dict[str, list[IncomingEntry]] = {}
        for person in incoming.people:
            for entry in person.entries:
                everybody = (person.key, *entry.others)
                owner = next((named for named in everybody if found.find(named)), None)
                if owner is not None and (path := found.find(owner)):
                    others = tuple(one for one in everybody if one not in (owner, person.key))
                    entries.setdefault(path, []).append(replace(entry, others=others))
        return replace(found, entries={path: tuple(listed) for path, listed in entries.items()})


def join_people(one: IncomingPerson, other: IncomingPerson) -> IncomingPerson:
    """Two records of one person as one; where they differ, the first holds."""
    keys = dict.fromkeys((*one.properties, *other.properties))
    links = dict.fromkeys((*one.links, *other.links))
    words = [text for text in (one.words, other.words) if text]
    return replace(
        one,
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        properties={key: tuple(dict.fromkeys((*one.values(key), *other.values(key)))) for key in keys},
        links={
            key: tuple(dict.fromkeys((*one.links.get(key, ()), *other.links.get(key, ())))) for key in links
        },
        words="\n".join(dict.fromkeys(words)),
    )
