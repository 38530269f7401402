"""One record of Monica's to entries: calls, conversations, activities, debts, gifts, reminders, tasks …"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from vaultwell.exchange.foreign_days import parse_foreign_day
from vaultwell.exchange.incoming import IncomingEntry
from vaultwell.exchange.json_values import list_of, object_of, text_of
from vaultwell.model.cadence import add_months

_ODD_PLURALS = {"activities": "activity", "addresses": "address", "journal_entries": "journal_entry"}
_MOST_MESSAGES = 30
_MONTHS = {"month": 1, "year": 12}


def singular(kind: str) -> str:
    """`contact` for `contact`, `contacts` and `Contact`."""
    word = re.sub(r"[\s-]+", "_", kind.strip().lower())
    return _ODD_PLURALS.get(word, word if word.endswith("ss") else word.removesuffix("s"))


@dataclass(frozen=True, slots=True)
class Record:
    """One record, or the bare uuid of one; `properties` are those inside it."""

    uuid: str
    properties: Mapping[str, Any]
    whole: Mapping[str, Any]

    @classmethod
    def of(cls, value: Any) -> "Record":
        """What stands there, whatever it is."""
        whole = object_of(value)
        return cls(text_of(whole.get("uuid")) or text_of(value), object_of(whole.get("properties")), whole)

    def text(self, key: str) -> str:
        """One property as a text."""
        return text_of(self.properties.get(key)).strip()

    def day(self, *keys: str) -> date:
        """The first of some days that is written, else the one on which the record was made."""
        for text in (*map(self.text, keys), text_of(self.whole.get("created_at"))):
            if text:
                return parse_foreign_day(text[:10])
        raise ValueError("it has no day")

    def is_so(self, key: str) -> bool:
        """A property that is true."""
        return self.properties.get(key) in (True, 1, "1")


def parse_activity(record: Record, others: Sequence[str]) -> IncomingEntry:
    """One thing that several people did together."""
    text = _joined(record.text("summary"), record.text("description"))
    return IncomingEntry(
        record.day("happened_at"), "contact", None, text, tuple(others), uid=f"monica {record.uuid}"
    )


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _parse_call(record: Record, _today: date, _names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    by: Literal["me", "them"] = "them" if record.is_so("contact_called") else "me"
    yield _entry(record, record.day("called_at"), "called", by, record.text("content"))


def _parse_conversation(record: Record, _today: date, _names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    """Who wrote first began it; each message is a line of it."""
    messages = [Record.of(each) for each in list_of(record.properties.get("messages"))]
    messages.sort(key=lambda each: each.text("written_at"))
    if not messages:
        yield _entry(record, record.day("happened_at"), "message", None, "")
        return
    said = [
        f"{'me' if each.is_so('written_by_me') else 'they'}: “{each.text('content')}”" for each in messages
    ]
    more = [f"… and {len(said) - _MOST_MESSAGES} more"] if len(said) > _MOST_MESSAGES else []
    by: Literal["me", "them"] = "me" if messages[0].is_so("written_by_me") else "them"
    text = "\n".join([*said[:_MOST_MESSAGES], *more])
    yield _entry(record, record.day("happened_at"), "messaged", by, text)


def _parse_debt(record: Record, _today: date, _names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    """Money: `in_debt` is mine to give back."""
    verb = "borrowed" if record.is_so("in_debt") else "lent"
    currency = record.properties.get("currency")
    unit = text_of(currency) or text_of(object_of(currency).get("iso"))
    text = _joined(" ".join(filter(None, (record.text("amount"), unit))) or "money", record.text("reason"))
    is_done = record.text("status").startswith("complete")
    entry = _entry(record, record.day(), verb, "me", text)
    yield replace(entry, state="done" if is_done else "open")


def _parse_gift(record: Record, _today: date, names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    """An idea, something I gave, something they gave."""
    status = record.text("status")
    name, amount = record.text("name"), record.text("amount")
    whose = names.get(record.text("recipient"), "")
    first = f"{name}{f' (for {whose})' if whose else ''}{f', {amount}' if amount else ''}"
    text = _joined(first or "a gift", record.text("comment"), record.text("url"))
    day = record.day("date")
    if status == "received":
        yield _entry(record, day, "gave", "them", text)
    elif status == "offered":
        yield _entry(record, day, "gave", "me", text)
    else:
        yield _entry(record, day, "gift idea", None, text)


def _parse_reminder(record: Record, today: date, _names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    """Something to do on its next day; what Monica makes of a birthday itself is in the properties."""
    if record.properties.get("delible") is False or record.is_so("inactive"):
        return
    first, kind = record.day("initial_date"), record.text("frequency_type") or "one_time"
    number = int(text) if (text := record.text("frequency_number")).isdecimal() and int(text) else 1
    due = first if kind == "one_time" else _find_next(first, kind, number, today)
    if due < today:
        return
    often = "" if kind == "one_time" else f" (every {f'{number} {kind}s' if number > 1 else kind})"
    text = _joined(f"{record.text('title')}{often}", record.text("description"))
    entry = _entry(record, min(record.day(), today), "todo", None, text)
    yield replace(entry, state="open", due_on=due)


def _find_next(first: date, kind: str, number: int, today: date) -> date:
    """The first of the regular days that is not past."""
    if first >= today:
        return first
    if kind in _MONTHS:
        step = number * _MONTHS[kind]
        past = (today.year - first.year) * 12 + today.month - first.month
        counts = (past // step * step + more * step for more in range(3))
        return next(day for count in counts if (day := add_months(first, count)) >= today)
    step = 7 * number
    return first + timedelta(-(-(today - first).days // step) * step)


def _parse_task(record: Record, _today: date, _names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    text = _joined(record.text("title"), record.text("description"))
    entry = _entry(record, record.day(), "todo", None, text)
    if record.is_so("completed"):
        done = record.text("completed_at")
        yield replace(entry, state="done", done_on=record.day("completed_at") if done else None)
    else:
        yield replace(entry, state="open")


def _parse_note(record: Record, _today: date, _names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    yield _entry(record, record.day(), "note", None, record.text("body"))


def _parse_life_event(record: Record, _today: date, _names: Mapping[str, str]) -> Iterator[IncomingEntry]:
    text = _joined(record.text("name"), record.text("note"))
    yield _entry(record, record.day("happened_at"), "news", None, text or "a life event")


def _entry(record: Record, on: date, verb: str, by: Literal["me", "them"] | None, text: str) -> IncomingEntry:
    uid = f"monica {record.uuid}" if record.uuid else ""
    return IncomingEntry(on, verb, by, text, uid=uid)


ENTRIES: Mapping[str, Callable[[Record, date, Mapping[str, str]], Iterator[IncomingEntry]]] = {
    "call": _parse_call,
    "conversation": _parse_conversation,
    "debt": _parse_debt,
    "gift": _parse_gift,
    "reminder": _parse_reminder,
    "task": _parse_task,
    "note": _parse_note,
    "life_event": _parse_life_event,
}
