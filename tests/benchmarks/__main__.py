"""How fast vaultwell is, next to what everybody knows: `python -m tests.benchmarks [--people 1000]`.

Ratios are what counts; the milliseconds are this machine's. All runs take turns, so that all meet the
same load.
"""

import argparse
import compileall
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from tests.benchmarks.cases import PROGRAM, Bench, list_cases, list_yardsticks
from tests.benchmarks.measure import measure
from tests.benchmarks.peers import list_peers
from tests.benchmarks.people import TODAY
from tests.benchmarks.table import render_table
from tests.benchmarks.watching import measure_set_up, measure_watch

_RACY_SECONDS = 2.5  # notes younger than that are read twice


def main() -> None:
    """Make a vault, measure, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="how many people the vault has")
    parser.add_argument("--rounds", type=int, default=11, help="how often each program runs")
    parser.add_argument("--only", default="", help="only the cases with this in their name")
    options = parser.parse_args()
    _compile()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        environment = _build_environment(home)
        bench = _make_bench(home, options.people, environment)
        cases = [*list_cases(bench), *list_peers(home, bench.notes)]
        cases = [case for case in cases if options.only in case.name]
        results = measure([*list_yardsticks(bench), *cases], bench.vault, environment, options.rounds)
        watched = []
        if not options.only:
            watched = [*measure_watch(PROGRAM, bench.vault, environment, options.rounds), *measure_set_up()]
    sys.stdout.write(f"{options.people:,} people, {options.rounds} rounds, {_describe_machine()}\n\n")
    sys.stdout.write(render_table(results))
    sys.stdout.write("".join(f"\n- `watch`, {what}: {how_much}" for what, how_much in watched) + "\n")


def _compile() -> None:
    """As an installed program is: some environments keep Python from doing so by itself."""
    for name in ("vaultwell", "click", "jinja2", "yaml", "frontmatter", "rich", "filelock", "markupsafe"):
        with suppress(ImportError):
            spec = find_spec(name)
            for place in (spec.submodule_search_locations or ()) if spec else ():
                compileall.compile_dir(place, quiet=2)


def _build_environment(home: Path) -> dict[str, str]:
    """Somebody without settings of their own, and a fixed day."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
    kept["PATH"] = os.pathsep.join((str(Path(PROGRAM).parent), os.environ["PATH"]))
    who = {
        f"GIT_{role}_{what}": "bench@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return {**kept, **who, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "VAULTWELL_TODAY": str(TODAY)}


def _make_bench(home: Path, people: int, environment: Mapping[str, str]) -> Bench:
    """A committed vault; made by another process, so that this one stays small."""
    vault = home / "vault"
    vault.mkdir()
    command = [sys.executable, "-m", "tests.benchmarks.people", str(people), str(vault)]
    subprocess.run(command, check=True)
    bench = Bench(vault, environment)
    bench.git("init", "-q")
    with (vault / ".git" / "info" / "exclude").open("a") as file:
        file.write("/Due.md\n")
    subprocess.run([PROGRAM, "hook", "install", "--quiet"], cwd=vault, env=environment, check=True)
    bench.git("add", "--all")
    bench.git("commit", "-qm", "a vault")
    sleep(_RACY_SECONDS)
    bench.git("status")
    for number in range(2):  # the first one makes the due note, and only the second finds all as it was
        bench.index(number)
    return bench


def _describe_machine() -> str:
    return f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
