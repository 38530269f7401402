"""A person, as their note's front matter tells it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from vaultwell.model.cadence import Cadence
from vaultwell.model.source import Source

# The relations that need no reason to write, and no counting (P10, P16), and what they are called.
_CLOSE_WORDS = {
    "friend": "friend friends freund freundin freunde",
    "family": """family mother father mum mom dad parent parents sister brother sibling daughter son child
        children grandmother grandfather grandma grandpa aunt uncle cousin niece nephew familie mutter vater
        mama papa eltern schwester bruder geschwister tochter sohn kind oma opa tante onkel cousine nichte
        neffe""",
    "partner": """partner partnerin wife husband spouse girlfriend boyfriend fiancé fiancée ehefrau ehemann
        mann frau""",
}
CLOSE_RELATIONS = {word: close for close, words in _CLOSE_WORDS.items() for word in words.split()}

# Properties whose links name the person's relation to somebody else, and the word seen from the other side.
INVERSE = {
    "partner": "partner",
    "parent": "child",
    "child": "parent",
    "sibling": "sibling",
    "colleague_of": "colleague_of",
    "manager": "report",
    "report": "manager",
    "assistant": "assistant_of",
    "assistant_of": "assistant",
}


class YearlyDate(NamedTuple):
    """A day that comes every year; `label` is the property (`birthday`, `signe_birthday`)."""

    label: str
    month: int
    day: int
    year: int | None
    source: Source

    def on(self, year: int) -> date:
        """That year's day; 29 February is kept on the 28th in common years."""
        if (self.month, self.day) == (2, 29) and not _is_leap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


class Contact(NamedTuple):
    """One person's note.

    `path` is the identity. `facts` maps a canonical text property (`interests`, `pets`, `org`,
    `email`, …) to its values as typed; `others` does the same for keys that are the user's own;
    `relations` maps a relation's word (`partner`, `manager`, the user's own) to link targets as
    typed; `lines` maps every canonical key to the line it stands on.
    """

    path: str
    name: str
    aliases: tuple[str, ...] = ()
    circle: str | None = None
    cadence: Cadence | None = None
    last_contact: date | None = None
    met: date | None = None
    created: date | None = None
    follow_up: date | None = None
    snooze: date | None = None
    is_paused: bool = False
    let_go: str | None = None
    died: str | None = None
    yearly: tuple[YearlyDate, ...] = ()
    relation: tuple[str, ...] = ()
    introduced_by: tuple[str, ...] = ()
    relations: Mapping[str, tuple[str, ...]] = {}
    facts: Mapping[str, tuple[str, ...]] = {}
    others: Mapping[str, tuple[str, ...]] = {}
    lines: Mapping[str, int] = {}

    @property
    def called(self) -> tuple[str, ...]:
        """The name, and the aliases behind it."""
        return (self.name, *self.aliases)

    @property
    def close_as(self) -> str | None:
        """`friend`, `family` or `partner`, the first that their relation says, in whatever word."""
        return next((CLOSE_RELATIONS[word] for word in self.relation if word in CLOSE_RELATIONS), None)

    @property
    def is_close(self) -> bool:
        """A friend, family or partner: nothing is counted between you."""
        return self.close_as is not None

    @property
    def has_left(self) -> bool:
        """Let go, or died."""
        return self.let_go is not None or self.died is not None

    @property
    def is_away(self) -> bool:
        """Let go, died, or paused."""
        return self.has_left or self.is_paused

    def fact(self, key: str) -> tuple[str, ...]:
        """The values of a text property, in the order typed."""
        return self.facts.get(key, ())

    def source(self, key: str) -> Source:
        """The line on which `key` stands (line 1 when it is not written)."""
        return Source(self.path, self.lines.get(key, 1))
