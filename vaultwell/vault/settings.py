"""`vaultwell.toml` to settings (format.md, "The settings").

A value that cannot be used is a problem with its place, and the default holds. Only a file that is
no TOML at all stops vaultwell: with guessed settings it could write into the wrong place.
"""

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vaultwell.model.cadence import NEVER
from vaultwell.model.errors import VaultwellError
from vaultwell.model.problem import Code, Problem
from vaultwell.model.settings import Settings
from vaultwell.notes.property_keys import normal_key
from vaultwell.vault.find import SETTINGS_FILE
from vaultwell.vault.known_settings import SETTINGS, TABLES, Setting, Unfit
from vaultwell.vault.places import KeyPath, find_place, find_places
from vaultwell.vault.read import read_bytes

MAX_SETTINGS_BYTES = 256_000

_ERROR_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")


def read_settings(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The vault's settings and what is wrong with them; the defaults when it has no `vaultwell.toml`.

    Raises `VaultwellError` when the file is there but is not readable TOML.
    """
    data = read_bytes(root, SETTINGS_FILE, MAX_SETTINGS_BYTES)
    if data is None:
        return Settings(), ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise VaultwellError(
            f"{SETTINGS_FILE}:{line}:1: this is not UTF-8 text. Save the file as UTF-8."
        ) from error
    return parse_settings(text)


def build_settings_hint(root: Path, code: Code, message: str, remedy: str) -> Problem:
    """A hint about pace and circles together, at the first of them that is set."""
    text = (read_bytes(root, SETTINGS_FILE, MAX_SETTINGS_BYTES) or b"").decode("utf-8-sig", "replace")
    places = find_places(text)
    key = next((key for key in (("pace",), ("circles",)) if key in places), ())
    place = find_place(places, key)
    return Problem(
        SETTINGS_FILE, place.line, place.column, code, "hint", message, remedy, place.excerpt, place.width
    )


def parse_settings(text: str, path: str = SETTINGS_FILE) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a TOML text and their problems by line (`bad-setting`, `unknown-setting`).

    `path` is named in the problems. Raises `VaultwellError` when the text is not TOML.
    """
    faults: list[_Fault] = []
    values: dict[str, Any] = {}
    for key, value in _parse_toml(text, path).items():
        if key in TABLES and isinstance(value, dict):
            values[key] = _parse_table(key, value, faults)
        elif key in TABLES:
            faults.append(_bad((key,), value, Setting(dict, "a table", f"[{key}]")))
        elif key in SETTINGS:
            try:
                values[key] = SETTINGS[key].parse(value)
            except ValueError as error:
                faults.append(_bad((key,), value, SETTINGS[key], error))
        else:
            faults.append(_unknown(key))
    return Settings(**values), _build_problems(faults, text, path)


def _parse_toml(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        message, line, column = "this is nested too deeply", 1, 1
    except ValueError as error:  # TOMLDecodeError, and numbers with more digits than Python reads
        message, line, column = str(error), 1, 1
        if place := _ERROR_PLACE.search(message):
            message = message[: place.start()]
            line = int(place[1] or text.count("\n") + 1)
            column = int(place[2] or len(text) - text.rfind("\n"))
        message = message[:1].lower() + message[1:].rstrip(".")
    raise VaultwellError(
        f"{path}:{line}:{column}: {message}."
        ' Correct that line; text stands in quotes, as in: pace = "4 a day"'
    )


class _Fault(NamedTuple):
    """A problem that does not know its place yet; `is_key`: the key is wrong, not its value."""

    key: KeyPath
    code: Code
    message: str
    remedy: str
    is_key: bool = False


def _parse_table(table: str, items: dict[str, Any], faults: list[_Fault]) -> dict[str, Any]:
    parsed: dict[str, Any] = {}
    for key, item in items.items():
        # A setting's name with `_` is nobody's word, and `dates_ahead = 7` would pass for a cadence.
        if key in SETTINGS and "_" in key:
            faults.append(_misplaced(table, key))
            continue
        try:
            value = TABLES[table].parse(item)
            if not key.strip():
                raise Unfit("it has no name")  # an empty verb would begin every line
            parsed[key] = value
        except ValueError as error:
            is_misplaced = key in SETTINGS
            fault = _misplaced(table, key) if is_misplaced else _bad((table, key), item, TABLES[table], error)
            faults.append(fault)
            if table == "circles" and not is_misplaced:
                parsed[key] = NEVER  # its name stays known, or every note that uses it would be a problem
    return parsed


def _bad(key: KeyPath, value: object, setting: Setting, error: ValueError | None = None) -> _Fault:
    is_item = len(key) > 1
    name = _quote(key[-1]) + (f" in [{key[0]}]" if is_item else "")
    meanwhile = "this line does nothing" if is_item else "the default holds"
    detail = f" ({error})" if error and str(error) else ""
    return _Fault(
        key,
        "bad-setting",
        f"{name} is {_describe(value)}; expected {setting.expected}{detail}",
        f"Write for example: {setting.example}. Until then {meanwhile}.",
    )


def _unknown(key: str) -> _Fault:
    from difflib import get_close_matches

    known = [*SETTINGS, *TABLES]
    near = get_close_matches(normal_key(key), known, n=1)
    remedy = f"Did you mean “{near[0]}”?" if near else f"The settings are {', '.join(known)}."
    return _Fault((key,), "unknown-setting", f"unknown setting {_quote(key)}", remedy, is_key=True)


def _misplaced(table: str, key: str) -> _Fault:
    return _Fault(
        (table, key),
        "bad-setting",
        f"“{key}” stands under [{table}], where it is not read as the setting",
        "Move this line up, above the first line in square brackets.",
        is_key=True,
    )


def _build_problems(faults: Sequence[_Fault], text: str, path: str) -> tuple[Problem, ...]:
    if not faults:
        return ()
    places = find_places(text)
    problems = []
    for fault in faults:
        place = find_place(places, fault.key)
        column = place.column if fault.is_key else place.value_column
        width = place.width if fault.is_key else place.value_width
        problem = Problem(path, place.line, column, fault.code, "problem", fault.message, fault.remedy)
        problems.append(problem._replace(excerpt=place.excerpt, width=max(width, 1)))
    return tuple(sorted(problems))


def _describe(value: object) -> str:
    """What was found, in few words and without control characters."""
    if isinstance(value, str):
        return _quote(value) if value.strip() else "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else "a number far too large"
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else str(value)


def _quote(text: str) -> str:
    shown = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"')
    return f"“{shown}”" if len(shown) <= 60 else f"“{shown[:59]}…”"
