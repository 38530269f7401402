"""Entries as vaultwell writes them: one canonical form (format.md, "Writing into people's notes")."""

from datetime import date

from vaultwell.model.entry import Entry

MARKS = {"open": " ", "done": "x", "dropped": "-"}


def render_line(
    words: str, *, on: date | None = None, box: str | None = None, block_id: str | None = None
) -> str:
    """`- [x] 2026-10-05 called: the move ^id`; without `on` the words begin with their own day."""
    parts = ("-", f"[{box}]" if box else "", str(on) if on else "", words, f"^{block_id}" if block_id else "")
    return " ".join(part for part in parts if part)


def render_entry(entry: Entry, done_on: date | None, block_id: str | None) -> tuple[str, ...]:
    """The lines that say of one person what `entry` says, with its box ticked on `done_on`."""
    first, *more = entry.text.split("\n")
    words = f"{'they ' if entry.by == 'them' else ''}{entry.verb}: {first}".rstrip()
    if entry.due_on:
        words += f" 📅 {entry.due_on}"
    if done_on:
        words += f" ✅ {done_on}"
    box = "x" if done_on else MARKS.get(entry.state or "")
    line = render_line(words, on=entry.on, box=box, block_id=block_id)
    return (line, *(f"  {further}" for further in more))
