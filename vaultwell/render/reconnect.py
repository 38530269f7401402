"""Today's few and the dormant ties in words, and how they were picked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vaultwell.model.settings import Settings
from vaultwell.practices.reconnect import Dormant, Pick, Reconnection
from vaultwell.practices.row import DueRow
from vaultwell.render.documents import VERSION, last_document, row_document
from vaultwell.render.rows import say_row
from vaultwell.render.safe import plain
from vaultwell.render.spans import say_span
from vaultwell.render.words import join_words, say_count, say_day, say_deed_of, say_when

_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def say_pick(pick: Pick, today: date, *, is_why: bool) -> list[str]:
    """One of today's few: the name, the words of the due row with its line, and how it came to be picked."""
    row = pick.row
    source = row.source or (row.last.source if row.last else None)
    place = f"  {plain(str(source))}" if source else ""
    lines = [plain(row.name), f"  {say_row(row, today)}{place}"]
    if is_why:
        lines.append(f"  Why: {_say_why(row, today)}; {_say_days(pick)}.")
    return lines


def say_dormant(dormant: Dormant, today: date, *, is_why: bool) -> list[str]:
    """Somebody not heard from for long: how long, and the last thing you shared, with its line."""
    span = say_span(dormant.since, today)
    contact = dormant.history.contact
    name = plain(contact.name)
    lines = [f"{name} · never in touch yet, known for {span}" if dormant.is_estimated else f"{name} · {span}"]
    told, last = dormant.told, dormant.last
    if told is not None:
        words = f"{say_deed_of(contact, told)} {say_when(told.on, today)}: “{plain(told.text)}”"
        lines.append(f"  {words}  {plain(str(told.source))}")
    elif last is not None:
        text = f": “{plain(last.text)}”" if last.text else ""
        deed = f"{say_deed_of(contact, last)} {say_when(last.on, today)}{text}"
        lines.append(f"  {deed}  {plain(str(last.source))}")
    if is_why:
        lines.append(f"  Why: {_say_silence(dormant, today)}.")
    return lines


def say_rule(settings: Settings) -> str:
    """How the few of a day are picked."""
    return (
        f"Your pace is {settings.pace}. The week is replayed from Monday: each day first follow-ups,"
        " then whoever is due longest, and one place for the longest silence. Nobody moves up when you have"
        " written to one."
    )


def say_nobody(settings: Settings, found: Reconnection, today: date) -> str:
    """What there is to say when the list is empty."""
    if found.is_resting and settings.rest_until is not None:
        return f"You rest until {say_day(settings.rest_until, today)}: nobody has to hear from you before."
    return (
        "Nobody is waiting for a word from you today, and nobody has been silent for more than"
        f" {say_count(settings.dormant_after, 'day')}."
    )


def _say_why(row: DueRow, today: date) -> str:
    due = say_day(row.due_on, today) if row.due_on else ""
    since = f"last in touch {say_day(row.last.on, today)}" if row.last else "never in touch yet"
    if row.reason == "first-follow-up":
        met = row.history.met_on
        return f"you met {say_day(met, today) if met else ''}, and a first word was due {due}"
    if row.reason == "cadence":
        rhythm = (
            f", and {say_count(row.cadence_days, 'day')} later it was due {due}" if row.cadence_days else ""
        )
        return f"{since}{rhythm or ', and no day to count from'}"
    return f"the longest silence, {since}"


def _say_days(pick: Pick) -> str:
    others = [_WEEKDAYS[day.weekday()] for day in pick.days[:-1]]
    if not others:
        return "offered for the first time this week"
    return f"also offered on {join_words(others)}"


def _say_silence(dormant: Dormant, today: date) -> str:
    since = say_day(dormant.since, today)
    rhythm = "" if dormant.history.cadence else ", and no rhythm is kept"
    if dormant.is_estimated:
        return f"never in touch yet, known since {since}{rhythm}"
    return f"last in touch {since}{rhythm}"


def reconnect_document(
    found: Reconnection,
    settings: Settings,
    today: date,
    shown: Sequence[Dormant],
    drafts: Mapping[str, list[Any]],
) -> dict[str, Any]:
    """`reconnect --json`; `drafts` are the messages of `draft --json` by path, when they were asked for."""
    return {
        "version": VERSION,
        "today": str(today),
        "pace": str(settings.pace),
        "few": [
            {
                "row": row_document(pick.row),
                "picked_on": [str(day) for day in pick.days],
                "drafts": drafts.get(pick.row.path, []),
            }
            for pick in found.few
        ],
        "dormant": [_dormant(dormant, drafts) for dormant in shown],
        "more": len(found.dormant) - len(shown),
    }


def _dormant(dormant: Dormant, drafts: Mapping[str, list[Any]]) -> dict[str, Any]:
    contact = dormant.history.contact
    told = dormant.told
    return {
        "name": contact.name,
        "path": contact.path,
        "silent_since": str(dormant.since),
        "estimated": dormant.is_estimated,
        "last_contact": last_document(dormant.last),
        "last_told": {"on": str(told.on), "verb": told.verb, "text": told.text, "source": str(told.source)}
        if told
        else None,
        "drafts": drafts.get(contact.path, []),
    }
