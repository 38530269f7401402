"""What starts the watch when you log in: three texts, and paths that need quoting."""

import plistlib
import shlex
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from vaultwell.watch.service import render_service

ROOT = PurePosixPath('/home/ana/Käthes "Notes" 100% $HOME')
COMMAND = ["/opt/my tools/python", "-m", "vaultwell", "--vault", str(ROOT), "watch"]

UNIT = """\
# Save as ~/.config/systemd/user/vaultwell-90a9df31.service, then:
#   systemctl --user daemon-reload
#   systemctl --user enable --now vaultwell-90a9df31.service
[Unit]
Description=vaultwell keeps the due note of /home/ana/notes current

[Service]
ExecStart="/usr/bin/python3" "-m" "vaultwell" "--vault" "/home/ana/notes" "watch"
Restart=on-failure
RestartSec=30

[Install]
WantedBy=default.target
"""


def test_a_systemd_unit() -> None:
    """The whole unit, with where to put it."""
    root = PurePosixPath("/home/ana/notes")
    command = ["/usr/bin/python3", "-m", "vaultwell", "--vault", str(root), "watch"]
    assert render_service("linux", command, root) == UNIT


def test_systemd_reads_back_the_words() -> None:
    """Blanks, quotes, `%` and `$` arrive in the command as they are."""
    unit = render_service("linux", COMMAND, ROOT)
    line = next(line for line in unit.split("\n") if line.startswith("ExecStart="))
    words = shlex.split(line.removeprefix("ExecStart="))
    assert [word.replace("%%", "%").replace("$$", "$") for word in words] == COMMAND
    assert "100%% $$HOME" in line
    assert "100%% $HOME" in unit.split("\n")[4]


@pytest.mark.parametrize("sign", ["\n", "\t", "\\", "\r"])
def test_systemd_units_have_one_line_for_each_key(sign: str) -> None:
    """A path with a line break, a tab or a backslash is escaped."""
    unit = render_service("linux", ["python", f"/a{sign}b"], PurePosixPath(f"/a{sign}b"))
    escaped = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", "\r": "\\r"}[sign]
    assert f'ExecStart="python" "/a{escaped}b"\n' in unit


def test_launchd_reads_back_the_words() -> None:
    """The property list is valid, and its words are those of the command."""
    text = render_service("darwin", COMMAND, ROOT)
    job = plistlib.loads(text.encode())
    assert job["ProgramArguments"] == COMMAND
    assert job["RunAtLoad"] is True
    assert job["KeepAlive"] == {"SuccessfulExit": False}
    assert f"~/Library/LaunchAgents/{job['Label']}.plist" in text


def test_a_windows_task() -> None:
    """One line for the command prompt; the command within keeps its own quotes."""
    root = PureWindowsPath(r"C:\Users\Käthe\My Notes")
    command = [r"C:\Program Files\Python\pythonw.exe", "-m", "vaultwell", "--vault", str(root), "watch"]
    assert render_service("win32", command, root) == (
        "schtasks /Create /SC ONLOGON /TN vaultwell-a68434cb /TR "
        r'"\"C:\Program Files\Python\pythonw.exe\" -m vaultwell --vault \"C:\Users\Käthe\My Notes\" watch"'
        "\n"
    )


def test_every_vault_has_a_name_of_its_own() -> None:
    """Two vaults can be watched side by side."""
    names = {render_service("linux", ["x"], PurePosixPath(root)).split("\n")[0] for root in ("/a", "/b")}
    assert len(names) == 2
