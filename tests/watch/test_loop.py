"""What the watcher does, turn by turn, with a clock that is turned by hand."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.watch.world import World, make_git
from vaultwell.model.errors import VaultwellError
from vaultwell.watch.schedule import Hint

ANA = "---\ncadence: 30\n---\n\n## Log\n\n- 2026-10-05 lunch: the move\n"
BEN = "---\ncadence: 30\n---\n\n## Log\n\n- 2026-10-01 call: the bike\n"
Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def world(write_vault: Write) -> World:
    """A vault of two people with its watcher, after the first look."""
    world = World(write_vault({"People/Ana.md": ANA, "People/Ben.md": BEN}))
    world.pass_seconds(1)
    assert world.writes == 1
    return world


def edit(world: World, path: str = "People/Ana.md", line: str = "- 2026-11-20 call: the flat\n") -> None:
    """Append a line to a note, a day ago, without a hint."""
    with (world.root / path).open("a", encoding="utf-8") as file:
        file.write(line)


def test_it_begins_with_the_due_note(world: World) -> None:
    """The first turn writes it, and then nothing happens for a minute, nor after."""
    assert "[[Ana]]" in world.due_note
    world.pass_seconds(200, 0.5)
    assert (world.writes, world.built) == (1, 1)


def test_one_edit_is_one_write_and_its_own_write_none(world: World) -> None:
    """The hint of the due note that was just written leads to nothing, not even a graph."""
    edit(world)
    world.hint("People/Ana.md")
    world.pass_seconds(0.3)
    assert world.writes == 1
    world.pass_seconds(0.3)
    assert world.writes == 2
    assert "[[Ana]]" not in world.due_note
    world.hint("Due.md")
    world.pass_seconds(2)
    assert (world.writes, world.built) == (2, 2)


def test_an_edit_that_changes_nothing_due_writes_nothing(world: World) -> None:
    """Equal bytes are not written."""
    edit(world, "People/Ben.md", "\nA thought.\n")
    before = (world.root / "Due.md").stat()
    world.hint("People/Ben.md")
    world.pass_seconds(2)
    assert (world.writes, world.built) == (1, 2)
    after = (world.root / "Due.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_lost_hint_costs_a_minute(world: World) -> None:
    """The full look finds what nobody told."""
    edit(world)
    world.pass_seconds(55, 0.5)
    assert world.writes == 1
    world.pass_seconds(6, 0.5)
    assert world.writes == 2


def test_lost_hints_that_are_noticed_cost_nothing(world: World) -> None:
    """After an overflow everything is looked at, once."""
    edit(world)
    world.sources[-1].is_doubtful = True
    world.pass_seconds(1)
    assert world.writes == 2


def test_midnight(world: World) -> None:
    """The due note of the new day is written within a second."""
    world.today = date(2026, 11, 23)
    world.pass_seconds(1)
    assert "Monday, 23" in world.due_note


def test_waking_up(world: World) -> None:
    """What changed while the computer slept is seen at once."""
    edit(world)
    world.wall += timedelta(hours=5)
    world.pass_seconds(1)
    assert world.writes == 2


def test_git_is_left_in_peace(world: World) -> None:
    """While git holds its index nothing is looked at; when it lets go the due note is right."""
    lock = make_git(world.root) / "index.lock"
    lock.touch()
    edit(world)
    world.hint("People/Ana.md")
    world.pass_seconds(20)
    assert world.writes == 1
    lock.unlink()
    world.pass_seconds(2.1)
    assert world.writes == 2


def test_a_merge_that_waits_for_its_author_is_not_waited_for_long(world: World) -> None:
    """After a minute the due note is brought up to date in the middle of the merge."""
    (make_git(world.root) / "MERGE_HEAD").touch()
    edit(world)
    world.hint("People/Ana.md")
    world.pass_seconds(58)
    assert world.writes == 1
    world.pass_seconds(5)
    assert world.writes == 2


def test_vim_deletes_nobody(world: World) -> None:
    """A note that is moved away and put back is looked for once more before anybody is missed."""
    note = world.root / "People/Ana.md"
    note.rename(f"{note}~")
    world.hint("People/Ana.md", "People/Ana.md~")
    world.pass_seconds(0.5)
    Path(f"{note}~").rename(note)
    world.hint("People/Ana.md~", "People/Ana.md")
    world.pass_seconds(2)
    assert world.built == 1


def test_a_deleted_note_is_one_write(world: World) -> None:
    """The person is gone from the due note, after the disk was quiet."""
    (world.root / "People/Ana.md").unlink()
    world.hint("People/Ana.md")
    world.pass_seconds(2)
    assert "[[Ana]]" not in world.due_note
    assert (world.writes, world.built) == (2, 2)


def test_a_deleted_due_note_comes_back(world: World) -> None:
    """It is generated: deleting it is asking for a new one."""
    before = world.due_note
    (world.root / "Due.md").unlink()
    world.hint("Due.md")
    world.pass_seconds(2)
    assert world.due_note == before


def test_a_storm_without_rest_still_gives_a_due_note(world: World) -> None:
    """Notes that come and go all the time do not put it off for more than some seconds; nobody is missed."""
    note = world.root / "People/Ana.md"
    edit(world, "People/Ben.md")
    world.hint("People/Ben.md")
    for tick in range(80):
        note.unlink() if tick % 2 else note.write_text(ANA, "utf-8")
        world.hint("People/Ana.md")
        world.pass_seconds(0.1)
    assert "[[Ben]]" not in world.due_note
    assert "[[Ana]]" in world.due_note


def test_a_vault_that_is_not_there(world: World, tmp_path: Path) -> None:
    """It is said once; when the vault is back it is watched anew, and all is well."""
    world.root.rename(tmp_path / "elsewhere")
    world.pass_seconds(100, 0.5)
    assert world.said == [
        f"The vault {world.root} is not there. Its due note stays as it is until it is back."
    ]
    assert world.sources[-1].waited >= 0.5  # it does not spin
    (tmp_path / "elsewhere").rename(world.root)
    edit(world)
    world.pass_seconds(3)
    assert world.said[1:] == ["all is well"]
    assert len(world.sources) == 2
    assert world.sources[0].is_closed
    assert world.writes == 2


def test_a_vault_that_was_replaced(world: World, tmp_path: Path) -> None:
    """Another folder in its place is watched from then on, without a word."""
    copy = shutil.copytree(world.root, tmp_path / "copy")
    world.root.rename(tmp_path / "elsewhere")
    copy.rename(world.root)
    edit(world)
    world.pass_seconds(2)
    assert world.sources[0].is_closed
    assert world.said == []
    assert world.writes == 2


def test_a_vault_that_was_emptied(world: World) -> None:
    """A disk that was taken away leaves an empty folder: nothing is written there, and it is said once."""
    shutil.rmtree(world.root / "People")
    (world.root / "Due.md").unlink()
    world.sources[-1].hints.append(Hint("People", is_folder=True))
    world.pass_seconds(100, 0.5)
    (said,) = world.said
    assert said == (
        f"Nobody is left in the vault {world.root}, so its due note stays as it is."
        " If that is right, delete the due note and start “vaultwell watch” again."
    )
    assert list(world.root.iterdir()) == []


def test_a_vault_that_was_empty_from_the_start(write_vault: Write) -> None:
    """Somebody who begins gets a due note that says how."""
    world = World(write_vault({"vaultwell.toml": ""}))
    world.pass_seconds(1)
    assert "Nobody here yet." in world.due_note


def test_a_due_note_with_rows_in_a_vault_without_people(write_vault: Write, world: World) -> None:
    """A watch that begins before the disk is mounted keeps what the due note says."""
    before = world.due_note
    shutil.rmtree(world.root / "People")
    late = World(world.root)
    late.pass_seconds(3)
    assert late.due_note == before
    assert late.said[0].startswith("Due.md names people, but there is nobody in ")


def test_trouble_is_said_once_and_tried_again(world: World) -> None:
    """A disk that is full for a while: one sentence, and the due note as soon as it can be written."""
    world.fault = VaultwellError("Due.md was not written: no space left on device. Make room.")
    edit(world)
    world.hint("People/Ana.md")
    world.pass_seconds(60, 0.5)
    assert world.said == [str(world.fault)]
    assert world.built > 3
    world.fault = None
    world.pass_seconds(60, 0.5)
    assert world.said[1:] == ["all is well"]
    assert world.writes == 2


def test_a_fault_of_our_own_is_no_traceback(world: World) -> None:
    """It names the place in the code, no word of a note, and the loop goes on."""
    world.fault = KeyError("the secret of Ana")
    edit(world)
    world.hint("People/Ana.md")
    world.pass_seconds(2)
    (said,) = world.said
    assert said.startswith("vaultwell has a fault (KeyError in world.py:")
    assert "secret" not in said


def test_it_ends_with_its_reader(world: World) -> None:
    """When nobody reads its JSON any more it does not go on unheard."""
    world.fault = BrokenPipeError()
    edit(world)
    world.hint("People/Ana.md")
    with pytest.raises(BrokenPipeError):
        world.pass_seconds(2)


def test_broken_settings_are_named_and_healed(world: World) -> None:
    """The place in the file is said; once it is right again, all is well."""
    (world.root / "vaultwell.toml").write_text("pace = ", "utf-8")
    world.hint("vaultwell.toml")
    world.pass_seconds(1)
    assert world.said[0].startswith("vaultwell.toml:1:8: ")
    (world.root / "vaultwell.toml").write_text('pace = "1 a day"', "utf-8")
    world.hint("vaultwell.toml")
    world.pass_seconds(1)
    assert world.said[1:] == ["all is well"]


def test_a_tick_waits_and_is_applied_without_another_hint(world: World) -> None:
    """What was ticked a moment ago is logged some seconds later, once, and the due note is new."""
    ticked = world.due_note.replace("- [ ] [[Ana]]", "- [x] [[Ana]]")
    (world.root / "Due.md").write_text(ticked, "utf-8")
    saved = world.wall.timestamp()
    os.utime(world.root / "Due.md", (saved, saved))
    world.hint("Due.md")
    world.pass_seconds(2)
    assert (world.root / "People/Ana.md").read_text("utf-8") == ANA
    world.pass_seconds(6)
    note = (world.root / "People/Ana.md").read_text("utf-8")
    assert note.startswith(ANA + "- 2026-11-22 contact")
    assert "[[Ana]]" not in world.due_note
    built = world.built
    world.hint("Due.md", "People/Ana.md")
    world.pass_seconds(30)
    assert world.built == built
    assert (world.root / "People/Ana.md").read_text("utf-8") == note


@pytest.mark.parametrize("fault", ["dead", "blind"])
def test_a_source_that_fails_is_replaced(world: World, fault: str) -> None:
    """After a thread's death, or when the system's limit is reached: another source, and a full look."""
    setattr(world.sources[-1], fault, True)
    edit(world)
    world.pass_seconds(62, 0.5)
    assert world.sources[0].is_closed
    assert world.writes == 2


def test_it_stops(world: World) -> None:
    """`run` ends when it is told to, and nothing is left open."""
    world.stop.set()
    world.watcher.run()
    assert world.sources[-1].is_closed


def test_it_stops_before_it_writes(world: World) -> None:
    """Told to stop in the middle of a look, it ends without writing."""
    edit(world)
    world.stop.set()
    world.hint("People/Ana.md")
    world.pass_seconds(1)
    assert world.writes == 1
