"""Hints from the system: what is heard, and what is noticed when not all is heard."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from watchdog.events import FileCreatedEvent, FileMovedEvent

from vaultwell.watch import observer
from vaultwell.watch.observer import Inbox, Observed, Polled, open_source


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Callable[[], set[str]]]:
    """Listens to a folder; called, it tells which paths it has heard of since."""
    (tmp_path / "People").mkdir()
    source = Observed(tmp_path)
    yield lambda: _listen(source)
    source.close()


def _listen(source: Observed) -> set[str]:
    """Everything until it is quiet."""
    paths: set[str] = set()
    until = monotonic() + 0.6  # watchdog keeps half a move back for half a second
    while monotonic() < until:
        paths |= {hint.path for hint in source.wait(0.05)}
    return paths


def test_writing_is_heard_and_reading_is_not(heard: Callable[[], set[str]], tmp_path: Path) -> None:
    """A note in a new folder, and one that is renamed; not one that is read, and nothing hidden."""
    (tmp_path / "New/Inner").mkdir(parents=True)
    (tmp_path / "New/Inner/Ana.md").write_text("a")
    (tmp_path / "People/.hidden.md").write_text("b")
    (tmp_path / "People/Ben.txt").write_text("b")
    assert {"New", "New/Inner/Ana.md"} <= heard() <= {"New", "New/Inner", "New/Inner/Ana.md"}
    (tmp_path / "New/Inner/Ana.md").read_text()
    assert heard() == set()
    (tmp_path / "New/Inner/Ana.md").rename(tmp_path / "People/Ana.md")
    assert heard() == {"New/Inner/Ana.md", "People/Ana.md"}


def test_a_full_inbox_is_one_doubt(tmp_path: Path) -> None:
    """What does not fit is forgotten, and that something was is told once."""
    inbox = Inbox(tmp_path, most=2)
    for name in "abc":
        inbox.dispatch(FileCreatedEvent(f"{tmp_path}/{name}.md"))
    assert [hint.path for hint in inbox.take(0)] == ["a.md", "b.md"]
    assert inbox.take_doubt()
    assert not inbox.take_doubt()


def test_a_move_is_two_hints(tmp_path: Path) -> None:
    """Where it came from, and where it is."""
    inbox = Inbox(tmp_path)
    inbox.dispatch(FileMovedEvent(f"{tmp_path}/a.md", f"{tmp_path}/People/b.md"))
    assert [hint.path for hint in inbox.take(0)] == ["a.md", "People/b.md"]


def test_what_cannot_be_understood_is_a_doubt(tmp_path: Path) -> None:
    """An exception would end watchdog's thread, silently."""
    inbox = Inbox(tmp_path)
    inbox.dispatch(None)  # type: ignore[arg-type]
    assert inbox.take_doubt()


def test_what_watchdog_only_logs_is_a_doubt(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A kernel queue that overflows is a warning in its log; nothing of it is printed."""
    source = Observed(tmp_path)
    assert not source.take_doubt()
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
    assert source.take_doubt()
    source.close()
    assert capfd.readouterr() == ("", "")


def test_a_thread_that_dies_is_noticed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """No traceback is printed, and the watcher can begin anew."""
    source = Observed(tmp_path)
    assert not source.is_dead()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert source.is_dead()
    source.close()
    assert capfd.readouterr() == ("", "")


def test_a_folder_that_is_deleted_is_noticed(tmp_path: Path) -> None:
    """Its watch has ended; one on the folder that takes its place is needed."""
    (tmp_path / "vault").mkdir()
    source = Observed(tmp_path / "vault")
    (tmp_path / "vault").rmdir()
    until = monotonic() + 3
    while not source.is_dead() and monotonic() < until:
        sleep(0.01)
    assert source.is_dead()
    source.close()


def test_too_few_watches_are_one_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system's limit is reached it looks itself, and says so and what to do about it."""
    monkeypatch.setattr(observer, "count_watches", lambda: 3)
    monkeypatch.setattr(observer, "_CHECK_SECONDS", 0)
    (tmp_path / "a/b/.c/d").mkdir(parents=True)
    said: list[str] = []
    source = open_source(tmp_path, None, said.append)
    assert isinstance(source, Polled)
    (sentence,) = said
    assert sentence.startswith("The system watches only some of the folders of this vault, so ")
    assert "every 2 seconds." in sentence


def test_enough_watches_are_no_warning(tmp_path: Path) -> None:
    """Hidden folders count, links to folders do not."""
    (tmp_path / "a/b/.c/d").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    said: list[str] = []
    source = open_source(tmp_path, None, said.append)
    source.close()
    assert isinstance(source, Observed)
    assert said == []


def test_a_vault_that_cannot_be_watched_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own words are part of the warning."""

    def refuse(_root: Path) -> Observed:
        raise OSError(24, "inotify instance limit reached")

    monkeypatch.setattr(observer, "Observed", refuse)
    said: list[str] = []
    assert isinstance(open_source(tmp_path, None, said.append), Polled)
    assert said[0].startswith("The system cannot watch this vault (inotify instance limit reached), so ")


def test_looking_every_few_seconds(tmp_path: Path) -> None:
    """`--poll` doubts again and again, and needs no thread."""
    source = open_source(tmp_path, 0.05, pytest.fail)
    doubts = 0
    for _ in range(3):
        assert source.wait(10) == []
        doubts += source.take_doubt()
    assert doubts == 3
    assert not source.take_doubt()
