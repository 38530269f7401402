"""What an ask is for: whether it is for somebody's contacts, and whether an offer meets it.

Words are compared without case and accents; English and German are known, and a few words of French and
Spanish. A wrong guess costs a sentence, never a verdict.
"""

import re
from functools import lru_cache

from vaultwell.graph.names import name_key
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.notes.links import plain_text

# What is said when it is somebody's contacts that are wanted; `*` is any ending, `(a|b)` either.
_FOR_PEOPLE_PHRASES = """
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


def _compile(phrases: str) -> re.Pattern[str]:
    parts = "|".join(phrase.strip().replace("*", r"\w*") for phrase in phrases.split(","))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


_FOR_PEOPLE = _compile(" ".join(_FOR_PEOPLE_PHRASES.split()))

# Words that say nothing of what is wanted; days and months among them: an offer for Sundays is one.
_EMPTY = frozenset(
    """
    a an and any are about after again all also as ask at be bit but by can could do for from get give
    got has have help her hers him his hour how if in into is it its just know let like little look loan
    lend me minute month my need needs new next of off on one or other our out over own piece please set
    she some somebody someone something take tell than that the their them then there they thing this
    time to two up us use very want was we week what when where which who will with would year you your
    advice question word monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
    wednesdays thursdays fridays saturdays sundays january february march april may june july august
    september october november december ab aber als am auch auf aus bei bin bis bitte brauche da das
    dass dein deine dem den der des die du ein eine einem einen einer er es etwas frage fur gern gibt
    hat habe hast helfen hilfe ich ihr ihre im ist jemand kann kannst kein keine konnte mal man mein
    meine mich mir mit nach nicht noch nur ob oder ohne rat sein seine sich sie sind so tag um und uns
    von vor wegen wenn wer wie wir wo woche zeit zu zum zur uber
    """.split()
)
_LEAST_STEM = 4
_LEAST_SHARED = 0.7
_PARTS = re.compile(r"[,;:]|\band\b|\bund\b")


def asks_for_people(graph: Graph, contact: Contact, what: str) -> bool:
    """The ask is for people whom `contact` knows: it says so, or names somebody I was never in touch with."""
    if _FOR_PEOPLE.search(_words(what)):
        return True
    return any(not graph.touches(other.path) for other in find_named(graph, contact, what))


def find_named(graph: Graph, contact: Contact, what: str) -> tuple[Contact, ...]:
    """The other people whose whole name or alias stands in `what`, in the order of their paths."""
    words = f" {_words(what)} "
    return tuple(
        other
        for _, other in sorted(graph.contacts.items())
        if other.path != contact.path and any(f" {name} " in words for name in _names(other))
    )


def _words(text: str) -> str:
    """The words alone, as they are compared, a blank between each two."""
    return " ".join(re.findall(r"\w+", name_key(plain_text(text))))


def _names(contact: Contact) -> list[str]:
    """Whole names, of two words or more, and aliases that could be no other word."""
    keys = [_words(name) for name in (contact.name, *contact.aliases)]
    return [key for key in keys if " " in key or (len(key) >= _LEAST_STEM and key not in _EMPTY)]


def meets(offer: str, what: str) -> bool:
    """An offer is of the matter that is wanted.

    They share two telling words, or all telling words of one part of the offer or of what is wanted.
    """
    wanted = _telling(what)
    return any(_fits(_telling(part), wanted) for part in (offer, *_PARTS.split(offer)))


def _fits(offered: frozenset[str], wanted: frozenset[str]) -> bool:
    if not (offered and wanted):
        return False
    shared = sum(any(_is_same(word, other) for other in offered) for word in wanted)
    return shared >= min(2, len(offered), len(wanted))


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    return frozenset(
        word for word in _words(text).split() if word not in _EMPTY and len(word) > 1 and not word.isdecimal()
    )


def _is_same(word: str, other: str) -> bool:
    """The same word, as far as the beginning tells: `flat` and `flats`, `Wohnung` and `Wohnungen`."""
    if word == other:
        return True
    same = next((at for at, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]), None)
    same = min(len(word), len(other)) if same is None else same
    return same >= _LEAST_STEM and same >= _LEAST_SHARED * max(len(word), len(other))
