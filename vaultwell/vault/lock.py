"""One vaultwell at a time writes in a vault. Editors and git do not know this lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import reason
from vaultwell.vault.state import make_state_folder

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
        raise VaultwellError(
            f"Nothing was written: the lock {place} cannot be taken ({reason(error)})."
            " Name a folder that may be written in XDG_STATE_HOME."
        ) from error
    try:
        yield
    finally:
        lock.release()
