"""What a note is: a contact, a dated note, or neither (format.md, "Who is a contact")."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.front_matter import FrontMatter
from vaultwell.notes.properties import find_field, link_target, list_texts

NoteKind = Literal["contact", "dated", "other"]

REGION_BEGIN = "%% vaultwell:begin"

_PERSON_TYPES = frozenset({"person", "contact"})
_UNRENDERED = re.compile(r"\s*(?:type|created|aliases)\s*:.*(?:\{\{.*\}\}|<%.*%>)", re.IGNORECASE)
_UNRENDERED_ITEM = re.compile(r"\s*-.*(?:\{\{.*\}\}|<%.*%>)")
_PERSON_WORD = re.compile(r"(?i)\b(?:person|contact|people)\b")


def find_kind(
    path: str,
    lines: Sequence[str],
    front_matter: FrontMatter,
    settings: Settings,
    conventions: Conventions,
    *,
    has_day: bool,
) -> NoteKind:
    """The kind of the note at `path`; `has_day`: its name begins with a date."""
    if _is_excluded(path, lines, front_matter, settings, conventions):
        return "other"
    has_company = any(find_field(front_matter, "people", "attendees")) and any(
        find_field(front_matter, "date")
    )
    if _is_of_type_person(front_matter):
        return "contact"
    if has_day:
        return "dated"
    if not has_company and (_is_in_people_folder(path, settings) or _is_marked_person(front_matter)):
        return "contact"
    return "other"


def is_meant_as_person(
    path: str, lines: Sequence[str], front_matter: FrontMatter, settings: Settings
) -> bool:
    """Whether a note whose front matter cannot be read was probably a contact, so that it is reported."""
    block = lines[1 : front_matter.body_line - 1] if front_matter.body_line > 1 else lines[1:30]
    return _is_in_people_folder(path, settings) or any(_PERSON_WORD.search(line) for line in block)


def _is_excluded(
    path: str,
    lines: Sequence[str],
    front_matter: FrontMatter,
    settings: Settings,
    conventions: Conventions,
) -> bool:
    return (
        path == settings.due_note
        or _is_me(path, settings)
        or any(path.lower().startswith(folder.lower() + "/") for folder in conventions.template_folders)
        or _is_unrendered(lines, front_matter)
        or any(line.startswith(REGION_BEGIN) for line in lines)
    )


def _is_me(path: str, settings: Settings) -> bool:
    mine = settings.me.removesuffix(".md").lower()
    if not mine:
        return False
    whole = path.removesuffix(".md").lower()
    return mine in (whole, whole.rpartition("/")[2])


def _is_unrendered(lines: Sequence[str], front_matter: FrontMatter) -> bool:
    """A template outside the template folders: its placeholders still stand in the front matter."""
    block = lines[: front_matter.body_line - 1]
    in_aliases = False
    for line in block:
        if _UNRENDERED.match(line) or (in_aliases and _UNRENDERED_ITEM.match(line)):
            return True
        in_aliases = line.lower().startswith("aliases") or (in_aliases and line.lstrip().startswith("-"))
    return False


def _is_in_people_folder(path: str, settings: Settings) -> bool:
    return _is_people_folder(path.rpartition("/")[0].lower(), settings.people)


@lru_cache(maxsize=4096)
def _is_people_folder(folder: str, people: tuple[str, ...]) -> bool:
    """One of the `people` names, which may be paths themselves, stands anywhere in the folder's path."""
    return any(f"/{name.lower().strip('/')}/" in f"/{folder}/" for name in people)


def _is_of_type_person(front_matter: FrontMatter) -> bool:
    return any(text.lower() in _PERSON_TYPES for text in _texts(front_matter, "type"))


def _is_marked_person(front_matter: FrontMatter) -> bool:
    tags = [
        tag.lower().removeprefix("#")
        for text in _texts(front_matter, "tags", "tag")
        for tag in re.split(r"[,\s]+", text)
    ]
    categories = [(link_target(text) or text).lower() for text in _texts(front_matter, "categories")]
    return any(tag == "person" or tag.startswith("person/") for tag in tags) or any(
        PurePosixPath(category).name == "people" for category in categories
    )


def _texts(front_matter: FrontMatter, *keys: str) -> Iterator[str]:
    for found in find_field(front_matter, *keys):
        yield from list_texts(found.value)
