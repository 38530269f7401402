"""One person's entries, of which most stay text in their note until somebody asks for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter
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
    have one, by index. `close` are the entries of all other lines, by day and source. No two of all these
    say the same of one day. There is one for everybody: what can be found again in no time is not kept.
    """

    __slots__ = ("_days", "_deeds", "_due_days", "_entries", "_kinds", "_read", "_touches", "close")

    def __init__(
        self,
        close: tuple[Entry, ...],
        days: Sequence[date] = NOTHING_PLAIN,
        deeds: Sequence[Deed] = NOTHING_PLAIN,
        due_days: Mapping[int, date] = NOTHING_DUE,
        read: Callable[[Iterable[int]], Sequence[Entry]] | None = None,
    ) -> None:
        self.close, self._days, self._deeds, self._due_days, self._read = close, days, deeds, due_days, read
        self._entries: tuple[Entry, ...] | None = None
        self._kinds: frozenset[Kind] | None = None
        self._touches: tuple[date, ...] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and self.entries == other.entries

    __hash__ = None  # type: ignore[assignment]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, by day and source."""
        if self._entries is None:
            self._entries = self._in_order(self.close, range(len(self._days)))
        return self._entries

    def find(
        self, *kinds: Kind, where: Callable[[Told], bool] = _always, since: date = date.min
    ) -> tuple[Entry, ...]:
        """The entries of some kinds for which `where` is true, by day and source.

        Those of which neither the day nor the 📅 day is `since` that day or later are left out.
        """
        if self.kinds.isdisjoint(kinds):
            return ()
        close, deeds = self._choose(kinds, where)
        return self._in_order(
            [entry for entry in close if since <= max(entry.on, entry.due_on or entry.on)],
            [
                index
                for index, deed in enumerate(self._deeds if deeds else ())
                if deed in deeds and since <= max(self._days[index], self._due_days.get(index, date.min))
            ],
        )

    def find_days(self, *kinds: Kind, where: Callable[[Told], bool] = _always) -> tuple[date, ...]:
        """The days of the entries of some kinds for which `where` is true, each once, oldest first."""
        if self.kinds.isdisjoint(kinds):
            return ()
        close, deeds = self._choose(kinds, where)
        days = {entry.on for entry in close}
        if deeds:
            days.update(day for day, deed in zip(self._days, self._deeds, strict=True) if deed in deeds)
        return tuple(sorted(days))

    def find_on(self, day: date, kind: Kind, where: Callable[[Told], bool] = _always) -> tuple[Entry, ...]:
        """The entries of one day and kind for which `where` is true, by source."""
        close = [entry for entry in self.close if entry.on == day and entry.kind == kind and where(entry)]
        plain = [index for index, on in enumerate(self._days) if on == day]
        return self._in_order(
            close, [i for i in plain if self._deeds[i].kind == kind and where(self._deeds[i])]
        )

    def find_days_from(self, day: date) -> list[date]:
        """The days of all entries that are dated `day` or later, in no order, and some twice."""
        days = [on for on in self._days if on >= day]
        days += [entry.on for entry in self.close if entry.on >= day]
        return days

    @property
    def due_days(self) -> list[date]:
        """The 📅 days of all entries, in no order."""
        return [*self._due_days.values(), *(entry.due_on for entry in self.close if entry.due_on)]

    def has(self, *kinds: Kind, where: Callable[[Told], bool] = _always) -> bool:
        """There is an entry of these kinds for which `where` is true."""
        return any(self._choose(kinds, where))

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of which there is an entry."""
        if self._kinds is None:
            self._kinds = frozenset(map(attrgetter("kind"), chain(set(self._deeds), self.close)))
        return self._kinds

    @property
    def first_day(self) -> date | None:
        """The very first day; thoughts and to-dos can come before it."""
        first = [entry.on for entry in self.close if entry.kind not in _ONLY_IN_MIND][:1]
        thoughts = {deed for deed in set(self._deeds) if deed.kind in _ONLY_IN_MIND}
        days = self._days
        if thoughts:
            days = [day for day, deed in zip(days, self._deeds, strict=True) if deed not in thoughts]
        return min([*days, *first], default=None)

    @property
    def touches(self) -> tuple[date, ...]:
        """The days on which you were in touch, oldest first; one day counts once."""
        if self._touches is None:
            self._touches = self._find_touches()
        return self._touches

    def _find_touches(self) -> tuple[date, ...]:
        others = {deed for deed in set(self._deeds) if deed.kind not in IN_TOUCH}
        days = [day for day, deed in zip(self._days, self._deeds, strict=True) if deed not in others]
        days += [day for entry in self.close if (day := entry.touch_on) is not None]
        return tuple(sorted(dict.fromkeys(days)))

    def touching(self, day: date) -> tuple[Entry, ...]:
        """What says that you were in touch on `day`."""
        close = [entry for entry in self.close if entry.touch_on == day]
        plain = [index for index, on in enumerate(self._days) if on == day]
        return self._in_order(close, [index for index in plain if self._deeds[index].kind in IN_TOUCH])

    def _choose(
        self, kinds: tuple[Kind, ...], where: Callable[[Told], bool]
    ) -> tuple[list[Entry], set[Deed]]:
        """The close entries of some kinds for which `where` is true, and the deeds of such plain lines."""
        if self.kinds.isdisjoint(kinds):
            return [], set()
        return (
            [entry for entry in self.close if entry.kind in kinds and where(entry)],
            {deed for deed in set(self._deeds) if deed.kind in kinds and where(deed)},
        )

    def _in_order(self, close: Sequence[Entry], plain: Sequence[int]) -> tuple[Entry, ...]:
        read = self._read(plain) if self._read and plain else ()
        return tuple(sorted([*close, *read], key=_place)) if close or read else ()


def _place(entry: Entry) -> tuple[object, ...]:
    return entry.on, entry.source
