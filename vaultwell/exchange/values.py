"""Foreign values as properties of ours: checked as the note's own would be, defused, in their order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from vaultwell.exchange.defuse import LONGEST_VALUE, clean, defuse_value
from vaultwell.graph.marks import KEYS
from vaultwell.graph.names import name_key
from vaultwell.model.settings import Settings
from vaultwell.notes.property_keys import DAY_KEYS, YEARLY_ENDINGS, YEARLY_KEYS
from vaultwell.notes.property_texts import unlinked
from vaultwell.notes.values import parse_cadence, parse_day, parse_flag, parse_yearly

# Of these a person has several; of any other one, and what a note says holds.
LISTS = frozenset(
    "aliases relation interests offers needs goals pets food communities email phone url uid"
    " parent child sibling colleague_of friends".split()
)
ALWAYS_LISTS = frozenset({"aliases", "relation", "interests", "pets"})
ORDER = """aliases circle cadence paused snooze died let_go birthday anniversary name_day met met_at
    introduced_by relation partner parent child sibling colleague_of manager assistant interests pets food
    communities offers needs goals why org role field location email phone url channel uid""".split()

Value = str | int | date
Refusal = tuple[str, str]  # a key with its value, and why that is not taken over


def check_values(
    properties: Mapping[str, Sequence[str]], settings: Settings
) -> tuple[dict[str, tuple[Value, ...]], list[Refusal]]:
    """What can be written of some properties, each value once, in the order of a note; and what cannot."""
    good: dict[str, tuple[Value, ...]] = {}
    bad: list[Refusal] = []
    for key in sorted(properties, key=_place):
        values: dict[str, Value] = {}
        for text in properties[key]:
            try:
                value = _check(key, text, settings)
            except ValueError as fault:
                bad.append((f"{key} “{_shorten(text)}”", str(fault)))
                continue
            if value != "":
                values.setdefault(value_key(key, str(value)), value)
        if values:
            good[key] = tuple(values.values()) if key in LISTS else tuple(values.values())[:1]
    return good, bad


def _place(key: str) -> tuple[int, str]:
    return (ORDER.index(key) if key in ORDER else len(ORDER), key)


def _shorten(text: str) -> str:
    line = clean(text[:LONGEST_VALUE])
    return line if len(line) <= 60 else f"{line[:59]}…"


def _check(key: str, text: str, settings: Settings) -> Value:
    """The value as it is written; raises ValueError with the reason against it."""
    if len(text) > LONGEST_VALUE:
        raise ValueError(f"{len(text):,} characters are too long for a property")
    text = defuse_value(text)
    if key in DAY_KEYS and text:
        return parse_day(text)
    if (key in YEARLY_KEYS or key.endswith(YEARLY_ENDINGS)) and text:
        parse_yearly(text)
    return _CHECKS[key](text, settings) if key in _CHECKS and text else text


def _check_cadence(text: str, _settings: Settings) -> Value:
    parse_cadence(text)
    return int(text) if text.isascii() and text.isdecimal() else text


def _check_flag(text: str, _settings: Settings) -> Value:
    return parse_flag(text) if text.lower() in ("true", "false") else text


def _check_url(text: str, _settings: Settings) -> Value:
    if text.lower().startswith(("http://", "https://")):
        return text
    if ":" in text.partition("/")[0] or "." not in text or " " in text:
        raise ValueError("it is no page on the web")
    return f"https://{text}"


def _check_circle(text: str, settings: Settings) -> Value:
    known = {name.lower(): name for name in settings.circles or {}}
    if settings.circles is not None and text.lower() not in known:
        raise ValueError("no circle of that name is set in vaultwell.toml")
    return known.get(text.lower(), text)


_CHECKS: Mapping[str, Callable[[str, Settings], Value]] = {
    "cadence": _check_cadence,
    "circle": _check_circle,
    "paused": _check_flag,
    "died": _check_flag,
    "url": _check_url,
}


def value_key(key: str, text: str) -> str:
    """Equal for two values that say the same."""
    same = next((write_key(text) for means, write_key in KEYS.items() if means == key), "")
    if key == "cadence":
        with suppress(ValueError):
            same = str(parse_cadence(text))
    return same or name_key(unlinked(text).removeprefix("--"))


def build_front_matter(
    name: str, stem: str, values: Mapping[str, Iterable[Value]], today: date
) -> dict[str, object]:
    """The properties of a new note, in their order."""
    properties: dict[str, object] = {"type": "person"}
    if name != stem:
        values = {**values, "aliases": (name, *values.get("aliases", ()))}
    for key in sorted(values, key=_place):
        found = list(dict.fromkeys(values[key]))
        properties[key] = found if len(found) > 1 or key in ALWAYS_LISTS else found[0]
    return {**properties, "created": today} if "created" not in properties else properties
