"""Child processes that write, made by forking: what is imported already need not be imported again."""

import os
from collections.abc import Callable
from pathlib import Path

from tests.conftest import run_vaultwell
from vaultwell.model.errors import VaultwellError

NOTE = "People/Ana.md"
START = "---\ntype: person\n---\n\n# Ana\n\n## Log\n\n- 2026-01-01 call: the first line\n"


def append_line(vault: Path, words: str) -> str:
    """Append one line to the note by `log`; the line. `VaultwellError` with what the command said."""
    result = run_vaultwell(vault, "log", "Ana", f"call: {words}")
    if result.exit_code:
        raise VaultwellError(result.stderr)
    return f"- 2026-11-22 call: {words}"


def spawn(work: Callable[[int], None]) -> tuple[int, int]:
    """Run `work` in a child, which gets a pipe to report to; its process id and the pipe's other end."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    code = 1
    try:
        os.close(reader)
        work(writer)
        code = 0
    finally:
        os._exit(code)


def read_reports(reader: int) -> list[str]:
    """Every whole line that the child reported, once it is gone."""
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read().decode().split("\n")[:-1]


def report(writer: int, line: str) -> None:
    """Say that a line was acknowledged; the pipe takes it whole."""
    os.write(writer, f"{line}\n".encode())
