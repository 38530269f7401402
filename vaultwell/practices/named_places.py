"""Where something happened, when a line names the place as one: `lunch in Copenhagen: 2 hives`."""

import re

from vaultwell.notes.links import plain_text

_BEGIN = re.compile(r"(?P<place>(?:in|at) [^:;,.\n]{2,40})(?:[:;,.]\s*|$)", re.IGNORECASE)
_PARTICLES = frozenset(
    "the of on upon and de da do dos del della di la le les du der den am an und y e".split()
)


def split_place(text: str) -> tuple[str, str]:
    """The place that a line's words begin with, `in Copenhagen`, and the other words.

    The place is "" unless it is a proper name, for “at last” and “in a hurry” are none.
    """
    words = plain_text(text)
    found = _BEGIN.match(words)
    if not found or not is_proper_name(found["place"].split(" ", 1)[1]):
        return "", words
    place = found["place"]
    return place[:1].lower() + place[1:], words[found.end() :]


def is_proper_name(text: str) -> bool:
    """Each word begins with a capital or a figure, small words between them aside; five words at most.

    Such a name can stand in a sentence; any other words of a note are quoted.
    """
    words = text.split()
    named = [word for word in words if word.lower() not in _PARTICLES]
    return 0 < len(named) <= len(words) <= 5 and all(word[0].isupper() or word[0].isdigit() for word in named)
