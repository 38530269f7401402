"""One entry in few words, and as JSON."""

from collections.abc import Mapping
from datetime import date

from vaultwell.model.entry import Entry
from vaultwell.render.documents import entry_document
from vaultwell.render.safe import plain
from vaultwell.render.words import say_day, say_deed

__all__ = ["entry_document", "say_entry"]


def say_entry(entry: Entry, names: Mapping[str, str], today: date) -> str:
    """What a line is read as: `contact: call · 22 Nov · “the move” · with Ben Okafor`."""
    text = plain(entry.text)
    parts = [
        f"{entry.kind}: {say_deed(entry.verb, entry.by)}",
        say_day(entry.on, today),
        f"“{text}”" if text else "",
        f"by {say_day(entry.due_on, today)}" if entry.due_on else "",
        f"with {', '.join(plain(names[path]) for path in entry.others)}" if entry.others else "",
    ]
    return " · ".join(part for part in parts if part)
