"""What one touched row changes in the person's note: lines logged and ticked, wishes written down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Literal

from vaultwell.graph.names import Names, find_names
from vaultwell.graph.understand import understand
from vaultwell.model.cadence import Cadence
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_front_matter import set_property
from vaultwell.notes.edit_lines import set_due
from vaultwell.notes.edit_log import FAVORS, LOG, append_entries
from vaultwell.notes.lines import split_lines
from vaultwell.notes.region import KeptRow
from vaultwell.notes.typed import LATER, Typed, TypedEntry
from vaultwell.notes.verbs import LEARNED
from vaultwell.notes.written import render_line
from vaultwell.practices.closing import build_closing
from vaultwell.practices.due import find_due
from vaultwell.practices.history import History, find_history
from vaultwell.practices.new_entry import TICKABLE
from vaultwell.practices.row import OPEN_REASONS, find_ids, row_id
from vaultwell.practices.row_lookup import Subject, subject_of

# Of these one tells in a talk, or comes away from it with them.
_BESIDE_A_TALK = frozenset({"news", "next", "promise", "loan"})
Edit = Callable[[str], str]
Deed = Literal["logged", "ticked", "put off", "let go"]


@dataclass(frozen=True, slots=True)
class Tick:
    """What one touched row asks for.

    `path` is the person's note ("" when nobody fits), `changes` the edits of it, in their order,
    `deeds` what they do, each with the words or the day. `left` are typed words that could not be
    used; a `sentence` says why the row itself could not be: both move below the region. A tick that
    was applied before has none of these.
    """

    row: KeptRow
    path: str = ""
    changes: tuple[Edit, ...] = ()
    deeds: tuple[tuple[Deed, str], ...] = ()
    left: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True)
class Desk:
    """What is at hand for every row; `day` is the due note's own."""

    graph: Graph
    settings: Settings
    today: date
    day: date
    shown: Mapping[tuple[str, str], str]

    @cached_property
    def names(self) -> Names:
        """Everybody's names, for links."""
        return find_names(self.graph.contacts, self.graph.contacts)

    @cached_property
    def subjects(self) -> Mapping[str, tuple[str, Subject]]:
        """Person and subject of every row of the due note's day and of today, by id."""
        rows = (
            row
            for day in {self.day, self.today}
            for row in find_due(self.graph, self.settings, day, self.settings.dates_ahead)
        )
        return {row_id(row): (row.path, subject_of(row)) for row in rows}

    def find_history(self, path: str) -> History:
        """One person's days."""
        return find_history(self.graph, self.graph.contacts[path], self.settings)


def set_aside(row: KeptRow, path: str, sentence: str) -> Tick:
    """A row that is not applied: it moves below the region with everything typed under it."""
    return Tick(row, path, left=_all_words(row), sentence=sentence)


def _all_words(row: KeptRow) -> tuple[str, ...]:
    return (*(line.strip() for line in row.typed if line.strip()), *row.rewritten)


