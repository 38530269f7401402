"""What the hooks add to `git commit` in a vault of many people.

`python -m tests.benchmarks.commit_with_hooks` prints the ratio to the same commit without hooks; the
milliseconds are this machine's. Commits with and without hooks take turns, so that both meet the same load.
"""

import argparse
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.conftest import write_notes
from tests.git.repositories import Clone, build_environment, make_clone

_CIRCLES = ("close", "casual", "warm", "far")
_WORDS = (
    "call: the move to Lisbon",
    "coffee: how the talk went",
    "they gave: my draft",
    "met: the wall",
)
_FIRST_DAY = date(2025, 1, 1)


def make_vault(top: Path, people: int) -> Clone:
    """A committed vault with so many people, twenty entries each, the hooks installed."""
    notes = {f"People/Person {number}.md": _render_person(number) for number in range(people)}
    circles = '[circles]\nclose = "monthly"\ncasual = "quarterly"\nwarm = "6 months"\nfar = "yearly"\n'
    clone = make_clone(top, {"vaultwell.toml": circles, **notes})
    command = [sys.executable, "-m", "vaultwell", "--vault", str(top), "hook", "install", "--quiet"]
    subprocess.run(command, check=True, env=build_environment())
    clone.prepare({})
    return clone


def _render_person(number: int) -> str:
    days = (_FIRST_DAY + timedelta((number * 37 + entry * 31) % 650) for entry in range(20))
    log = "".join(f"- {day} {_WORDS[day.toordinal() % len(_WORDS)]}\n" for day in days)
    circle = _CIRCLES[number % len(_CIRCLES)]
    return f"---\ncircle: {circle}\ninterests:\n  - climbing\n---\n\n## Log\n\n{log}"


def time_commits(clone: Clone, rounds: int) -> Mapping[str, list[float]]:
    """Seconds of each commit of one changed note, by kind."""
    seconds: dict[str, list[float]] = {"plain": [], "hooks": []}
    for number in range(rounds):
        for kind, words in (("plain", ("-c", "core.hooksPath=nowhere")), ("hooks", ())):
            note = clone.top / "People" / f"Person {number}.md"
            write_notes(clone.top, {f"People/{note.name}": note.read_text("utf-8") + "- 2026-11-01 card\n"})
            start = perf_counter()
            clone.git(*words, "commit", "-qam", kind)
            seconds[kind].append(perf_counter() - start)
    return seconds


def main() -> None:
    """Make a vault, commit in it, print the ratio."""
    parser = argparse.ArgumentParser(description="What the hooks add to git commit.")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        seconds = time_commits(make_vault(Path(folder, "vault"), options.people), options.rounds)
    plain, hooks = (median(seconds[kind]) for kind in ("plain", "hooks"))
    sys.stdout.write(
        f"{options.people} people, median of {options.rounds} commits of one note:\n"
        f"  without hooks {plain * 1000:6.0f} ms\n"
        f"  with hooks    {hooks * 1000:6.0f} ms   {hooks / plain:.1f} times as long\n"
    )


if __name__ == "__main__":
    main()
