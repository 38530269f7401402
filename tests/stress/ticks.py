"""`kill -9` while `index` applies a tick: between the two notes, and in the middle of each."""

import os
import re
import signal
from pathlib import Path
from time import sleep

from tests.conftest import run_vaultwell, write_notes
from tests.stress.children import read_reports, report, spawn
from tests.stress.result import Result

_ANA = "---\ncircle: close\n---\n\n## Log\n\n- 2026-10-05 lunch: the move to Lisbon\n"
_LOGGED = re.compile(re.escape(_ANA) + r"- 2026-11-22 call: the flat \^vw-[0-9a-f]{8}\n")
_LONG_AGO = (1_700_000_000, 1_700_000_000)  # ticks wait for notes that were saved just now


def kill_ticks(folder: Path, *, kills: int) -> Result:
    """One tick, and an `index` that is killed each time a little later; then the next `index`.

    The note is whole all the time; in the end the line stands there once and the row is settled.
    """
    vault = write_notes(folder, {"People/Ana.md": _ANA, "vaultwell.toml": '[circles]\nclose = "monthly"\n'})
    run_vaultwell(vault, "index")
    ana, due = vault / "People" / "Ana.md", vault / "Due.md"
    ticked = re.sub(r"- \[ \](.*\^vw-[0-9a-f]{8})", r"- [x]\1\n\tcall: the flat", due.read_text("utf-8"))
    torn = twice = stale = half = acknowledged = 0
    for number in range(kills):
        ana.write_text(_ANA, "utf-8")
        due.write_text(ticked, "utf-8")
        _rest(ana, due)
        child, reader = spawn(lambda writer: _index(vault, writer))
        sleep(0.001 + 0.12 * number / kills)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        is_told = bool(read_reports(reader))
        acknowledged += is_told
        is_logged = bool(_LOGGED.fullmatch(ana.read_text("utf-8")))
        is_settled = due.read_text("utf-8") != ticked
        torn += not is_logged and (ana.read_text("utf-8") != _ANA or is_settled or is_told)
        half += is_logged and not is_settled
        _rest(ana, due)
        run_vaultwell(vault, "index")
        twice += not _LOGGED.fullmatch(ana.read_text("utf-8")) or "- [" in due.read_text("utf-8")
        stale += len(list(vault.rglob(".vw-*")))
    return Result(
        f"{kills} × kill -9 while a tick is applied",
        torn + twice + stale,
        {
            "torn or lost": torn,
            "not applied exactly once": twice,
            "acknowledged": acknowledged,
            "killed between the two notes": half,
            "temporary files after the next command": stale,
        },
    )


def _index(vault: Path, writer: int) -> None:
    run_vaultwell(vault, "index")
    report(writer, "done")
    sleep(10)


def _rest(*notes: Path) -> None:
    for note in notes:
        os.utime(note, _LONG_AGO)
