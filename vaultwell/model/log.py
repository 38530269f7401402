"""One person's entries, of which most stay text in their note until somebody asks for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from vaultwell.model.entry import IN_TOUCH, By, Entry, Kind, State


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """What a line counts as, its day and words aside; lines that begin alike share one."""

    kind: Kind
    verb: str
    by: By | None
    state: State | None = None


Told: TypeAlias = Entry | Deed
"""What a question about the kind of a line is asked of."""

_ONLY_IN_MIND = frozenset({"mention", "todo"})
NOTHING_PLAIN: tuple[()] = ()
NOTHING_DUE: Mapping[int, date] = {}


def _always(_told: Told) -> bool:
    return True


class Log:
    """Everything between you and one person.

    A line that says no more than `called: the move` is plain: of it only the day and the deed are kept, and
    `read` gives the entries of the plain lines at some indexes; `due_days` has the 📅 day of those that
    have one, by index. `close` are the entries of all other
    lines. No two of all these say the same of one day.
    """

    def __init__(
        self,
        close: tuple[Entry, ...],
        days: Sequence[date] = NOTHING_PLAIN,
        deeds: Sequence[Deed] = NOTHING_PLAIN,
        due_days: Mapping[int, date] = NOTHING_DUE,
        read: Callable[[Iterable[int]], Sequence[Entry]] | None = None,
    ) -> None:
        self.close, self._days, self._deeds, self._due_days, self._read = close, days, deeds, due_days, read

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and self.entries == other.entries

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, by day and source."""
        return self._in_order(self.close, range(len(self._days)))

    def find(
        self, *kinds: Kind, where: Callable[[Told], bool] = _always, since: date = date.min
    ) -> tuple[Entry, ...]:
        """The entries of some kinds for which `where` is true, by day and source.

        Those of which neither the day nor the 📅 day is `since` that day or later are left out.
        """
        close, plain = self._by_kind
        if not any(kind in close or kind in plain for kind in kinds):
            return ()
        return self._in_order(
            [
                entry
                for kind in kinds
                for entry in close.get(kind, ())
                if where(entry) and since <= max(entry.on, entry.due_on or entry.on)
            ],
            [
                index
                for kind in kinds
                for index in plain.get(kind, ())
                if since <= max(self._days[index], self._due_days.get(index, date.min))
                and where(self._deeds[index])
            ],
        )

    def find_days(self, *kinds: Kind, where: Callable[[Told], bool] = _always) -> tuple[date, ...]:
        """The days of the entries of some kinds for which `where` is true, each once, oldest first."""
        close, plain = self._by_kind
        days: set[date] = set()
        for kind in kinds:
            if kind in close:
                days.update(entry.on for entry in close[kind] if where(entry))
            if kind in plain:
                days.update(self._days[index] for index in plain[kind] if where(self._deeds[index]))
        return tuple(sorted(days)) if days else ()

    def find_first(self) -> tuple[date | None, tuple[Told, ...]]:
        """The very first day, and what stands on it in no order; thoughts and to-dos can come before it."""
        close = [entry for entry in self.close if entry.kind not in _ONLY_IN_MIND]
        first = min([*self._days, *(entry.on for entry in close)], default=None)
        plain = (deed for day, deed in zip(self._days, self._deeds, strict=True) if day == first)
        return first, (*plain, *(entry for entry in close if entry.on == first))

    @cached_property
    def touches(self) -> tuple[date, ...]:
        """The days on which you were in touch, oldest first; one day counts once."""
        days = {day for day, deed in zip(self._days, self._deeds, strict=True) if deed.kind in IN_TOUCH}
        days.update(day for entry in self.close if (day := entry.touch_on) is not None)
        return tuple(sorted(days))

    def touching(self, day: date) -> tuple[Entry, ...]:
        """What says that you were in touch on `day`."""
        close = [entry for entry in self.close if entry.touch_on == day]
        plain = [index for index, on in enumerate(self._days) if on == day]
        return self._in_order(close, [index for index in plain if self._deeds[index].kind in IN_TOUCH])

    @cached_property
    def _by_kind(self) -> tuple[dict[Kind, list[Entry]], dict[Kind, list[int]]]:
        """The close entries of each kind, and the indexes of its plain lines."""
        close: dict[Kind, list[Entry]] = {}
        plain: dict[Kind, list[int]] = {}
        for entry in self.close:
            close.setdefault(entry.kind, []).append(entry)
        for index, deed in enumerate(self._deeds):
            plain.setdefault(deed.kind, []).append(index)
        return close, plain

    def _in_order(self, close: Sequence[Entry], plain: Sequence[int]) -> tuple[Entry, ...]:
        read = self._read(plain) if self._read and plain else ()
        return tuple(sorted([*close, *read], key=_place)) if close or read else ()


def _place(entry: Entry) -> tuple[object, ...]:
    return entry.on, entry.source
