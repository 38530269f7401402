"""Whom you will see, in words: what they told you last, what to ask, what is open between you."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from vaultwell.model.entry import Entry
from vaultwell.practices.meetings import Guest, Meeting
from vaultwell.practices.pronouns import find_pronouns
from vaultwell.render.markdown import inline, link, quoted
from vaultwell.render.rows import MOST_CHARACTERS, say_reason
from vaultwell.render.words import say_day, say_deed, say_when

_ORDER = ("next", "promise", "loan", "ask", "thanks", "news", "mention")
_SEPARATOR = " · "


def say_what(plan: Entry) -> str:
    """What you will do: the verb, or `seeing each other`."""
    return "seeing each other" if plan.verb == "contact" else plan.verb


def render_meeting(
    meeting: Meeting, names: Collection[str], today: date, met: Collection[str] = frozenset()
) -> Iterator[str]:
    """The lines of the due note: with one guest a single one, else today one more for each with a reason.

    `met` are people of whom all has been said above.
    """
    day = "" if meeting.on == today else f"{say_day(meeting.on, today)}{_SEPARATOR}"
    links = [link(guest.path, names) for guest in meeting.guests]
    words = quoted(meeting.plan.text, 60)
    head = f"- {day}{', '.join(links)}{_SEPARATOR}{inline(say_what(meeting.plan))}"
    head += f": {words}" if words else ""
    new = [guest for guest in meeting.guests if guest.path not in met]
    if len(meeting.guests) == 1 and new:
        yield _fit(head, new[0], today)
        return
    yield head
    if meeting.on == today:
        lines = (_fit(f"- {link(guest.path, names)}", guest, today) for guest in new)
        yield from (line for line in lines if _SEPARATOR in line)


def _fit(head: str, guest: Guest, today: date) -> str:
    """As many of the guest's parts as a line has room for."""
    line = head
    for part in say_parts(guest, today, inline, 70):
        if len(line) + len(_SEPARATOR) + len(part) <= MOST_CHARACTERS:
            line += _SEPARATOR + part
    return line


def say_parts(guest: Guest, today: date, escape: Callable[[str], str], room: int) -> Iterator[str]:
    """What to ask, what was last told, what is open between you, their news; quotes of `room` characters."""
    contact = guest.history.contact
    who = find_pronouns(contact)
    wanted = sorted(guest.reasons, key=lambda reason: _ORDER.index(reason.what))
    first = [reason for reason in wanted if reason.what == "next"]
    yield from (_quote(*say_reason(reason, contact, today), room, escape) for reason in first)
    told = guest.told
    if told is not None:
        deed = f"{say_deed(told.verb, told.by, who)} {say_when(told.on, today)}"
        yield _quote(deed, told.text, "", room, escape)
    for reason in wanted:
        is_told = told is not None and reason.source == told.source
        if reason.what == "thanks":
            after = "" if is_told else f": {quoted(reason.entry.text, room, escape)}"
            yield f"tell {who.them} how it went{after}"
        elif reason not in first and reason.what != "mention" and not is_told:
            yield _quote(*say_reason(reason, contact, today), room, escape)


def _quote(lead: str, text: str, after: str, room: int, escape: Callable[[str], str]) -> str:
    words = quoted(text, room, escape)
    return f"{lead}: {words}{after}" if words else f"{lead}{after}"
