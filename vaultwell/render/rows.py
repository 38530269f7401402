"""One due row in words: why, with what to say, from the person's own lines; never over 180 characters."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import PurePosixPath

from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.source import Source
from vaultwell.practices.matters import ASKS_ONCE_MORE_DAYS
from vaultwell.practices.pronouns import find_pronouns
from vaultwell.practices.reasons import ABOUT_KEYS, CONTEXT_KEYS, Reason, find_missing, has_context
from vaultwell.practices.row import PICKED_REASONS, DueRow, row_id
from vaultwell.render.markdown import inline, link, quoted, reach
from vaultwell.render.safe import plain
from vaultwell.render.words import say_day, say_deed, say_deed_of, say_label, say_when

MOST_CHARACTERS = 180
_SEPARATOR = " · "
_MOST_QUOTED = 80
_ELSE_KEYS = tuple(key for key in CONTEXT_KEYS if key not in (*ABOUT_KEYS, "met_at", "why"))
_TELLING = ("next", "news", "promise", "ask", "loan", "mention")


def render_row(
    row: DueRow, names: Collection[str], today: date, told: Collection[Source] = frozenset()
) -> str:
    """The row as one line of the due note: a checkbox, the person, the words, the block id.

    `told` are lines that have a row of their own, so that this one need not tell them again.
    """
    head = f"- [ ] {link(row.path, names)}"
    tail = f" ^{row_id(row)}"
    contact = reach(row.history.contact)
    room = MOST_CHARACTERS - len(head) - len(tail)
    with_contact = room - len(_SEPARATOR) - len(contact) if contact else room
    words = _fit(row, today, with_contact if with_contact > 60 else room, inline, told)
    parts = [head, *words]
    if contact and len(_SEPARATOR.join([*parts, contact])) + len(tail) <= MOST_CHARACTERS:
        parts.append(contact)
    return _SEPARATOR.join(parts) + tail


def say_row(row: DueRow, today: date) -> str:
    """The words of a row alone, for a terminal: no room to mind, no Markdown.

    Where there is nothing to begin with, what is missing is named (P10).
    """
    return _SEPARATOR.join(_fit(row, today, 10_000, plain, frozenset())) or _say_bare(row, today)


def _say_bare(row: DueRow, today: date) -> str:
    if has_context(row.history, today):
        return "a hello is enough"
    return f"find a reason first: {', '.join(find_missing(row.history.contact))}?"


_Escape = Callable[[str], str]


def _fit(row: DueRow, today: date, room: int, escape: _Escape, told: Collection[Source]) -> list[str]:
    """As many of the row's parts, in their order, as there is room for; the first always."""
    words: list[str] = []
    for lead, text, after in _parts(row, today, escape, told):
        left = room - sum(len(_SEPARATOR) + len(part) for part in words) - len(_SEPARATOR)
        part = _compose(lead, text, after, left, _MOST_QUOTED if room <= MOST_CHARACTERS else room, escape)
        if part and (not words or len(part) <= left):
            words.append(part)
    return words


def _compose(lead: str, text: str, after: str, room: int, most: int, escape: _Escape) -> str:
    """`lead: “text”after`, the text shortened; without it when too little would be left."""
    quote = quoted(text, min(room - len(lead) - len(after) - 2, most), escape)
    if not quote:
        return f"{lead}{after}"
    return f"{lead}: {quote}{after}" if lead else f"{quote}{after}"


# (lead, quoted text, what follows the quote)
_Part = tuple[str, str, str]


def _parts(row: DueRow, today: date, escape: _Escape, told: Collection[Source]) -> Iterator[_Part]:
    """What the row is for; then, for one of today's few, one more thing to say, what matters most."""
    yield from _reason_parts(row, today, escape)
    if row.reason not in PICKED_REASONS:
        return
    others = [reason for reason in row.reasons if reason.source not in told and reason.what in _TELLING]
    if others:
        other = min(others, key=lambda reason: _TELLING.index(reason.what))
        yield say_reason(other, row.history.contact, today)
    elif not (row.last and row.last.text):
        yield from _about_parts(row, escape)


def _about_parts(row: DueRow, escape: _Escape) -> Iterator[_Part]:
    """What they care about, else whatever else is known of them, else what you noted last."""
    contact = row.history.contact
    for keys in (ABOUT_KEYS, _ELSE_KEYS):
        if about := [text for key in keys for text in contact.fact(key)]:
            yield ", ".join(escape(text) for text in about[:3]), "", ""
            return
    if contact.introduced_by:
        yield f"introduced by {escape(contact.introduced_by[0])}", "", ""
    noted = [entry for entry in row.history.entries if entry.kind in ("note", "news") and entry.text]
    if noted and row.last is None:
        yield "you noted", noted[-1].text, ""


