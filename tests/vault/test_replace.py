"""Another program gets in between: what it wrote is what stands, or is kept."""

import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import BinaryIO

import pytest

from tests.conftest import write_notes
from vaultwell.model.errors import VaultwellError
from vaultwell.vault import replace
from vaultwell.vault.findings import find_kept
from vaultwell.vault.state import take_notices
from vaultwell.vault.write import Change, Create, Edit, change_notes, undo_last

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says who writes in a file")
can_exchange = pytest.mark.skipif(
    not (sys.platform == "darwin" or sys.platform == "linux"), reason="no exchange of two files here"
)


@pytest.fixture
def ana(tmp_path: Path) -> Path:
    """Ana's note in a vault of its own."""
    return write_notes(tmp_path / "vault", {"Ana.md": "# Ana\n"}) / "Ana.md"


def append(note: Path) -> tuple[Change, ...]:
    return change_notes(note.parent, [Edit("Ana.md", lambda text: f"{text}- ours\n")], "log Ana", NOW)


def save(note: Path, text: str) -> None:
    """Save as careful editors do: a new file takes the note's name."""
    finished = note.with_name("Ana.md~")
    finished.write_text(text, newline="")
    finished.replace(note)


def before_exchange(patch: pytest.MonkeyPatch, *deeds: Callable[[], object]) -> None:
    """Do one deed right before each of the next exchanges."""
    left = list(deeds)
    exchange = replace._exchange

    def late(one: Path, other: Path) -> bool:
        if left:
            left.pop(0)()
        return exchange(one, other)

    patch.setattr(replace, "_exchange", late)


def files(folder: Path) -> list[str]:
    return sorted(place.name for place in folder.iterdir())


