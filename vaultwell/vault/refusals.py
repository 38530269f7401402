"""What stands in the way of a write: links, other names of the same file, places that are none."""

import errno
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import Refused, reason, resolve_root, split_path

_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)  # Windows only, like `st_reparse_tag`


def find_target(root: Path, path: str) -> Path:
    """Where `path` is on the disk, once it is sure that no link stands on the way."""
    place = Path(resolve_root(root))
    for part in split_path(path):
        place /= part
        try:
            found = place.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION:
            raise Refused(
                "outside-vault",
                f"{place.name} is a link, and vaultwell does not write through links",
                "Put the file itself in its place, or name another (for the due note: due_note in"
                " vaultwell.toml).",
            )
    return place


def check_is_one_file(target: Path) -> None:
    """Refuse a file that has a second name: replacing one would part the two."""
    if target.lstat().st_nlink > 1:
        raise Refused(
            "unreadable-file",
            "the same file has a second name elsewhere (a hard link), and writing would part the two",
            "Make a copy of it, put the copy in its place, and run the command again.",
        )


def make_folders(root: Path, path: str) -> None:
    """The folders above `path`, where they are not there yet."""
    folder = Path(resolve_root(root))
    for part in split_path(path)[:-1]:
        folder /= part
        try:
            folder.mkdir(exist_ok=True)
        except FileExistsError:
            raise Refused(
                "unreadable-file",
                f"{folder.name} is a file, where a folder is needed",
                "Rename that file, or name another place.",
            ) from None


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what the system says about `path` into a sentence with its remedy."""
    try:
        yield
    except Refused as refused:
        raise VaultwellError(f"{path} was not written: {refused.message}. {refused.remedy}") from refused
    except FileExistsError as error:
        raise VaultwellError(
            f"{path} exists already, so it was not written. Choose another name, or move that file away."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            remedy = "Make room on the disk and run the command again."
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            remedy = "Check who may write in its folder, and whether another program holds it open."
        else:
            remedy = "Nothing was changed."
        raise VaultwellError(f"{path} was not written: {reason(error)}. {remedy}") from error
