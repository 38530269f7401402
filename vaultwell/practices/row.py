"""One row of the due list: one person, one reason, and the block id that ties a tick to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Literal, NamedTuple, get_args

from vaultwell.model.contact import YearlyDate
from vaultwell.model.entry import Entry
from vaultwell.model.source import Source
from vaultwell.practices.history import History, LastContact, find_last_contact
from vaultwell.practices.reasons import Reason, find_reasons

DueReason = Literal[
    "cadence",
    "first-follow-up",
    "follow-up",
    "promise",
    "thanks",
    "loan",
    "date",
    "dormant",
    "reconnect",
    "ask",
]
# What stands on a line of its own, whose box says whether it is still open.
OPEN_REASONS = frozenset({"promise", "ask", "loan"})
REASON_ORDER: Mapping[str, int] = {reason: index for index, reason in enumerate(get_args(DueReason))}
PICKED_REASONS = frozenset({"cadence", "first-follow-up", "dormant", "reconnect"})

ID_PREFIX = "vw-"


class Matter(NamedTuple):
    """Why somebody is due, and since when.

    `due_on` is None for people without any date, for the oldest undated promise and for `reconnect`;
    `cadence_days` is the days from the anchor to `due_on`, for `cadence` only. `entry` or `yearly` is
    what makes the person due, when a line does.
    """

    reason: DueReason
    due_on: date | None
    cadence_days: int | None = None
    is_estimated: bool = False
    entry: Entry | None = None
    yearly: YearlyDate | None = None


@dataclass(frozen=True)
class DueRow:
    """One person, one reason, as of `today`; its last fields are those of a `Matter`.

    `has_context`: there is anything to begin with. What else is known of the person is looked up when
    somebody asks for it.
    """

    path: str
    name: str
    circle: str | None
    has_context: bool
    today: date
    find: Callable[[str], History] = field(repr=False, compare=False)
    is_today_pick: bool
    reason: DueReason
    due_on: date | None
    cadence_days: int | None = None
    is_estimated: bool = False
    entry: Entry | None = None
    yearly: YearlyDate | None = None

    @cached_property
    def history(self) -> History:
        """The person's days."""
        return self.find(self.path)

    @cached_property
    def last(self) -> LastContact | None:
        """The last time you were in touch."""
        return find_last_contact(self.history, self.today)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything that is a reason to write today."""
        return find_reasons(self.history, self.today)

    @property
    def source(self) -> Source | None:
        """The line that makes the row due."""
        if self.yearly is not None:
            return self.yearly.source
        return self.entry.source if self.entry else None


def row_id(row: DueRow) -> str:
    """The block id of a row.

    What is due without a day of its own is told apart by the last contact, or somebody would be
    offered once and never again.
    """
    if row.yearly is not None:
        words = row.yearly.label
    elif row.entry is not None:
        words = say_line(row.entry)
    else:
        words = "" if row.due_on or row.last is None else str(row.last.on)
    return compute_id(row.path, row.reason, row.due_on, words)


def compute_id(path: str, reason: DueReason, due_on: date | None, words: str) -> str:
    """`vw-` and 8 hex digits of all of these; `words` are what makes the row due, beside its day."""
    key = "\0".join((path, reason, str(due_on or ""), words))
    return ID_PREFIX + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def say_line(entry: Entry) -> str:
    """Day and words of a line, but neither its number nor its box: both change while it means the same."""
    return f"{entry.on} {entry.verb}: {entry.text}"


def find_ids(entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of the rows that some person's lines were logged for."""
    return frozenset(
        entry.block_id for entry in entries if entry.block_id and entry.block_id.startswith(ID_PREFIX)
    )
