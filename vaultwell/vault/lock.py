"""One vaultwell at a time writes in a vault. Editors and git do not know this lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import reason
from vaultwell.vault.state import find_state_folder, make_state_folder, read_private, write_private

TIMEOUT_SECONDS = 10
_POLL_SECONDS = 0.005  # seldom, and a writer in a loop would starve the others


@contextmanager
def lock_vault(root: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold the vault at `root` against every other vaultwell; a thread that holds it may take it again.

    The lock is a file in the state folder, never deleted, let go by the system when the process
    ends. Raises `VaultwellError` when another process still has it after ten seconds, or so many `seconds`.
    """
    import filelock

    place = make_state_folder(root) / "lock"
    lock = filelock.FileLock(
        place, mode=0o600, poll_interval=_POLL_SECONDS, is_singleton=True, fallback_to_soft=False
    )
    try:
        lock.acquire(timeout=TIMEOUT_SECONDS if seconds is None else seconds)
    except filelock.Timeout as error:
        raise VaultwellError(
            "Another vaultwell is still writing in this vault, so nothing was written."
            " Wait until it is done, or end it, and run the command again."
        ) from error
    except OSError as error:
        raise _untaken(place, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def hold_watch(root: Path, who: str) -> Iterator[None]:
    """Be the one watcher of the vault at `root`; `who` says so to the next, in words.

    Raises `VaultwellError`, with the words of the one that has it, when there is another.
    """
    import filelock

    folder = make_state_folder(root)
    place = folder / "watch.lock"
    lock = filelock.FileLock(place, timeout=0, mode=0o600, fallback_to_soft=False)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        other = read_private(folder / "watcher").decode("utf-8", "replace") or "another process"
        raise VaultwellError(
            f"This vault is watched already, by {other}. One is enough; end that one to start another."
        ) from error
    except OSError as error:
        raise _untaken(place, error) from error
    try:
        write_private(folder / "watcher", who.encode("utf-8"), is_synced=False)
        yield
    finally:
        lock.release()


def is_watched(root: Path) -> bool:
    """`vaultwell watch` is running for the vault at `root`."""
    place = find_state_folder(root) / "watch.lock"
    if not place.exists():
        return False
    import filelock

    try:
        with filelock.FileLock(place, timeout=0, mode=0o600, fallback_to_soft=False):
            return False
    except filelock.Timeout:
        return True
    except OSError:
        return False


def _untaken(place: Path, error: OSError) -> VaultwellError:
    return VaultwellError(
        f"Nothing was written: the lock {place} cannot be taken ({reason(error)})."
        " Name a folder that may be written in XDG_STATE_HOME."
    )
