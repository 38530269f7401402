"""A disk without room: a tmpfs of 64 kB, which only root can mount."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import write_notes
from tests.stress.children import NOTE, START, append_line
from tests.stress.result import Result
from vaultwell.model.errors import VaultwellError

IS_POSSIBLE = hasattr(os, "geteuid") and os.geteuid() == 0 and Path("/bin/mount").exists()


def fill_disks(folder: Path) -> Result:
    """The vault's disk is full, then the state folder's: each write is refused in words, the note whole."""
    if not IS_POSSIBLE:
        return Result("a full disk (not tried: needs root)", 0, {})
    damaged = unsaid = refused = 0
    for size in (1_000, 10_000, 25_000, 30_000, 40_000):
        with _small_disk(folder / str(size)) as disk:
            vault = write_notes(disk / "vault", {NOTE: START + "x" * size + "\n"})
            _fill(disk / "ballast")
            before = (vault / NOTE).read_bytes()
            try:
                append_line(vault, "y" * 5_000)
                unsaid += 1
            except VaultwellError as error:
                refused += "no space left" in str(error)
            damaged += (vault / NOTE).read_bytes() != before or bool(list(vault.rglob(".vw-*")))
    return Result(
        "a full disk of 64 kB", damaged + unsaid, {"refused in words": refused, "notes damaged": damaged}
    )


@contextmanager
def _small_disk(place: Path) -> Iterator[Path]:
    place.mkdir(parents=True)
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["/bin/umount", place], check=True)


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
