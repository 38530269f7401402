"""Entries that other tools keep in front matter: `interactions` and `favors`, lists of maps.

They are read as the line a person would have written, by the same grammar; they are never written.
"""

from collections.abc import Iterator, Mapping

from vaultwell.notes.entries import parse_item
from vaultwell.notes.fields import FrontMatter, Scalar, Value
from vaultwell.notes.jotting import Jotting
from vaultwell.notes.property_texts import find_field, link_target
from vaultwell.notes.structure import Item
from vaultwell.notes.verbs import Vocabulary

LISTED_KEYS = ("interactions", "favors")
_WHO = {"me": "I", "them": "they"}


def read_listed(front_matter: FrontMatter, vocabulary: Vocabulary) -> Iterator[Jotting]:
    """The jottings of every map with a `date`; `kind`, `text` and `by` (`me`, `them`) may be missing."""
    for found in find_field(front_matter, *LISTED_KEYS):
        for entry in found.value if isinstance(found.value, tuple) else ():
            if isinstance(entry, Mapping) and (item := _build_item(entry)) is not None:
                yield parse_item(item, vocabulary)


def _build_item(entry: Mapping[str, Value]) -> Item | None:
    """The line that says the same: `2026-10-05 they called: the move`."""
    keyed = {key.strip().lower(): value for key, value in entry.items()}
    day = keyed.get("date")
    if not isinstance(day, Scalar) or not day.text.strip():
        return None
    kind, by, text = (_text(keyed.get(key)) for key in ("kind", "by", "text"))
    who = _WHO.get(by.lower(), by)
    words = [
        link_target(day.text) or day.text.strip()[:10],
        who if kind else "",
        f"{kind}:" if kind else "",
        text,
    ]
    line = " ".join(" ".join(words).split())
    return Item(day.line, day.column, line, None, (), None, ())


def _text(value: Value) -> str:
    return value.text.strip() if isinstance(value, Scalar) else ""