def _reason_parts(row: DueRow, today: date, escape: _Escape) -> Iterator[_Part]:
    entry = row.entry
    if row.reason == "first-follow-up":
        lead, text, _ = _say_meeting(row, today, escape)
        yield lead, text, " · or let it be"
    elif row.reason == "date" and row.yearly is not None and row.due_on is not None:
        yield f"{escape(say_label(row.yearly.label))} {say_day(row.due_on, today)}", "", ""
        yield from _last_parts(row, today)
    elif row.reason == "follow-up":
        day = say_day(row.due_on, today) if row.due_on else ""
        yield ("to do", entry.text, "") if entry else (f"you wanted to write {day}", "", "")
        yield from _last_parts(row, today)
    elif entry is not None and row.reason == "promise":
        yield _promise_lead(entry, today), entry.text, _promise_end(row, today)
    elif entry is not None and row.reason == "loan":
        yield (
            "you have of theirs",
            entry.text,
            f", back by {say_day(row.due_on, today)}" if row.due_on else "",
        )
    elif entry is not None and row.reason == "ask":
        yield f"asked you {say_when(entry.on, today)}", entry.text, ""
    elif entry is not None and row.reason == "thanks":
        contact = row.history.contact
        them = find_pronouns(contact).them
        after = f"tell {them} how it went" if contact.is_close else f"thank {them}, tell {them} how it went"
        yield f"{_say_favor(entry, contact, escape)} {say_when(entry.on, today)}", entry.text, f" · {after}"
    elif row.last is None and (row.history.met_on or row.history.contact.fact("met_at")):
        yield _say_meeting(row, today, escape)
    else:
        yield from _last_parts(row, today)


def _promise_lead(entry: Entry, today: date) -> str:
    if entry.verb.startswith("owe"):
        return "you owe"
    return "you promised" if entry.due_on else f"you promised {say_when(entry.on, today)}"


def _promise_end(row: DueRow, today: date) -> str:
    if row.due_on is None:
        return ""
    if (today - row.due_on).days >= ASKS_ONCE_MORE_DAYS:
        them = find_pronouns(row.history.contact).them
        return f", by {say_day(row.due_on, today)}. Still yes? Or tell {them} it will not happen"
    return f", by {say_day(row.due_on, today)}"


def _say_favor(entry: Entry, contact: Contact, escape: _Escape) -> str:
    """`they gave`; for an introduction also to whom."""
    deed = say_deed(entry.verb, "them", find_pronouns(contact))
    if entry.verb != "introduced" or not entry.others:
        return deed
    people = ", ".join(escape(PurePosixPath(path).stem) for path in entry.others[:2])
    return f"{deed} {people}"


def _say_meeting(row: DueRow, today: date, escape: _Escape) -> _Part:
    met_on = row.history.met_on
    when = say_when(met_on, today) if met_on else ""
    places = row.history.contact.fact("met_at")
    where = f"at {escape(places[0])}" if places else ""
    told = [entry for entry in row.history.entries if entry.on == met_on and entry.touch_on and entry.text]
    first = max(told, key=lambda entry: (entry.source.path == row.path, entry.verb == "met"), default=None)
    return " ".join(word for word in ("met", when, where) if word), first.text if first else "", ""


def _last_parts(row: DueRow, today: date) -> Iterator[_Part]:
    if (last := row.last) is not None:
        yield (
            f"{say_deed_of(row.history.contact, last)} {say_when(last.on, today)}",
            last.text,
            "",
        )


def say_reason(reason: Reason, contact: Contact, today: date) -> _Part:
    """A reason to write to `contact` as (lead, the person's own words, what follows them)."""
    entry = reason.entry
    match reason.what:
        case "next":
            return "ask", entry.text, ""
        case "news":
            lead = "news" if entry.verb == "news" else entry.verb
            return f"{lead} {say_when(entry.on, today)}", entry.text, ""
        case "mention":
            return f"you wrote about {find_pronouns(contact).them} {say_when(entry.on, today)}", "", ""
        case "promise":
            return "you owe" if entry.verb.startswith("owe") else "you promised", entry.text, ""
        case "loan":
            return "you have of theirs", entry.text, ""
        case _:
            return f"asked you {say_when(entry.on, today)}", entry.text, ""
