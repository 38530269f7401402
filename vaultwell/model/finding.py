"""Something about a vault as a whole that `doctor` tells."""

from typing import NamedTuple


class Finding(NamedTuple):
    """What was found, and what to do about it: two sentences, each with its full stop."""

    message: str
    remedy: str
