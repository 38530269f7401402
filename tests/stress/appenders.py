"""Several vaultwells append to one note at the same time."""

import os
from pathlib import Path

from tests.conftest import write_notes
from tests.stress.children import NOTE, START, append_line, read_reports, report, spawn
from tests.stress.result import Result


def race_appenders(folder: Path, *, processes: int, lines: int) -> Result:
    """Every process appends so many lines of its own; each has to stand there once."""
    vault = write_notes(folder, {NOTE: START})

    def append(who: int, writer: int) -> None:
        for number in range(lines):
            report(writer, append_line(vault, f"{who} {number}"))

    children = [spawn(lambda writer, who=who: append(who, writer)) for who in range(processes)]  # type: ignore[misc]
    acknowledged = [line for _, reader in children for line in read_reports(reader)]
    for child, _ in children:
        os.waitpid(child, 0)
    found = (vault / NOTE).read_text("utf-8").removeprefix(START).splitlines()
    lost = processes * lines - len(set(found) & set(acknowledged))
    return Result(
        f"{processes} processes × {lines} lines",
        lost + len(found) - len(set(found)),
        {
            "lines": len(found),
            "acknowledged": len(acknowledged),
            "temporary files": len(list(vault.rglob(".vw-*"))),
        },
    )
