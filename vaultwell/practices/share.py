"""Who would like this: an article, an idea, a piece of news (P14)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.entry import Entry, Kind
from vaultwell.model.errors import UsageError
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings
from vaultwell.practices.history import History, LastContact, find_histories, find_last_contact
from vaultwell.practices.serve import Told, list_told
from vaultwell.practices.topics import Topic, find_shared, parse_topic, split_parts

MOST_REASONS = 3
# What people care about, what tells it best first.
_KEYS = ("interests", "goals", "needs", "offers", "field", "role", "communities", "pets")
_KINDS: frozenset[Kind] = frozenset({"contact", "news", "next", "note", "ask", "offer", "favor"})
_BEGINNING = 3
_FILE_TYPE = re.compile(r"\.(?:html?|php|aspx?|md|pdf|txt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who would like it: what their properties say, and your lines about it, latest first.

    `words` are those of the topic that were found.
    """

    contact: Contact
    last: LastContact | None
    facts: tuple[Told, ...]
    entries: tuple[Entry, ...]
    words: tuple[str, ...]


def parse_subject(text: str) -> Topic:
    """What a link or some words are about; of a link the words of its address count.

    Raises `UsageError` when no word says anything.
    """
    topic = parse_topic(_read_address(text) if re.match(r"https?://", text.strip(), re.IGNORECASE) else text)
    if not topic.words:
        raise UsageError('Say in a word or two what it is about, as in: vaultwell share "night trains"')
    return topic


def _read_address(text: str) -> str:
    """The words in the path of a link, and whatever was typed behind it; numbers and ids say nothing."""
    link, _, rest = text.strip().partition(" ")
    path = _FILE_TYPE.sub("", unquote(urlsplit(link).path).rstrip("/"))
    words = re.split(r"[\W_]+", path)
    return " ".join([*(word for word in words if not re.search("[0-9]", word)), rest])


def find_listeners(graph: Graph, settings: Settings, topic: Topic, today: date) -> tuple[Listener, ...]:
    """Who cares about it: first those whose properties say so, then those you spoke of it with.

    Among them those come first of whom more of the words are found, then whom you have not heard from for
    longest: something to share is the best reason to write. Who died, is let go or paused is left in peace.
    """
    found = [
        listener
        for history in find_histories(graph, settings)
        if not (history.contact.died or history.contact.let_go or history.contact.is_paused)
        if (listener := _listen(history, topic, today))
    ]
    return tuple(sorted(found, key=_order))


def _order(listener: Listener) -> tuple[bool, int, date, str]:
    last = listener.last.on if listener.last else date.min
    return not listener.facts, -len(listener.words), last, listener.contact.path


def _listen(history: History, topic: Topic, today: date) -> Listener | None:
    contact = history.contact
    facts = [(told, words) for told in _list_facts(contact) if (words := _find_cared_for(topic, told.text))]
    past = [entry for entry in history.entries[::-1] if entry.kind in _KINDS and entry.on <= today]
    lines = [(entry, words) for entry in past if (words := find_words(topic, entry.text))]
    words = tuple(dict.fromkeys(word for _, each in (*facts, *lines) for word in each))
    if not words:
        return None
    told, entries = tuple(one for one, _ in facts), tuple(one for one, _ in lines)
    return Listener(contact, find_last_contact(history, today), told, entries, words)


def _list_facts(contact: Contact) -> Iterator[Told]:
    return (told for key in _KEYS for told in list_told(contact, key))


def _find_cared_for(topic: Topic, text: str) -> tuple[str, ...]:
    """The words of the topic in a property: as in a talk, or when one thing of it is nothing else."""
    if words := find_words(topic, text):
        return words
    shared = _find_all(topic, text)
    is_whole = shared and any(
        part.words and len(find_shared(part, topic)) == len(part.words)
        for part in map(parse_topic, split_parts(text))
    )
    return shared if is_whole else ()


def find_words(topic: Topic, text: str) -> tuple[str, ...]:
    """The words of the topic that stand in `text`: two at least, or all, for one of many says little."""
    shared = _find_all(topic, text)
    return shared if len(shared) >= min(2, len(topic.words)) else ()


def _find_all(topic: Topic, text: str) -> tuple[str, ...]:
    """Only a text in which a word begins like one of the topic is taken apart: stems take their time."""
    return find_shared(topic, parse_topic(text)) if _beginnings(topic).search(name_key(text)) else ()


@lru_cache(maxsize=16)
def _beginnings(topic: Topic) -> re.Pattern[str]:
    begins = sorted({re.escape(name_key(word)[:_BEGINNING]) for word in topic.words})
    return re.compile(rf"(?<!\w)(?:{'|'.join(begins)})")
