"""What a message to somebody can be made of: facts, each with its line; nothing is worded here (P4, P10)."""

from dataclasses import dataclass
from datetime import date

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.model.source import Source
from vaultwell.practices.history import History, LastContact, find_history, find_last_contact
from vaultwell.practices.named_places import split_place
from vaultwell.practices.occasions import Choice, Occasion, choose_occasion, find_matter
from vaultwell.practices.reasons import (
    ABOUT_KEYS,
    CONTEXT_KEYS,
    find_missing,
    find_reasons,
    has_context,
    list_my_promises,
)
from vaultwell.practices.row import DueRow

# These occasions have their reason in themselves, or in what the user will fill in.
_NEEDS_CONTEXT = frozenset({"reconnect", "follow-up"})
_FALLBACK_KEYS = tuple(key for key in CONTEXT_KEYS if key not in (*ABOUT_KEYS, "why", "food", "met_at"))
_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to ask about, in the words of a note."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Side:
    """The other person of an introduction, as one would name them to this one.

    `known` is a line that says that the two know each other already.
    """

    contact: Contact
    facts: tuple[Cue, ...]
    known: Source | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known for a message to one person on one occasion.

    `topics` are what to ask about; `talked` the line that tells of talking to whom they introduced;
    `owed` a promise of mine that is due, or has no date, and that the message is not about;
    `missing` names what is not known when there is nothing to begin with, else it is empty.
    """

    choice: Choice
    history: History
    last: LastContact | None
    topics: tuple[Cue, ...]
    talked: Entry | None = None
    owed: Entry | None = None
    side: Side | None = None
    missing: tuple[str, ...] = ()

    @property
    def contact(self) -> Contact:
        """Whom the message is for."""
        return self.history.contact

    @property
    def occasion(self) -> Occasion:
        """Why one writes."""
        return self.choice.occasion

    @property
    def is_empty(self) -> bool:
        """There is nothing to begin a message with, or nobody to send it to."""
        return bool(self.missing) or self.contact.died is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draft is asked for.

    Without an `occasion` it is picked from the due `rows`, theirs or everybody's; `other` is whom the person
    would be introduced to; with a purpose of the user's own nothing is missing.
    """

    occasion: Occasion | None = None
    rows: tuple[DueRow, ...] = ()
    other: Contact | None = None
    has_purpose: bool = False


def find_draft(
    graph: Graph,
    contact: Contact,
    settings: Settings,
    today: date,
    wanted: Wanted,
) -> Draft:
    """The facts of a message to `contact`, for the occasion wanted, or for today's due rows."""
    history = find_history(graph, contact, settings)
    if wanted.occasion is None:
        rows = tuple(row for row in wanted.rows if row.path == contact.path)
        choice = choose_occasion(history, rows, today)
    else:
        choice = find_matter(history, wanted.occasion, today)
    is_bare = choice.occasion in _NEEDS_CONTEXT and not wanted.has_purpose
    missing = _find_missing(history, today) if is_bare else ()
    return Draft(
        choice=choice,
        history=history,
        last=find_last_contact(history, today),
        topics=_find_topics(history, today),
        talked=_find_talk_since(graph, choice, today),
        owed=_find_owed(history, choice, today),
        side=_find_side(graph, contact, wanted.other) if wanted.other is not None else None,
        missing=missing,
    )


def _find_missing(history: History, today: date) -> tuple[str, ...]:
    if has_context(history, today):
        return ()
    return find_missing(history.contact) or ("what they told you last",)


def _find_topics(history: History, today: date) -> tuple[Cue, ...]:
    """What to ask: questions kept for next time and news, the last thing told; else what they care about."""
    reasons = find_reasons(history, today)
    told = [Cue(r.entry.text, r.entry.source) for what in ("next", "news") for r in reasons if r.what == what]
    talk = find_told(history, today)
    if talk is not None:
        told += [Cue(part, talk.source) for part in _split_told(talk.text)]
    if told:
        return tuple(told[:_TOPICS])
    contact = history.contact
    return _list_facts(contact, ABOUT_KEYS) or _list_facts(contact, _FALLBACK_KEYS) or _list_noted(history)


def _split_told(text: str) -> list[str]:
    """What was told, piece by piece: a piece ends with its line or at a semicolon."""
    first, *others = text.split("\n")
    lines = [split_place(first)[1], *others]
    return [piece for line in lines for part in line.split(";") if (piece := part.strip(" ."))]


def find_told(history: History, today: date) -> Entry | None:
    """The last talk of which you wrote down what was said."""
    talks = (entry for entry in reversed(history.entries) if entry.kind == "contact" and entry.on <= today)
    return next((entry for entry in talks if entry.text and entry.touch_on), None)


def _list_facts(contact: Contact, keys: tuple[str, ...]) -> tuple[Cue, ...]:
    return tuple(Cue(text, contact.source(key)) for key in keys for text in contact.fact(key))[:_TOPICS]


def _list_noted(history: History) -> tuple[Cue, ...]:
    """What you wrote down of them beside talks, latest first."""
    noted = (entry for entry in reversed(history.entries) if entry.kind in ("note", "news", "mention"))
    return tuple(Cue(entry.text, entry.source) for entry in noted if entry.text)[:_TOPICS]


def _find_talk_since(graph: Graph, choice: Choice, today: date) -> Entry | None:
    """After an introduction of theirs: the first talk with the person they made known."""
    favor = choice.matter
    if choice.occasion != "close-the-loop" or favor is None:
        return None
    talks = [
        entry
        for person in favor.others
        for entry in graph.of(person)
        if entry.kind == "contact" and favor.on <= entry.on <= today
    ]
    return min(talks, key=_rank_talk, default=None)


def _rank_talk(entry: Entry) -> tuple[date, bool, bool, Source]:
    """The first day; on it, what was told, and best in their own note."""
    return entry.on, not entry.text, entry.source.path != entry.person, entry.source


def _find_owed(history: History, choice: Choice, today: date) -> Entry | None:
    due = (p for p in list_my_promises(history) if p.due_on is None or p.due_on <= today)
    return next((promise for promise in due if promise != choice.matter), None)


def _find_side(graph: Graph, contact: Contact, other: Contact) -> Side:
    """What could interest one of the two in the other: what both like, offer and look for, who they are."""
    liked = {name_key(text) for text in contact.fact("interests")}
    needs = ("needs",) if contact.fact("offers") else ()
    facts = [
        *(Cue(t, other.source("interests")) for t in other.fact("interests") if name_key(t) in liked),
        *_list_facts(other, ("offers",)),
        *(Cue(f"looks for {topic.text}", topic.source) for topic in _list_facts(other, needs)),
        *_list_facts(other, ("role", "org", "field")),
    ]
    return Side(other, tuple(facts[: _TOPICS + 1]), _find_known(graph, contact, other))


def _find_known(graph: Graph, contact: Contact, other: Contact) -> Source | None:
    pair = {contact.path, other.path}
    introduced = (
        i.source for i in graph.introductions_of(contact.path) if i.by is None and pair <= set(i.people)
    )
    related = (r.source for r in graph.relations.get(contact.path, ()) if r.person == other.path)
    together = (entry.source for entry in graph.between(contact.path, other.path))
    return next((source for found in (introduced, related, together) for source in found), None)
