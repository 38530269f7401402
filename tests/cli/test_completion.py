"""Names and commands that the shell completes."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

NOTES = {
    "vaultwell.toml": "",
    "People/Ana Díaz.md": "---\nnot: [readable\n",
    "People/Work/Ben (O’Neil).md": "",
    "People/.trash/Zoe.md": "",
    "Notes/Anne.md": "",
}


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault of two people."""
    return write_vault(NOTES)


def complete(vault: Path, shell: str, *words: str) -> list[str]:
    """What the shell is told when the last of `words` is to be completed."""
    environment = os.environ | {
        "_VAULTWELL_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "\n".join(words) if shell == "bash" else " ".join(words),
        "COMP_CWORD": str(len(words) - 1) if shell != "fish" else words[-1],
    }
    done = subprocess.run(
        [sys.executable, "-m", "vaultwell"], cwd=vault, env=environment, capture_output=True, check=True
    )
    return [line for line in done.stdout.decode("utf-8").splitlines() if line]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["show", "an"], ["Ana Díaz"]),
        (["log", "DIA"], ["Ana Díaz"]),
        (["log", "ana", "b"], ["Ben (O’Neil)"]),
        (["new", "x", "--introduced-by", "a"], ["Ana Díaz"]),
        (["open", '"an'], ["Ana Díaz"]),
        (["show", "zoe"], []),
        (["let"], ["let-go"]),
    ],
)
def test_bash_completes_people(words: list[str], names: list[str], vault: Path) -> None:
    """Names of people's notes, escaped as one would type them; no note is read for it."""
    is_quoted = words[-1].startswith('"')
    told = [name if is_quoted else re.sub(r"([ ()’])", r"\\\\\1", name) for name in names]
    assert complete(vault, "bash", "vaultwell", *words) == [f"plain,{name}" for name in told]


def test_bash_itself_is_left_with_one_word(vault: Path, run: Run, tmp_path: Path) -> None:
    """What bash puts into the line is the name as one would type it."""
    bash = shutil.which("bash")
    if bash is None or os.name == "nt":
        pytest.skip("bash is not here")
    program = tmp_path / "vaultwell"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultwell "$@"\n')
    program.chmod(0o755)
    script = run(vault, "completion", "bash").stdout + (
        "COMP_WORDS=(vaultwell show an); COMP_CWORD=2; _vaultwell_completion vaultwell\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    environment = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [bash, "--norc", "-c", script], cwd=vault, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode("utf-8") == "Ana\\ Díaz\n"


def test_zsh_and_fish_escape_by_themselves(vault: Path) -> None:
    """The other shells take the name as it is."""
    assert complete(vault, "zsh", "vaultwell", "show", "an")[:2] == ["plain", "Ana Díaz"]
    assert complete(vault, "fish", "vaultwell", "show", "an")[0].startswith("plain,Ana Díaz")


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ('people = ["Notes"]', ["plain,Anne"]),
        ('people = ["/Notes/"]', ["plain,Anne"]),
        ('people = "Notes"', ["plain,Ana Díaz"]),
        ('people = ["Notes"', ["plain,Ana Díaz"]),
    ],
)
def test_the_folders_of_people_are_those_of_the_settings(
    settings: str, names: list[str], write_vault: Write
) -> None:
    """Where the settings name none, or cannot be read, they are the usual ones."""
    vault = write_vault(NOTES | {"vaultwell.toml": settings})
    assert complete(vault, "fish", "vaultwell", "show", "an") == names


def test_no_vault_completes_nothing(tmp_path: Path) -> None:
    """Outside a vault there is nothing to say, and no error in the middle of a line."""
    assert complete(tmp_path, "bash", "vaultwell", "show", "a") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed(shell: str, vault: Path, run: Run) -> None:
    """Each shell gets a script that asks vaultwell."""
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash is not here")
    assert f"_VAULTWELL_COMPLETE={shell}_complete" in run(vault, "completion", shell).stdout
