"""Somebody new: where their note goes, what it says, and who they might be already."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from vaultwell.graph.names import link_key, name_key
from vaultwell.model.errors import UsageError, VaultwellError
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.file_names import safe_name
from vaultwell.notes.note import Note, parse_note
from vaultwell.notes.property_keys import canonical_key

_NEAR = 0.84
_LISTS = frozenset({"aliases", "tags", "relation"})


def find_file_name(name: str, paths: Iterable[str]) -> str:
    """The name of the note, without `.md`; no other note may be called so, or links could mean either.

    Raises `UsageError` when nothing of the name can be one, `VaultwellError` when it is taken.
    """
    stem = safe_name(name)
    if not stem:
        raise UsageError(f"“{name}” cannot be the name of a note. Write it with letters, as in “Ana Díaz”.")
    taken = [path for path in paths if _stem_key(path) == link_key(stem)]
    if taken:
        raise VaultwellError(
            f"There is a note of that name already: {taken[0]}. "
            f"For somebody else, add what tells them apart, as in “{stem} (Lisbon)”."
        )
    return stem


def _stem_key(path: str) -> str:
    return link_key(path.rpartition("/")[2]).removesuffix(".md")


def find_people_folder(contacts: Iterable[str], settings: Settings) -> str:
    """The first people folder of the settings, where and as it is written in this vault."""
    name = settings.people[0].strip("/") if settings.people else "People"
    depth = len(name.split("/"))
    places: Counter[str] = Counter()
    for path in contacts:
        parts = path.split("/")[:-1]
        for end in range(depth, len(parts) + 1):
            if "/".join(parts[end - depth : end]).lower() == name.lower():
                places["/".join(parts[:end])] += 1
                break
    return max(places, key=lambda place: (places[place], place)) if places else name


def find_namesakes(name: str, called: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The people whose name or alias is nearly this one; `called` as in `Graph`."""
    keys: dict[str, str] = {}
    for path, names in called.items():
        for one in names:
            keys.setdefault(name_key(one), path)
    near = get_close_matches(name_key(name), keys, n=3, cutoff=_NEAR)
    return tuple(dict.fromkeys(keys[key] for key in near))


def parse_settings(pairs: Sequence[str]) -> dict[str, list[str]]:
    """`key=value` words as properties; a key that stands several times has several values."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not (sign and key.strip() and value.strip()):
            raise UsageError(f"--set “{pair}” is not key=value, as in --set location=Lisbon.")
        found.setdefault(key.strip(), []).append(value.strip())
    return found


def build_properties(
    name: str, stem: str, given: dict[str, Any], more: dict[str, list[str]], today: date
) -> dict[str, Any]:
    """The properties of the note, in their order; `given` without what is None."""
    properties: dict[str, Any] = {"type": "person"}
    if name != stem:
        more = {**more, "aliases": [name, *more.get("aliases", [])]}
    properties |= {key: value for key, value in given.items() if value is not None}
    for key, values in more.items():
        if key in properties:
            raise UsageError(f"“{key}” is given twice. Leave out one of the two.")
        canonical = canonical_key(key, Settings())
        is_list = len(values) > 1 or canonical in _LISTS
        properties[key] = values if is_list else _typed(canonical, values[0])
    return {**properties, "created": today} if "created" not in properties else properties


def _typed(key: str, value: str) -> object:
    """A number or a checkbox where the property is one; anything else stays text."""
    if key == "cadence" and value.isdecimal() and value.isascii():
        return int(value)
    return value == "true" if key == "paused" and value in ("true", "false") else value


def check_note(path: str, text: str, settings: Settings, conventions: Conventions) -> None:
    """Raise `UsageError` with the first problem that the new note would have."""
    note = check_is_person(path, text, settings, conventions)
    for problem in note.problems:
        if problem.severity == "problem":
            raise UsageError(f"{problem.message[:1].upper()}{problem.message[1:]}. {problem.remedy}")


def check_is_person(path: str, text: str, settings: Settings, conventions: Conventions) -> Note:
    """The note as it would be read; raises `UsageError` when that is not a person's."""
    note = parse_note(path, text.encode("utf-8", "replace"), settings, conventions)
    if note.contact is None:
        raise UsageError(f"{path} would not be read as a person: look at “vaultwell config”.")
    return note
