"""What `vaultwell watch` stands: `python -m tests.stress.watch [storm] [limits] [soak] [editors]`.

Each part makes a vault in a temporary folder, prints what it measured, and fails with a traceback when
something is not right. Linux; `limits` wants to be root, for it lowers a limit of the kernel for a moment.
"""

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import click
from click.testing import CliRunner

from tests.conftest import TODAY, write_notes
from tests.watch.world import World
from vaultwell.cli.main import cli

ROOT = Path(__file__).parent.parent.parent
LONGEST_SECONDS = 5.0
RUNNING: list["subprocess.Popen[bytes]"] = []
QUEUE = Path("/proc/sys/fs/inotify/max_queued_events")


def make_note(number: int, edition: int = 0) -> str:
    """A person with a log of some lines; another edition was talked to on other days."""
    lines = [
        f"- 2026-{1 + (number + line) % 10:02}-{1 + (number * 7 + line + edition) % 28:02} call: thing {line}"
        for line in range(8)
    ]
    return f"---\ncadence: {20 + number % 60}\n---\n\n## Log\n\n" + "\n".join(sorted(lines)) + "\n"


def make_people(root: Path, numbers: Sequence[int], edition: int = 0) -> None:
    """One note for each number, fifty to a folder."""
    write_notes(
        root,
        {f"People/{number // 50:03}/P{number:05}.md": make_note(number, edition) for number in numbers},
    )


class Watch:
    """A running `vaultwell watch`; its documents and its words are kept in files beside the vault."""

    def __init__(self, root: Path, *before: str) -> None:
        self.root = root
        self.written = root.with_name("written.jsonl")
        self.said = root.with_name("said.txt")
        command = [
            sys.executable,
            "-m",
            "vaultwell",
            "--vault",
            str(root),
            "--today",
            TODAY,
            "watch",
            "--json",
        ]
        environment = {**os.environ, "XDG_STATE_HOME": str(root.with_name("state"))}
        with self.written.open("w") as written, self.said.open("w") as said:
            self.process = subprocess.Popen(
                [*before, *command], cwd=ROOT, stdout=written, stderr=said, env=environment
            )
        RUNNING.append(self.process)
        self.wait_until(lambda: self.count_writes() == 1, 60)

    def count_writes(self) -> int:
        """How often the due note was written."""
        return len(self.list_documents())

    def list_documents(self) -> list[dict[str, object]]:
        """What it printed."""
        return [json.loads(line) for line in self.written.read_text("utf-8").splitlines()]

    def list_warnings(self) -> list[str]:
        """What it said but for the ordinary."""
        lines = [line[20:] for line in self.said.read_text("utf-8").splitlines()]
        return [line for line in lines if not line.startswith(("Watching", "Due.md written"))]

    def read_memory(self) -> float:
        """What it holds in memory, MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(next(line for line in status.split("\n") if line.startswith("VmRSS")).split()[1]) / 1024

    def wait_until(self, is_so: Callable[[], bool], seconds: float) -> float:
        """The seconds until it is so; fails when that takes too long."""
        start = monotonic()
        while not is_so():
            waited = monotonic() - start
            assert waited < seconds, f"not within {seconds} s; it said: {self.said.read_text()}"
            assert self.process.poll() is None, self.said.read_text()
            sleep(0.01)
        return monotonic() - start

    def wait_for(self, expected: bytes, seconds: float = LONGEST_SECONDS) -> float:
        """The seconds until the due note holds these bytes."""
        due_note = self.root / "Due.md"
        return self.wait_until(lambda: due_note.exists() and due_note.read_bytes() == expected, seconds)

    def end(self) -> None:
        """It stops within a second or two, with exit code 0."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(10) == 0, self.said.read_text()


