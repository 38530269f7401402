"""The documentation runs: every console block is executed on a copy of the example vault."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import TODAY

ROOT = Path(__file__).parent.parent
# Pages that are one sitting from an empty folder on: tests/test_walks.py.
WALKS = ("docs/first-ten-minutes.md", "docs/your-vault.md")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")


class Transcript(NamedTuple):
    """One command of a console block with what the page says it prints; `before` are those above it."""

    page: str
    before: tuple[str, ...]
    command: str
    output: str


def list_transcripts() -> list[Transcript]:
    """Every command of every console block, in order."""
    found = []
    for page in PAGES:
        if page.relative_to(ROOT).as_posix() in WALKS:
            continue
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            commands = re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
            for number, (command, output) in enumerate(commands):
                before = tuple(above for above, _ in commands[:number])
                found.append(Transcript(page.relative_to(ROOT).as_posix(), before, command, output))
    return found


@pytest.mark.parametrize("transcript", list_transcripts(), ids=lambda found: f"{found.page}: {found.command}")
def test_a_console_block_prints_what_the_page_says(transcript: Transcript, tmp_path: Path) -> None:
    """A command of the documentation, typed in the example vault on its day behind those above it in its
    block, answers as documented."""
    vault = shutil.copytree(ROOT / "example-vault", tmp_path / "example-vault")
    for command in transcript.before:
        run_command(command, vault)
    run = run_command(transcript.command, vault)
    if os.environ.get("VAULTWELL_REFRESH"):
        page = ROOT / transcript.page
        text = page.read_text(encoding="utf-8")
        command = f"$ {transcript.command}\n"
        page.write_text(text.replace(command + transcript.output, command + run.stdout, 1), "utf-8")
    else:
        assert run.stdout == transcript.output


def run_command(command: str, vault: Path) -> subprocess.CompletedProcess[str]:
    """What a command prints that is typed in the vault's folder."""
    words = shlex.split(command)
    assert words[0] == "vaultwell", "only vaultwell itself is documented in console blocks"
    return subprocess.run(
        [sys.executable, "-m", "vaultwell", *words[1:]],
        cwd=vault,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "VAULTWELL_TODAY": TODAY, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def test_there_are_blocks_to_run() -> None:
    """The README has console blocks, so that the test above is no empty promise."""
    assert any(found.page == "README.md" for found in list_transcripts())


def test_ci_types_what_the_readme_says() -> None:
    """`.ci/run` runs the README's own test command."""
    command = next(line for line in (ROOT / ".ci/run").read_text().split("\n") if "pip install" in line)
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file that is there."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target for target in _LINK.findall(text) if "://" not in target and target[0] != "#"]
    missing = [target for target in targets if not (page.parent / target.partition("#")[0]).exists()]
    assert not missing
