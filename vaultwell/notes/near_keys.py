"""A key that is nearly one of ours: a slip of the pen, a form of the word, or a word of its own.

Only a slip is worth a red mark: one letter wrong inside a word of six or more. `emails`, `goal`, `created_at`
and `Rolle` may be keys that somebody chose, and they stay theirs.
"""

from collections.abc import Container
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultwell.notes.property_keys import KNOWN_KEYS

_NEAR = 0.82
_SHORTEST = 6  # a shorter word is too often one of its own


class NearKey(NamedTuple):
    """The key of ours that was probably meant, and how sure that is."""

    known: str
    likelihood: Literal["slip", "form"]


def find_near_key(key: str, others: Container[str]) -> NearKey | None:
    """The key of ours that `key` (normalised) is nearly; none when that one is among the note's `others`."""
    near = _find_near(key)
    return None if near is None or near.known in others else near


@lru_cache(maxsize=1024)
def _find_near(key: str) -> NearKey | None:
    near = get_close_matches(key, KNOWN_KEYS, n=1, cutoff=_NEAR)
    if not near:
        return None
    is_slip = len(key) >= _SHORTEST and not _is_form(key, near[0]) and _is_one_slip(key, near[0])
    return NearKey(near[0], "slip" if is_slip else "form")


def _is_form(key: str, known: str) -> bool:
    """One is the other with something before or after it, or a dash in it: `emails`, `mail`, `e_mail`."""
    shorter, longer = sorted((key.replace("_", ""), known.replace("_", "")), key=len)
    return longer.startswith((shorter, shorter[:-1] + "ie")) or longer.endswith(shorter)


def _is_one_slip(key: str, known: str) -> bool:
    """A letter left out, added, or another one, or two that changed places."""
    start = next((at for at, (one, other) in enumerate(zip(key, known, strict=False)) if one != other), 0)
    if start == 0:
        return False  # nobody mistypes the first letter: a vocation is no location
    rest, wanted = key[start:], known[start:]
    is_swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return is_swapped or wanted in (rest[1:], wanted[:1] + rest[1:]) or rest == wanted[1:]