@can_exchange
def test_a_save_in_the_last_moment_stays(ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save between our last look and the exchange is put back, and the line added to it."""
    before_exchange(monkeypatch, lambda: save(ana, "# Ana\ntheirs\n"))
    assert append(ana) == (Change("Ana.md", b"# Ana\ntheirs\n", b"# Ana\ntheirs\n- ours\n"),)
    assert ana.read_text("utf-8") == "# Ana\ntheirs\n- ours\n"
    assert files(ana.parent) == ["Ana.md"]
    assert take_notices(ana.parent) == ()


@can_exchange
def test_a_second_save_while_the_first_is_put_back_stays(ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest save is the note; an older one that was out of its place is kept, and said once."""
    before_exchange(monkeypatch, lambda: save(ana, "# Ana\nfirst\n"), lambda: save(ana, "# Ana\nsecond\n"))
    append(ana)
    assert ana.read_text("utf-8") == "# Ana\nsecond\n- ours\n"
    assert files(ana.parent) == ["Ana.md"]
    (kept,) = find_kept(ana.parent)
    assert kept.read_text("utf-8") == "# Ana\nfirst\n"
    (notice,) = take_notices(ana.parent)
    assert notice == (
        "Another program saved Ana.md in the moment in which vaultwell wrote it. That save is kept as"
        f" {kept}: compare it with the note, and take over what is missing."
    )
    assert take_notices(ana.parent) == ()


@pytest.mark.parametrize("is_found_out", [True, False])
def test_a_disk_without_exchange_will_do(
    ana: Path, monkeypatch: pytest.MonkeyPatch, is_found_out: bool
) -> None:
    """Where two files cannot change names, the note is replaced; a save before that is still seen."""
    monkeypatch.setattr(replace, "_exchange", lambda one, other: False)
    if is_found_out:
        write, saves = replace._write_temporary, iter(["# Ana\ntheirs\n"])

        def late(target: Path, data: bytes, mark: str, *, is_like_target: bool) -> Path:
            temporary = write(target, data, mark, is_like_target=is_like_target)
            if text := next(saves, None):
                save(ana, text)
            return temporary

        monkeypatch.setattr(replace, "_write_temporary", late)
    append(ana)
    assert ana.read_text("utf-8") == ("# Ana\ntheirs\n- ours\n" if is_found_out else "# Ana\n- ours\n")
    assert files(ana.parent) == ["Ana.md"]


@pytest.mark.parametrize("number", [22, 38, 95])
def test_a_system_without_exchange_is_asked_once(
    ana: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """“Invalid”, “not known”, “not supported”: the note is replaced in the old way."""
    import ctypes

    monkeypatch.setattr(replace, "_find_rename", lambda linux, darwin: lambda source, target: -1)
    monkeypatch.setattr(ctypes, "get_errno", lambda: number)
    append(ana)
    assert ana.read_text("utf-8") == "# Ana\n- ours\n"
    assert files(ana.parent) == ["Ana.md"]


@on_linux
def test_a_save_in_place_is_waited_for(ana: Path) -> None:
    """Half a note, emptied and not yet written anew, is neither read nor carried away."""
    is_empty = threading.Event()

    def save_slowly() -> None:
        with ana.open("r+b", buffering=0) as file:
            file.truncate()
            is_empty.set()
            sleep(0.15)
            file.write(b"# Ana\ntheirs\n")

    editor = threading.Thread(target=save_slowly)
    editor.start()
    is_empty.wait()
    append(ana)
    editor.join()
    assert ana.read_text("utf-8") == "# Ana\ntheirs\n- ours\n"


@on_linux
def test_a_save_in_place_begun_in_the_last_moment_is_waited_for(
    ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that has opened the note right before the exchange finds its save in the note."""
    editors = []

    def begin() -> None:
        file = ana.open("r+b", buffering=0)
        file.truncate()
        is_open = threading.Event()

        def finish() -> None:
            is_open.set()
            sleep(0.1)
            file.write(b"# Ana\ntheirs\n")
            file.close()

        editors.append(threading.Thread(target=finish))
        editors[0].start()
        is_open.wait()

    before_exchange(monkeypatch, begin)
    append(ana)
    editors[0].join()
    assert ana.read_text("utf-8") == "# Ana\ntheirs\n- ours\n"
    assert files(ana.parent) == ["Ana.md"]


@on_linux
def test_a_whole_save_in_place_right_after_the_exchange_stays(
    ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that opened the note before the exchange and saves just when we look whether one writes."""
    import fcntl

    opened: list[BinaryIO] = []
    look = fcntl.fcntl

    def save_first(descriptor: int, command: int, what: int = 0) -> int:
        while opened and command == fcntl.F_SETLEASE:
            with opened.pop() as file:
                file.truncate()
                file.write(b"# Ana\ntheirs\n")
        return look(descriptor, command, what)

    before_exchange(monkeypatch, lambda: opened.append(ana.open("r+b", buffering=0)))
    monkeypatch.setattr(fcntl, "fcntl", save_first)
    append(ana)
    assert ana.read_text("utf-8") == "# Ana\ntheirs\n- ours\n"
    assert files(ana.parent) == ["Ana.md"]


@on_linux
def test_an_editor_finds_its_save_in_the_note_at_once(ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a writer is waited for the note is the one it writes in, not ours, from which it would go on."""
    opened: list[BinaryIO] = []
    found: list[str] = []

    def save_meanwhile(_seconds: float) -> None:
        while opened:
            with opened.pop() as file:
                file.truncate()
                file.write(b"# Ana\ntheirs\n")
            found.append(ana.read_text("utf-8"))

    before_exchange(monkeypatch, lambda: opened.append(ana.open("r+b", buffering=0)))
    monkeypatch.setattr(replace, "sleep", save_meanwhile)
    append(ana)
    assert found == ["# Ana\ntheirs\n"]
    assert ana.read_text("utf-8") == "# Ana\ntheirs\n- ours\n"


@on_linux
def test_a_save_in_place_that_was_on_its_way_stays(ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that found the old file by its name, and opens it only once the new one stands there."""
    found: list[int] = []
    sync = replace.sync_folder

    def save_late(folder: Path) -> None:
        while found:
            descriptor = found.pop()
            Path(f"/proc/self/fd/{descriptor}").write_text("# Ana\ntheirs\n", "utf-8")
            os.close(descriptor)
        sync(folder)

    before_exchange(monkeypatch, lambda: found.append(os.open(ana, os.O_RDONLY)))
    monkeypatch.setattr(replace, "sync_folder", save_late)
    append(ana)
    assert ana.read_text("utf-8") == "# Ana\ntheirs\n- ours\n"
    assert files(ana.parent) == ["Ana.md"]


@on_linux
def test_a_note_held_open_for_writing_is_left_alone(ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that keeps the note open for writing is said to be in the way."""
    monkeypatch.setattr(replace, "_PATIENCE_SECONDS", 0.02)
    with (
        ana.open("a", encoding="utf-8"),
        pytest.raises(VaultwellError, match=r"Ana\.md was changed by another program"),
    ):
        append(ana)
    assert ana.read_text("utf-8") == "# Ana\n"
    assert files(ana.parent) == ["Ana.md"]


def test_a_note_that_vanishes_is_not_made_again(ana: Path) -> None:
    """A note deleted between reading and writing stays deleted; the sentence says so."""

    def edit(text: str) -> str:
        ana.unlink(missing_ok=True)
        return f"{text}- ours\n"

    with pytest.raises(VaultwellError, match=r"Ana\.md is not there any more, so nothing was written\."):
        change_notes(ana.parent, [Edit("Ana.md", edit)], "log Ana", NOW)
    assert files(ana.parent) == []


@can_exchange
@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_is_no_note_any_more_stays(ana: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """A folder or a link that takes the note's place in the last moment keeps it."""

    def become() -> None:
        ana.rename(ana.with_name("Ana.md~"))
        if kind == "folder":
            ana.mkdir()
        else:
            ana.symlink_to("Ana.md~")

    before_exchange(monkeypatch, become)
    with pytest.raises(VaultwellError, match=r"Ana\.md"):
        append(ana)
    assert ana.is_dir() if kind == "folder" else ana.is_symlink()
    assert files(ana.parent) == ["Ana.md", "Ana.md~"]
    assert (ana.parent / "Ana.md~").read_text("utf-8") == "# Ana\n"


def test_an_equal_note_made_by_somebody_else_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new note whose name was taken in the last moment, by the very same text, is not ours to delete."""
    vault = write_notes(tmp_path / "vault", {})
    move = replace.move_to_free_name

    def late(source: Path, target: Path) -> None:
        target.write_text("# Ana\n", encoding="utf-8")
        move(source, target)

    monkeypatch.setattr(replace, "move_to_free_name", late)
    with pytest.raises(VaultwellError, match=r"Ana\.md exists already"):
        change_notes(vault, [Create("Ana.md", "# Ana\n")], "new Ana", NOW)
    assert (vault / "Ana.md").read_text("utf-8") == "# Ana\n"
    assert files(vault) == ["Ana.md"]


def test_a_new_note_deleted_before_it_is_undone_stays_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Undo does not bring back what somebody deleted in that moment."""
    vault = write_notes(tmp_path / "vault", {})
    change_notes(vault, [Create("Ana.md", "# Ana\n")], "new Ana", NOW)
    check = replace._check_unchanged

    def late(target: Path, old: bytes) -> None:
        target.unlink(missing_ok=True)
        check(target, old)

    monkeypatch.setattr(replace, "_check_unchanged", late)
    undo_last(vault, NOW)
    assert files(vault) == []


@can_exchange
def test_a_note_that_vanishes_in_the_last_moment_is_not_made_again(
    ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even after the last look a deletion wins."""
    before_exchange(monkeypatch, ana.unlink)
    with pytest.raises(VaultwellError, match=r"Ana\.md is not there any more"):
        append(ana)
    assert files(ana.parent) == []


def test_a_new_note_saved_before_it_is_undone_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When undo is about to delete a note and somebody saves it, it is not deleted."""
    vault = write_notes(tmp_path / "vault", {})
    change_notes(vault, [Create("Ana.md", "# Ana\n")], "new Ana", NOW)
    move = replace.move_to_free_name

    def late(source: Path, target: Path) -> None:
        if target.name.startswith(".vw-") and source.read_text("utf-8") == "# Ana\n":
            save(source, "# Ana\ntheirs\n")
        move(source, target)

    monkeypatch.setattr(replace, "move_to_free_name", late)
    with pytest.raises(VaultwellError, match=r"Ana\.md has been changed since it was made"):
        undo_last(vault, NOW)
    assert (vault / "Ana.md").read_text("utf-8") == "# Ana\ntheirs\n"
    assert files(vault) == ["Ana.md"]


def test_an_interruption_after_the_exchange_leaves_no_half(
    ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of an exchange puts the note back, and no temporary file stays."""
    sync = os.fsync
    calls = iter(range(100))

    def interrupted(descriptor: int) -> None:
        if next(calls) == 2:  # the journal's, the new file's, then the folder's
            raise KeyboardInterrupt
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        append(ana)
    assert ana.read_text("utf-8") == "# Ana\n"
    assert files(ana.parent) == ["Ana.md"]
