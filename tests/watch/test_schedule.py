"""When the vault is looked at: hints and moments in, a time out."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.watch.schedule import Hint, Moment, Schedule, is_relevant

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def at(seconds: float, *, slept: float = 0.0, today: date = date(2026, 11, 22)) -> Moment:
    """The moment so many seconds after the start, while the wall's clock also went on in sleep."""
    return Moment(seconds, MORNING + timedelta(seconds=seconds + slept), today)


@pytest.fixture
def rested() -> Schedule:
    """A schedule whose first look is done, at second 0."""
    schedule = Schedule(at(0))
    schedule.settle()
    return schedule


def hint_at(schedule: Schedule, *times: float) -> Schedule:
    """A note changed at each of these times."""
    for seconds in times:
        schedule.pass_on(at(seconds))
        schedule.take([Hint("People/Ana.md")])
    return schedule


def test_the_first_look_is_at_once() -> None:
    """The vault is looked at when the watch begins."""
    assert Schedule(at(0)).is_due


def test_a_change_is_looked_at_when_the_disk_is_quiet(rested: Schedule) -> None:
    """Each hint puts the look off, until there was none for 0.4 s."""
    assert hint_at(rested, 10.0, 10.3, 10.6).due_at == pytest.approx(11.0)


def test_quiet_counts_from_what_happened(rested: Schedule) -> None:
    """Not from when a hint was gathered, some moments later."""
    rested.pass_on(at(10.05))
    rested.take([Hint("People/Ana.md", seconds=10.0), Hint("Due.txt", seconds=10.04)])
    assert rested.due_at == pytest.approx(10.4)


def test_a_storm_is_looked_at_after_five_seconds(rested: Schedule) -> None:
    """A disk that is never quiet does not put the look off for ever."""
    assert hint_at(rested, *(10 + tenth / 10 for tenth in range(80))).due_at == 15.0


def test_everything_is_looked_at_every_minute(rested: Schedule) -> None:
    """Lost hints cost a minute, no more."""
    assert rested.due_at == 60.0


def test_what_a_look_began_with_is_answered(rested: Schedule) -> None:
    """After the look nothing is due but the next full one."""
    hint_at(rested, 10.0).settle()
    assert rested.due_at == 70.0


def test_midnight_is_a_reason_to_look(rested: Schedule) -> None:
    """The due list changes with the day, without any edit."""
    rested.pass_on(at(1.0))
    assert not rested.is_due
    rested.pass_on(at(2.0, today=date(2026, 11, 23)))
    assert rested.is_due


def test_waking_up_is_a_reason_to_look(rested: Schedule) -> None:
    """The wall's clock went on while the computer slept."""
    rested.pass_on(at(1.0, slept=3600))
    assert rested.is_due


def test_summer_time_is_no_jump(rested: Schedule) -> None:
    """The same moment in another zone is the same moment."""
    rested.pass_on(Moment(1.0, at(1.0).now.astimezone(timezone(timedelta(hours=2))), date(2026, 11, 22)))
    assert not rested.is_due


def test_doubts_do_not_put_the_look_off(rested: Schedule) -> None:
    """A look every 0.2 s, without a hint, is not a disk that never rests."""
    for tenth in range(100, 104, 2):
        rested.pass_on(at(tenth / 10))
        rested.doubt()
    assert rested.due_at == pytest.approx(10.4)


def test_git_is_waited_for_with_growing_patience_and_not_for_ever(rested: Schedule) -> None:
    """While git is at work it looks less and less often, and after a minute it goes on all the same."""
    hint_at(rested, 10.0)
    looks = [10.4]
    rested.pass_on(at(looks[-1]))
    while rested.waits_for_git(is_busy=True):
        looks.append(rested.due_at)
        rested.pass_on(at(looks[-1]))
    steps = [round(after - before, 1) for before, after in pairwise(looks)]
    assert steps[:6] == [0.2, 0.2, 0.4, 0.8, 1.6, 2.0]
    assert 70 <= looks[-1] <= 73


