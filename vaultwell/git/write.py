"""What git reads and no note is: hooks, attributes, a merge's result. The only writer of this room."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import Refused, read_regular, reason
from vaultwell.vault.replace import Overtaken, create_file, remove_file, replace_file

_MARK = "git"  # in the names of temporary files


def read_file(path: Path) -> bytes | None:
    """The bytes of an ordinary file; None when there is none, `VaultwellError` for a link and the like."""
    try:
        return read_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        why = "it is a link" if path.is_symlink() else reason(error)
        raise VaultwellError(f"{path} cannot be read: {why}.") from error
    except Refused as refused:
        raise VaultwellError(f"{path}: {refused.message}. {refused.remedy}") from refused


def write_file(path: Path, old: bytes | None, new: bytes, *, is_program: bool = False) -> None:
    """Put `new` in the place of `old` (None: nothing was there), with its rights; an empty `new` deletes it.

    Raises `VaultwellError` when something else stands there by now, or the system says no.
    """
    with _explained(path):
        if old is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            create_file(path, new, _MARK)
        elif new:
            replace_file(path, old, new, _MARK)
        else:
            remove_file(path, old, _MARK)
        if is_program:
            mode = S_IMODE(path.stat().st_mode)
            path.chmod(mode | (mode & 0o444) >> 2)  # who may read it may run it


def write_result(path: Path, data: bytes) -> None:
    """Write a merge's result into the file that git made for it."""
    with _explained(path):
        path.write_bytes(data)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (Overtaken, FileExistsError) as error:
        raise VaultwellError(
            f"{path} was changed by another program meanwhile. Run the command again."
        ) from error
    except OSError as error:
        raise VaultwellError(
            f"{path} was not written: {reason(error)}. Check who may write there, and run the command again."
        ) from error
