"""Notes that are open in an editor, as far as editors leave a sign of it, or were saved a moment ago."""

import os
from pathlib import Path
from typing import NamedTuple

from vaultwell.vault.read import Refused, read_regular
from vaultwell.vault.steps import Unwritable

FRESH_SECONDS = 5

# The name of the file that the editor makes beside a note, and the editor. Vim takes the next
# letter when there is one already; nano uses the same name.
_SIGNS = (
    *((f".{{name}}.sw{letter}", "Vim") for letter in "ponml"),
    (".#{name}", "Emacs"),
    (".{name}.kate-swp", "Kate"),
    (".~lock.{name}#", "LibreOffice"),
    ("~${name}", "Word"),
)


class OpenNote(NamedTuple):
    """The editor that has a note open, and the file that says so."""

    editor: str
    sign: Path


def find_editor(target: Path) -> OpenNote | None:
    """The editor in which the note at `target` is open, if one says so."""
    for form, editor in _SIGNS:
        sign = target.with_name(form.format(name=target.name))
        if _exists(sign):
            return OpenNote("nano" if editor == "Vim" and _is_nano(sign) else editor, sign)
    sign = _find_neovim_swap(target)
    return OpenNote("Neovim", sign) if _exists(sign) else None


def check_is_closed(target: Path) -> None:
    """Refuse a note that is open in an editor: its next save there would undo ours, or ours its."""
    found = find_editor(target)
    if found:
        raise Unwritable(
            f"it is open in {found.editor}",
            f"Close it there and run the command again. If it is open nowhere, delete {found.sign}.",
        )


def find_use(target: Path, now: float) -> str | None:
    """Why ticks wait before they write in a note: words, or None. `now` in seconds since 1970."""
    found = find_editor(target)
    if found:
        return f"it is open in {found.editor}"
    try:
        age = now - target.lstat().st_mtime
    except OSError:
        return None
    return "it was saved a moment ago" if 0 <= age < FRESH_SECONDS else None


def _is_nano(sign: Path) -> bool:
    try:
        return read_regular(sign)[:6] == b"b0nano"
    except (OSError, Refused):
        return False


def _find_neovim_swap(target: Path) -> Path:
    """Neovim keeps its swap files in a folder of its own, under the note's whole path."""
    state = os.environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser()
    if os.name == "nt":
        state = os.environ.get("LOCALAPPDATA", "")
    folder = "nvim-data" if os.name == "nt" else "nvim"
    return Path(state, folder, "swap", str(target).replace(os.sep, "%").replace(":", "%") + ".swp")


def _exists(sign: Path) -> bool:
    try:
        return os.path.lexists(sign)
    except (OSError, ValueError):
        return False
