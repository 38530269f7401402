"""One file outside the vault: what `export` writes."""

import os
import stat
from pathlib import Path

from vaultwell.model.errors import UsageError, VaultwellError
from vaultwell.vault.read import reason, resolve_root
from vaultwell.vault.whole import write_whole

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def check_outside(root: Path, place: Path, *, is_forced: bool) -> Path:
    """Where `place` is without links; raises `VaultwellError` when nothing may be written there.

    `is_forced`: a file that is there already may be replaced.
    """
    try:
        folder = place.parent.resolve(strict=True)
    except OSError as error:
        raise VaultwellError(f"{place} was not written: {reason(error)}. Make its folder first.") from error
    target = folder / place.name
    if place.name in ("", "..") or target.is_dir():
        raise UsageError(f"{place} is a folder. Name a file in it.")
    if target.is_symlink():
        target = target.resolve()
    if target.is_relative_to(resolve_root(root)):
        raise UsageError(f"{place} lies in the vault. Name a file outside it, or leave out --output.")
    if os.path.lexists(target):
        if not stat.S_ISREG(target.lstat().st_mode):
            raise VaultwellError(f"{place} is no ordinary file, so it was not written. Name another.")
        if not is_forced:
            raise VaultwellError(f"{place} exists already. Name another file, or replace it with --force.")
    return target


def write_outside(root: Path, place: Path, data: bytes, *, is_forced: bool = False) -> None:
    """Write `data` to a file outside the vault at `root`, whole or not at all, for your eyes only (0600).

    Raises `VaultwellError` as `check_outside` does, and when the disk is full or refuses.
    """
    target = check_outside(root, place, is_forced=is_forced)
    part = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    try:
        try:
            _write_new(part, data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise VaultwellError(f"{place} was not written: {reason(error)}.") from error


def _write_new(place: Path, data: bytes) -> None:
    descriptor = os.open(place, _FLAGS, 0o600)
    try:
        write_whole(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
