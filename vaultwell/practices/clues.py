"""By which words an ask can lead to somebody, so that not everybody has to be looked up for it.

Whoever is named in an ask, offers what it wants, or does it, shares a clue with it. That somebody shares one
means nothing yet.
"""

from collections.abc import Iterable
from itertools import chain, pairwise

from vaultwell.model.graph import Graph
from vaultwell.practices.wanted import FIELD_KEYS, Tie, find_matter, list_keys, say_words


def find_clues(graph: Graph, person: str) -> frozenset[str]:
    """How somebody's names begin, and the stems of what they offer and do; the same on every day."""
    contact = graph.contacts[person]
    names = (" ".join(key.split()[:2]) for key in list_keys(graph.called[person]))
    offers = (entry.text for entry in graph.log(person).find("offer", where=lambda told: told.by == "them"))
    return _mark("known", names).union(
        _mark("offers", _list_stems(chain(contact.fact("offers"), offers))),
        _mark("of-the-field", _list_stems(chain.from_iterable(map(contact.fact, FIELD_KEYS)))),
    )


def find_clues_of(what: str, tie: Tie) -> frozenset[str]:
    """The clues of an ask for `what`."""
    if tie != "known":
        return _mark(tie, _list_stems([what]))
    words = say_words(what).split()
    return _mark(tie, chain(words, map(" ".join, pairwise(words))))


def _list_stems(texts: Iterable[str]) -> Iterable[str]:
    return chain.from_iterable(find_matter(text).all_stems for text in texts)


def _mark(tie: Tie, words: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{tie} {word}" for word in words)
