"""The due note's write, and files that must not exist yet."""

import errno
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from vaultwell.model.errors import VaultwellError
from vaultwell.vault import replace
from vaultwell.vault.write import ChangedOnDisk, create_note, write_due_note

needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few accounts make symbolic links")
needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_missing_due_note_is_made(tmp_path: Path) -> None:
    """The first due note appears whole, with nothing beside it."""
    assert write_due_note(tmp_path, "Due.md", None, b"today\n")
    assert (tmp_path / "Due.md").read_bytes() == b"today\n"
    assert names(tmp_path) == ["Due.md"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    """A due note in a folder that does not exist yet brings the folder."""
    assert write_due_note(tmp_path, "Home/Today/Due.md", None, b"today\n")
    assert (tmp_path / "Home" / "Today" / "Due.md").read_bytes() == b"today\n"
    assert names(tmp_path / "Home" / "Today") == ["Due.md"]


def test_a_changed_due_note_is_replaced(tmp_path: Path) -> None:
    """The bytes written are the bytes given, whatever their line ends."""
    (tmp_path / "Due.md").write_bytes(b"old\r\n")
    assert write_due_note(tmp_path, "Due.md", b"old\r\n", b"new\n\r\n\x00")
    assert (tmp_path / "Due.md").read_bytes() == b"new\n\r\n\x00"
    assert names(tmp_path) == ["Due.md"]


@pytest.mark.parametrize("old", [b"same", b"other", None])
def test_an_equal_due_note_is_left_alone(tmp_path: Path, old: bytes | None) -> None:
    """When the disk already holds the new bytes, the file is not touched."""
    (tmp_path / "Due.md").write_bytes(b"same")
    os.utime(tmp_path / "Due.md", ns=(1, 1))
    assert not write_due_note(tmp_path, "Due.md", old, b"same")
    assert (tmp_path / "Due.md").stat().st_mtime_ns == 1


@pytest.mark.parametrize(("old", "disk"), [(b"old", b"typed"), (None, b"typed"), (b"old", None), (b"", None)])
def test_a_note_that_is_not_what_was_parsed_is_not_written(
    tmp_path: Path, old: bytes | None, disk: bytes | None
) -> None:
    """What somebody saved, made or deleted since the note was parsed stays as it is."""
    if disk is not None:
        (tmp_path / "Due.md").write_bytes(disk)
    with pytest.raises(ChangedOnDisk, match=r"Due\.md was changed by another program"):
        write_due_note(tmp_path, "Due.md", old, b"new")
    assert names(tmp_path) == ([] if disk is None else ["Due.md"])
    assert disk is None or (tmp_path / "Due.md").read_bytes() == disk


@pytest.mark.parametrize("old", [b"old", None])
def test_a_save_while_the_new_note_is_prepared_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None
) -> None:
    """The comparison is made right before the replacement, not only at the beginning."""
    if old is not None:
        (tmp_path / "Due.md").write_bytes(old)
    fsync = os.fsync

    def saving(descriptor: int) -> None:
        (tmp_path / "Due.md").write_bytes(b"typed meanwhile")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", saving)
    with pytest.raises(ChangedOnDisk):
        write_due_note(tmp_path, "Due.md", old, b"new")
    assert (tmp_path / "Due.md").read_bytes() == b"typed meanwhile"
    assert names(tmp_path) == ["Due.md"]


def test_a_note_made_in_the_last_moment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there was no note, one that appears even after the last comparison is not overwritten."""
    move = replace.move_to_free_name

    def late(source: Path, target: Path) -> None:
        target.write_bytes(b"synced")
        move(source, target)

    monkeypatch.setattr(replace, "move_to_free_name", late)
    with pytest.raises(ChangedOnDisk):
        write_due_note(tmp_path, "Due.md", None, b"new")
    assert (tmp_path / "Due.md").read_bytes() == b"synced"
    assert names(tmp_path) == ["Due.md"]


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On FAT and on phones a new note is made by renaming, and an existing one still refused."""

    def refusing(self: Path, other: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refusing)
    monkeypatch.setattr(replace, "_rename", lambda *paths, **flags: False)
    assert write_due_note(tmp_path, "Due.md", None, b"new")
    assert names(tmp_path) == ["Due.md"]
    with pytest.raises(VaultwellError, match="exists already"):
        create_note(tmp_path, "Due.md", b"other")
    assert (tmp_path / "Due.md").read_bytes() == b"new"


