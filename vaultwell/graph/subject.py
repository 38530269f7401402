"""Who did what a line tells."""

from typing import NamedTuple

from vaultwell.model.entry import By


class Subject(NamedTuple):
    """Who did it: which side, and which people where it was theirs.

    `is_known` is False when the words before the verb name nobody, so that they are no subject.
    """

    by: By | None
    people: tuple[str, ...] = ()
    is_known: bool = True
    is_named: bool = True


NOBODY_NAMED = Subject(None, is_named=False)
UNKNOWN = Subject(None, is_known=False)
