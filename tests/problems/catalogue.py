"""The error catalogue: a folder for each code, with notes that cause it and what `check` says of them.

`<code>/` is a vault; `<code>/expected.txt` is the exact output. What no repository can hold is
built beside the notes, from the table BUILT.
"""

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from vaultwell.cli.main import cli
from vaultwell.vault import changes, read

FOLDER = Path(__file__).parent
EXPECTED = "expected.txt"
TODAY = "2026-11-22"
# A note that may not be read; that is only pretended, because whoever tests as root may read all.
DENIED = "People/Siobhán Kelly.md"


class Built(NamedTuple):
    """A file that is made for the test: what it is, in words for the docs, and how it is made."""

    path: str
    words: str
    build: Callable[[Path], None]


def _make_long(path: Path) -> None:
    story = "She told me the whole story of the boat. " * 1_700
    path.write_text(f"---\nwhy: {story}\n---\n", encoding="utf-8")


def _make_huge(path: Path) -> None:
    path.touch()
    os.truncate(path, read.MAX_NOTE_BYTES + 1)


def _make_pipe(path: Path) -> None:
    os.mkfifo(path)


def _offload(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.with_name(f".{path.name}.icloud").write_bytes(b"bplist00")


def _write_in(encoding: str) -> Callable[[Path], None]:
    text = "---\ncircle: close\n---\n## Log\n\n- 2026-10-05 coffee: at the café on Rua Augusta\n"
    data = text.encode(encoding)

    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def _link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


BUILT: Mapping[str, tuple[Built, ...]] = {
    "refused-yaml": (
        Built("People/Henrik Lund.md", "A note with 70,000 characters in its front matter.", _make_long),
    ),
    "not-utf-8": (
        Built("People/Ana Díaz.md", "A note that was saved as Windows-1252.", _write_in("cp1252")),
        Built("People/Chen Wei.md", "A note that was saved as UTF-16.", _write_in("utf-16")),
    ),
    "too-big": (Built("People/Ana Díaz.md", "A note of 64,000,001 bytes.", _make_huge),),
    "unreadable-file": (
        Built("People/Ana Díaz.md", "A link to a note that is no longer there.", _link_to("Ana.md")),
        Built("People/Chen Wei.md", "A pipe in the place of a note.", _make_pipe),
        Built(DENIED, "A note that you have no permission to read.", Path.touch),
    ),
    "outside-vault": (
        Built("People/Ana Díaz.md", "A link to a note outside of the vault.", _link_to("../../Ana Díaz.md")),
        Built("People/Chen Wei.md", "A link into a hidden folder.", _link_to("../.trash/Chen Wei.md")),
    ),
    "not-downloaded": (
        Built("People/Ana Díaz.md", "A note that iCloud keeps elsewhere.", _offload),
        Built("Ideas/A boat.md", "Another, and it may be anybody's.", _offload),
    ),
    "outside-folder": (Built("Friends", "A link to a folder outside of the vault.", _link_to("../Friends")),),
}


def list_folders() -> list[str]:
    """The codes that have a folder."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name[0] not in "_.")


def build_vault(code: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the code's vault below `place`, with what is built for it."""
    vault = place / "vault"
    shutil.copytree(FOLDER / code, vault, ignore=shutil.ignore_patterns(EXPECTED))
    (vault / "People").mkdir(exist_ok=True)
    if code == "unreadable-file":
        _deny(monkeypatch)
    if code.startswith("outside-"):
        (place / "Friends").mkdir()
        (place / "Ana Díaz.md").touch()
        (vault / ".trash").mkdir()
        (vault / ".trash" / "Chen Wei.md").touch()
    for built in BUILT.get(code, ()):
        built.build(vault / built.path)
    return vault


def _deny(monkeypatch: pytest.MonkeyPatch) -> None:
    read_regular = read.read_regular

    def refuse(full: str | Path, limit: int = read.MAX_NOTE_BYTES) -> bytes:
        if Path(full).as_posix().endswith(DENIED):
            raise PermissionError(errno.EACCES, "Permission denied")
        return read_regular(full, limit)

    for module in (read, changes):
        monkeypatch.setattr(module, "read_regular", refuse)


def run_check(vault: Path) -> tuple[str, int]:
    """What `vaultwell check` says of a vault, and its exit code."""
    result = CliRunner().invoke(cli, ["check", "--vault", str(vault), "--today", TODAY])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output, result.exit_code
