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

# What belongs to work: of a friend it is asked as of a contact.
_OF_WORK_PHRASES = """
    job, jobs, vacancy, position, hire*, hiring, interview, internship, cv, resume, reference, recommend*,
    client*, customer*, investor*, invest, funding, sponsor*, deal, sales, promote, publisher, agent,
    stelle, praktikum, bewerb*, lebenslauf, empfehl*, referenz, kunde*, kunden, auftrag*, investor*
"""


def _compile(phrases: str) -> re.Pattern[str]:
    parts = "|".join(phrase.strip().replace("*", r"\w*") for phrase in phrases.split(","))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


_FOR_PEOPLE = _compile(" ".join(_FOR_PEOPLE_PHRASES.split()))
_OF_WORK = _compile(" ".join(_OF_WORK_PHRASES.split()))

# Words that say nothing of what is wanted; days and months among them: an offer for Sundays is one.
_EMPTY = frozenset(
    """
    a ab abend aber about advice after afternoon again all als also am an and any april are as ask at auch
    auf august aus autumn be bei best better big bin bis bit bitte borrow brauche but by can chat cheap
    contact contacts could da das dass day days december dein deine dem den der des die do du ein eine
    einem einen einer er es etwas evening february few for frage free friday fridays from fur gern get
    gibt give good got great gross grosse gut gute guten habe has hast hat have helfen help her hers hilfe
    him his hour how ich if ihr ihre im in into intro introduce introduction introductions intros is ist
    it its january jemand july june just kann kannst kein keine klein kleine know konnte kontakt kontakte
    kurz kurze large leihen lend let like little loan long look mal man many march may me mehr mein meine
    mich minute mir mit monday mondays month more morning much my nach name names need needs new next nice
    nicht noch november nur ob october oder of off ohne old on one opinion or other our out over own paar
    people person piece please project question quick rat saturday saturdays sein seine september set she
    short sich sie sind small so some somebody someone something spare spring summer sunday sundays tag
    tage take talk tell than that the their them then there they thing this thursday thursdays time to
    tuesday tuesdays two uber um und uns up us use very viel von vor vorstellen want was we wednesday
    wednesdays week weekend wegen wenn wer what when where which who wie will winter wir with wo woche
    word work working would year you your zeit zu zum zur
    """.split()
)
_LEAST_STEM = 4
_LEAST_SHARED = 0.7
_PLACE = re.compile(
    r"\b(?:in|at|from|near|im|am|bei|beim|aus|vom)(?: (?:the|a|an|my|der|die|das|dem|den))? \w+"
)


def asks_for_people(graph: Graph, contact: Contact, what: str) -> bool:
    """The ask is for people whom `contact` knows: it says so, or names somebody I was never in touch with."""
    if _FOR_PEOPLE.search(_words(what)):
        return True
    return any(not graph.touches(other.path) for other in find_named(graph, contact, what))


def is_of_work(what: str) -> bool:
    """The ask belongs to work: a job, a client, a reference."""
    return bool(_OF_WORK.search(_words(what)))


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
    """An offer is of the matter that is wanted: they share a telling word, and not only a place or a day."""
    wanted = _telling(what)
    return any(_is_same(word, other) for word in wanted for other in _telling(offer))


@lru_cache(maxsize=4096)
def _telling(text: str) -> frozenset[str]:
    """The words that say what the matter is; where it is does so only when nothing else does."""
    words = _words(text)
    return _list_telling(_PLACE.sub(" ", words)) or _list_telling(words)


def _list_telling(words: str) -> frozenset[str]:
    return frozenset(
        word for word in words.split() if word not in _EMPTY and len(word) > 1 and not word.isdecimal()
    )


def _is_same(word: str, other: str) -> bool:
    """The same word, as far as the beginning tells: `flat` and `flats`, `Wohnung` and `Wohnungen`."""
    if word == other:
        return True
    same = next((at for at, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]), None)
    same = min(len(word), len(other)) if same is None else same
    return same >= _LEAST_STEM and same >= _LEAST_SHARED * max(len(word), len(other))
