"""Who would like this, in words and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from vaultwell.practices.share import MOST_REASONS, Listener
from vaultwell.practices.topics import Topic
from vaultwell.render.documents import VERSION, entry_document
from vaultwell.render.lines import Line, Section, render_sections
from vaultwell.render.page import Page, Text
from vaultwell.render.safe import plain
from vaultwell.render.serve import told_document
from vaultwell.render.words import say_deed_of, say_when


def render_listeners(listeners: Sequence[Listener], topic: Topic, most: int, today: date) -> Page:
    """Each with why, and when you were last in touch; at most so many."""
    words = ", ".join(f"“{plain(word)}”" for word in topic.words)
    if not listeners:
        return [Text(f"Nobody’s note speaks of {words}. Fewer or other words may find more.")]
    lines = [line for listener in listeners[:most] for line in _say_listener(listener, today)]
    if len(listeners) > most:
        lines.append(Line(f"and {len(listeners) - most:,} more: add --all"))
    return render_sections([Section(f"Who would like {words}", lines)])


def _say_listener(listener: Listener, today: date) -> Iterator[Line]:
    last = f"last in touch {say_when(listener.last.on, today)}" if listener.last else "never in touch yet"
    yield Line(f"{plain(listener.contact.name)} · {last}")
    reasons = [Line(f"{told.key}: {plain(told.text)}", [told.source], 1) for told in listener.facts]
    reasons += [
        Line(
            f"{say_when(e.on, today)} · {say_deed_of(listener.contact, e)}: {plain(e.text)}",
            [e.source],
            1,
        )
        for e in listener.entries
    ]
    yield from reasons[:MOST_REASONS]


def listeners_document(
    listeners: Sequence[Listener], topic: Topic, names: Mapping[str, str]
) -> dict[str, Any]:
    """`share --json`."""
    return {
        "version": VERSION,
        "words": list(topic.words),
        "people": [
            {
                "name": listener.contact.name,
                "path": listener.contact.path,
                "words": list(listener.words),
                "last_on": str(listener.last.on) if listener.last else None,
                "facts": [told_document(told) for told in listener.facts],
                "entries": [entry_document(entry, names) for entry in listener.entries],
            }
            for listener in listeners
        ],
    }