@needs_modes
@pytest.mark.parametrize("wanted", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_the_old_note_is_kept(tmp_path: Path, wanted: int) -> None:
    """Whoever may read or write the due note may do so afterwards."""
    (tmp_path / "Due.md").touch()
    (tmp_path / "Due.md").chmod(wanted)
    write_due_note(tmp_path, "Due.md", b"", b"new")
    assert mode(tmp_path / "Due.md") == wanted


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_of_the_old_note_is_kept(tmp_path: Path) -> None:
    """A run as root does not take the due note away from its owner."""
    (tmp_path / "Due.md").touch()
    os.chown(tmp_path / "Due.md", 12345, 54321)
    (tmp_path / "Due.md").chmod(0o640)
    write_due_note(tmp_path, "Due.md", b"", b"new")
    found = (tmp_path / "Due.md").stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (12345, 54321, 0o640)


@needs_modes
def test_a_new_note_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    """A new note is as open or closed as one that an editor would make."""
    before = os.umask(0o027)
    try:
        write_due_note(tmp_path, "Due.md", None, b"new")
        create_note(tmp_path, "vaultwell.toml", b"")
    finally:
        os.umask(before)
    assert mode(tmp_path / "Due.md") == 0o640
    assert mode(tmp_path / "vaultwell.toml") == 0o640


@needs_links
@pytest.mark.parametrize("target", ["Other.md", "../outside.md", "nowhere.md"])
def test_a_due_note_that_is_a_link_is_refused(tmp_path: Path, target: str) -> None:
    """Nothing is written through a link, nor is the link replaced."""
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "Other.md").write_bytes(b"mine")
    (tmp_path / "outside.md").write_bytes(b"mine")
    (vault / "Due.md").symlink_to(target)
    for old in (None, b"mine"):
        with pytest.raises(VaultwellError, match=r"Due\.md is a link.*due_note in vaultwell\.toml"):
            write_due_note(vault, "Due.md", old, b"new")
    assert (vault / "Due.md").is_symlink()
    assert (vault / "Other.md").read_bytes() == (tmp_path / "outside.md").read_bytes() == b"mine"
    assert names(vault) == ["Due.md", "Other.md"]


@needs_links
def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    """A folder on the way that is a link does not lead the write anywhere."""
    (tmp_path / "vault").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "vault" / "Home").symlink_to("../elsewhere")
    for path in ("Home/Due.md", "Home/sub/Due.md"):
        with pytest.raises(VaultwellError, match="Home is a link"):
            write_due_note(tmp_path / "vault", path, None, b"new")
    assert names(tmp_path / "elsewhere") == []


@needs_links
def test_the_vault_itself_may_be_a_link(tmp_path: Path) -> None:
    """A vault opened through a link is written like any other."""
    (tmp_path / "vault").mkdir()
    (tmp_path / "door").symlink_to("vault")
    assert write_due_note(tmp_path / "door", "Due.md", None, b"new")
    assert names(tmp_path / "vault") == ["Due.md"]


@pytest.mark.parametrize(
    "path",
    [
        "../Due.md",
        "/Due.md",
        ".git/hooks/post-merge",
        ".obsidian/x.md",
        "a/../../Due.md",
        ".vw.md",
        "a//b.md",
    ],
)
def test_a_place_outside_the_notes_is_refused(tmp_path: Path, path: str) -> None:
    """No path leads out of the vault or into a hidden folder, and no folder is made on the way."""
    (tmp_path / "vault").mkdir()
    with pytest.raises(VaultwellError, match="not a place for a note"):
        write_due_note(tmp_path / "vault", path, None, b"new")
    with pytest.raises(VaultwellError, match="not a place for a note"):
        create_note(tmp_path / "vault", path, b"new")
    assert names(tmp_path) == ["vault"]
    assert names(tmp_path / "vault") == []


