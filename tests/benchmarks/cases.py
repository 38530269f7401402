"""What is measured: the yardsticks, and vaultwell cold and warm."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from heapq import nsmallest
from pathlib import Path

from tests.benchmarks.measure import Case, run
from tests.benchmarks.peers import PERM
from tests.benchmarks.people import TODAY

PROGRAM = str(Path(sys.executable).with_name("vaultwell"))
PYTHON, STATUS, GREP, CLICK = "python -c pass", "git status", "grep -rc '^---'", "bare click --help"
COLD = {"VAULTWELL_NO_CACHE": "1"}
UNCHANGED, FIRST = "index, nothing changed", "index, no cache"

_FEW = 10_000
_NOTES = 1000  # as many as are changed in turn: the names of all would count as the programs' memory

_BARE_CLICK = """\
import click

@click.group()
def cli(): "A program."

for name in ("one", "two", "three", "four", "five"):
    cli.command(name)(lambda: None)

cli()
"""


class Bench:
    """A vault in a git repository, and what is done to it between the runs."""

    def __init__(self, vault: Path, environment: Mapping[str, str]) -> None:
        self.vault, self.environment = vault, environment
        notes = (note for note in (vault / "People").iterdir() if note.suffix == ".md")
        self.notes = nsmallest(_NOTES, notes)
        self.somebody = next(note.stem for note in self.notes if note.stem.isascii())
        self.bare_click = vault.parent / "bare_click.py"
        self.bare_click.write_text(_BARE_CLICK)

    def git(self, *words: str) -> None:
        """git in the vault, hooks left out."""
        subprocess.run(
            ["git", "-c", "core.hooksPath=nowhere", *words],
            cwd=self.vault, env=self.environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def index(self, _round: int) -> None:
        """The due note and the cache, up to date."""
        run((PROGRAM, "index", "--quiet"), self.vault, self.environment)

    def index_yesterday(self, _round: int) -> None:
        """The due note of the day before."""
        yesterday = {"VAULTWELL_TODAY": str(TODAY - timedelta(1))}
        run((PROGRAM, "index", "--quiet"), self.vault, {**self.environment, **yesterday})

    def change(self, number: int) -> None:
        """Everything up to date but one note."""
        self.index(number)
        note = self.notes[(number * 37 + 11) % len(self.notes)]
        with note.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"- {TODAY - timedelta(number % 9)} call: one line more\n")

    def commit(self, number: int) -> None:
        """Everything up to date but one note, which was just committed."""
        self.change(number)
        self.git("commit", "-qam", "one line more")


def list_yardsticks(bench: Bench) -> Iterator[Case]:
    """What everything else is compared with."""
    yield Case(PYTHON, (sys.executable, "-c", "pass"))
    yield Case(CLICK, (sys.executable, str(bench.bare_click), "--help"))
    yield Case(STATUS, ("git", "status"))
    yield Case(GREP, ("grep", "-rc", "--exclude-dir=.git", "^---", "."))  # the notes, and nothing of git's


def list_cases(bench: Bench, people: int) -> Iterator[Case]:
    """vaultwell, with the targets at 10,000 people; those in MiB at 10,000 and at 100,000."""
    yield from _list_index(bench, 100 if people <= _FEW else 600)
    yield from _list_commits(bench)
    for words in (("due",), ("show", bench.somebody), ("ask", bench.somebody, "a name at the archive")):
        command = (PROGRAM, *words)
        yield Case(words[0], command, bench.index, {}, ((8, PYTHON),))
        yield Case(f"{words[0]}, no cache", command, None, COLD, ((1, FIRST),))
    yield Case("log", (PROGRAM, "log", bench.somebody, "call: one line more"), bench.index)
    yield Case("--help", (PROGRAM, "--help"), None, {}, ((1.4, CLICK),))
    yield _complete("command", "vaultwell\nind", 1, bench)
    yield _complete("name", f"vaultwell\nshow\n{bench.somebody[:4]}", 2, bench)


def _list_index(bench: Bench, most: int) -> Iterator[Case]:
    index = (PROGRAM, "index", "--quiet")
    yield Case(UNCHANGED, index, bench.index, {}, ((3, STATUS), (1.5, GREP)), most)
    yield Case("index, a new day", index, bench.index_yesterday, {}, ((2, GREP),))
    yield Case("index, one note changed", index, bench.change)
    yield Case(FIRST, index, None, COLD, ((20, GREP), (1, PERM)), most)


def _list_commits(bench: Bench) -> Iterator[Case]:
    hook = (PROGRAM, "hook", "run", "post-commit")
    yield Case("hook after a commit of one note", hook, bench.commit, {}, ((4, PYTHON),))
    plain = ("git", "-c", "core.hooksPath=nowhere", "commit", "-qam", "one line more")
    yield Case("git commit of one note, no hooks", plain, bench.change)
    yield Case("git commit of one note, with hooks", ("git", "commit", "-qam", "more"), bench.change)


def _complete(what: str, words: str, place: int, bench: Bench) -> Case:
    """What the shell asks when somebody presses the tab key in the last of `words`."""
    asked = {"_VAULTWELL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(place)}
    return Case(f"completion of a {what}", (PROGRAM,), bench.index, asked, ((1.4, CLICK),))
