"""What an ask is for: whether it is for somebody's contacts, and whether an offer meets it.

Words are compared without case and accents; English and German are known, and a few words of French and
Spanish. What was guessed is always shown in the answer.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Literal

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.notes.links import plain_text
from vaultwell.practices.topics import Topic, find_shared, find_stems, parse_topic

# What is said when it is somebody's contacts that are wanted; `*` is any ending, `(a|b)` either.
_FOR_PEOPLE = """
    introduc*, intro, intros, vouch for (me|us), referral*, refer (me|us), connect (me|us),
    connection* (at|in|to|with),
    in (touch|contact) with, contact (of|for|at|in|from), contact (details|person), contacts,
    (your|her|his|their) (network|contact|contacts|connections|address book),
    (who|whom) (do|does) (you|she|he|they) know, (who|whom) (you|she|he|they) (know|knows),
    (who|whom) (to|should i|could i) (ask|talk|write|turn|speak),
    know* (someone|somebody|anyone|anybody|people), (someone|somebody|anyone|anybody) (at|in|from|who),
    name (at|in|from), names (at|in|from), name of (a|an|the|her|his|their|someone|somebody),
    vorstell*, bekannt mach*, bekanntmach*, vermittel*, vermittl*, kontakt, kontakte, kontaktdaten,
    ansprechpartner*, empfehl* bei, fursprache, verbindung* (zu|bei|nach),
    (dein|deinem|ihrem|seinem) netzwerk,
    kennst du (jemand*|wen|leute), kennt (sie|er) (jemand*|wen|leute), kennen sie (jemand*|wen|leute),
    (jemand*|wen) (bei|beim|in|im|von|vom|aus|am), leute (bei|beim|von|vom),
    presenter*, mettre en (contact|relation), mise en relation, presentar*, presentacion*, contacto*
"""

# What belongs to work: of a friend it is asked as of a contact.
_OF_WORK = """
    job, jobs, vacancy, position, hire*, hiring, interview, internship, cv, resume, reference, recommend*,
    client*, customer*, investor*, invest, funding, sponsor*, deal, sales, promote, publisher, agent,
    stelle, praktikum, bewerb*, lebenslauf, empfehl*, referenz, kunde*, kunden, auftrag*, investor*
"""


# Words of nearly every ask and offer, which say nothing of its matter.
_OF_ASKING = """
    introduc*, intro, intros, contact*, name, names, advice, borrow, spare, talk, question*, hour*,
    minute*, opinion, evening*, big, small, large, quick, kontakt*, vorstell*, frage*, rat, leihen, tipp*
"""
_LEAST_ALIAS = 4
FIELD_KEYS = ("field", "role", "interests")

Tie = Literal["known", "offers", "of-the-field"]
"""How an ask can lead to somebody: they are named in it, they offer it, it is their field."""

Concerned = Callable[[str, Tie], Iterable[str]]
"""The paths of all whom an ask could concern by such a tie, and maybe of others; see `clues.py`."""

_PLACE = re.compile(
    r"\b(?:in|at|from|near|im|am|bei|beim|aus|vom)(?: (?:the|a|an|my|der|die|das|dem|den))? \w+"
)


def asks_for_people(graph: Graph, contact: Contact, what: str, concerned: Concerned | None = None) -> bool:
    """The ask is for people whom `contact` knows: it says so, or names somebody I was never in touch with."""
    if _is_said(_FOR_PEOPLE, say_words(what)):
        return True
    return any(not graph.touches(other.path) for other in find_named(graph, contact, what, concerned))


def is_of_work(what: str) -> bool:
    """The ask belongs to work: a job, a client, a reference."""
    return _is_said(_OF_WORK, say_words(what))


def _is_said(phrases: str, words: str) -> bool:
    """One of the phrases stands in the words; a pattern of them all takes longer to make than to ask."""
    return any(_may_begin(phrase, words) and _compile(phrase).search(words) for phrase in phrases.split(","))


def _may_begin(phrase: str, words: str) -> bool:
    """The first word of a phrase could stand there."""
    first = phrase.split(maxsplit=1)[0].strip("()").replace("*", "")
    return any(begin in words for begin in first.split("|"))


@cache
def _compile(phrases: str) -> re.Pattern[str]:
    """A pattern of all phrases, whole words only."""
    parts = "|".join(" ".join(phrase.split()).replace("*", r"\w*") for phrase in phrases.split(","))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


def find_named(
    graph: Graph, contact: Contact, what: str, concerned: Concerned | None = None
) -> tuple[Contact, ...]:
    """The other people whose whole name or alias stands in `what`, in the order of their paths."""
    words = f" {say_words(what)} "
    if not words.strip():
        return ()
    named = (
        path
        for path in sorted(concerned(what, "known") if concerned else graph.called)
        if path != contact.path and any(f" {key} " in words for key in list_keys(graph.called[path]))
    )
    return tuple(graph.contacts[path] for path in named)


def say_words(text: str) -> str:
    """The words alone, as they are compared, a blank between each two."""
    return " ".join(re.findall(r"\w+", name_key(plain_text(text))))


def list_keys(names: Iterable[str]) -> list[str]:
    """Whole names, of two words or more, and aliases that could be no other word."""
    keys = [say_words(name) for name in names]
    return [key for key in keys if " " in key or (len(key) >= _LEAST_ALIAS and find_stems(key))]


def meets(offer: str, what: str) -> bool:
    """An offer is of the matter that is wanted: they share a telling word, and not only a place."""
    return bool(find_shared(find_matter(what), find_matter(offer)))


@lru_cache(maxsize=4096)
def find_matter(text: str) -> Topic:
    """What a text is about; where that is counts only when nothing else is said."""
    words = _compile(_OF_ASKING).sub(" ", plain_text(text).casefold())
    without_place = parse_topic(_PLACE.sub(" ", words))
    return without_place if without_place.words else parse_topic(words)
