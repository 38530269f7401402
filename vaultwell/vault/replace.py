"""Files exchanged whole: what is on the disk is the old bytes or the new ones, never a part of either.

Below this nothing is decided: paths are absolute and allowed, bytes are what is to be written.
"""

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vaultwell.vault.read import read_regular

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL
for _name in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)

# The system or the disk does not know the call, or not for this kind of file system.
_NOT_KNOWN = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


class Overtaken(Exception):  # noqa: N818 - it is caught, and the note read again
    """Another program changed the file meanwhile; what that program wrote is in its place."""


def read_current(target: Path) -> bytes | None:
    """The bytes of an ordinary file; None when there is none. `Refused` for anything else."""
    try:
        return read_regular(target)
    except (FileNotFoundError, NotADirectoryError):
        return None


def replace_file(target: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of `old`, with the same rights; `Overtaken` when that is not there."""
    with _temporary(target, new, target.lstat()) as temporary:
        _check_unchanged(target, old)
        if _exchange(temporary, target):
            if read_current(temporary) != old:
                _exchange(temporary, target)
                raise Overtaken
        else:
            temporary.replace(target)
    _sync_folder(target.parent)


def create_file(target: Path, data: bytes) -> None:
    """Write a file that is not there yet; `FileExistsError` when it is by now."""
    with _temporary(target, data, None) as temporary:
        move_to_free_name(temporary, target)
    _sync_folder(target.parent)


def move_file(source: Path, target: Path) -> None:
    """Give a file another name; `FileExistsError` when somebody has it already."""
    move_to_free_name(source, target)
    for folder in {source.parent, target.parent}:
        _sync_folder(folder)


def remove_file(target: Path, old: bytes) -> None:
    """Delete a file that holds `old`; `Overtaken` when it does not."""
    _check_unchanged(target, old)
    aside = _name_temporary(target)
    move_to_free_name(target, aside)
    if read_current(aside) != old:
        move_to_free_name(aside, target)
        raise Overtaken
    aside.unlink()
    _sync_folder(target.parent)


def _check_unchanged(target: Path, old: bytes) -> None:
    if read_current(target) != old:
        raise Overtaken


def _name_temporary(target: Path) -> Path:
    """A name that owes nothing to the note's: that may be as long as a name can be."""
    return target.parent / f".vw-{os.urandom(8).hex()}.tmp"


@contextmanager
def _temporary(target: Path, data: bytes, like: os.stat_result | None) -> Iterator[Path]:
    """A finished file beside `target` with the rights of `like`; gone afterwards, whatever happens."""
    temporary = _name_temporary(target)
    # A new file gets its mode from the kernel, which knows the umask and the folder's default rights.
    descriptor = os.open(temporary, _FLAGS, 0o600 if like else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if like:
                _copy_rights(temporary, like)
            os.fsync(descriptor)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _copy_rights(temporary: Path, like: os.stat_result) -> None:
    own = temporary.stat()
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):  # only root may give a file away
            os.chown(temporary, like.st_uid, like.st_gid)
    temporary.chmod(stat.S_IMODE(like.st_mode))


def move_to_free_name(source: Path, target: Path) -> None:
    """Rename, never over something; `FileExistsError` when the name is taken by now."""
    if _rename_exclusively(source, target):
        return
    try:
        target.hardlink_to(source)
        source.unlink()
    except FileExistsError:
        raise
    except OSError:  # no hard links here: FAT, a phone's shared storage
        if os.path.lexists(target):
            raise FileExistsError from None
        source.rename(target)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system opens or syncs a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _exchange(one: Path, other: Path) -> bool:
    """Let two files change names in one step; False where the system or the disk cannot."""
    return _rename(one, other, linux=2, darwin=2)


def _rename_exclusively(source: Path, target: Path) -> bool:
    """Rename to a free name in one step; False where the system or the disk cannot."""
    return _rename(source, target, linux=1, darwin=4)


def _rename(source: Path, target: Path, *, linux: int, darwin: int) -> bool:
    call = _find_rename(linux, darwin)
    if call is None or call(os.fsencode(source), os.fsencode(target)) == 0:
        return call is not None
    number = ctypes.get_errno()
    if number in _NOT_KNOWN:
        return False
    raise OSError(number, os.strerror(number), str(source), None, str(target))


def _find_rename(linux: int, darwin: int) -> Callable[[bytes, bytes], int] | None:
    """The system's own rename with flags, where it has one."""
    if os.name != "posix":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda source, target: library.renamex_np(source, target, darwin)
    if hasattr(library, "renameat2"):
        here = -100  # AT_FDCWD; the paths are absolute
        return lambda source, target: library.renameat2(here, source, here, target, linux)
    return None
