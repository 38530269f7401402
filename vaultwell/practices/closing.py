"""Closing what is open between you, in the person's own note: for `done`, `drop` and ticked rows."""

from collections.abc import Callable
from datetime import date

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry, State
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_lines import drop, tick
from vaultwell.notes.edit_log import FAVORS, append_entries
from vaultwell.notes.written import render_entry


def build_closing(
    person: Contact, entry: Entry, state: State, on: date, settings: Settings
) -> Callable[[str], str]:
    """The edit of the person's note that closes an entry of theirs, in state `done` or `dropped`.

    A line of their own note is ticked. One that stands in another note – a daily one, or somebody
    else's – stays as it is: the closed line is added to the person's note, and wins over the open one.
    """
    if entry.source.path == person.path:
        close = tick if state == "done" else drop
        return lambda text: close(text, entry.source.line, entry.text, on)
    lines = render_entry(entry._replace(state=state), on if state == "done" else None, entry.block_id)
    return lambda text: append_entries(text, ["\n".join(lines)], settings.headings, FAVORS)
