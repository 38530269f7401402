"""The notes as they are staged: what the next commit would hold, whatever stands on the disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from vaultwell.git.repository import GitFailed, Repository, find_repository, run_git
from vaultwell.vault.listing import is_note
from vaultwell.vault.read import MAX_NOTE_BYTES
from vaultwell.vault.reading import RawNote, Reading

_FILE_MODES = frozenset({"100644", "100755"})


class Staged(NamedTuple):
    """Every staged note of a vault, and the paths of those in which the next commit changes something."""

    reading: Reading
    changed: frozenset[str]


class _Entry(NamedTuple):
    path: str
    blob: str
    is_readable: bool


def read_staged(root: Path) -> Staged:
    """What is staged below `root`; raises `VaultwellError` without git and outside a repository.

    Inside a hook that is the index git hands to it, which for `git commit -- PATH` is not the
    repository's own. Links, and notes with an open merge, are not read.
    """
    index = find_hook_index(find_repository(root))
    listed = run_git(root, "ls-files", "--stage", "-z", "--", ".", index=index)
    entries = [entry for entry in _parse_entries(listed) if _is_in_vault(entry.path)]
    readable = [entry for entry in entries if entry.is_readable]
    notes = _read_blobs(root, readable)
    others = {entry.path for entry in entries} - {note.path for note in notes}
    reading = Reading(tuple(sorted(notes)), tuple(sorted(others)), ())
    return Staged(reading, _find_changed(root, index))


def find_hook_index(repository: Repository) -> str | None:
    """The index that git handed to this hook; None outside a hook, or in the hook of another repository."""
    given = os.environ.get("GIT_INDEX_FILE")
    if not given:
        return None
    index = Path(given).resolve()
    return str(index) if index.parent == repository.git else None


def is_whole_index(index: str | None) -> bool:
    """The index is the repository's own, or will be it: not one made for `git commit -- PATH`."""
    return index is None or Path(index).name in ("index", "index.lock")


def _parse_entries(listed: bytes) -> Iterator[_Entry]:
    for record in filter(None, listed.split(b"\0")):
        about, _, path = record.partition(b"\t")
        mode, blob, stage = about.decode("ascii").split()
        yield _Entry(os.fsdecode(path), blob, mode in _FILE_MODES and stage == "0")


def _is_in_vault(path: str) -> bool:
    return is_note(path) and not any(part.startswith(".") for part in path.split("/"))


def _read_blobs(root: Path, entries: list[_Entry]) -> list[RawNote]:
    answer = run_git(
        root, "cat-file", "--batch", given="".join(f"{entry.blob}\n" for entry in entries).encode("ascii")
    )
    notes = []
    at = 0
    for entry in entries:
        line_end = answer.index(b"\n", at)
        size = int(answer[at:line_end].rsplit(b" ", 1)[1])
        at = line_end + 1
        if size <= MAX_NOTE_BYTES:
            notes.append(RawNote(entry.path, answer[at : at + size]))
        at += size + 1
    return notes


def _find_changed(root: Path, index: str | None) -> frozenset[str]:
    """The staged paths below `root` that differ from the last commit; all of them before the first one."""
    words = ("diff-index", "--cached", "--name-only", "--no-renames", "--relative", "-z")
    listed = run_git(root, *words, _find_head(root), "--", ".", index=index)
    return frozenset(os.fsdecode(path) for path in listed.split(b"\0") if path)


def _find_head(root: Path) -> str:
    try:
        return run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode("ascii").strip()
    except GitFailed:  # nothing was committed yet: everything differs from the empty tree
        return run_git(root, "hash-object", "-t", "tree", "--stdin").decode("ascii").strip()
