"""The same small world for every test: nobody's home, no network, one locale, one time zone."""

import os
import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, Phase, settings

from vaultwell.cli.main import cli
from vaultwell.notes.note import Note
from vaultwell.vault.memory import Memory

TODAY = "2026-11-22"

# `pytest --hypothesis-profile=long` looks longer. No example is kept: a failure prints how to repeat it.
os.environ.setdefault(
    "HYPOTHESIS_STORAGE_DIRECTORY", str(Path(tempfile.gettempdir(), "vaultwell-hypothesis"))
)
settings.register_profile(
    "default", deadline=None, database=None, print_blob=True, derandomize="CI" in os.environ
)
settings.register_profile("long", settings.get_profile("default"), max_examples=5000, derandomize=False)
settings.load_profile("default")

# What of the caller's environment could change an answer. GIT_*: the tests may run inside a git hook.
_FOREIGN = ("GIT_", "LC_", "XDG_", "PIP_")
_FOREIGN_NAMES = (
    "LANGUAGE NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE LINES VAULTWELL_VAULT VAULTWELL_TODAY"
    " EDITOR VISUAL PYTHONUTF8 PYTHONCOERCECLOCALE PYTHONIOENCODING PYTHONWARNINGS PYTHONOPTIMIZE"
)


class Run(Protocol):
    """Runs `vaultwell --vault VAULT --today TODAY WORDS…` in this process."""

    def __call__(self, vault: Path, *words: str, today: str = TODAY) -> Result:
        """What it printed and its exit code; a crash is raised."""


def run_vaultwell(vault: Path, *words: str, today: str = TODAY) -> Result:
    """Run one command line on `vault`; what is no exit code but a crash is raised."""
    return CliRunner().invoke(
        cli,
        ["--vault", str(vault), "--today", today, *words],
        prog_name="vaultwell",
        catch_exceptions=False,
        color=True,  # else Click takes out the very escapes that must not be there
    )


def write_notes(root: Path, notes: Mapping[str, str | bytes]) -> Path:
    """Write `notes`, path to text, below `root` in the order given; `root` again."""
    root.mkdir(parents=True, exist_ok=True)
    for path, text in notes.items():
        note = root / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return root


def examples(few: int) -> int:
    """So many examples in an ordinary run, and as many times more as the profile asks for."""
    return few * max(100, settings().max_examples) // 100


def settings_on_disk(few: int) -> settings:
    """For laws about whole vaults: a few examples, which take too long to be made smaller by the hundred."""
    suppressed = [HealthCheck.too_slow, HealthCheck.data_too_large]
    phases = [Phase.explicit, Phase.generate, *([Phase.shrink] if _is_long() else [])]
    return settings(max_examples=examples(few), phases=phases, suppress_health_check=suppressed)


def _is_long() -> bool:
    return settings().max_examples > 100


@pytest.fixture
def run() -> Run:
    """The command line, in-process."""
    return run_vaultwell


@pytest.fixture
def write_vault(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes a vault from a mapping of path to text and returns its folder."""
    return lambda notes: write_notes(tmp_path / "vault", notes)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all notes that a memory parses from now on."""
    paths: list[str] = []
    parse = Memory._parse

    def count(memory: Memory, path: str, data: bytes) -> Note:
        paths.append(path)
        return parse(memory, path, data)

    monkeypatch.setattr(Memory, "_parse", count)
    return paths


@pytest.fixture(scope="session", autouse=True)
def _small_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_FOREIGN) or name in _FOREIGN_NAMES.split():
                patch.delenv(name)
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, home)
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        patch.setenv("COLUMNS", "80")
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setattr(socket.socket, "connect", _refuse)
        patch.setattr(socket.socket, "connect_ex", _refuse)
        patch.setattr(socket, "getaddrinfo", _refuse)
        _set_time_zone()
        yield
    _set_time_zone()


def _refuse(*_words: Any, **_options: Any) -> None:
    raise AssertionError("a test wants to go on the network")


def _set_time_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()
