"""Graphs of a few notes, without a disk."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.conftest import TODAY, Run
from vaultwell.graph.build import build_graph
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note

TODAY_DATE = date.fromisoformat(TODAY)


def graph_of(texts: Mapping[str, str], given: Settings | None = None, today: date = TODAY_DATE) -> Graph:
    """The graph of some notes, daily ones in `Journal`."""
    rules = given or Settings()
    conventions = Conventions(daily_folder="Journal")
    notes = [parse_note(path, text.encode(), rules, conventions) for path, text in texts.items()]
    return build_graph(notes, list(texts), rules, today)[0]


def export(run: Run, vault: Path, form: str) -> str:
    """What `export` prints, its line ends as they are."""
    done = run(vault, "export", form)
    assert done.exit_code == 0
    return done.stdout_bytes.decode("utf-8")