@contextmanager
def new_vault() -> Iterator[Path]:
    """A folder for a vault, with room beside it; away from the system's temporary folder, which Vim treats
    in another way.
    """
    folder = Path(tempfile.mkdtemp(dir=Path.home(), prefix="vaultwell-stress-"))
    try:
        (folder / "vault").mkdir()
        yield folder / "vault"
    finally:
        for process in RUNNING:
            process.kill()
            process.wait()
        RUNNING.clear()
        shutil.rmtree(folder)


def build_cold(root: Path) -> bytes:
    """The due note as one run of `vaultwell index` makes it."""
    done = CliRunner().invoke(cli, ["--vault", str(root), "--today", TODAY, "--quiet", "index"])
    assert done.exit_code == 0, done.output
    data = (root / "Due.md").read_bytes()
    (root / "Due.md").unlink()
    return data


def time_cold_index(root: Path) -> float:
    """The seconds that one run of `vaultwell index` takes here and now."""
    start = monotonic()
    command = [sys.executable, "-m", "vaultwell", "--vault", str(root), "--today", TODAY]
    done = subprocess.run([*command, "index", "--dry-run"], cwd=ROOT, check=True, capture_output=True)
    assert done.stdout == b"", "the due note is not that of a cold build"
    return monotonic() - start


def git(root: Path, *words: str) -> None:
    """One git command, quiet."""
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *words], cwd=root, check=True,
                   capture_output=True)  # fmt: skip