def test_git_that_is_done_is_not_waited_for(rested: Schedule) -> None:
    """The look is due as soon as git is done, and a minute of patience begins anew with its next work."""
    hint_at(rested, 10.0)
    rested.pass_on(at(10.4))
    assert rested.waits_for_git(is_busy=True)
    rested.pass_on(at(100.0))
    assert not rested.waits_for_git(is_busy=False)
    assert rested.waits_for_git(is_busy=True)


def test_a_look_at_a_restless_disk_is_repeated_but_not_for_ever(rested: Schedule) -> None:
    """What is missing in one look may be there in the next; after five seconds the due note is written."""
    hint_at(rested, 10.0)
    seconds = 10.4
    rested.pass_on(at(seconds))
    while rested.waits_for_quiet():
        assert rested.due_at == pytest.approx(rested.moment.seconds + 0.4)
        seconds = rested.due_at
        rested.pass_on(at(seconds))
    assert 15.0 <= seconds < 15.5


def test_what_is_missing_is_looked_for_twice_however_late(rested: Schedule) -> None:
    """A slow look, or git before it, does not make the first look at a restless disk the last one."""
    hint_at(rested, 10.0)
    rested.pass_on(at(30.0))
    assert rested.waits_for_quiet()
    rested.pass_on(at(40.0))
    assert not rested.waits_for_quiet()


def test_the_time_that_git_takes_is_not_held_against_the_disk(rested: Schedule) -> None:
    """After git's work the disk has five seconds to come to rest, as if it had begun then."""
    hint_at(rested, 10.0)
    rested.pass_on(at(20.0))
    assert rested.waits_for_git(is_busy=True)
    assert rested.first_hint == 20.0


def test_what_could_not_be_done_is_tried_again_less_and_less_often(rested: Schedule) -> None:
    """A tick that waits for its note is tried after 5.5 s, 11 s, … and at least once a minute."""
    tries = []
    for _ in range(5):
        rested.retry()
        tries.append(rested.due_at - rested.moment.seconds)
        rested.pass_on(at(rested.due_at))
        rested.settle()
    assert tries == [5.5, 11.0, 22.0, 44.0, 60.0]
    rested.succeed()
    rested.retry()
    assert rested.due_at - rested.moment.seconds == 5.5


def test_it_never_waits_longer_than_a_second(rested: Schedule) -> None:
    """Ctrl-C and midnight are noticed within a second."""
    assert rested.wait_seconds == 1.0
    assert hint_at(rested, 10.0).wait_seconds == pytest.approx(0.4)


@given(st.lists(st.floats(0, 30), min_size=1, max_size=40).map(sorted))
def test_no_hint_waits_longer_than_five_seconds(times: list[float]) -> None:
    """Whatever happens when, the look is due within 0.4 s of the last hint and 5 s of the first."""
    schedule = Schedule(at(0))
    schedule.settle()
    due_at = hint_at(schedule, *times).due_at
    assert due_at <= min(times[0] + 5, times[-1] + 0.4) + 1e-9
    assert due_at >= min(times[0] + 5, times[-1] + 0.4, 60) - 1e-9


@pytest.mark.parametrize(
    ("path", "is_folder"),
    [
        ("People/Ana.md", False),
        ("Ana.MD", False),
        ("vaultwell.toml", False),
        ("Due.md", False),
        ("People", True),
    ],
)
def test_what_can_change_the_due_note_is_relevant(path: str, is_folder: bool) -> None:
    """Notes, the settings, the due note itself (for its ticks), and folders, which may hold notes."""
    assert is_relevant(Hint(path, is_folder))


@pytest.mark.parametrize(
    ("path", "is_folder"),
    [
        (".git/index.lock", False),
        (".git", True),
        (".obsidian/workspace.json", False),
        ("People/.Ana.md.swp", False),
        ("People/.#Ana.md", False),
        ("People/.syncthing.Ana.md.tmp", False),
        ("People/Ana.md~", False),
        ("People/4913", False),
        ("photo.jpg", False),
        ("Notes/.trash/Ana.md", False),
    ],
)
def test_what_cannot_change_the_due_note_is_not(path: str, is_folder: bool) -> None:
    """Hidden places, the temporary files of editors, and what is no note."""
    assert not is_relevant(Hint(path, is_folder))
