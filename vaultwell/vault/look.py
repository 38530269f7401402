"""Whether anything in a vault has changed, without opening a note: one number for the stamps of all files.

A stamp is inode, size, and both times in nanoseconds. A file saved twice within one tick of the disk's
clock keeps its stamp, so the contents of those that were young when the number was first made count too
(git's rule for its index).
"""

import os
import stat
from zlib import crc32

from vaultwell.vault.find import OBSIDIAN_FOLDER, SETTINGS_FILE

RACY_NS = 2_000_000_000

# What is read besides notes. Everything else in `.obsidian` changes all the time, and is not.
_SETTINGS = (
    SETTINGS_FILE,
    *(
        f"{OBSIDIAN_FOLDER}/{name}"
        for name in (
            "daily-notes.json",
            "templates.json",
            "community-plugins.json",
            "plugins/periodic-notes/data.json",
            "plugins/templater-obsidian/data.json",
        )
    ),
)


class Look:
    """What a look at a vault saw: `total` is the number.

    `young_from` is the time (nanoseconds since 1970) from which a file's contents are in the number.
    The note that is `apart` is not in it.
    """

    __slots__ = ("apart", "root", "total", "young_from")

    def __init__(self, root: str, young_from: int, apart: str) -> None:
        self.root, self.young_from, self.apart = root, young_from, apart
        self.total = 0

    def add(self, path: str, *stamp: int) -> None:
        """One thing more that was seen."""
        self.total += hash((crc32(path.encode("utf-8", "surrogateescape")), *stamp))

    def add_file(self, path: str, full: str, found: os.stat_result) -> None:
        """One file more, by its stamp, and by its contents as long as it is young."""
        modified, changed = found.st_mtime_ns, found.st_ctime_ns
        if modified >= self.young_from or changed >= self.young_from:
            self.add(path, check_contents(full))
        self.add(path, found.st_ino, found.st_size, modified, changed)


def look_at(root: str, young_from: int, apart: str) -> Look:
    """Look at all that is read from the vault at `root`; raises `OSError` when it cannot be listed."""
    look = Look(root, young_from, apart)
    for name in _SETTINGS:
        _add_link(look, f"{root}/{name}", name)
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            _add_folder(look, prefix, folders)
        except OSError as error:  # as good as any other answer, as long as it stays the same
            if not prefix:
                raise
            look.add(prefix, error.errno or 0)
    return look


def _add_folder(look: Look, prefix: str, folders: list[str]) -> None:
    with os.scandir(f"{look.root}/{prefix}") as entries:
        for entry in entries:
            name = entry.name
            path = prefix + name
            if name[0] == "." and not name.endswith(".icloud"):
                continue
            if name[-3:].lower() == ".md" and entry.is_file(follow_symlinks=False):
                if path != look.apart:
                    look.add_file(path, entry.path, entry.stat(follow_symlinks=False))
            elif entry.is_symlink():
                _add_link(look, entry.path, path)
            elif entry.is_dir(follow_symlinks=False):
                look.add(path)
                if not _is_junction(entry):
                    folders.append(f"{path}/")
            elif name[-3:].lower() == ".md" or name[0] == ".":
                look.add(path, entry.stat(follow_symlinks=False).st_mode)


def _add_link(look: Look, full: str, path: str) -> None:
    """A file by what stands at the end of its links, and by where that is."""
    try:
        found = os.stat(full)
    except OSError as error:
        look.add(path, error.errno or 0)
        return
    look.add(os.path.realpath(full))
    if stat.S_ISREG(found.st_mode):
        look.add_file(path, full, found)
    else:
        look.add(path, found.st_mode)


def check_contents(full: str) -> int:
    """A check of a file's bytes; 0 when they cannot be read."""
    try:
        with open(full, "rb") as file:
            return crc32(file.read())
    except OSError:
        return 0


def _is_junction(entry: "os.DirEntry[str]") -> bool:
    """On Windows, what Python 3.11 takes for an ordinary folder."""
    return bool(getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)) if os.name == "nt" else False