@dataclass
class Draft:
    """A tick while it is put together."""

    row: KeptRow
    typed: Typed
    contact: Contact
    subject: Subject
    desk: Desk
    changes: list[Edit] = field(default_factory=list)
    deeds: list[tuple[Deed, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    sentence: str = ""

    @property
    def on(self) -> date:
        """The day of the tick."""
        return self.row.done_on or self.desk.today

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that is known between you."""
        return self.desk.graph.of(self.contact.path)

    @property
    def is_logged(self) -> bool:
        """A line with the row's id stands in the person's note."""
        return self.row.row_id in find_ids(self.entries)

    def finish(self) -> Tick:
        """The tick as it is to be done."""
        if self.sentence and not self.changes:
            return set_aside(self.row, self.contact.path, self.sentence)
        return Tick(
            self.row,
            self.contact.path,
            tuple(self.changes),
            tuple(self.deeds),
            (*self.left, *self.row.rewritten),
            self.sentence,
        )


def apply_row(draft: Draft) -> None:
    """Everything the row asks for: entries first, then its source line, then wishes."""
    if draft.is_logged:
        _leave_unknown(draft)
    else:
        _log(draft)
    if draft.subject.reason in OPEN_REASONS and draft.row.is_ticked:
        _tick_source(draft)
    if not draft.is_logged:
        _wait(draft)
        _let_go(draft)


# --- Logging --------------------------------------------------------------------------------------------


def _log(draft: Draft) -> None:
    """Log what was typed, and the tick itself where nothing typed says what it was."""
    entries = draft.typed.entries
    if not draft.row.is_ticked:
        draft.left += [text for entry in entries if not entry.is_clear for text in (entry.words, *entry.more)]
        entries = tuple(entry for entry in entries if entry.is_clear)
    lines = [(_render_typed(entry, draft), entry.more) for entry in entries]
    meanings = [_understand(line, draft) for line, _ in lines]
    if draft.row.is_ticked and _needs_tick(draft, meanings):
        line = _render_bare(draft)
        lines.insert(0, (line, ()))
        meanings.insert(0, _understand(line, draft))
    marked = next((index for index, found in enumerate(meanings) if _closes(found, draft)), None)
    if draft.subject.reason in OPEN_REASONS and lines:
        marked = 0
    for index, (line, more) in enumerate(lines):
        block_id = draft.row.row_id if index == marked else None
        _append(draft, line, more, meanings[index], block_id)


def _render_typed(entry: TypedEntry, draft: Draft) -> str:
    """The line of a typed entry; words that begin with no verb are what the tick itself would log."""
    jotting = entry.jotting
    words = entry.words if jotting.verb or jotting.has_own_day else f"{_own_verb(draft)}: {entry.words}"
    on = draft.on - timedelta(1) if entry.is_of_yesterday else draft.on
    return render_line(words, on=None if jotting.has_own_day else on, box=entry.box)


def _render_bare(draft: Draft) -> str:
    favor = draft.subject.entry if draft.subject.reason == "thanks" else None
    words = f"thanked: {favor.text.partition(chr(10))[0]}".strip() if favor else _own_verb(draft)
    return render_line(words, on=draft.on)


def _own_verb(draft: Draft) -> str:
    if draft.subject.reason == "thanks":
        return "thanked"
    return "note" if draft.subject.reason in OPEN_REASONS else "contact"


def _needs_tick(draft: Draft, meanings: Sequence[tuple[Entry, ...]]) -> bool:
    """Nothing typed says how it went: no talk, no attempt, no thought, and nothing that was called off.

    A wish in place of words (`later`) says that it has not happened yet.
    """
    if draft.subject.reason in OPEN_REASONS or (draft.typed.has_wish and not meanings):
        return False
    return all(
        entry.kind in _BESIDE_A_TALK or (entry.kind == "note" and _is_learned(typed))
        for typed, found in zip(draft.typed.entries, meanings, strict=True)
        for entry in found
    )


def _is_learned(typed: TypedEntry) -> bool:
    """`heard: …`, `fact: …`: what one hears in a talk, and not a thought about somebody."""
    verb = typed.jotting.verb
    return verb is not None and verb.name in LEARNED and not verb.keeps_wording


def _closes(found: Sequence[Entry], draft: Draft) -> bool:
    """It moves the day on which the person is due; only then may its id hide the row."""
    last = draft.desk.find_history(draft.contact.path).last_touch(date.max) or date.min
    return any(
        (entry.touch_on or entry.on) >= min(last, draft.desk.day)
        for entry in found
        if entry.touch_on is not None or entry.kind in ("attempt", "plan")
    )


def _understand(line: str, draft: Draft) -> tuple[Entry, ...]:
    """What a line would say of the person, in their own note."""
    desk = draft.desk
    found = understand([line], draft.contact, desk.names, desk.settings, desk.today)
    return found.of_line(0, draft.contact.path)


def _append(
    draft: Draft, line: str, more: Sequence[str], found: Sequence[Entry], block_id: str | None
) -> None:
    is_tickable = any(entry.kind in TICKABLE for entry in found)
    if is_tickable and not line.startswith("- ["):
        line = line.replace("- ", "- [ ] ", 1)
    whole = f"{line} ^{block_id}" if block_id else line
    lines = [whole, *(f"  {further}" for further in more)]
    draft.changes.append(_appending(draft, lines, FAVORS if is_tickable else LOG))
    draft.deeds.append(("logged", line.removeprefix("- ")))


def _appending(draft: Draft, lines: Sequence[str], section: str) -> Edit:
    """Append one entry, unless its very line stands there: a crash may have come between two writes."""
    headings = draft.desk.settings.headings

    def append(text: str) -> str:
        if lines[0] in split_lines(text):
            return text
        return append_entries(text, ["\n".join(lines)], headings, section)

    return append


def _leave_unknown(draft: Draft) -> None:
    """The row was applied already: what was typed otherwise on another device is left to the reader."""
    known = {(entry.verb, entry.text.partition("\n")[0]) for entry in draft.entries}
    for typed in draft.typed.entries:
        found = _understand(_render_typed(typed, draft), draft)
        if not found or any((entry.verb, entry.text) not in known for entry in found):
            draft.left += [typed.words, *typed.more]


# --- Open lines -----------------------------------------------------------------------------------------


def _tick_source(draft: Draft) -> None:
    """Tick the line itself; where it stands in a dated note, its ticked twin goes into the person's."""
    entry = draft.subject.entry
    if entry is None or entry.state in ("done", "dropped"):
        return
    draft.changes.append(build_closing(draft.contact, entry, "done", draft.on, draft.desk.settings))
    draft.deeds.append(("ticked", f"{entry.verb}: {entry.text}"))


# --- Wishes ---------------------------------------------------------------------------------------------


def _wait(draft: Draft) -> None:
    """`later`, and a `[-]` in the box: not before some day, never before the one that stands."""
    wish = draft.typed.later or (LATER if draft.row.mark == "-" else None)
    if wish is None:
        return
    day = wish.after(draft.desk.day) if isinstance(wish, Cadence) else wish
    entry = draft.subject.entry
    if draft.subject.reason == "date":
        draft.sentence = "A yearly date cannot be put off, so nothing was done."
    elif draft.subject.reason not in (*OPEN_REASONS, "thanks"):
        if day > (draft.contact.snooze or date.min):
            draft.changes.append(_setting(draft, "snooze", str(day)))
            draft.deeds.append(("put off", str(day)))
    elif entry is None or entry.source.path != draft.contact.path:
        draft.sentence = (
            "Its line stands in a dated note, which is not changed: write 📅 and a day behind it."
        )
    elif day > (entry.due_on or date.min):
        draft.changes.append(partial(set_due, line=entry.source.line, words=entry.text, day=day))
        draft.deeds.append(("put off", str(day)))


def _let_go(draft: Draft) -> None:
    why = draft.typed.let_go
    if why is None or draft.contact.let_go is not None:
        return
    if draft.subject.reason in (*OPEN_REASONS, "thanks", "date"):
        draft.sentence = (
            "Only a person is let go: mark this line as dropped in their note,"
            " or write let_go into its properties."
        )
        return
    draft.changes.append(_setting(draft, "let_go", why or str(draft.desk.day)))
    draft.deeds.append(("let go", why))


def _setting(draft: Draft, key: str, value: str) -> Edit:
    return partial(set_property, key=key, value=value, settings=draft.desk.settings)
