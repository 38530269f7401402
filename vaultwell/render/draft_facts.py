"""What a draft's template is given: plain data only, every text on one line and harmless (limits.md).

Texts of notes may stand in a message only inside brackets; what may stand outside are days, lengths,
names, places that are proper names, and the kind of thing you did together.
"""

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.entry import Entry
from vaultwell.model.source import Source
from vaultwell.practices.draft import Draft, Side
from vaultwell.practices.history import LastContact
from vaultwell.practices.named_places import is_proper_name, split_place
from vaultwell.render.safe import plain
from vaultwell.render.spans import count_months, say_span
from vaultwell.render.words import NBSP, say_full_day, say_label

Facts = dict[str, Any]

LONG_DAYS = 180  # from here on one may say that one cannot believe it
_MOST_CHARACTERS = 160

# What editors obey in a text that is pasted into a note, each as a look-alike that nobody obeys.
_OBEYED = {
    "%%": "% %",
    "<%": "< %",
    "%>": "% >",
    "{{": "{ {",
    "{%": "{ %",
    "{#": "{ #",
    "`": "'",
    "[": "(",
    "]": ")",
}

_ASKING = frozenset({"reconnect", "follow-up"})
_TOLD_BY = {"share": ("interests",), "follow-up": ("met", "met_at")}  # properties that these tell
_TOGETHER = frozenset(
    "coffee tea breakfast brunch lunch dinner drinks drink beer walk hike visit call video chat".split()
)
_SEEN = frozenset({"met", "saw", "caught up", "hung out", "ran into", "bumped into", "event", "party"})
_SPOKEN = frozenset("called phoned rang chatted talked spoke zoom facetime skype".split()) | {"video call"}
_WRITTEN = frozenset(
    """email emailed message messaged text texted wrote letter card postcard dm whatsapp txt msg replied
    sent""".split()
)
_IN_PERSON = frozenset("coffee tea breakfast brunch lunch dinner drinks drink beer walk hike".split())


def build_facts(draft: Draft, today: date, purpose: str = "") -> Facts:
    """Everything a template may use (docs/practices/draft.md names each); None or empty where not known."""
    contact = draft.contact
    return {
        "occasion": draft.occasion,
        "today": say_day_of(today, today),
        "name": first_name(contact),
        "full_name": spoken(contact.name),
        "is_close": contact.is_close,
        "purpose": plain_line(purpose),
        "why": [spoken(text) for text in contact.fact("why")],
        "silence": _build_silence(draft.last, today),
        "last": _build_last(draft, today),
        "met": _build_met(draft, today),
        "topics": [spoken(topic.text) for topic in draft.topics if spoken(topic.text)],
        "interests": [spoken(text) for text in contact.fact("interests")[:3]],
        "matter": _build_matter(draft.choice.matter, today),
        "day": _build_day(draft.choice.day, today),
        "owed": _build_matter(draft.owed, today),
        "talked": _build_matter(draft.talked, today),
        "other": _build_other(draft.side),
    }


def list_sources(draft: Draft) -> tuple[Source, ...]:
    """The lines that the built-in draft's facts stand on, each once, by path and line."""
    choice, lines = draft.choice, draft.contact.lines
    found = {entry.source for entry in (choice.matter, draft.talked) if entry is not None}
    if draft.occasion in _ASKING or choice.day is not None:
        found.update(topic.source for topic in draft.topics)
    if draft.occasion == "reconnect":
        found.update(told.source for told in (draft.last, draft.owed) if told is not None)
    found.update(draft.contact.source(key) for key in _TOLD_BY.get(draft.occasion, ()) if key in lines)
    if choice.day is not None:
        found.add(choice.day[1].source)
    if draft.side is not None:
        found.update(topic.source for topic in draft.side.facts)
    return tuple(sorted(found))


def spoken(text: str) -> str:
    """Somebody's words for use inside brackets: one line, not too long, nothing in it obeyed by anybody."""
    words = plain_line(text)
    for sign, twin in _OBEYED.items():
        words = words.replace(sign, twin)
    if len(words) <= _MOST_CHARACTERS:
        return words
    return f"{words[:_MOST_CHARACTERS].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def plain_line(text: str) -> str:
    """The user's own words on one line."""
    return " ".join(plain(text.strip()).split())


