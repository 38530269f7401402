"""What a note is: a contact, a dated note, or neither (format.md, "Who is a contact")."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.dated import is_below
from vaultwell.notes.front_matter import FrontMatter, Scalar
from vaultwell.notes.own_names import parse_denote
from vaultwell.notes.property_texts import find_field, link_target, list_texts

NoteKind = Literal["contact", "dated", "other"]
PersonMark = Literal["folder", "type", "tag", "category"]

REGION_BEGIN = "%% vaultwell:begin"

COMPANY_KEYS = ("people", "attendees", "with")

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
    if is_excluded(path, lines, front_matter, settings, conventions):
        return "other"
    if _is_of_type_person(front_matter):
        return "contact"
    if has_day or find_meeting_day(path, front_matter, conventions) is not None:
        return "dated"
    is_person = _has_tag(front_matter, "person") or _has_category(front_matter, "people")
    if is_person or _is_in_people_folder(path, settings) or _has_keyword(path):
        return "contact"
    return "other"


def list_marks(path: str, front_matter: FrontMatter, settings: Settings) -> tuple[PersonMark, ...]:
    """Every way in which a note says that it is a person; whether it is one, `find_kind` decides."""
    marks: dict[PersonMark, bool] = {
        "folder": _is_in_people_folder(path, settings),
        "type": _is_of_type_person(front_matter),
        "tag": _has_tag(front_matter, "person") or _has_keyword(path),
        "category": _has_category(front_matter, "people"),
    }
    return tuple(mark for mark, is_so in marks.items() if is_so)


def find_meeting_day(path: str, front_matter: FrontMatter, conventions: Conventions) -> Scalar | None:
    """The `date` property of a meeting's or a day's note; that of a clipping means nothing.

    It counts together with `people`, `attendees` or `with`, in a note of type, category or tag `meeting`,
    and in the daily folder.
    """
    found = next(iter(find_field(front_matter, "date")), None)
    if found is None or not isinstance(found.value, Scalar):
        return None
    is_meant = (
        find_field(front_matter, *COMPANY_KEYS)
        or is_meeting(front_matter)
        or (conventions.daily_folder and is_below(path.rpartition("/")[0], conventions.daily_folder))
    )
    return found.value if is_meant else None


def is_meeting(front_matter: FrontMatter) -> bool:
    """The note says that it is a meeting's, by type, tag or category."""
    return (
        any(text.lower() == "meeting" for text in _texts(front_matter, "type"))
        or _has_tag(front_matter, "meeting")
        or _has_category(front_matter, "meeting", "meetings")
    )


def is_meant_as_person(
    path: str, lines: Sequence[str], front_matter: FrontMatter, settings: Settings
) -> bool:
    """Whether a note whose front matter cannot be read was probably a contact, so that it is reported."""
    block = lines[1 : front_matter.body_line - 1] if front_matter.body_line > 1 else lines[1:30]
    return _is_in_people_folder(path, settings) or any(_PERSON_WORD.search(line) for line in block)


def is_excluded(
    path: str,
    lines: Sequence[str],
    front_matter: FrontMatter,
    settings: Settings,
    conventions: Conventions,
) -> bool:
    """Never a contact nor a dated note: generated, a template, or my own note."""
    return (
        path == settings.due_note
        or is_own_note(path, settings)
        or _is_in_templates(path.rpartition("/")[0], conventions.template_folders)
        or _is_unrendered(lines, front_matter)
        or (REGION_BEGIN in "\n".join(lines) and any(line.startswith(REGION_BEGIN) for line in lines))
    )


@lru_cache(maxsize=4096)
def _is_in_templates(folder: str, templates: tuple[str, ...]) -> bool:
    return any(other and is_below(folder, other) for other in templates)


def is_own_note(path: str, settings: Settings) -> bool:
    """The note is mine, by name or path (`me` in the settings)."""
    if not settings.me:
        return False
    mine = _compared(settings.me.removesuffix(".md"))
    whole = _compared(path.removesuffix(".md"))
    return mine in (whole, whole.rpartition("/")[2])


def _is_unrendered(lines: Sequence[str], front_matter: FrontMatter) -> bool:
    """A template outside the template folders: its placeholders still stand in the front matter."""
    block = lines[: front_matter.body_line - 1]
    text = "".join(block)
    if "{{" not in text and "<%" not in text:
        return False
    in_aliases = False
    for line in block:
        if _UNRENDERED.match(line) or (in_aliases and _UNRENDERED_ITEM.match(line)):
            return True
        in_aliases = line.lower().startswith("aliases") or (in_aliases and line.lstrip().startswith("-"))
    return False


def _is_in_people_folder(path: str, settings: Settings) -> bool:
    folder, _, name = path.rpartition("/")
    return _is_people_folder(folder, settings.people) and not _is_about_folder(folder, name, settings.people)


def _is_about_folder(folder: str, name: str, people: tuple[str, ...]) -> bool:
    """`People/People.md`, a README or an index: a note on the folder, as many vaults have. A folder of
    one person's notes (`People/Ana/Ana.md`) is named after the person."""
    stem = _compared(name).removesuffix(".md").lstrip("_")
    if stem in ("readme", "index"):
        return True
    return stem == _compared(folder).rpartition("/")[2] and _is_people_folder(
        folder.rpartition("/")[2], people
    )


@lru_cache(maxsize=4096)
def _is_people_folder(folder: str, people: tuple[str, ...]) -> bool:
    """One of the `people` names, which may be paths themselves, stands anywhere in the folder's path."""
    return any(f"/{_compared(name).strip('/')}/" in f"/{_compared(folder)}/" for name in people)


def _compared(path: str) -> str:
    """A path as paths are compared: a Mac writes `é` as two characters."""
    return normalize("NFC", path).lower()


def _is_of_type_person(front_matter: FrontMatter) -> bool:
    return not _PERSON_TYPES.isdisjoint([text.lower() for text in _texts(front_matter, "type")])


def _has_tag(front_matter: FrontMatter, tag: str) -> bool:
    """The tag itself or one below it (`person/work`), with or without `#`."""
    tags = (
        found.lower().removeprefix("#").split("/")[0]
        for text in _texts(front_matter, "tags", "tag")
        for found in re.split(r"[,\s]+", text)
    )
    return tag in tags


def _has_keyword(path: str) -> bool:
    """Denote's keywords in the name of the file."""
    denote = parse_denote(path)
    return denote is not None and not _PERSON_TYPES.isdisjoint(denote.keywords)


def _has_category(front_matter: FrontMatter, *names: str) -> bool:
    categories = ((link_target(text) or text).lower() for text in _texts(front_matter, "categories"))
    return any(category.rpartition("/")[2] in names for category in categories)


def _texts(front_matter: FrontMatter, *keys: str) -> list[str]:
    return [text for found in find_field(front_matter, *keys) for text in list_texts(found.value)]
