"""How you stand with one person before you ask them for something: what P6 looks at, from the notes."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph, Introduction
from vaultwell.practices import ask_rules as rules
from vaultwell.practices.history import History, LastContact
from vaultwell.practices.reasons import PLAIN_ASK_DAYS, list_borrowed, list_my_promises


class Footing(NamedTuple):
    """What lies between you up to today; every tuple is ordered by day, oldest first.

    `last_free` is the last contact that carried no ask of mine; `asks_in_a_row` are my asks on the days
    in touch since. Their favors are `answers`: they neither end the row nor are part of it. `asks` are those
    of the last year, `open_asks` those they may still be thinking about; `given` is what I gave since my
    last ask, `given_in_year` in the last year. `late` are my promises and what I hold of theirs, past
    their day; `untold` their favors of which nothing says that I told them how it ended, `loops` the same
    of introductions. `attempts` got no answer since the last contact. `contacts` counts days in touch.
    """

    last_free: LastContact | None
    asks_in_a_row: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    asks: tuple[Entry, ...]
    open_asks: tuple[Entry, ...]
    given: tuple[Entry, ...]
    given_in_year: tuple[Entry, ...]
    late_promises: tuple[Entry, ...]
    late_loans: tuple[Entry, ...]
    untold: tuple[Entry, ...]
    loops: tuple[Introduction, ...]
    attempts: tuple[Entry, ...]
    contacts: int


def find_footing(graph: Graph, history: History, today: date) -> Footing:
    """How you stand with the person of `history`, as of `today`."""
    past = tuple(sorted((e for e in history.entries if e.on <= today), key=_order))
    days = _find_days(past, today)
    free = {day for day, entries in days.items() if _is_free(entries)}
    if (told := history.contact.last_contact) is not None and told <= today and told not in days:
        free.add(told)
    asks = tuple(entry for entry in past if is_my_ask(entry))
    last_ask = max((entry.on for entry in asks), default=date.min)
    given = tuple(entry for entry in past if _is_given(entry))
    year_ago = _ago(today, rules.YEAR_DAYS)
    attempts = set(history.unanswered(today + timedelta(1)))
    return Footing(
        last_free=_find_last_free(history, days, free),
        asks_in_a_row=_find_row(days, free),
        answers=tuple(entry for entry in past if _is_answer(entry) and entry.touch_on),
        asks=tuple(entry for entry in asks if entry.on > year_ago),
        open_asks=tuple(entry for entry in asks if _is_open_ask(entry, past, free, today)),
        given=tuple(entry for entry in given if _given_on(entry) > last_ask),
        given_in_year=tuple(entry for entry in given if _given_on(entry) > year_ago),
        late_promises=_list_late(list_my_promises(history), today),
        late_loans=_list_late(list_borrowed(history), today),
        untold=_find_untold(past, free, today),
        loops=_find_loops(graph, history, past, free, today),
        attempts=tuple(e for e in past if e.kind == "attempt" and e.by != "them" and e.on in attempts),
        contacts=sum(day <= today for day in history.touches),
    )


def is_my_ask(entry: Entry) -> bool:
    """I asked them for something, and did not take it back."""
    return entry.kind == "ask" and entry.by == "me" and entry.state != "dropped"


def _order(entry: Entry) -> tuple[date, str, str, str]:
    """By day and words: where in a file a line stands says nothing."""
    return entry.on, entry.verb, entry.text, entry.source.path


def _ago(today: date, days: int) -> date:
    return date.fromordinal(max(1, today.toordinal() - days))


def _find_days(entries: Iterable[Entry], today: date) -> dict[date, list[Entry]]:
    """The days in touch, each with what made it one."""
    days: dict[date, list[Entry]] = {}
    for entry in entries:
        if (day := entry.touch_on) is not None and day <= today:
            days.setdefault(day, []).append(entry)
    return days


def _is_free(entries: Iterable[Entry]) -> bool:
    """A day in touch without an agenda: more than their answer, and no ask of mine unless I gave, too."""
    entries = tuple(entries)
    if any(is_my_ask(entry) for entry in entries):
        return any(_is_given(entry) for entry in entries)
    return any(not _is_answer(entry) for entry in entries)


def _is_answer(entry: Entry) -> bool:
    return entry.kind == "favor" and entry.by == "them"


def _is_given(entry: Entry) -> bool:
    """It went from me to them: a favor, an offer, a promise kept, a thing lent."""
    if entry.state == "dropped":
        return False
    if entry.kind == "promise":
        return entry.by == "me" and entry.state == "done"
    if entry.kind == "loan":
        return not entry.is_borrowed
    return entry.kind in ("favor", "offer") and entry.by == "me"


def _given_on(entry: Entry) -> date:
    return entry.touch_on or entry.on


def _find_row(days: Mapping[date, list[Entry]], free: set[date]) -> tuple[Entry, ...]:
    last_free = max(free, default=date.min)
    since = sorted(day for day in days if day > last_free)
    found = [next((entry for entry in days[day] if is_my_ask(entry)), None) for day in since]
    return tuple(entry for entry in found if entry is not None)


def _find_last_free(
    history: History, days: Mapping[date, list[Entry]], free: set[date]
) -> LastContact | None:
    if not free:
        return None
    on = max(free)
    told = [entry for entry in days.get(on, ()) if not _is_answer(entry) and not is_my_ask(entry)]
    if not told:
        return LastContact(on, "contact", None, "", history.contact.source("last_contact"))
    entry = max(told, key=lambda e: (e.kind == "contact", bool(e.text), e.verb != "contact", e.verb, e.text))
    return LastContact(on, entry.verb, entry.by, entry.text, entry.source)


def _is_open_ask(ask: Entry, past: Iterable[Entry], free: set[date], today: date) -> bool:
    """With a box until it is ticked; else until an answer, or a talk in which it may have been given."""
    if ask.state is not None:
        return ask.state == "open"
    is_answered = any(
        entry.on >= ask.on and entry.by == "them" and entry.kind in ("favor", "offer") for entry in past
    )
    is_answered = is_answered or any(day > ask.on for day in free)
    return not is_answered and (today - ask.on).days < PLAIN_ASK_DAYS


def _list_late(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    late = (entry for entry in entries if _is_late(entry, today))
    return tuple(sorted(late, key=lambda entry: (entry.due_on or entry.on, *_order(entry))))


def _is_late(entry: Entry, today: date) -> bool:
    if entry.due_on is not None:
        return entry.due_on < today
    return (today - entry.on).days > rules.UNDATED_LATE_AFTER_DAYS


def _is_told(on: date, past: Iterable[Entry], free: set[date]) -> bool:
    """I thanked since, or we were in touch since without an ask of mine: then it was a chance to tell."""
    is_thanked = any(entry.kind == "thanks" and entry.by == "me" and entry.on >= on for entry in past)
    return is_thanked or any(day > on for day in free)


def _find_untold(past: tuple[Entry, ...], free: set[date], today: date) -> tuple[Entry, ...]:
    return tuple(
        entry
        for entry in past
        if _is_answer(entry) and entry.state != "dropped" and entry.verb != "introduced"
        if (today - entry.on).days <= rules.UNTOLD_WITHIN_DAYS and not _is_told(entry.on, past, free)
    )


def _find_loops(
    graph: Graph, history: History, past: tuple[Entry, ...], free: set[date], today: date
) -> tuple[Introduction, ...]:
    """Introductions they made, each once: by a line of their own log rather than by a property elsewhere."""
    path = history.contact.path
    found: dict[tuple[str, ...], Introduction] = {}
    for one in sorted(
        (i for i in graph.introductions_of(path) if i.by == path and i.on is not None and i.on <= today),
        key=lambda i: (i.source.path != path, i.on, i.people, i.source),
    ):
        found.setdefault(one.people, one)
    return tuple(
        one
        for one in sorted(found.values(), key=lambda i: (i.on or date.min, i.people))
        if one.on is not None and (today - one.on).days <= rules.UNTOLD_WITHIN_DAYS
        if not _is_told(one.on, past, free)
    )