_TITLE = re.compile(r".*\.$")
_SPOKEN_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'-])*(?: [^\W\d_](?:[^\W\d_]|[’'-])*)?")  # no handle


def first_name(contact: Contact) -> str:
    """What one calls them: an alias that is part of the name or one word, else the first word of the name."""
    for alias in contact.aliases:
        if _SPOKEN_NAME.fullmatch(alias) and len(alias) < len(contact.name):
            return spoken(alias)
    words = contact.name.split()
    return spoken(contact.name if not words or _TITLE.match(words[0]) or "," in words[0] else words[0])


def say_day_of(day: date, today: date) -> str:
    """`14 November`; the year only if it is another."""
    text = say_full_day(day).split(", ", 1)[1].replace(NBSP, " ")
    return text.removesuffix(f" {day.year}") if day.year == today.year else text


def _build_silence(last: LastContact | None, today: date) -> Facts | None:
    if last is None or last.on > today:
        return None
    days = (today - last.on).days
    months = count_months(last.on, today)
    return {
        "days": days,
        "weeks": days // 7,
        "months": months,
        "years": months // 12,
        "words": say_span(last.on, today),
        "is_short": days < 14,
        "is_long": days >= LONG_DAYS,
    }


def _build_last(draft: Draft, today: date) -> Facts | None:
    last = draft.last
    if last is None:
        return None
    place, words = split_place(last.text)
    homes = draft.contact.fact("location")
    is_guessed = not place and last.verb in _IN_PERSON and (today - last.on).days >= LONG_DAYS
    home = homes[0] if is_guessed and len(homes) == 1 and is_proper_name(homes[0]) else ""
    since = say_since(last)
    return {
        "on": str(last.on),
        "day": say_day_of(last.on, today),
        "verb": spoken(last.verb),
        "text": spoken(words),
        "place": spoken(place),
        "place_guessed": spoken(home),
        "since": f"{since} {spoken(place)}" if place and since.startswith(("our", "we last saw")) else since,
    }


def say_since(last: LastContact) -> str:
    """What the last contact was, behind “since”: `our lunch`, `we last wrote`, `my visit`."""
    verb = last.verb
    if verb in ("visited", "visit") and last.by is not None:
        return "your visit" if last.by == "them" else "my visit"
    if verb in _TOGETHER:
        return f"our {'video call' if verb == 'video' else verb}"
    if verb in _SEEN or verb == "visited":
        return "we last saw each other"
    if verb == "walked":
        return "our walk"
    if verb in _SPOKEN:
        return "we last spoke"
    return "we last wrote" if verb in _WRITTEN else "we were last in touch"


def _build_met(draft: Draft, today: date) -> Facts | None:
    on = draft.history.met_on
    places = draft.contact.fact("met_at")
    if on is None and not places:
        return None
    place = places[0] if places else ""
    is_name = is_proper_name(place)
    return {
        "on": str(on) if on else None,
        "days": (today - on).days if on else None,
        "ago": f"{say_span(on, today)} ago" if on and on < today else "today" if on else "",
        "at": spoken(place) if is_name else "",
        "at_words": "" if is_name else spoken(place),
    }


def _build_matter(entry: Entry | None, today: date) -> Facts | None:
    if entry is None:
        return None
    return {
        "kind": entry.kind,
        "verb": spoken(entry.verb),
        "text": spoken(entry.text),
        "on": str(entry.on),
        "day": say_day_of(entry.on, today),
        "ago": f"{say_span(entry.on, today)} ago" if entry.on < today else "today",
        "due_on": str(entry.due_on) if entry.due_on else None,
        "is_late": entry.due_on is not None and entry.due_on < today,
        "people": [spoken(PurePosixPath(path).stem) for path in entry.others],
    }


def _build_day(day: tuple[date, YearlyDate] | None, today: date) -> Facts | None:
    if day is None:
        return None
    on, yearly = day
    label = spoken(say_label(yearly.label))
    return {
        "label": label,
        "whose": label if "’s " in label else f"your {label}",
        "on": str(on),
        "day": say_day_of(on, today),
        "is_today": on == today,
        "is_past": on < today,
    }


def _build_other(side: Side | None) -> Facts | None:
    if side is None:
        return None
    return {
        "name": first_name(side.contact),
        "full_name": spoken(side.contact.name),
        "facts": [spoken(topic.text) for topic in side.facts if spoken(topic.text)],
    }
