"""Whether another program is writing in a file at this moment, and a moment in which none can begin to.

Many editors, Obsidian among them, empty the file and write it anew in its place. Who reads in
between reads half a note, and what is exchanged in between takes their save away with it.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Network disks, where a lease is refused for reasons of their own: NFS, SMB in its three generations.
_REMOTE = frozenset({0x6969, 0x517B, 0xFF534D42, 0xFE534D42})
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOFOLLOW"):
    _FLAGS |= getattr(os, _name, 0)


@contextmanager
def held_still(target: Path) -> Iterator[bool]:
    """Whether nobody has the file open for writing; if so, who opens it for that waits for the block's end.

    Only Linux says so, and only of its own disks: elsewhere the answer is always yes.
    """
    if sys.platform != "linux":
        yield True
        return
    descriptor = os.open(target, _FLAGS)
    try:
        yield _is_lease_granted(descriptor) or _is_remote(descriptor)
    finally:
        os.close(descriptor)


def _is_lease_granted(descriptor: int) -> bool:
    """A lease for reading is granted while nobody writes. It ends when the file is closed.

    Whoever opens the file meanwhile waits for that; the signal that tells us so must be one that
    is ignored, because the usual one ends the process.
    """
    import fcntl
    import signal

    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:  # any other answer: this disk, or somebody else's file, gives no leases
        return error.errno != errno.EAGAIN
    return True


def _is_remote(descriptor: int) -> bool:
    import ctypes

    answer = (ctypes.c_long * 32)()  # struct statfs: the kind of disk comes first
    if ctypes.CDLL(None).fstatfs(descriptor, answer) != 0:
        return True
    return answer[0] & 0xFFFFFFFF in _REMOTE
