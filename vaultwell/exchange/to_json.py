"""People to our own JSON, from which `import json` makes the same people again.

`front_matter` and `body` together are the person's note, byte for byte but for the lines that dated
notes say of them, which stand in its log. The rest is for other programs to read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaultwell.exchange.carry import Left, carry_entries
from vaultwell.exchange.compare import find_differences
from vaultwell.graph.build import build_graph
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.model.source import Source
from vaultwell.notes.fields import plain_fields
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.lines import BOM, split_lines
from vaultwell.notes.note import parse_note
from vaultwell.render.documents import entry_document

FORMAT = "vaultwell"
VERSION = 1

_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Leaving:
    """A vault's people as one document, and what it could not take along or would read differently."""

    document: Mapping[str, Any]
    left: tuple[Left, ...]


def build_leaving(
    graph: Graph, texts: Mapping[str, str], settings: Settings, settings_text: str | None, today: date
) -> Leaving:
    """Everybody in `graph` as `export json` writes them.

    `texts` are all notes that can be read; `settings_text` is `vaultwell.toml`, None without one.
    """
    carried = carry_entries(graph, texts, settings, today)
    names = graph.person_names
    people = [
        _person(contact, carried.texts[contact.path], graph, names)
        for contact in graph.contacts.values()
        if contact.path in carried.texts
    ]
    document = {
        "format": FORMAT,
        "version": VERSION,
        "today": str(today),
        "settings": settings_text,
        "people": people,
    }
    after = _read_again(carried.texts, settings, today)
    lost = [Left(*found) for found in find_differences(graph, after)]
    named = {found.source for found in carried.left}
    return Leaving(document, (*carried.left, *(each for each in lost if each.source not in named)))


def _read_again(texts: Mapping[str, str], settings: Settings, today: date) -> Graph:
    """The graph that the notes make in a vault of their own."""
    notes = [
        parse_note(path, text.encode("utf-8", "surrogatepass"), settings, Conventions())
        for path, text in texts.items()
    ]
    return build_graph(notes, texts, settings, today)[0]


def _person(contact: Contact, text: str, graph: Graph, names: Mapping[str, str]) -> dict[str, Any]:
    head, body = split_note(text)
    return {
        "name": contact.name,
        "path": contact.path,
        "aliases": list(contact.aliases),
        "properties": plain_fields(parse_front_matter(contact.path, split_lines(text)).fields),
        "relations": [
            {"relation": tie.word, "name": names[tie.person]} for tie in graph.relations.get(contact.path, ())
        ],
        "front_matter": head,
        "body": body,
        "entries": [_entry(entry, names) for entry in sorted(graph.of(contact.path), key=_order)],
    }


def _entry(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    document = entry_document(entry, names)
    return {**document, "with": sorted(document["with"]), "id": entry.block_id}


def _order(entry: Entry) -> tuple[str, ...]:
    """By day, then by what is said: where it stands may change on the way."""
    return tuple(str(part) for part in entry._replace(source=Source("", 0), others=()))


def split_note(text: str) -> tuple[str, str]:
    """The front matter with its fences and the newline behind them, and the rest; together the whole text."""
    front_matter = parse_front_matter("", split_lines(text.removeprefix(BOM)))
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    at = ends[front_matter.body_line - 1]
    return text[:at], text[at:]
