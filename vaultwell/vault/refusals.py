"""What stands in the way of a write, found before anything is written."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.notes.file_names import find_name_fault, fold_name
from vaultwell.vault.editors import check_is_closed
from vaultwell.vault.git import check_git_rests
from vaultwell.vault.read import Refused, reason, resolve_root, split_path
from vaultwell.vault.replace import Overtaken
from vaultwell.vault.steps import ChangedOnDisk, NameTaken, Unwritable

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
            raise Unwritable(
                f"{place.name} is a link, and vaultwell does not write through links",
                "Put the file itself in its place, or name another (for the due note: due_note in"
                " vaultwell.toml).",
            )
    return place


def find_note(root: Path, path: str) -> Path:
    """Where the note at `path` is, once it is sure that somebody's note may be changed there now."""
    target = find_target(root, path)
    check_is_replaceable(target)
    check_is_closed(target)
    check_git_rests(root, path)
    return target


@dataclass(slots=True)
class Glance:
    """What was seen of folders when many notes are planned at once: one look at each is enough."""

    at_rest: set[str] = field(default_factory=set)  # git is in the middle of nothing there
    names: dict[Path, dict[str, str]] = field(default_factory=dict)  # as compared → as spelt

    def list_names(self, folder: Path) -> dict[str, str]:
        """The names in a folder, by what is the same name on many computers."""
        if folder not in self.names:
            self.names[folder] = {fold_name(one.name): one.name for one in folder.iterdir()}
        return self.names[folder]


def find_free_target(root: Path, path: str, source: str | None = None, glance: Glance | None = None) -> Path:
    """Where a new note at `path` will be; `FileExistsError` when something is there already.

    A note that moves comes from `source`, and may change the spelling of its own name.
    """
    glance = glance or Glance()
    target = find_target(root, path)
    if (folder := path.rpartition("/")[0]) not in glance.at_rest:
        check_git_rests(root, path)
        glance.at_rest.add(folder)
    if source is not None and fold_name(source) == fold_name(path) and _is_free_for(root, source, target):
        return target
    if os.path.lexists(target):
        raise FileExistsError
    _check_new_names(Path(resolve_root(root)), target, glance)
    return target


def check_is_replaceable(target: Path) -> None:
    """Refuse a file with a second name, which replacing would part from it, and one that is read-only."""
    try:
        found = target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
        raise Unwritable(
            "the same file has a second name elsewhere (a hard link), and writing would part the two",
            "Put a copy of it in its place, and run the command again.",
        )
    if not found.st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise Unwritable("the file is read-only", "Make it writable, and run the command again.")


def make_folders(root: Path, path: str) -> None:
    """The folders above `path`, where they are not there yet."""
    folder = Path(resolve_root(root))
    for part in split_path(path)[:-1]:
        folder /= part
        try:
            folder.mkdir(exist_ok=True)
        except FileExistsError:
            raise Unwritable(
                f"{folder.name} is a file, where a folder is needed",
                "Rename that file, or name another place.",
            ) from None


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what the system says about `path` into a sentence with its remedy."""
    try:
        yield
    except Overtaken as error:
        raise ChangedOnDisk(
            f"{path} was changed by another program meanwhile, so it was not written. Run the command again."
        ) from error
    except Refused as refused:
        raise VaultwellError(f"{path} was not written: {refused.message}. {refused.remedy}") from refused
    except FileExistsError as error:
        raise NameTaken(
            f"{path} exists already, so it was not written. Choose another name, or move that file away."
        ) from error
    except OSError as error:
        raise VaultwellError(f"{path} was not written: {reason(error)}. {_find_remedy(error)}") from error


def _find_remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Make room on the disk and run the command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Check who may write in its folder, and whether another program holds it open."
    if error.errno == errno.ENAMETOOLONG:
        return "Choose a shorter name."
    return "Nothing was changed."


def _is_free_for(root: Path, source: str, target: Path) -> bool:
    """Nothing is at `target`, or the note at `source` itself: a disk that ignores case."""
    return not os.path.lexists(target) or target.samefile(find_target(root, source))


def _check_new_names(root: Path, target: Path, glance: Glance) -> None:
    """Refuse names that some computers cannot have, or take for one that is there already."""
    place = root
    for part in target.relative_to(root).parts:
        if os.path.lexists(place / part):
            place /= part
            continue
        if fault := find_name_fault(part):
            raise Unwritable(f"the name “{part}” {fault}", "Choose another name.")
        if place.is_dir() and (twin := glance.list_names(place).get(fold_name(part))):
            raise Unwritable(
                f"“{twin}” is there already, which is the same name on many computers", "Choose another name."
            )
        place /= part
