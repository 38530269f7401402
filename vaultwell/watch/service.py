"""The text that makes a system start `vaultwell watch` when you log in. Pure."""

import plistlib
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePath


def render_service(platform: str, command: Sequence[str], root: PurePath) -> str:
    """What `platform` (as `sys.platform`) wants to hear to run `command` for the vault at `root`."""
    if platform == "darwin":
        return _render_plist(command, root)
    if platform == "win32":
        return _render_task(command, root)
    return _render_unit(command, root)


def _render_unit(command: Sequence[str], root: PurePath) -> str:
    return f"""\
# Save as ~/.config/systemd/user/{_find_name(root)}.service, then:
#   systemctl --user daemon-reload
#   systemctl --user enable --now {_find_name(root)}.service
[Unit]
Description=vaultwell keeps the due note of {_escape_unit(str(root))} current

[Service]
ExecStart={" ".join(_quote_unit(word) for word in command)}
Restart=on-failure
RestartSec=30

[Install]
WantedBy=default.target
"""


def _quote_unit(word: str) -> str:
    """A word of a command line in systemd's own quoting (systemd.service, “Command lines”)."""
    return f'"{_escape_unit(word).replace("$", "$$")}"'


def _escape_unit(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _render_plist(command: Sequence[str], root: PurePath) -> str:
    label = _find_name(root).replace("-", ".", 1)
    job = {
        "Label": label,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ProcessType": "Background",
    }
    head, _, rest = plistlib.dumps(job, sort_keys=False).decode("utf-8").partition("<plist")
    note = f"<!-- Save as ~/Library/LaunchAgents/{label}.plist, then:\n"
    note += f"     launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{label}.plist -->\n"
    return f"{head}{note}<plist{rest}"


def _render_task(command: Sequence[str], root: PurePath) -> str:
    """One line for the Windows command prompt."""
    words = ["schtasks", "/Create", "/SC", "ONLOGON", "/TN", _find_name(root)]
    return subprocess.list2cmdline([*words, "/TR", subprocess.list2cmdline(command)]) + "\n"


def _find_name(root: PurePath) -> str:
    """A name of its own for each vault, of letters that every system takes."""
    return f"vaultwell-{sha256(str(root).encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
