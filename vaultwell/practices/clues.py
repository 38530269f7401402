"""By which words an ask can lead to somebody, so that not everybody has to be looked up for it.

Whoever is named in an ask, offers what it wants, or does it, shares a clue with it. That somebody shares one
means nothing yet.
"""

from itertools import chain, pairwise

from vaultwell.model.graph import Graph
from vaultwell.practices.wanted import FIELD_KEYS, find_matter, list_keys, say_words


def find_clues(graph: Graph, person: str) -> frozenset[str]:
    """How somebody's names begin, and the stems of what they offer and do; the same on every day."""
    contact = graph.contacts[person]
    names = (_name(*key.split()[:2]) for key in list_keys(graph.called[person]))
    offers = (entry.text for entry in graph.log(person).find("offer", where=lambda told: told.by == "them"))
    texts = chain(offers, *(contact.fact(key) for key in ("offers", *FIELD_KEYS)))
    return frozenset(names).union(*(find_matter(text).all_stems for text in texts))


def find_clues_of(what: str) -> frozenset[str]:
    """The clues of an ask for `what`."""
    words = say_words(what).split()
    names = {_name(word) for word in words} | {_name(*pair) for pair in pairwise(words)}
    return find_matter(what).all_stems | names


def _name(*words: str) -> str:
    return " ".join(("name", *words))
