"""Where hints come from: watchdog's threads, or a look every few seconds. The thin shell of this room.

Measured with watchdog 7.1: with all its events a branch switch over 5,000 notes loses most of the
changes, and 5,000 folders make it spin for ever; with the seven kinds below it does neither. It starts
silently when the system's limit of watches is reached, and says so only in its log when events were lost.
"""

import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Full, Queue
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Protocol

from vaultwell.watch.schedule import Hint, is_relevant

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

MOST_HINTS = 1000
POLL_SECONDS = 2.0
_GATHER_SECONDS = 0.05
_CHECKS = 3
_CHECK_SECONDS = 0.2


class Source(Protocol):
    """Gives hints; `take_doubt` says, once, that some may have been lost."""

    def wait(self, seconds: float) -> list[Hint]:
        """What happened until now, or within the next seconds when nothing has."""

    def take_doubt(self) -> bool:
        """Something may have happened that no hint tells of."""

    def is_dead(self) -> bool:
        """No hint will ever come again."""

    def is_blind(self) -> bool:
        """There are folders of which it will never hear."""

    def close(self) -> None:
        """No more hints."""


class Polled:
    """Knows nothing and doubts every few seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next_at = monotonic() + seconds

    def wait(self, seconds: float) -> list[Hint]:
        """Wait, and say nothing."""
        sleep(max(0.0, min(seconds, self._next_at - monotonic())))
        return []

    def take_doubt(self) -> bool:
        """It is time to look."""
        if monotonic() < self._next_at:
            return False
        self._next_at = monotonic() + self._seconds
        return True

    def is_dead(self) -> bool:
        """It can go on for ever."""
        return False

    def is_blind(self) -> bool:
        """The look sees everything."""
        return False

    def close(self) -> None:
        """Nothing to end."""


class Observed:
    """Hears from the system; raises `OSError` when the vault at `root` cannot be watched at all."""

    def __init__(self, root: Path) -> None:
        from watchdog.observers import Observer

        self._inbox = Inbox(root)
        self._root = root
        self._log = _Doubts(self._inbox)
        warnings.filterwarnings("ignore", module=r"watchdog\.")  # one prints its whole table of watches
        logger = logging.getLogger("watchdog")
        logger.propagate = False
        logger.addHandler(self._log)
        self._is_broken = False
        self._old_hook, threading.excepthook = threading.excepthook, self._break
        try:
            self._observer = Observer()
        except BaseException:
            self._forget()
            raise
        try:
            handler: Any = self._inbox  # watchdog asks for a subclass of its own, and calls `dispatch`
            self._observer.schedule(handler, str(root), recursive=True, event_filter=_list_events())
            self._observer.start()
        except BaseException:
            self.close()
            raise

    def wait(self, seconds: float) -> list[Hint]:
        """What happened until now, or within the next seconds when nothing has."""
        return self._inbox.take(seconds)

    def take_doubt(self) -> bool:
        """Hints were lost."""
        return self._inbox.take_doubt()

    def is_dead(self) -> bool:
        """One of watchdog's threads has ended: by a fault, or because the folder has gone."""
        threads = (self._observer, *self._observer.emitters)
        return self._is_broken or not all(thread.is_alive() for thread in threads)

    def is_blind(self) -> bool:
        """The system watches fewer folders than there are."""
        if not self._inbox.has_new_folders:
            return False
        self._inbox.has_new_folders = False
        for _ in range(_CHECKS):
            watches = count_watches()
            if watches is None or watches >= count_folders(self._root):
                return False
            sleep(_CHECK_SECONDS)  # watchdog may be busy with a new folder, or somebody else is
        return True

    def close(self) -> None:
        """End watchdog's threads."""
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join()
        self._forget()

    def _forget(self) -> None:
        logging.getLogger("watchdog").removeHandler(self._log)
        threading.excepthook = self._old_hook

    def _break(self, _fault: object) -> None:
        """An exception ended a thread; printing it would help nobody."""
        self._is_broken = True


