"""The loop: hints come in, and when it is time the vault is looked at and its due note brought up to date.

Hints are only hints. What changed, a scan of the vault says, which compares stamps and reads again only the
notes that differ. As long as all hints are of notes it looks at these alone; every minute, and whenever there
is a doubt, at all of them.
"""

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple, Protocol

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.git import is_git_busy
from vaultwell.vault.live import LiveVault, find_identity
from vaultwell.vault.load import Vault, without_garbage_collection
from vaultwell.vault.steps import Change
from vaultwell.watch.observer import Source
from vaultwell.watch.schedule import Moment, Schedule, join_places

if TYPE_CHECKING:
    from datetime import date


class Result(NamedTuple):
    """What bringing the due note up to date did: its new bytes, None when they are the old ones.

    `has_waiting`: ticks could not be applied yet.
    """

    written: bytes | None
    has_waiting: bool


Reload = Callable[[Sequence[Change]], Vault]
Refresh = Callable[[Vault, Reload], Result]


class Voice(Protocol):
    """Whom to tell."""

    def trouble(self, sentence: str) -> None:
        """Something keeps the due note from being brought up to date; said once."""

    def rest(self) -> None:
        """All is well, and nothing to do."""


class Watcher:
    """Keeps the due note of the vault at `root` current until `stop` is set."""

    def __init__(
        self,
        root: Path,
        clock: Callable[[], Moment],
        open_source: Callable[[], Source],
        refresh: Refresh,
        voice: Voice,
        stop: Event,
    ) -> None:
        self._stop = stop
        self._root, self._clock, self._open_source = root, clock, open_source
        self._refresh, self._voice = refresh, voice
        self._live = LiveVault(root)
        self._schedule = Schedule(clock())
        self._identity = find_identity(root)
        self._source = open_source()
        self._built_on: date | None = None  # the day of the due note; None when it has to be made anew
        self._people = 0
        self._places: frozenset[str] | None = None  # of all hints since the last look; None: anywhere
        self._trouble = ""

    def run(self) -> None:
        """Turn after turn; ends soon after `stop` is set, never in the middle of a write."""
        try:
            while not self._stop.is_set():
                self.turn()
        finally:
            self._source.close()

    def turn(self) -> None:
        """Wait a little, and look at the vault if it is time."""
        hints = self._source.wait(self._schedule.wait_seconds)
        self._schedule.pass_on(self._clock())
        if self._source.take_doubt():
            self._schedule.doubt()
            self._places = None
        self._schedule.take(hints)
        self._places = join_places(self._places, hints)
        try:
            if self._is_there() and self._schedule.is_due and not self._waits_for_git():
                with without_garbage_collection():
                    self._look()
        except BrokenPipeError:
            raise  # whoever read what it prints has gone
        except (VaultwellError, OSError) as error:
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001 - it runs for weeks: a fault is told, and tried again
            self._fail(_describe(error))

    def _is_there(self) -> bool:
        """The vault's folder is the one that is watched; another one in its place is watched anew."""
        identity = find_identity(self._root)
        if identity is None:
            self._tell(f"The vault {self._root} is not there. Its due note stays as it is until it is back.")
            self._schedule.rest()
        if identity == self._identity and not self._source.is_dead():
            return identity is not None
        self._identity = identity
        if identity is None:
            return False
        self._reopen()
        return True

    def _reopen(self) -> None:
        self._source.close()
        self._source = self._open_source()
        self._schedule.doubt()
        self._places = None

    def _waits_for_git(self) -> bool:
        return self._schedule.waits_for_git(is_busy=is_git_busy(self._root))

    def _look(self) -> None:
        places = None if self._schedule.is_rescan_due else self._places
        scan = self._live.scan(self._schedule.moment.now.timestamp(), places)
        if scan.has_changed:
            self._built_on = None
        if not scan.is_settled and self._schedule.waits_for_quiet():
            return
        self._schedule.settle(is_whole=places is None)
        if scan.is_settled:
            self._places = frozenset()
        else:
            self._schedule.doubt()
        if self._source.is_blind():
            self._reopen()
        if self._built_on != self._schedule.moment.today and not self._stop.is_set():
            self._bring_up_to_date()
        if self._trouble:
            self._trouble = ""
            self._voice.rest()

    def _bring_up_to_date(self) -> None:
        vault = self._live.build(self._schedule.moment.today)
        if self._people and not vault.graph.contacts:
            raise VaultwellError(
                f"Nobody is left in the vault {self._root}, so its due note stays as it is."
                " If that is right, delete the due note and start “vaultwell watch” again."
            )
        result = self._refresh(vault, self._reload)
        self._people = len(vault.graph.contacts)
        if result.written is not None:
            self._live.note_own(vault.settings.due_note, result.written)
        if result.has_waiting:
            self._schedule.retry()
        else:
            self._built_on = vault.today
            self._schedule.succeed()

    def _reload(self, changes: Sequence[Change]) -> Vault:
        """The vault after ticks were applied."""
        for change in changes:
            if change.after is not None:
                self._live.note_own(change.path, change.after)
        return self._live.build(self._schedule.moment.today)

    def _fail(self, sentence: str) -> None:
        self._built_on = self._places = None
        self._schedule.settle()
        self._schedule.retry()
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        if sentence != self._trouble:
            self._trouble = sentence
            self._voice.trouble(sentence)


def _describe(error: Exception) -> str:
    """Where a fault of vaultwell's own is, without a word of anybody's notes."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"vaultwell has a fault ({type(error).__name__} in {place}). It goes on; please report this."
