"""What one line of a note says, in short, so that a table of lines can be read and reviewed."""

from datetime import date

from vaultwell.graph.build import build_graph
from vaultwell.model.entry import Entry
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note

TODAY = date(2026, 11, 22)
PERSON = "---\ntype: person\n---\n"


def build(
    files: dict[str, str], settings: Settings | None = None, today: date = TODAY
) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph of notes given as path → text."""
    settings = settings or Settings()
    notes = [parse_note(path, text.encode(), settings, Conventions()) for path, text in files.items()]
    return build_graph(notes, list(files), settings, today)


def say(entry: Entry) -> str:
    """`Ana: promise/promised me open “bring soup” 📅 2026-12-01`: who, what, by whom, state, words, days."""
    name = entry.person.rpartition("/")[2].removesuffix(".md").split(" ")[0]
    words = [f"{name}:", f"{entry.kind}/{entry.verb}"]
    words += [part for part in (entry.by, entry.state) if part]
    words.append(f"“{entry.text}”")
    if entry.on != date(2026, 10, 5):
        words.append(f"on {entry.on}")
    if entry.due_on:
        words.append(f"📅 {entry.due_on}")
    return " ".join(words)


def say_all(graph: Graph, problems: tuple[Problem, ...]) -> str:
    """Everybody's entries, then the codes of what was found doubtful."""
    said = [say(entry) for entries in graph.entries.values() for entry in entries]
    return "; ".join([*said, *(f"[{problem.code}]" for problem in problems)])
