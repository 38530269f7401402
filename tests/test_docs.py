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
from vaultwell.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
# Pages that are one sitting from an empty folder on: tests/test_walks.py.
WALKS = ("docs/first-ten-minutes.md", "docs/your-vault.md")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_PICTURE = re.compile(r'(?:src|srcset)="([^"]+)"')
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


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
    assert words[0] in ("vaultwell", "git"), "only vaultwell itself is documented in console blocks"
    vaultwell = [sys.executable, "-m", "vaultwell"]
    return subprocess.run(
        [*(vaultwell if words[0] == "vaultwell" else words[:1]), *words[1:]],
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


def read_prose(page: Path) -> str:
    """The text of a page without its code blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def find_anchors(page: Path) -> set[str]:
    """What a link into the page may name: each heading as forges write it."""
    words = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in _HEADING.findall(read_prose(page)))
    return {word.strip().replace(" ", "-") for word in words}


def leads_somewhere(link: str, page: Path) -> bool:
    """The file that a relative link names is there, and so is the heading behind its #."""
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in find_anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file that is there, and to a heading in it; pictures too."""
    text = read_prose(page)
    targets = [target for target in _LINK.findall(text) + _PICTURE.findall(text) if "://" not in target]
    assert [target for target in targets if not leads_somewhere(target, page)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_that_runs(command: str) -> None:
    """docs/commands.md shows each command of `vaultwell --help` at work."""
    shown = {found.command.split()[1] for found in list_transcripts() if found.page == "docs/commands.md"}
    assert command in shown


def test_every_page_is_in_the_index() -> None:
    """docs/README.md leads to every page, docs/practices/README.md to every practice."""
    for folder in (ROOT / "docs", ROOT / "docs/practices"):
        index = (folder / "README.md").read_text(encoding="utf-8")
        pages = {page.name for page in folder.glob("*.md")} - {"README.md"}
        assert {page for page in pages if f"({page}" not in index} == set()


def test_every_practice_has_a_page_and_a_command() -> None:
    """P1 to P19 each lead to a page of their own folder and name commands that there are."""
    index = (ROOT / "docs/practices/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (P\d+) \|.*\| (.*\]\(\S+\.md.*) \| (.*) \|$", index, re.MULTILINE)
    assert [name for name, _, _ in rows] == [f"P{number}" for number in range(1, 20)]
    assert {word for _, _, words in rows for word in re.findall(r"`(\S+)`", words)} <= COMMANDS.keys()


def test_every_picture_is_shown() -> None:
    """No picture lies in the repository that no page shows, and none is larger than a page loads at once."""
    shown = {
        (page.parent / name).resolve() for page in PAGES for name in _PICTURE.findall(page.read_text("utf-8"))
    }
    pictures = set((ROOT / "docs/pictures").iterdir())
    assert {picture.name for picture in pictures - shown} == set()
    assert {picture.name for picture in pictures if picture.stat().st_size > 200_000} == set()
