"""What is measured: the yardsticks, and vaultwell cold and warm."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from tests.benchmarks.measure import Case, run
from tests.benchmarks.people import TODAY

PROGRAM = str(Path(sys.executable).with_name("vaultwell"))
PYTHON, STATUS, GREP, CLICK = "python -c pass", "git status", "grep -rc '^---'", "bare click --help"
COLD = {"VAULTWELL_NO_CACHE": "1"}

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
        self.notes = sorted((vault / "People").glob("*.md"))
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
    yield Case(GREP, ("grep", "-rc", "^---", "."))


def list_cases(bench: Bench) -> Iterator[Case]:
    """vaultwell, with the targets at 10,000 people."""
    completion = {"_VAULTWELL_COMPLETE": "bash_complete"}
    some = {"COMP_WORDS": f"vaultwell\nshow\n{bench.somebody[:4]}", "COMP_CWORD": "2"}
    index = (PROGRAM, "index", "--quiet")
    show = (PROGRAM, "show", bench.somebody)
    yield Case("index, nothing changed", index, bench.index, {}, ((3, STATUS), (1.5, GREP)))
    yield Case("index, a new day", index, bench.index_yesterday, {}, ((2, GREP),))
    yield Case("index, one note changed", index, bench.change)
    hook = (PROGRAM, "hook", "run", "post-commit")
    yield Case("hook after a commit of one note", hook, bench.commit, {}, ((4, PYTHON),))
    plain = ("git", "-c", "core.hooksPath=nowhere", "commit", "-qam", "one line more")
    yield Case("git commit of one note, no hooks", plain, bench.change)
    yield Case("git commit of one note, with hooks", ("git", "commit", "-qam", "more"), bench.change)
    yield Case("index, no cache", index, None, COLD, ((20, GREP),))
    yield Case("due", (PROGRAM, "due"), bench.index, {}, ((8, PYTHON),))
    yield Case("due, no cache", (PROGRAM, "due"), None, COLD, ((1, "index, no cache"),))
    yield Case("show", show, bench.index, {}, ((8, PYTHON),))
    yield Case("show, no cache", show, None, COLD, ((1, "index, no cache"),))
    yield Case("--help", (PROGRAM, "--help"), None, {}, ((1.4, CLICK),))
    words = {"COMP_WORDS": "vaultwell\nind", "COMP_CWORD": "1"}
    yield Case("completion of a command", (PROGRAM,), None, {**completion, **words}, ((1.4, CLICK),))
    yield Case("completion of a name", (PROGRAM,), bench.index, {**completion, **some})
