"""The table: one row for each person, safe to open."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.exchange.graphs import export
from vaultwell.exchange.to_csv import write_cell

Write = Callable[[Mapping[str, str | bytes]], Path]


def test_a_row_for_each_person(run: Run, write_vault: Write) -> None:
    """Every property anybody has is a column, ours first; several values stand in one cell."""
    vault = write_vault(
        {
            "People/Ana.md": (
                "---\naliases: [Anita]\ncircle: close\nbirthday: 04-17\ninterests: [climbing, bread]\n"
                'phone: "+49 170 1234567"\nHausnummer: 7\npartner: "[[Ben]]"\n---\n'
                "## Log\n- 2026-10-05 call\n"
            ),
            "People/Ben.md": "",
        }
    )
    assert export(run, vault, "csv") == (
        "name,aliases,circle,cadence,last_contact,met,birthday,relation,interests,phone,Hausnummer,partner,"
        "follow_up,snooze,paused,let_go,died,introduced_by,created,path\r\n"
        "Ana,Anita,close,,2026-10-05,,04-17,,climbing; bread,'+49 170 1234567,7,Ben,,,,,,,,People/Ana.md\r\n"
        "Ben,,,,,,,,,,,Ana,,,,,,,,People/Ben.md\r\n"
    )


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    """A spreadsheet computes nothing, whatever a note says, and each cell is one line."""
    stream = io.StringIO()
    csv.writer(stream).writerow([write_cell(text), "end"])
    (row,) = csv.reader(io.StringIO(stream.getvalue()))
    assert row == [write_cell(text), "end"]
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\n" not in row[0]
