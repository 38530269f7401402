"""The two ends of an entry's line: the day it begins with; the task fields and `^id` it ends with."""

import re
from collections.abc import Mapping
from datetime import date

from vaultwell.model.problem import Code
from vaultwell.notes.faults import Fault
from vaultwell.notes.structure import Item
from vaultwell.notes.values import KNOWN_DAYS, parse_day

_DAY_TEXT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_OWN_DAY = re.compile(
    rf"(?P<wrap>\*\*|__|)\[\[(?P<link>{_DAY_TEXT})(?:\|[^\[\]]*)?\]\](?P=wrap)"
    rf"|(?P<mark>\*\*|__|\*|)(?P<day>{_DAY_TEXT})(?![0-9])(?P=mark)"
)
_DAY_STARTS = frozenset("0123456789[*_")
_AFTER_DAY = re.compile(r"(?:[ T]+[0-9]{1,2}:[0-9]{2}(?![0-9]))?(?:\s*[:–—-](?=\s|$))?\s*")
_TIMES = re.compile(r"[0-9]{1,2}:[0-9]{2}(?:\s*[-–—]\s*[0-9]{1,2}:[0-9]{2})?(?:\s*[:–—-](?=\s))?\s+")
_OTHER_DATE = re.compile(
    r"[0-9]{1,2}[./][0-9]{1,2}(?:[./](?:[0-9]{2,4})?|(?![0-9.]))|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
)
_BLOCK_ID = re.compile(r"(?:^|\s+)\^([A-Za-z0-9-]+)\s*$")
_EMOJI_FIELD = r"(?:📅|📆|🗓|✅|❌|➕|⏳|🛫)\ufe0f?\s*[0-9-]{8,10}"
_DATAVIEW_FIELD = r"[\[(](?:due|completion|cancelled|created|scheduled|start)::\s*[0-9-]{8,10}\s*[\])]"
_FIELD = rf"(?:{_EMOJI_FIELD}|{_DATAVIEW_FIELD})"
_FIELDS = re.compile(rf"\s*(?={_FIELD})(?:\s*(?:{_FIELD}|#[^\s#]+|[🔺⏫🔼🔽⏬]\ufe0f?))+\s*$")
_FIELD_SIGNS = re.compile(r"[📅📆🗓✅❌]|(?:due|completion)::")
_ONE_FIELD = re.compile(rf"(📅|📆|🗓|✅|❌|due|completion|cancelled)(?:::)?\ufe0f?\s*({_DAY_TEXT})")
_FIELD_NAMES = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "✅": "done",
    "❌": "cancelled",
    "completion": "done",
}
# How a day is written behind a line: as the Tasks plugin does, and where Dataview's fields stand already.
_EMOJI = {"due": "📅 {}", "done": "✅ {}", "cancelled": "❌ {}"}
_DATAVIEW = {"due": "[due:: {}]", "done": "[completion:: {}]", "cancelled": "[cancelled:: {}]"}


def cut_block_id(text: str) -> tuple[str | None, str]:
    """The `^id` at the line's end, without the caret, and the line without it."""
    found = _BLOCK_ID.search(text) if "^" in text else None
    return (found[1], text[: found.start()]) if found else (None, text)


def cut_fields(item: Item, text: str) -> tuple[str, dict[str, date], tuple[Fault, ...]]:
    """The line without its task fields, and their days by name (`due`, `done`, `cancelled`)."""
    if (text.isascii() and "::" not in text) or not _FIELD_SIGNS.search(text):
        return text, {}, ()
    found = _FIELDS.search(text)
    days: dict[str, date] = {}
    faults = []
    for field in _ONE_FIELD.finditer(text, found.start() if found else len(text)):
        try:
            days[_FIELD_NAMES.get(field[1], field[1])] = parse_day(field[2])
        except ValueError:
            faults.append(_fault("impossible-date", item, field.start(2), field[2]))
    text_end = found.start() if found else len(text)
    stray = _ONE_FIELD.search(text, 0, text_end)
    if stray:
        faults.append(_fault("stray-task-field", item, stray.start(), stray[0]))
    return text[:text_end], days, tuple(faults)


def find_days(text: str) -> Mapping[str, tuple[int, int]]:
    """Start and end of each day in the task fields behind a line’s text (without its `^id`), by name."""
    fields = _FIELDS.search(text)
    if fields is None:
        return {}
    return {
        _FIELD_NAMES.get(found[1], found[1]): found.span(2)
        for found in _ONE_FIELD.finditer(text, fields.start())
    }


def render_day_field(name: str, day: date, text: str) -> str:
    """The field `name` (`due`, `done`, `cancelled`) in the form of those that stand in `text`."""
    fields = _FIELDS.search(text)
    forms = _DATAVIEW if fields and "::" in fields[0] else _EMOJI
    return forms[name].format(day)


def _fault(code: Code, item: Item, offset: int, words: str) -> Fault:
    return Fault(code, item.line, item.column + offset, len(words), words)


def parse_own_day(item: Item, text: str) -> tuple[date | None, int, tuple[Fault, ...]]:
    """The line's own DATE (plain, a link, or bold), the offset of what follows it, and what is wrong."""
    if text[10:11] == " " and text[11:12].isalpha() and text[11] != "T" and (on := KNOWN_DAYS[text[:10]]):
        return on, 11, ()  # as in nearly every line
    found = _OWN_DAY.match(text) if text[:1] in _DAY_STARTS else None
    if not found:
        times = _TIMES.match(text)
        start = times.end() if times else 0
        other = _OTHER_DATE.match(text)
        return None, start, (_fault("date-form", item, 0, other[0]),) if other else ()
    after = _AFTER_DAY.match(text, found.end())
    start = after.end() if after else found.end()
    words = found["link"] or found["day"]
    try:
        return parse_day(words), start, ()
    except ValueError:
        return None, start, (_fault("impossible-date", item, text.index(words), words),)