def test_a_vault_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A missing vault, an unmounted disk, is never replaced by an empty folder with a due note."""
    with pytest.raises(VaultwellError, match=r"The vault .* cannot be opened"):
        write_due_note(tmp_path / "gone", "Due.md", None, b"new")
    assert names(tmp_path) == []


def test_a_folder_in_the_due_notes_place_is_refused(tmp_path: Path) -> None:
    """A folder called `Due.md` stays, and so does a file where a folder is needed."""
    (tmp_path / "Due.md").mkdir()
    (tmp_path / "Home").write_bytes(b"a file")
    with pytest.raises(VaultwellError, match=r"Due\.md was not written: "):
        write_due_note(tmp_path, "Due.md", None, b"new")
    with pytest.raises(VaultwellError, match="Home is a file, where a folder is needed"):
        write_due_note(tmp_path, "Home/Due.md", None, b"new")
    assert names(tmp_path) == ["Due.md", "Home"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_in_the_due_notes_place_is_refused(tmp_path: Path) -> None:
    """A FIFO called `Due.md` neither hangs the run nor is replaced."""
    os.mkfifo(tmp_path / "Due.md")
    with pytest.raises(VaultwellError, match="not an ordinary file"):
        write_due_note(tmp_path, "Due.md", None, b"new")
    assert names(tmp_path) == ["Due.md"]


@pytest.mark.parametrize(
    ("number", "said", "remedy"),
    [
        (errno.ENOSPC, "no space left on device", "Make room on the disk"),
        (errno.EROFS, "read-only file system", "Check who may write"),
        (errno.EIO, "input/output error", "Nothing was changed"),
    ],
)
@pytest.mark.parametrize("old", [b"old", None])
def test_a_disk_that_refuses_leaves_the_note_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, remedy: str, old: bytes | None
) -> None:
    """A full or failing disk is one sentence with a remedy; the note is whole and no temporary file stays."""
    if old is not None:
        (tmp_path / "Due.md").write_bytes(old)

    fsync = os.fsync
    calls = iter(range(100))

    def failing(descriptor: int) -> None:
        if next(calls) == 1:  # the first is the journal's
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(VaultwellError) as stopped:
        write_due_note(tmp_path, "Due.md", old, b"new")
    assert str(stopped.value).lower().startswith(f"due.md was not written: {said}. {remedy.lower()}")
    assert names(tmp_path) == ([] if old is None else ["Due.md"])
    assert old is None or (tmp_path / "Due.md").read_bytes() == old


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs an account that can be refused")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """A folder that may not be written into is one sentence with a remedy."""
    (tmp_path / "Home").mkdir()
    (tmp_path / "Home").chmod(0o555)
    with pytest.raises(VaultwellError, match=r"permission denied\. Check who may write"):
        write_due_note(tmp_path, "Home/Due.md", None, b"new")


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the disk is busy leaves the old note and no temporary file."""
    (tmp_path / "Due.md").write_bytes(b"old")

    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_due_note(tmp_path, "Due.md", b"old", b"new")
    assert (tmp_path / "Due.md").read_bytes() == b"old"
    assert names(tmp_path) == ["Due.md"]


def test_the_temporary_file_is_hidden_and_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the new bytes are complete they lie in a dot-file that nobody else may read."""
    (tmp_path / "Due.md").write_bytes(b"old")
    (tmp_path / "Due.md").chmod(0o644)
    opened: list[tuple[str, int]] = []
    original = os.open

    def watching(path: Any, flags: int, mode: int = 0o777, **named: Any) -> int:
        if flags & os.O_CREAT and Path(path).parent == tmp_path:
            assert flags & os.O_EXCL
            opened.append((Path(path).name, mode))
        return original(path, flags, mode, **named)

    monkeypatch.setattr(os, "open", watching)
    write_due_note(tmp_path, "Due.md", b"old", b"new")
    ((name, asked),) = opened
    assert name.startswith(".vw-")
    assert name.endswith(".tmp")
    assert asked == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows counts the whole path")
def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    """The temporary file's name does not grow with the note's."""
    name = "D" * 252 + ".md"
    assert write_due_note(tmp_path, name, None, b"a")
    assert write_due_note(tmp_path, name, b"a", b"b")
    with pytest.raises(VaultwellError, match="name too long"):
        write_due_note(tmp_path, f"D{name}", None, b"a")


def test_two_writers_never_mix(tmp_path: Path) -> None:
    """Of writers that start from the same bytes, each either writes whole or is told to read again."""
    (tmp_path / "Due.md").write_bytes(b"old")
    texts = [bytes([65 + number]) * 100_000 for number in range(8)]
    results: list[bytes] = []

    def write(text: bytes) -> None:
        try:
            write_due_note(tmp_path, "Due.md", b"old", text)
        except ChangedOnDisk:
            return
        results.append(text)

    threads = [threading.Thread(target=write, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "Due.md").read_bytes() in results
    assert names(tmp_path) == ["Due.md"]


def test_a_new_file_is_made_once(tmp_path: Path) -> None:
    """A file that exists already is never overwritten, not even by equal bytes."""
    create_note(tmp_path, "vaultwell.toml", b"mine\n")
    for data in (b"mine\n", b"other"):
        with pytest.raises(VaultwellError, match=r"vaultwell\.toml exists already"):
            create_note(tmp_path, "vaultwell.toml", data)
    assert (tmp_path / "vaultwell.toml").read_bytes() == b"mine\n"
    assert names(tmp_path) == ["vaultwell.toml"]


@needs_links
def test_a_dangling_link_is_something_that_exists(tmp_path: Path) -> None:
    """A new file does not come into being at the other end of a link."""
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "vaultwell.toml").symlink_to("../made.toml")
    with pytest.raises(VaultwellError, match="is a link"):
        create_note(tmp_path / "vault", "vaultwell.toml", b"x")
    assert names(tmp_path) == ["vault"]


def test_only_one_of_many_makers_succeeds(tmp_path: Path) -> None:
    """When several create the same file at once, one does and the others are told."""
    made: list[bytes] = []

    def make(number: int) -> None:
        data = str(number).encode()
        try:
            create_note(tmp_path, "People/Ana.md", data)
        except VaultwellError:
            return
        made.append(data)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(tmp_path / "People" / "Ana.md").read_bytes()] == made
