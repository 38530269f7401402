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
KNOWS_INODES = os.name != "nt"  # a listing on Windows does not

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
    """What a look at a vault saw; `notes` are the stamps of all ordinary files that end in `.md`.

    `young_from` is the time (nanoseconds since 1970) from which a file's contents are in the number. The note
    that is `apart` is not in it. `is_plain`: there was nothing in the vault but folders and ordinary files.
    """

    __slots__ = ("_stamps", "_young", "apart", "is_plain", "notes", "root", "young_from")

    def __init__(self, root: str, young_from: int, apart: str) -> None:
        self.root, self.young_from, self.apart = root, young_from, apart
        self.notes: dict[str, int] = {}
        self.is_plain = True
        self._stamps = 0
        self._young: list[tuple[int, int]] = []  # when a file was saved, and a number for its contents

    @property
    def total(self) -> int:
        """The number."""
        return self._stamps + sum(check for saved, check in self._young if saved >= self.young_from)

    def add(self, path: str, *stamp: int) -> None:
        """One thing more that was seen."""
        self._stamps += _number(path, *stamp)

    def add_file(self, path: str, full: str, found: os.stat_result) -> int:
        """One file more, by its stamp, and by its contents as long as it is young; its stamp."""
        modified, changed = found.st_mtime_ns, found.st_ctime_ns
        stamp = hash((found.st_ino if KNOWS_INODES else 0, found.st_size, modified, changed))
        if path == self.apart:
            return stamp
        if modified >= self.young_from or changed >= self.young_from:
            self._young.append((max(modified, changed), _number(path, check_contents(full))))
        self._stamps += hash((crc32(path.encode("utf-8", "surrogateescape")), stamp))
        return stamp


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
            look.is_plain = False
            look.add(prefix, error.errno or 0)
    return look


def _add_folder(look: Look, prefix: str, folders: list[str]) -> None:
    with os.scandir(f"{look.root}/{prefix}") as entries:
        for entry in entries:
            name = entry.name
            path = prefix + name
            if name[0] == "." and not name.endswith(".icloud"):
                continue
            if not name.isascii() and not _is_text(name):
                look.is_plain = False
            if name[-3:].lower() == ".md" and entry.is_file(follow_symlinks=False):
                look.notes[path] = look.add_file(path, entry.path, entry.stat(follow_symlinks=False))
            elif entry.is_dir(follow_symlinks=False):
                look.add(path)
                if _is_junction(entry):
                    look.is_plain = False
                else:
                    folders.append(f"{path}/")
            elif entry.is_symlink():
                look.is_plain = False
                _add_link(look, entry.path, path)
            elif name[-3:].lower() == ".md" or name[0] == ".":
                look.is_plain = False
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


def find_stamp(found: os.stat_result) -> int:
    """What changes when a file does."""
    inode = found.st_ino if KNOWS_INODES else 0
    return hash((inode, found.st_size, found.st_mtime_ns, found.st_ctime_ns))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _number(path: str, *stamp: int) -> int:
    return hash((crc32(path.encode("utf-8", "surrogateescape")), *stamp))


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
