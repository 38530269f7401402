"""Our own JSON, back: what `export json` wrote becomes the same notes again.

Who is not in the vault gets the note whole. Who is gets what their note lacks, as from any other
program. A note that holds code which Obsidian runs is taken over only when the file is trusted: anybody
can write a file that looks like ours.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import (
    ForeignFile,
    Incoming,
    IncomingEntry,
    IncomingPerson,
    LeftOut,
    NotThisFormat,
    join_incoming,
)
from vaultwell.exchange.json_values import list_of, load_json, text_of
from vaultwell.exchange.to_json import FORMAT, VERSION
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.notes.property_keys import LINK_KEYS, STRUCTURE_KEYS, canonical_key
from vaultwell.notes.property_texts import link_target, unlinked
from vaultwell.notes.verbs import VERBS

_WHAT = "file of “vaultwell export json”"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCHEMES = r"[ \t]*<?(?:javascript|vbscript|data|obsidian):"
_ACTIVE = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?(?:dataviewjs|js-engine|meta-bind|run-|customjs|templater|buttons?\b)"
    r"|`\$=|<%|<(?:script|iframe|object|embed)\b"
    rf"|\]\({_SCHEMES}|^[ \t]*\[[^\]]+\]:{_SCHEMES}",
    re.IGNORECASE | re.MULTILINE,
)


def parse_files(files: Sequence[ForeignFile], request: Request) -> Incoming:
    """Everybody in some exports; raises `NotThisFormat` when one is none of ours."""
    return join_incoming([_parse_file(file, request) for file in files])


def _parse_file(file: ForeignFile, request: Request) -> Incoming:
    document = _load(file)
    people: list[IncomingPerson] = []
    refused: list[LeftOut] = []
    records = [record for record in list_of(document.get("people")) if isinstance(record, dict)]
    paths = frozenset(text_of(record.get("path")) for record in records)
    for number, record in enumerate(records, 1):
        person = _parse_person(record, Source(file.name, number), paths, request.settings)
        why = "" if request.is_trusted else _say_active(person.note)
        if why := find_unwritable(person.note) or why:
            refused.append(LeftOut(person.source, person.name or "somebody", why))
        else:
            people.append(person)
    settings = document.get("settings")
    return Incoming(tuple(people), tuple(refused), settings=settings if isinstance(settings, str) else "")


def _load(file: ForeignFile) -> Mapping[str, Any]:
    document = load_json(file, _WHAT)
    if document.get("format") != FORMAT:
        raise NotThisFormat(f"{file.name} is no {_WHAT}, so nothing of it was read.")
    if document.get("version") != VERSION:
        raise NotThisFormat(f"{file.name} was written by a newer vaultwell. Update this one, and try again.")
    return document


def find_active(text: str) -> int:
    """The line (from 1) of the first code that Obsidian, or one of its plugins, would run; 0 for none."""
    found = _ACTIVE.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _say_active(text: str) -> str:
    line = find_active(text)
    if not line:
        return ""
    return f"line {line} of the note is code that Obsidian runs; if the file is yours, add --trusted"


def find_unwritable(text: str) -> str:
    """Why no note can have this text; "" when it can."""
    if "\0" in text:
        return "the note holds a NUL, so it is no text"
    return "the note holds half a character" if _SURROGATE.search(text) else ""


def _parse_person(
    record: Mapping[str, Any], source: Source, paths: frozenset[str], settings: Settings
) -> IncomingPerson:
    path, name = text_of(record.get("path")), text_of(record.get("name"))
    properties, links = _parse_properties(record.get("properties"), settings)
    entries = (_parse_entry(one) for one in list_of(record.get("entries")) if _is_own(one, path, name, paths))
    return IncomingPerson(
        key=path or f"{source}",
        source=source,
        name=name,
        aliases=tuple(filter(None, map(text_of, list_of(record.get("aliases"))))),
        properties=properties,
        links=links,
        entries=tuple(entry for entry in entries if entry is not None),
        path=path,
        note=text_of(record.get("front_matter")) + text_of(record.get("body")),
    )


def _parse_properties(
    found: Any, settings: Settings
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Texts and links by our keys; what describes the note itself is left to the note."""
    properties: dict[str, tuple[str, ...]] = {}
    links: dict[str, tuple[str, ...]] = {}
    for name, value in found.items() if isinstance(found, dict) else ():
        key = canonical_key(name, settings)
        texts = tuple(filter(None, map(text_of, value if isinstance(value, list) else [value])))
        if key in STRUCTURE_KEYS or not texts:
            continue
        if key in LINK_KEYS or all(map(link_target, texts)):
            links[key] = tuple(map(unlinked, texts))
        else:
            properties[key] = texts
    return properties, links


def _is_own(entry: Any, path: str, name: str, paths: frozenset[str]) -> bool:
    """The line stands in this person's note; of those in dated notes, each stays with one of its people."""
    if not isinstance(entry, dict):
        return False
    place = text_of(entry.get("source")).rpartition(":")[0]
    if place in paths:
        return place == path
    return name <= min(map(text_of, list_of(entry.get("with"))), default=name)


def _parse_entry(entry: Mapping[str, Any]) -> IncomingEntry | None:
    on, verb, by, state = _day(entry.get("on")), entry.get("verb"), entry.get("by"), entry.get("state")
    if on is None or not isinstance(verb, str) or verb not in VERBS:
        return None
    return IncomingEntry(
        on=on,
        verb=verb,
        by=by if by in ("me", "them") else None,
        text=text_of(entry.get("text")),
        others=tuple(filter(None, map(text_of, list_of(entry.get("with"))))),
        state=state if state in ("open", "done", "dropped") else None,
        due_on=_day(entry.get("due_on")),
        done_on=_day(entry.get("done_on")),
    )


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
