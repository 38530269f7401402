"""Something about a vault as a whole that `doctor` tells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it: two sentences, each with its full stop."""

    message: str
    remedy: str
