"""When to look at the vault again. Pure: hints and moments go in, a time comes out.

All times are seconds of a clock that only goes on, whatever happens to the one on the wall.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from typing import NamedTuple

QUIET_SECONDS = 0.4
LONGEST_SECONDS = 5.0
RESCAN_SECONDS = 60.0
TURN_SECONDS = 1.0  # how soon midnight, waking up and the wish to stop are noticed
JUMP_SECONDS = 5.0
GIT_PATIENCE_SECONDS = 60.0
FIRST_RETRY_SECONDS = 5.5  # a tick waits until its note was saved five seconds ago
SETTINGS_FILE = "vaultwell.toml"


class Moment(NamedTuple):
    """What the clocks say: `seconds` that only go on, `now` with its time zone, and the day it is."""

    seconds: float
    now: datetime
    today: date


class Hint(NamedTuple):
    """Something happened at `path`, relative to the vault with `/`; `is_folder` when it is one.

    `seconds` says when, if it is known.
    """

    path: str
    is_folder: bool = False
    seconds: float | None = None


def is_relevant(hint: Hint) -> bool:
    """What happened there can change the due note. Hidden files and folders cannot, nor other files."""
    if hint.path.startswith(".") or "/." in hint.path:
        return False
    return hint.is_folder or hint.path[-3:].lower() == ".md" or hint.path == SETTINGS_FILE


def join_places(places: frozenset[str] | None, hints: Iterable[Hint]) -> frozenset[str] | None:
    """The notes at which something happened, with those of these hints; None: it could be anywhere."""
    told = [hint for hint in hints if is_relevant(hint)]
    if places is None or any(hint.is_folder or hint.path == SETTINGS_FILE for hint in told):
        return None
    return places.union(hint.path for hint in told)


@dataclass(slots=True)
class Schedule:
    """Looks as soon as the disk has been quiet for 0.4 s, 5 s after the first hint at the latest.

    It also looks every minute, when the day changes, after the computer slept, and again, less and
    less often, while something could not be done yet.
    """

    moment: Moment
    first_hint: float = -inf  # of those that no look has answered yet; inf when there is none
    last_hint: float = -inf
    rescan_at: float = inf
    retry_at: float = inf
    not_before: float = -inf
    _retry_seconds: float = FIRST_RETRY_SECONDS
    _git_busy_since: float = inf
    _restless_looks: int = 0

    def pass_on(self, moment: Moment) -> None:
        """Time has passed; when the wall's clock jumped or the day is another, that is a reason to look."""
        passed = moment.seconds - self.moment.seconds
        jumped = abs((moment.now - self.moment.now).total_seconds() - passed) > JUMP_SECONDS
        if jumped or moment.today != self.moment.today:
            self.rescan_at = moment.seconds
        self.moment = moment

    def take(self, hints: Iterable[Hint]) -> None:
        """Something happened in the vault."""
        times = [
            self.moment.seconds if hint.seconds is None else hint.seconds
            for hint in hints
            if is_relevant(hint)
        ]
        if times:
            self.doubt()
            self.last_hint = min(max(times), self.moment.seconds)

    def doubt(self) -> None:
        """Something may have happened in the vault, nobody knows what; a look is due soon."""
        if self.first_hint == inf:
            self.first_hint = self.last_hint = self.moment.seconds

    @property
    def due_at(self) -> float:
        """When to look."""
        hinted = min(self.last_hint + QUIET_SECONDS, self.first_hint + LONGEST_SECONDS)
        hinted = hinted if self.first_hint < inf else inf
        return max(self.not_before, min(hinted, self.rescan_at, self.retry_at))

    @property
    def is_due(self) -> bool:
        """It is time to look."""
        return self.moment.seconds >= self.due_at

    @property
    def is_rescan_due(self) -> bool:
        """It is time to look at everything, whatever the hints say."""
        return self.moment.seconds >= min(self.rescan_at, self.retry_at)

    @property
    def wait_seconds(self) -> float:
        """How long nothing needs to be done, unless something happens; a second at most."""
        return min(max(self.due_at - self.moment.seconds, 0.0), TURN_SECONDS)

    def waits_for_git(self, *, is_busy: bool) -> bool:
        """Put the look off while git is at work, longer each time, but for no more than a minute."""
        seconds = self.moment.seconds
        self._git_busy_since = min(self._git_busy_since, seconds) if is_busy else inf
        waited = seconds - self._git_busy_since
        if not is_busy or waited >= GIT_PATIENCE_SECONDS:
            return False
        self.not_before = seconds + min(max(waited, 0.2), 2.0)
        if self.first_hint < inf:  # a disk that is restless because of git is not restless afterwards
            self.first_hint = seconds
        return True

    def waits_for_quiet(self) -> bool:
        """Put the look off until the disk is quiet: once in any case, again within 5 s of the first hint."""
        self.doubt()
        self._restless_looks += 1
        if self._restless_looks > 1 and self.moment.seconds - self.first_hint >= LONGEST_SECONDS:
            return False
        self.not_before = self.moment.seconds + QUIET_SECONDS
        return True

    def rest(self) -> None:
        """Nothing can be looked at now; ask again in a second."""
        self.not_before = self.moment.seconds + TURN_SECONDS

    def settle(self, *, is_whole: bool = True) -> None:
        """A look began now: every hint until now is answered by it; at everything, if it `is_whole`."""
        self.first_hint = inf
        self._restless_looks = 0
        self.retry_at = inf
        if is_whole:
            self.rescan_at = self.moment.seconds + RESCAN_SECONDS

    def retry(self) -> None:
        """Something could not be done yet: try again soon, then less and less often."""
        self.retry_at = self.moment.seconds + self._retry_seconds
        self._retry_seconds = min(2 * self._retry_seconds, RESCAN_SECONDS)

    def succeed(self) -> None:
        """Nothing waits."""
        self._retry_seconds = FIRST_RETRY_SECONDS
