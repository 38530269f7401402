"""Files exchanged whole: what is on the disk is the old bytes or the new ones, never a part of either.

Nothing is decided here: paths are absolute and allowed, bytes are what is to be written. `mark`
begins the names of temporary files. One that holds anything but the old or the new bytes is an
editor's save; it is left where it is, for the sweep.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from vaultwell.vault.read import Refused, read_regular
from vaultwell.vault.rights import copy_rights
from vaultwell.vault.whole import write_whole
from vaultwell.vault.writers import held_still

PREFIX, SUFFIX = ".vw-", ".tmp"

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _name in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)

# The system or the disk does not know the call, or not for this kind of file system.
_NOT_KNOWN = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_DISK_FAULTS = frozenset({errno.EIO, errno.ENOSPC, errno.EDQUOT})
_PATIENCE_SECONDS = 1.0
_PAUSE_SECONDS = 0.05


class Overtaken(Exception):  # noqa: N818 - it is caught, and the note read again
    """Another program changed the file meanwhile; what that program wrote is in its place."""


def read_current(target: Path) -> bytes | None:
    """The bytes of an ordinary file, not while somebody writes in it; None when there is none.

    Raises `Refused` for anything else, `Overtaken` when the other program does not come to an end.
    """
    until = monotonic() + _PATIENCE_SECONDS
    try:
        data, is_settled = _read_still(target)
        if not data:  # many editors empty a note to write it anew, and not every system tells of a writer
            sleep(_PAUSE_SECONDS)
            data, is_settled = _read_still(target)
        while not is_settled:
            if monotonic() > until:
                raise Overtaken
            sleep(_PAUSE_SECONDS / 5)
            data, is_settled = _read_still(target)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return data


def _read_still(target: Path) -> tuple[bytes, bool]:
    """The bytes, and whether nobody was writing: a whole save has room between a read and a later look."""
    with held_still(target) as is_settled:
        return read_regular(target), is_settled


def replace_file(target: Path, old: bytes, new: bytes, mark: str) -> None:
    """Put `new` in the place of `old`, with the same rights; `Overtaken` when `old` is not there."""
    try:
        temporary = _write_temporary(target, new, mark, is_like_target=True)
        with _cleared(temporary, old, new):
            _check_unchanged(target, old)
            _put_in_place(temporary, target, old, new)
    except FileNotFoundError as error:
        raise Overtaken from error


def create_file(target: Path, data: bytes, mark: str, *, is_name_synced: bool = True) -> None:
    """Write a file that is not there yet; `FileExistsError` when it is by now.

    Who makes many in one folder may let the disk keep their names once, by `sync_folder`.
    """
    temporary = _write_temporary(target, data, mark, is_like_target=False)
    with _cleared(temporary, data):
        move_to_free_name(temporary, target)
        if is_name_synced:
            sync_folder(target.parent)


def move_file(source: Path, target: Path) -> None:
    """Give a file another name; `FileExistsError` when somebody has it already."""
    try:
        move_to_free_name(source, target)
    except FileNotFoundError as error:
        raise Overtaken from error
    for folder in {source.parent, target.parent}:
        sync_folder(folder)


def remove_file(target: Path, old: bytes, mark: str, *, is_name_synced: bool = True) -> None:
    """Delete a file that holds `old`; `Overtaken` when it does not. The rest as in `create_file`."""
    _check_unchanged(target, old)
    aside = name_temporary(target, mark)
    move_to_free_name(target, aside)
    if _read_swapped(aside) != old:
        with suppress(FileExistsError):  # else somebody saved the note anew: both are kept
            move_to_free_name(aside, target)
        raise Overtaken
    aside.unlink()
    if is_name_synced:
        sync_folder(target.parent)


def name_temporary(target: Path, mark: str) -> Path:
    """A name that owes nothing to the note's: that may be as long as a name can be."""
    return target.parent / f"{PREFIX}{mark}-{os.urandom(4).hex()}{SUFFIX}"


def move_to_free_name(source: Path, target: Path) -> None:
    """Rename, never over something; `FileExistsError` when the name is taken by now."""
    # Windows refuses a taken name by itself; a disk that ignores case knows no other way to respell one.
    if os.name == "nt" or _is_same_file(source, target):
        source.rename(target)
    elif not _rename_exclusively(source, target):
        _link_to_free_name(source, target)