def storm() -> None:
    """Twenty branch switches over 5,000 notes: each time the due note is a cold build's within 5 s."""
    with new_vault() as root:
        git(root, "init", "-q", "-b", "one")
        (root / ".git/info/exclude").write_text("/Due.md\n")
        expected: dict[str, bytes] = {}
        for edition, (branch, numbers) in enumerate(
            [("one", range(5000)), ("two", range(1000, 6000)), ("three", range(0, 10_000, 2))]
        ):
            if edition:
                git(root, "switch", "-q", "--orphan", branch)
            make_people(root, numbers, edition)
            git(root, "add", ".")
            git(root, "commit", "-qm", branch)
            expected[branch] = build_cold(root)
        assert len(set(expected.values())) == 3
        watch = Watch(root)
        waited, cold = [], []
        for turn in range(20):
            branch = ("one", "two", "three")[turn % 3]
            git(root, "switch", "-q", branch)
            waited.append(watch.wait_for(expected[branch], 60))
            if turn % 5 == 4:
                cold.append(time_cold_index(root))
        sleep(2)
        assert (root / "Due.md").read_bytes() == expected[branch]
        assert watch.list_warnings() == []
        writes = watch.count_writes() - 1
        is_quiet = os.getloadavg()[0] < (os.cpu_count() or 1)
        assert writes == 20
        assert max(waited) < LONGEST_SECONDS or not is_quiet
        click.echo(
            f"storm: 20 switches over 5,000 notes, right after {statistics.median(waited):.1f} s"
            f" (longest {max(waited):.1f} s; a cold “index” takes {statistics.median(cold):.1f} s),"
            f" {writes} writes, {watch.read_memory():.0f} MiB,"
            f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        watch.end()


def limits() -> None:
    """A kernel queue of 200 events, then also 20 watches: still right, with one warning for the watches."""
    old = QUEUE.read_text(encoding="utf-8")
    few = ["unshare", "-Ur", "sh", "-c", 'echo 20 > /proc/sys/user/max_inotify_watches; exec "$@"', "sh"]
    for before, warnings in (([], 0), (few, 1)):
        with new_vault() as root:
            later = root.with_name("later")
            make_people(later, range(5000), 1)
            expected = build_cold(later)
            make_people(root, range(5000))
            QUEUE.write_text("200", encoding="utf-8")
            try:
                watch = Watch(root, *before)
            finally:
                QUEUE.write_text(old, encoding="utf-8")
            make_people(root, range(5000), 1)
            seconds = watch.wait_for(expected, 15)
            said = watch.list_warnings()
            assert len(said) == warnings, said
            kind = "queue of 200" if not before else "queue of 200 and 20 watches for 101 folders"
            click.echo(
                f"limits: {kind}, 5,000 notes saved: right {seconds:.1f} s after, warnings: {len(said)}"
            )
            for sentence in said:
                click.echo(f"  {sentence}")
            watch.end()


def soak() -> None:
    """2,000 edits: memory stays flat, with a look at each edit, and in a process of its own."""
    with new_vault() as root:
        make_people(root, range(50))
        world = World(root)
        world.pass_seconds(1)
        tracemalloc.start()
        held = []
        for turn in range(2001):
            make_people(root, [turn % 50], turn)
            world.hint(f"People/000/P{turn % 50:05}.md")
            world.pass_seconds(1, 0.5)
            if turn % 400 == 0:
                held.append(tracemalloc.get_traced_memory()[0] / 2**20)
        tracemalloc.stop()
        assert world.built > 1900
        assert held[-1] < held[1] + 1, held
        click.echo(
            f"soak: 2,000 edits with a look at each, {world.writes} writes; Python holds"
            f" {', '.join(f'{size:.2f}' for size in held)} MiB more, every 400 edits"
        )
    with new_vault() as root:
        make_people(root, range(200))
        watch = Watch(root)
        memory = [watch.read_memory()]
        for turn in range(2000):
            make_people(root, [turn % 200], turn)
            sleep(0.02)
            if turn % 400 == 399:
                memory.append(watch.read_memory())
        shutil.copytree(root, root.with_name("copy"))
        watch.wait_for(build_cold(root.with_name("copy")))
        assert memory[-1] < memory[1] + 4, memory
        click.echo(
            f"soak: 2,000 edits in a row, 50 a second: {watch.count_writes()} writes; the process holds"
            f" {', '.join(f'{size:.0f}' for size in memory)} MiB"
        )
        watch.end()


def _save_with_vim(note: Path, line: str) -> None:
    command = [
        "vim",
        "-u",
        "NONE",
        "-es",
        "-c",
        "set backupcopy=no",
        "-c",
        f"$put ='{line}'",
        "-c",
        "wq",
        str(note),
    ]
    subprocess.run(command, check=True)


def _save_with_sed(note: Path, line: str) -> None:
    subprocess.run(["sed", "-i", f"$a\\{line}", str(note)], check=True)


def _save_like_syncthing(note: Path, line: str) -> None:
    temporary = note.with_name(f".syncthing.{note.name}.tmp")
    temporary.write_text(note.read_text("utf-8") + line + "\n", "utf-8")
    os.utime(temporary, (1_700_000_000, 1_700_000_000))  # it keeps the time of the other device
    note.unlink()
    sleep(0.05)
    temporary.rename(note)


def _save_in_place(note: Path, line: str) -> None:
    with note.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def editors() -> None:
    """Vim, `sed -i`, Syncthing, a plain append: one write for each edit, nobody is missed meanwhile."""
    ways = [_save_with_sed, _save_like_syncthing, _save_in_place]
    if shutil.which("vim"):
        ways.insert(0, _save_with_vim)
    with new_vault() as root:
        make_people(root, range(len(ways)))
        watch = Watch(root)
        for number, save in enumerate(ways):
            note = root / f"People/000/P{number:05}.md"
            before = watch.count_writes()
            save(note, "- 2026-11-21 call: the flat")
            seconds = watch.wait_until(lambda before=before: watch.count_writes() > before, 5)  # type: ignore[misc]
            sleep(1.5)
            assert watch.count_writes() == before + 1
            assert f"[[{note.stem}]]" not in (root / "Due.md").read_text("utf-8")
            click.echo(f"editors: {save.__name__[6:].replace('_', ' ')}: one write, {seconds:.2f} s after")
        assert {document["people"] for document in watch.list_documents()} == {len(ways)}
        assert watch.list_warnings() == []
        watch.end()


PARTS = {"storm": storm, "limits": limits, "soak": soak, "editors": editors}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
