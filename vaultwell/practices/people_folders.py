"""Which folders hold people, by their names and by what their notes hold. Pure.

A wrong folder of people makes everybody in it a contact, so a name that can mean something else, or a
property that companies and restaurants have too, is not enough.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from vaultwell.model.settings import Settings
from vaultwell.notes.kinds import COMPANY_KEYS
from vaultwell.notes.property_keys import YEARLY_ENDINGS, canonical_key
from vaultwell.notes.property_texts import find_field, link_target, list_texts
from vaultwell.notes.sketch import Sketch
from vaultwell.practices.own_keys import guess_meaning

# Folder names that mean people, in any case, without numbers, emoji and signs around them.
_PEOPLE_WORDS = frozenset(
    """people person persons contacts contact friends crm personen kontakte menschen leute freunde
    personnes amis personas contactos amigos persone contatti amici pessoas contatos mensen contacten
    vrienden personer kontakter vänner люди контакты 人 人物 連絡先 联系人""".split()
)
# Names that can mean people: they are named, and chosen only with what their notes hold.
_DOUBTFUL_WORDS = frozenset(
    """network relationships family colleagues team clients customers mentors students familie kollegen
    netzwerk famille famiglia familia""".split()
)
_TEMPLATE_FOLDER = re.compile(r"(?:^|/)[\W\d_]*(?:templates?|vorlagen?)(?:/|$)", re.IGNORECASE)
_ORNAMENT = re.compile(r"^[\W\d_]+|[\W\d_]+$")

_BETWEEN_US = frozenset("last_contact cadence met met_at introduced_by relation circle".split())
_REACH = frozenset({"email", "phone"})
_OWN_TYPES = frozenset(
    "person people contact contacts friend friends family colleague acquaintance relative human".split()
)
_LEAST_NOTES = 3
_SHARE = 0.6
_DOUBTFUL_SHARE = 0.5

FolderSign = Literal["default", "name", "notes"]


class FolderFound(NamedTuple):
    """A folder of people, as the setting names it: so many notes, `alike` of them like a person's.

    `sign` is why it is taken for one: the settings, its name, what its notes hold. `keys` are the
    properties that made notes alike, the most frequent first; `company` is in how many of them
    somebody stands whom dated notes say one was with.
    """

    folder: str
    notes: int
    alike: int
    sign: FolderSign
    keys: tuple[str, ...] = ()
    company: int = 0


class FolderSurvey(NamedTuple):
    """The folders to propose, and those that only their owner can tell, by path."""

    found: tuple[FolderFound, ...]
    doubtful: tuple[str, ...]


def find_people_folders(
    notes: Sequence[Sketch], company: Collection[str], settings: Settings
) -> FolderSurvey:
    """The folders of people among `notes`, which are neither dated notes nor templates.

    `company`: the paths that dated notes say one was with.
    """
    folders = _group(notes)
    found: dict[str, FolderFound] = {}
    doubtful = []
    for folder in sorted(folders, key=lambda path: (path.count("/"), path)):
        if _is_below(folder, found) or _is_set(folder, settings):
            continue
        inside = folders[folder]
        alike = [note for note in inside if is_alike(note, company, settings)]
        if sign := _find_sign(folder, inside, alike):
            found[folder] = _describe(folder, inside, alike, sign, company, settings)
        elif _bare_name(folder) in _DOUBTFUL_WORDS:
            doubtful.append(folder)
    return FolderSurvey(
        tuple(_shorten(found, folders)),
        tuple(path for path in doubtful if not any(_is_below(other, [path]) for other in found)),
    )


def _is_below(folder: str, others: Iterable[str]) -> bool:
    return any(f"{folder}/".startswith(f"{other}/") for other in others)


def _describe(
    folder: str,
    inside: Sequence[Sketch],
    alike: Sequence[Sketch],
    sign: FolderSign,
    company: Collection[str],
    settings: Settings,
) -> FolderFound:
    keys = Counter(
        found.key
        for note in alike
        for found in note.front_matter.fields
        if _is_sign(_find_key(found.key, settings))
    )
    names = sorted(keys, key=lambda key: (-keys[key], key))
    return FolderFound(
        folder, len(inside), len(alike), sign, tuple(names), sum(note.path in company for note in inside)
    )


def _group(notes: Sequence[Sketch]) -> dict[str, list[Sketch]]:
    """The notes below every folder, those of its folders included; not those that are a folder's own."""
    folders: dict[str, list[Sketch]] = {}
    for note in notes:
        if is_index(note):
            continue
        parts = note.folder.split("/") if note.folder else []
        for depth in range(1, len(parts) + 1):
            folders.setdefault("/".join(parts[:depth]), []).append(note)
    return folders


