"""A watcher in a world of its own: a clock that is turned by hand, hints that are given by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from vaultwell.cli.due_note import refresh
from vaultwell.vault.load import Vault
from vaultwell.watch.loop import Reload, Result, Watcher
from vaultwell.watch.schedule import Hint, Moment


@dataclass
class FakeSource:
    """Gives the hints of one batch, then none."""

    hints: list[Hint] = field(default_factory=list)
    is_doubtful: bool = False
    dead: bool = False
    blind: bool = False
    is_closed: bool = False
    waited: float = 0.0

    def wait(self, seconds: float) -> list[Hint]:
        """The hints so far."""
        self.waited = seconds
        given, self.hints = self.hints, []
        return given

    def take_doubt(self) -> bool:
        """Whether hints were lost."""
        was, self.is_doubtful = self.is_doubtful, False
        return was

    def is_dead(self) -> bool:
        """Whether it hears nothing any more."""
        return self.dead

    def is_blind(self) -> bool:
        """Whether it does not hear of some folders."""
        return self.blind

    def close(self) -> None:
        """No more hints."""
        self.is_closed = True


class World:
    """The vault at `root`, its watcher, and what was written and said. It begins long after the last save."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seconds = 0.0
        self.wall = datetime.fromtimestamp(root.stat().st_ctime, UTC) + timedelta(days=1)
        self.today = datetime(2026, 11, 22, tzinfo=UTC).date()
        self.sources: list[FakeSource] = []
        self.writes = 0
        self.built = 0
        self.fault: Exception | None = None
        self.said: list[str] = []
        self.stop = Event()
        self.watcher = Watcher(root, self.read_moment, self.open_source, self.refresh, self, self.stop)

    def read_moment(self) -> Moment:
        """What the clocks say."""
        return Moment(self.seconds, self.wall, self.today)

    def open_source(self) -> FakeSource:
        """A new source of hints."""
        self.sources.append(FakeSource())
        return self.sources[-1]

    def refresh(self, vault: Vault, reload: Reload) -> Result:
        """As `vaultwell watch` does, counted; or the fault that the test put there."""
        self.built += 1
        if self.fault is not None:
            raise self.fault
        done = refresh(vault, self.wall, reload)
        self.writes += done.written is not None
        return Result(done.written, bool(done.applied.waiting))

    def trouble(self, sentence: str) -> None:
        """Said by the watcher."""
        self.said.append(sentence)

    def rest(self) -> None:
        """All is well again."""
        self.said.append("all is well")

    def hint(self, *paths: str) -> None:
        """Something happened there."""
        self.sources[-1].hints += [Hint(path) for path in paths]
        self.watcher.turn()

    def pass_seconds(self, seconds: float, step: float = 0.1) -> None:
        """Time passes, in small turns."""
        for _ in range(round(seconds / step)):
            self.seconds += step
            self.wall += timedelta(seconds=step)
            self.watcher.turn()

    @property
    def due_note(self) -> str:
        """The due note as it is."""
        return (self.root / "Due.md").read_text("utf-8")


def make_git(root: Path, *signs: Sequence[str]) -> Path:
    """What git takes for a repository; its folder."""
    git = root / ".git"
    for folder in ("objects", "refs"):
        (git / folder).mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    return git
