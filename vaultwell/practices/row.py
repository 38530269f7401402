"""One row of the due list: one person, one reason, and the block id that ties a tick to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, get_args

from vaultwell.model.contact import YearlyDate
from vaultwell.model.entry import Entry
from vaultwell.model.source import Source
from vaultwell.practices.history import History, LastContact
from vaultwell.practices.reasons import Reason

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
REASON_ORDER: Mapping[str, int] = {reason: index for index, reason in enumerate(get_args(DueReason))}
PICKED_REASONS = frozenset({"cadence", "first-follow-up", "dormant", "reconnect"})

ID_PREFIX = "vw-"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One person, one reason.

    `due_on` is None for people without any date, for the oldest undated promise and for `reconnect`;
    `cadence_days` is the days from the anchor to `due_on`, for `cadence` only. `source` is the line
    that makes the row due, when one does; `entry` or `yearly` is what stands there.
    """

    history: History
    reason: DueReason
    due_on: date | None
    cadence_days: int | None = None
    is_estimated: bool = False
    is_today_pick: bool = False
    entry: Entry | None = None
    yearly: YearlyDate | None = None
    last: LastContact | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def path(self) -> str:
        """The person's note."""
        return self.history.contact.path

    @property
    def name(self) -> str:
        """The person's name."""
        return self.history.contact.name

    @property
    def source(self) -> Source | None:
        """The line that makes the row due."""
        if self.yearly is not None:
            return self.yearly.source
        return self.entry.source if self.entry else None


def row_id(row: DueRow) -> str:
    """`vw-` and 8 hex digits of path, reason, day, and day and words of the source line.

    The number of the line and the state of its box are left out: both change while it means the
    same. What is due without a day of its own is told apart by the last contact, or somebody
    would be offered once and never again.
    """
    return _digest(row.path, row.reason, str(row.due_on or ""), _say_source(row))


def find_ids(entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of the rows that some person's lines were logged for."""
    return frozenset(
        entry.block_id for entry in entries if entry.block_id and entry.block_id.startswith(ID_PREFIX)
    )


def _say_source(row: DueRow) -> str:
    if row.entry is not None:
        return f"{row.entry.on} {row.entry.verb}: {row.entry.text}"
    if row.yearly is not None:
        return row.yearly.label
    return "" if row.due_on or row.last is None else str(row.last.on)


def _digest(*parts: str) -> str:
    key = "\0".join(parts)
    return ID_PREFIX + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