def _link_to_free_name(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
        source.unlink()
    except FileExistsError:
        raise
    except OSError:  # no hard links here: FAT, a phone's shared storage
        if os.path.lexists(target):
            raise FileExistsError from None
        source.rename(target)


def _is_same_file(source: Path, target: Path) -> bool:
    if source.name == target.name or source.name.casefold() != target.name.casefold():
        return False
    try:
        return target.samefile(source)
    except OSError:
        return False


def _check_unchanged(target: Path, old: bytes) -> None:
    if read_current(target) != old:
        raise Overtaken


def _write_temporary(target: Path, data: bytes, mark: str, *, is_like_target: bool) -> Path:
    """A finished file beside `target`, gone again if it cannot be finished."""
    temporary = name_temporary(target, mark)
    # A new file gets its mode from the kernel, which knows the umask and the folder's default rights.
    descriptor = os.open(temporary, _FLAGS, 0o600 if is_like_target else 0o666)
    try:
        try:
            write_whole(descriptor, data)
            if is_like_target:
                copy_rights(target, temporary)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _check_written(temporary, data)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _check_written(temporary: Path, data: bytes) -> None:
    if read_regular(temporary) != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


@contextmanager
def _cleared(temporary: Path, *known: bytes) -> Iterator[None]:
    """After a failure no temporary file stays that holds `known` bytes; any other is an editor's."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if _read_swapped(temporary) in known:
                temporary.unlink()
        raise


def _put_in_place(temporary: Path, target: Path, old: bytes, new: bytes) -> None:
    if not _exchange(temporary, target):
        temporary.replace(target)
        sync_folder(target.parent)
        return
    _check_swapped(temporary, target, old, new)
    sync_folder(target.parent)
    # Who was about to open the old file, and was not yet counted as a writer of it, is by now.
    _check_swapped(temporary, target, old, new)
    temporary.unlink()


def _check_swapped(temporary: Path, target: Path, old: bytes, new: bytes) -> None:
    """What came out is the old text, and nobody is about to write in it; else it goes back at once.

    An editor that read the new text meanwhile would save over the save that is still to come back.
    """
    with suppress(OSError, Refused):
        if _read_still(temporary) == (old, True):
            return
    _swap_back(temporary, target, new)
    raise Overtaken


def _read_swapped(temporary: Path) -> bytes | None:
    """What came out of an exchange, once nobody writes into it any more; None when that cannot be said."""
    try:
        return read_current(temporary)
    except (OSError, Overtaken, Refused):
        return None


def _swap_back(temporary: Path, target: Path, mine: bytes) -> None:
    """Put back what came out of the exchange, which was not what was expected.

    If meanwhile somebody saved again, over `mine`, that is the newest and has to stand in the end.
    """
    put_back: bytes | None = mine
    while True:
        _exchange(temporary, target)
        came_out = _read_swapped(temporary)
        if came_out is None or came_out == put_back:
            return
        put_back = _read_swapped(target)


def sync_folder(folder: Path) -> None:
    """Let the disk keep what was done to the names in a folder."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:  # not every system opens or syncs a folder
        if error.errno in _DISK_FAULTS:
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two files change names in one step; False where the system or the disk cannot."""
    return _rename(one, other, linux=2, darwin=2)


def _rename_exclusively(source: Path, target: Path) -> bool:
    """Rename to a free name in one step; False where the system or the disk cannot."""
    return _rename(source, target, linux=1, darwin=4)


def _rename(source: Path, target: Path, *, linux: int, darwin: int) -> bool:
    import ctypes

    call = _find_rename(linux, darwin)
    if call is None:
        return False
    while call(os.fsencode(source), os.fsencode(target)) != 0:
        number = ctypes.get_errno()
        if number in _NOT_KNOWN:
            return False
        if number != errno.EINTR:
            raise OSError(number, os.strerror(number), str(source), None, str(target))
    return True


def _find_rename(linux: int, darwin: int) -> Callable[[bytes, bytes], int] | None:
    """The system's own rename with flags, where it has one."""
    if os.name != "posix":
        return None
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renamex_np"):
        return lambda source, target: library.renamex_np(source, target, darwin)
    if hasattr(library, "renameat2"):
        here = -100  # AT_FDCWD; the paths are absolute
        return lambda source, target: library.renameat2(here, source, here, target, linux)
    return None
