"""How fast vaultwell is, next to what everybody knows: `python -m tests.benchmarks [--people 1000]`.

Ratios are what counts; the milliseconds are this machine's. All runs take turns, so that all meet the
same load. With several sizes, `--people 10000 100000`, the growth from the first to the last is judged.

Other tools take part where they are found, on the path or below the folder that `--peers DIR` names:

    python -m venv DIR && DIR/bin/pip install khard
    npm install --global --prefix DIR perm-cli    # or its checkout, packed by `npm pack`
    GEM_HOME=DIR gem install friends
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
from tests.benchmarks.measure import Result, measure
from tests.benchmarks.peers import find_peers
from tests.benchmarks.people import TODAY
from tests.benchmarks.table import render_growth, render_table
from tests.benchmarks.watching import measure_set_up, measure_watch

_RACY_SECONDS = 2.5  # notes younger than that are read twice


def main() -> None:
    """For each size make a vault, measure, print the table."""
    options = _read_options()
    _compile()
    measured: list[tuple[int, dict[str, Result]]] = []
    for people in options.people:
        with TemporaryDirectory() as folder:
            measured.append((people, _measure(Path(folder), people, options)))
    (few, first), (many, last) = measured[0], measured[-1]
    sys.stdout.writelines(f"- {line}\n" for line in render_growth(first, last, many / few) if many > few)


def _read_options() -> argparse.Namespace:
    say = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__, formatter_class=say)
    parser.add_argument("--people", type=int, nargs="+", default=[1000], help="how many the vault has")
    parser.add_argument("--rounds", type=int, help="how often each program runs (11; fewer in large vaults)")
    parser.add_argument("--only", nargs="+", default=[""], help="only the cases with this in their name")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="where other tools are installed")
    return parser.parse_args()


def _measure(home: Path, people: int, options: argparse.Namespace) -> dict[str, Result]:
    """Everything about a vault of this size, printed; the results."""
    rounds = options.rounds or max(3, min(11, 30_000 // people))
    environment = _build_environment(home, options.peers)
    bench = _make_bench(home, people, environment)
    found = list(find_peers(bench.vault, home / "peers", people, environment))
    cases = [*list_cases(bench, people), *(case for _, case in found if case is not None)]
    cases = [case for case in cases if any(word in case.name for word in options.only)]
    results = measure([*list_yardsticks(bench), *cases], bench.vault, environment, rounds)
    lines = [line for line, _ in found]
    if "" in options.only:
        watched = [*measure_watch(PROGRAM, bench.vault, environment, rounds), *measure_set_up()]
        lines += [f"`watch`, {what}: {how_much}" for what, how_much in watched]
    sys.stdout.write(f"{people:,} people, {rounds} rounds, {_describe_machine()}\n\n")
    sys.stdout.write(render_table(results) + "\n" + "".join(f"- {line}\n" for line in lines))
    sys.stdout.flush()
    return results


def _compile() -> None:
    """As an installed program is: some environments keep Python from doing so by itself."""
    for name in ("vaultwell", "click", "jinja2", "yaml", "frontmatter", "rich", "filelock", "markupsafe"):
        with suppress(ImportError):
            spec = find_spec(name)
            for place in (spec.submodule_search_locations or ()) if spec else ():
                compileall.compile_dir(place, quiet=2)


def _build_environment(home: Path, peers: Path | None) -> dict[str, str]:
    """Somebody without settings of their own, and a fixed day."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
    places = [str(Path(PROGRAM).parent), os.environ["PATH"]]
    if peers is not None:
        kept["GEM_HOME"] = str(peers.resolve())
        places.append(str(peers.resolve() / "bin"))
    kept["PATH"] = os.pathsep.join(places)
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
    bench.git("config", "gc.auto", "0")  # else git tidies up in the background, during the runs and after
    with (vault / ".git" / "info" / "exclude").open("a") as file:
        file.write("/Due.md\n")
    subprocess.run([PROGRAM, "hook", "install", "--quiet"], cwd=vault, env=environment, check=True)
    bench.git("add", "--all")
    bench.git("commit", "-qm", "a vault")
    bench.git("gc", "--quiet")
    sleep(_RACY_SECONDS)
    bench.git("status")
    for number in range(2):  # the first one makes the due note, and only the second finds all as it was
        bench.index(number)
    return bench


def _describe_machine() -> str:
    return f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
