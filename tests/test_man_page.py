"""`man vaultwell`: what stands in the page is what the commands say."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from tests.man_page import render_man_page
from vaultwell.cli.main import COMMANDS, cli

PAGE = Path(__file__).parent.parent / "docs" / "vaultwell.1"


def test_the_page_is_that_of_the_commands() -> None:
    """The page that is given away is made of today's commands; `VAULTWELL_REFRESH=1` writes it anew."""
    if os.environ.get("VAULTWELL_REFRESH"):
        PAGE.write_text(render_man_page(), "utf-8", newline="\n")
    assert PAGE.read_text("utf-8") == render_man_page()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_it(name: str) -> None:
    """Each command has its section, and in it each option that is its own."""
    sections = re.split(r"^\.S[SH] ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    section = next(found for found in sections if re.match(rf"{re.escape(_typed(name))}\s", found))
    context = click.Context(cli)
    command = cli.get_command(context, name)
    assert command is not None
    shared = {option for parameter in cli.params for option in parameter.opts}
    own = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert not [option for option in own - shared if _typed(option) not in section]


def _typed(words: str) -> str:
    return words.replace("-", r"\-")


@pytest.mark.parametrize(
    "checker",
    [
        ("mandoc", "-Tlint", "-Wwarning"),
        ("groff", "-man", "-Kutf8", "-Tutf8", "-wall", "-z"),
    ],
    ids=lambda words: words[0],
)
def test_those_who_print_it_have_nothing_to_say(checker: tuple[str, ...]) -> None:
    """Both programs that print manuals understand every line, where they are installed."""
    if shutil.which(checker[0]) is None:
        pytest.skip(f"{checker[0]} is not here")
    done = subprocess.run(
        [*checker, str(PAGE)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    told = [line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line]
    assert not told