class Inbox:
    """What watchdog's thread hands over. When it is full, that something was lost is all that is kept."""

    def __init__(self, root: Path, most: int = MOST_HINTS) -> None:
        self._prefix = len(os.fspath(root).rstrip(os.sep)) + 1
        self._hints: Queue[Hint] = Queue(most)
        self._is_doubtful = False
        self.has_new_folders = True

    def dispatch(self, event: "FileSystemEvent") -> None:
        """Called by watchdog's thread, which an exception would end."""
        try:
            for place in filter(None, (event.src_path, event.dest_path)):
                path = str(place)[self._prefix :].replace(os.sep, "/")  # text, because the root was text
                self._put(Hint(path, event.is_directory, monotonic()))
        except Exception:  # noqa: BLE001 - whatever it is, the thread must live, and the scan finds out
            self._is_doubtful = True

    def doubt(self) -> None:
        """Something was lost."""
        self._is_doubtful = self.has_new_folders = True

    def take(self, seconds: float) -> list[Hint]:
        """All hints so far; waits for the first, and a moment for those that come with it."""
        hints = []
        try:
            hints.append(self._hints.get(timeout=max(seconds, 0.001)))
            sleep(_GATHER_SECONDS)  # else a storm of thousands is thousands of turns
            while True:
                hints.append(self._hints.get_nowait())
        except Empty:
            return hints

    def take_doubt(self) -> bool:
        """Whether something was lost since this was asked last."""
        was_doubtful, self._is_doubtful = self._is_doubtful, False
        return was_doubtful

    def _put(self, hint: Hint) -> None:
        if not is_relevant(hint):
            return
        self.has_new_folders |= hint.is_folder
        try:
            self._hints.put_nowait(hint)
        except Full:
            self.doubt()


class _Doubts(logging.Handler):
    """watchdog's warnings: events were lost."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(logging.WARNING)
        self._inbox = inbox

    def emit(self, _record: logging.LogRecord) -> None:
        """Doubt, and print nothing."""
        self._inbox.doubt()


def open_source(root: Path, poll_seconds: float | None, warn: Callable[[str], None]) -> Source:
    """The best source there is for `root`; `warn` is told when that is only looking every few seconds."""
    if poll_seconds is not None:
        return Polled(poll_seconds)
    try:
        source = Observed(root)
    except OSError as error:
        return _fall_back(
            f"The system cannot watch this vault ({(error.strerror or str(error)).lower()})", warn
        )
    if source.is_blind():
        source.close()
        return _fall_back("The system watches only some of the folders of this vault", warn)
    return source


def _fall_back(why: str, warn: Callable[[str], None]) -> Polled:
    remedy = ""
    if sys.platform.startswith("linux"):
        remedy = " To change that: sudo sysctl fs.inotify.max_user_watches=524288"
    warn(f"{why}, so vaultwell looks itself, every {POLL_SECONDS:g} seconds.{remedy}")
    return Polled(POLL_SECONDS)


def count_watches() -> int | None:
    """How many folders Linux watches for this process; None elsewhere."""
    try:
        places = list(Path("/proc/self/fdinfo").iterdir())
    except OSError:
        return None
    return sum(_count_lines(place) for place in places)


def count_folders(root: Path) -> int:
    """The folders from `root` down, hidden ones as well, that can be read."""
    count, folders = 0, [os.fspath(root)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                folders += [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
            count += 1
        except OSError:
            continue
    return count


def _count_lines(place: Path) -> int:
    try:
        with place.open("rb") as file:
            return sum(line.startswith(b"inotify wd:") for line in file)
    except OSError:
        return 0


def _list_events() -> "list[type[FileSystemEvent]]":
    from watchdog import events

    # Only Linux tells that a file was closed; elsewhere every write is told.
    saved = events.FileClosedEvent if sys.platform.startswith("linux") else events.FileModifiedEvent
    return [
        events.FileCreatedEvent,
        saved,
        events.FileMovedEvent,
        events.FileDeletedEvent,
        events.DirCreatedEvent,
        events.DirMovedEvent,
        events.DirDeletedEvent,
    ]
