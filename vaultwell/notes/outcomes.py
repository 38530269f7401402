"""What became of a talk that was tried or planned: no answer, or called off."""

import re
from functools import cache
from typing import Literal

Outcome = Literal["", "no answer", "called off"]

MOVED_TO = re.compile(
    r"moved\s+to\s+(?:the\s+|next\s+)?"
    r"(?:[0-9]|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|tomorrow\b|week\b|month\b"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)",
    re.IGNORECASE,
)

_SILENCE = (
    r"(?:no (?:answer|reply|response|luck)|voice ?mail|unanswered"
    r"|(?:didn[’']?t|did not) (?:answer|pick up|reply)"
    r"|nothing(?: back| yet)?(?=[.!…]*$))"
)
_OFF = r"(?:cancelled|canceled|cancel|postponed|postpone|rescheduled|called off)"
# Without one of these in it a text needs no closer look, and most have none.
_SIGNS = (
    *("no ", "voice", "unanswered", "didn", "did not", "nothing", "?"),
    *("cancel", "postpone", "reschedul", "called off", "moved"),
)
_NO_ANSWER = (
    rf"[^:,;–—]*?(?:[:,;–—]|\s-(?=\s)|(?<![^\s])(?=no\s))\s*"
    rf"(?:(?:but|and|got|left|still|went to|straight to|she|he|they)\s+(?:a\s+)?)*{_SILENCE}\b"
    rf"|.*[:,;–—-]\s*(?:but\s+)?{_SILENCE}(?:\s+(?:yet|so far|again|today|still))?[.!…]*$"
)
_CALLED_OFF = (
    r"[\s:,;–—(-]*(?:(?:(?i:she|he|they|i|we|it|they’ve|they've)|[A-Z]\w+|\x00+)\s+)?"
    rf"(?i:(?:was|were|got|had to|has|have|is|being|been)\s+)*(?i:{_OFF})\b"
    r"(?!\s+(?i:her|his|their|my|our|the|a|an)\b)"
)
_CALLED_OFF_AT_END = rf"[^:]*[\s,;–—(-]{_OFF}[.!…:)( ]*$"
_RESCHEDULED = rf"[\s:,;–—(-]*(?:{MOVED_TO.pattern})"


def is_possible_outcome(text: str) -> bool:
    """The text holds any word that could tell of silence or a cancelled plan."""
    words = text.lower()
    for sign in _SIGNS:  # noqa: SIM110 - `any` takes twice as long, and every line is asked
        if sign in words:
            return True
    return False


def find_outcome(after: str, *, has_colon: bool) -> Outcome:
    """What the words after a contact verb and its people (links masked) say of it: `: no answer`,
    ` – cancelled`. The first words decide; a flight that is cancelled later in the line does not."""
    if not is_possible_outcome(after):
        return ""
    after = after.lstrip()
    if _compile(_NO_ANSWER).match(after):
        return "no answer"
    if after.startswith("?") or _compile(_CALLED_OFF, 0).match(after) or _compile(_RESCHEDULED).match(after):
        return "called off"
    if not has_colon and _compile(_CALLED_OFF_AT_END).match(after):
        return "called off"
    return ""


@cache
def _compile(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compiled when such a line comes: it takes 3 ms, and a run for one note seldom meets one."""
    return re.compile(pattern, flags)
