"""Every setting: how its value is read, what people are told to write. A new setting is one row. Pure."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from vaultwell.model.cadence import MAX_DAYS, Cadence
from vaultwell.model.settings import Pace
from vaultwell.notes.property_keys import CANONICAL_KEYS, normal_key
from vaultwell.notes.values import parse_cadence, parse_day
from vaultwell.notes.verbs import VERBS

_PACE = re.compile(r"([0-9]{1,3}) *(?:an? |per |each |every |/) *(day|week)", re.IGNORECASE)
_LINK = re.compile(r"\[\[([^\[\]|#]+)(?:[#|][^\[\]]*)?\]\]")
_NOT_IN_LINKS = re.compile(r"[\[\]|#^\x00-\x1f]")
_NOT_IN_PATHS = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')  # what Windows or a phone refuses in a file name
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_YEARLY_ENDINGS = ("_birthday", "_anniversary")
_WHO = {"they": "they", "she": "they", "he": "they", "i": "I", "we": "we"}


class Unfit(ValueError):  # noqa: N818 - it becomes a problem, not an error
    """A value that its setting cannot take; the text, if any, says why."""


class Setting(NamedTuple):
    """How one value is read: `parse` raises `ValueError`; `expected` and `example` are for people."""

    parse: Callable[[Any], Any]
    expected: str
    example: str


def _parse_texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Unfit
    texts = tuple(_parse_text(item) for item in value)
    if not all(texts):
        raise Unfit("one is empty")
    return texts


def _parse_text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit
    return value.strip()


def _parse_folders(value: object) -> tuple[str, ...]:
    folders = tuple(text.strip("/") for text in _parse_texts(value))
    if not all(folders):
        raise Unfit("a folder within the vault has a name")
    return folders


def _parse_headings(value: object) -> tuple[str, ...]:
    return tuple(_HEADING_MARK.sub("", text, count=1) for text in _parse_texts(value))


def _parse_due_note(value: object) -> str:
    path = _parse_text(value)
    if not path.lower().endswith(".md"):
        raise Unfit("it does not end in .md")
    if _NOT_IN_PATHS.search(path):
        raise Unfit('without \\ : * ? " < > |')
    if any(not part or part.startswith(".") for part in path.split("/")):
        raise Unfit("relative to the vault's root, outside hidden folders")
    return path


def _parse_me(value: object) -> str:
    text = _parse_text(value)
    if link := _LINK.fullmatch(text):
        text = link[1].strip()
    if _NOT_IN_LINKS.search(text):
        raise Unfit
    return text


def _parse_pace(value: object) -> Pace:
    if isinstance(value, str):
        found = _PACE.fullmatch(value.strip())
        if not found:
            raise Unfit
        per = found[2].lower()
        return Pace(_parse_count(int(found[1]), 0, 100), "week" if per == "week" else "day")
    return Pace(_parse_count(value, 0, 100), "day")


def _parse_count(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Unfit
    return value


def _parse_rest_until(value: object) -> date | None:
    if isinstance(value, str):
        return parse_day(value) if value.strip() else None
    if not isinstance(value, date):
        raise Unfit
    return value.date() if isinstance(value, datetime) else value


def _parse_circle(value: object) -> Cadence:
    if isinstance(value, str):
        return parse_cadence(value)
    return parse_cadence(str(_parse_count(value, 0, 10 * MAX_DAYS)))  # it says itself what is too long


def _parse_property(value: object) -> str:
    key = normal_key(_parse_text(value))
    if key not in CANONICAL_KEYS and not key.endswith(_YEARLY_ENDINGS):
        raise Unfit(_near(key, CANONICAL_KEYS))
    return key


def _parse_verb(value: object) -> str:
    verb = " ".join(_parse_text(value).lower().split())
    if verb not in VERBS:
        raise Unfit(_near(verb, VERBS))
    return verb


def _parse_who(value: object) -> str:
    who = _WHO.get(_parse_text(value).lower())
    if who is None:
        raise Unfit
    return who


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, sorted(known), n=1)
    return f"perhaps “{near[0]}”" if near else ""


SETTINGS = {
    "people": Setting(_parse_folders, "a list of folder names", 'people = ["People", "Contacts"]'),
    "due_note": Setting(_parse_due_note, "the path of a note in the vault", 'due_note = "Due.md"'),
    "me": Setting(_parse_me, "a link to your own note, or its name", 'me = "[[Robin Vale]]"'),
    "pace": Setting(
        _parse_pace, "so many a day or a week, from 0 to 100", 'pace = "4 a day", or pace = "5 a week"'
    ),
    "dormant_after": Setting(
        lambda value: _parse_count(value, 30, MAX_DAYS),
        "a number of days from 30 to 36500",
        "dormant_after = 365",
    ),
    "dates_ahead": Setting(
        lambda value: _parse_count(value, 0, 365), "a number of days from 0 to 365", "dates_ahead = 14"
    ),
    "rest_until": Setting(_parse_rest_until, "a date, or nothing", 'rest_until = "2026-12-24"'),
    "headings": Setting(_parse_headings, "a list of headings", 'headings = ["Log", "Favors"]'),
    "mention_headings": Setting(
        _parse_headings, "a list of headings", 'mention_headings = ["Grateful", "Reading"]'
    ),
}
TABLES = {
    "circles": Setting(_parse_circle, "how often, in days or in words", 'close = 30, or close = "monthly"'),
    "properties": Setting(_parse_property, "one of vaultwell's property names", '"Geburtstag" = "birthday"'),
    "verbs": Setting(_parse_verb, "one of vaultwell's verbs", '"telefoniert" = "called"'),
    "who": Setting(_parse_who, "“they”, “I” or “we”", '"sie" = "they"'),
}
