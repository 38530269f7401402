"""Who may do what with a file, and what is attached to it: carried over to the file that replaces it."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from vaultwell.vault.steps import Unwritable

_COPYFILE_METADATA = 0b111  # copyfile(3): access list, rights and times, extended attributes


def copy_rights(source: Path, target: Path) -> None:
    """Owner, mode, access list and extended attributes; `Unwritable` when the owner cannot be kept."""
    like, own = source.stat(), target.stat()
    if os.name == "posix" and (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.chown(target, like.st_uid, like.st_gid)
        except OSError as error:
            raise _belongs_to_another() from error
    if sys.platform == "darwin":
        _copy_on_mac(source, target)
    elif hasattr(os, "listxattr"):
        _copy_attributes(source, target)
    target.chmod(stat.S_IMODE(like.st_mode))


def _copy_attributes(source: Path, target: Path) -> None:
    """Access lists (`system.posix_acl_access`), labels, and whatever the user attached (`user.*`)."""
    try:
        names, own = os.listxattr(source), os.listxattr(target)
    except OSError:  # a disk without attributes
        return
    for name in set(own) - set(names):  # a new file may have inherited an access list
        with suppress(OSError):
            os.removexattr(target, name)
    for name in names:
        value = os.getxattr(source, name)
        try:
            os.setxattr(target, name, value)
        except OSError as error:
            # A new file has its labels (`security.*`) from the system; the rest is the user's.
            if not name.startswith(("security.", "trusted.")) or error.errno == errno.ENOSPC:
                raise


def _copy_on_mac(source: Path, target: Path) -> None:
    """Finder tags and access lists, as far as the system lets us."""
    import ctypes

    with suppress(AttributeError):
        times = target.stat()
        ctypes.CDLL(None).copyfile(os.fsencode(source), os.fsencode(target), None, _COPYFILE_METADATA)
        os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))


def _belongs_to_another() -> Unwritable:
    return Unwritable(
        "it belongs to another account, and the new file could not be given to that account",
        "Make the file your own, or let its owner run vaultwell.",
    )
