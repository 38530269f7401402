"""What the last `index` found, so that the next one can say at once that nothing has changed.

One small file for each vault, in the folder that the system has for caches. Whatever is wrong with it,
or different from before, means only that everything is read again; it can be deleted at any time.
Nothing slow is imported here, because this is all that an `index` without changes does.
"""

import os
import sys
from zlib import crc32

from vaultwell import __version__
from vaultwell.vault.look import RACY_NS, Look, check_contents, look_at

SWITCH = "VAULTWELL_NO_CACHE"


class Finding:
    """What `index` found: the due note's path, how many people there are, and how many problems."""

    __slots__ = ("due_note", "people", "problems")

    def __init__(self, due_note: str, people: int, problems: int) -> None:
        self.due_note, self.people, self.problems = due_note, people, problems


def look_before(root: str, due_note: str, now_ns: int, look: Look | None = None) -> Look | None:
    """What a vault looks like before it is read, for `keep_finding`; None without a cache.

    A `look` that was just taken will do, if it saw what is young at `now_ns`.
    """
    if os.environ.get(SWITCH):
        return None
    young_from = now_ns - RACY_NS
    if look is not None and (look.root, look.apart) == (root, due_note) and look.young_from <= young_from:
        look.young_from = young_from
        return look
    try:
        return look_at(root, young_from, due_note)
    except OSError:
        return None


def keep_finding(look: Look, finding: Finding, today: str, due_note: bytes, state: str) -> None:
    """Keep what was found on `today` in a vault that looked so before, and stands so now.

    `due_note` are the bytes that are on the disk, if nobody has written in between; `state` is the
    vault's state folder.
    """
    place = find_place(look.root)
    stamp = _stamp(f"{look.root}/{look.apart}")
    fields = [
        describe_program(),
        look.root,
        today,
        look.apart,
        str(look.young_from),
        str(look.total),
        stamp,
        str(crc32(due_note)),
        state,
        _describe_state(state),
        str(finding.people),
        str(finding.problems),
    ]
    if place is None or any("\n" in field for field in fields):
        return
    text = os.fsencode("\n".join(fields))
    from pathlib import Path

    from vaultwell.vault.state import write_private

    try:
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        write_private(Path(place), text + b"\n%d" % crc32(text), is_synced=False)
    except OSError:  # nowhere to keep it: the next time is only slower
        pass


def find_unchanged(root: str, today: str) -> tuple[Finding | None, Look | None]:
    """What was found on this very day, if everything in the vault at `root` is as it was then; and the look
    at it, where it took one to find out."""
    place = find_place(root)
    fields = None if place is None or os.environ.get(SWITCH) else _read_fields(place)
    if fields is None or fields[:3] != [describe_program(), root, today]:
        return None, None
    due_note, young_from, total, stamp, check, state, state_then, people, problems = fields[3:]
    full = f"{root}/{due_note}"
    try:
        is_same = stamp == _stamp(full) and int(check) == check_contents(full)
        is_same = is_same and state_then == _describe_state(state)
        look = look_at(root, int(young_from), due_note)
        if is_same and int(total) == look.total:
            return Finding(due_note, int(people), int(problems)), look
    except (OSError, ValueError):
        return None, None
    return None, look


def find_place(root: str, kind: str = "cache") -> str | None:
    """The file of a `kind` for the vault at `root`; None when the system has no place for it."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    home = os.path.expanduser("~")
    if os.path.isabs(given):
        base = given
    elif not os.path.isabs(home):
        return None
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    elif os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    else:
        base = os.path.join(home, ".cache")
    return os.path.join(base, "vaultwell", f"{crc32(os.fsencode(root)):08x}.{kind}")


def _read_fields(place: str) -> list[str] | None:
    """The fields as they were kept; None when there are none, or they are damaged."""
    try:
        with open(place, "rb") as file:
            text, _, check = file.read().rpartition(b"\n")
    except OSError:
        return None
    fields = os.fsdecode(text).split("\n")
    return fields if len(fields) == 12 and check == b"%d" % crc32(text) else None


def describe_program() -> str:
    """Another program may find other things, and another Python makes other numbers.

    In a checkout, where the version says little, every source counts.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    above = os.path.dirname(package)
    sources = _stamp(os.path.join(package, "__init__.py"))
    if os.path.exists(os.path.join(above, "pyproject.toml")):
        rooms = [os.path.join(package, name) for name in os.listdir(package) if name[:2] != "__"]
        sources += f" {sum(map(_add_sources, (os.path.join(above, 'templates'), *rooms)))}"
    return f"vaultwell {__version__} {sys.implementation.cache_tag} {sys.maxsize} {sources}"


def _add_sources(folder: str) -> int:
    try:
        with os.scandir(folder) as entries:
            found = [entry.stat() for entry in entries if entry.is_file()]
    except OSError:
        return 0
    return sum(hash((one.st_ino, one.st_size, one.st_mtime_ns)) for one in found)


def _describe_state(state: str) -> str:
    """What was written in the vault, and whether there is something of it to tell."""
    notices = os.path.lexists(os.path.join(state, "notices.jsonl"))
    return f"{_stamp(os.path.join(state, 'journal.jsonl'))} {notices}"


def _stamp(full: str) -> str:
    try:
        found = os.lstat(full)
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