def is_index(note: Sketch) -> bool:
    """The note of a folder rather than of somebody in it: `CRM/CRM.md`, `People/README.md`."""
    name = note.name.lower()
    folder = note.folder.rpartition("/")[2].lower()
    return bool(folder) and name in (folder, f"_{folder}", "readme", "index", "_index")


def is_like_template(note: Sketch) -> bool:
    """It lies in a folder that is called after templates, whether Obsidian knows of it or not."""
    return _TEMPLATE_FOLDER.search(note.folder) is not None


def _is_set(folder: str, settings: Settings) -> bool:
    """The folder, or one above it, is among the settings' folders of people."""
    return any(f"/{name.lower()}/" in f"/{folder.lower()}/" for name in settings.people)


def _bare_name(folder: str) -> str:
    return _ORNAMENT.sub("", folder.rpartition("/")[2]).lower()


def _find_sign(folder: str, inside: Sequence[Sketch], alike: Sequence[Sketch]) -> FolderSign | None:
    name = _bare_name(folder)
    if name in _PEOPLE_WORDS:
        return "name" if 2 * sum(map(is_something_else, inside)) < len(inside) else None
    if name in _DOUBTFUL_WORDS:
        return "name" if alike and len(alike) >= _DOUBTFUL_SHARE * len(inside) else None
    if len(alike) < _LEAST_NOTES or len(alike) < _SHARE * len(inside):
        return None
    children = {note.folder[len(folder) :].split("/")[1] for note in inside if note.folder != folder}
    holds_only_another = len(children) == 1 and all(note.folder != folder for note in inside)
    return None if holds_only_another else "notes"


def is_alike(note: Sketch, company: Collection[str], settings: Settings) -> bool:
    """The note is like a person's: two kinds of things that people have, or one that only they have.

    A firm or a restaurant has a phone and an address too, and is linked from diaries.
    """
    if is_something_else(note):
        return False
    keys = {_find_key(found.key, settings) for found in note.front_matter.fields}
    is_met = note.path in company
    kinds = bool(keys & _BETWEEN_US) + any(map(_is_birthday, keys)) + bool(keys & _REACH) + is_met
    return kinds >= 2 or "last_contact" in keys or (is_met and not keys & _REACH)


def _find_key(key: str, settings: Settings) -> str:
    return guess_meaning(key) or canonical_key(key, settings)


def _is_birthday(key: str) -> bool:
    return key == "birthday" or key.endswith(YEARLY_ENDINGS)


def _is_sign(key: str) -> bool:
    return key in _BETWEEN_US or key in _REACH or _is_birthday(key)


def is_something_else(note: Sketch) -> bool:
    """Its type, or who took part in it, says that it is no person."""
    types = [
        (link_target(text) or text).rpartition("/")[2].lower()
        for found in find_field(note.front_matter, "type", "categories", "category")
        for text in list_texts(found.value)
    ]
    if any(find_field(note.front_matter, *COMPANY_KEYS)):
        return True
    return bool(types) and not any(word in _OWN_TYPES for word in types)


def _shorten(found: dict[str, FolderFound], folders: dict[str, list[Sketch]]) -> Iterator[FolderFound]:
    """Each folder by its name alone where every folder of that name was found, else by its path."""
    for path, folder in found.items():
        name = path.rpartition("/")[2]
        same = [other for other in folders if other.rpartition("/")[2].lower() == name.lower()]
        is_clear = all(_is_below(other, found) for other in same)
        yield folder._replace(folder=name if is_clear else path)
