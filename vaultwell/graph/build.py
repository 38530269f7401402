"""Parsed notes to the graph: what each of them tells, then by person what all of them tell."""

from collections.abc import Iterable, Sequence
from datetime import date

from vaultwell.graph.names import find_names
from vaultwell.graph.telling import tell
from vaultwell.graph.together import Difference, Findings, Written, check_together, list_problems
from vaultwell.graph.unlinked import Called, find_whole_names
from vaultwell.graph.whole import Whole, find_subjects, find_tellers, join
from vaultwell.model.graph import Graph
from vaultwell.model.problem import Problem
from vaultwell.model.settings import Settings
from vaultwell.notes.note import Note
from vaultwell.notes.verbs import Vocabulary, build_vocabulary


def build_graph(
    notes: Sequence[Note], paths: Iterable[str], settings: Settings, today: date
) -> tuple[Graph, tuple[Problem, ...]]:
    """The graph of all notes, and every problem of theirs, sorted by place.

    `paths` are all notes of the vault, read or not: a link is ambiguous against every one of them.
    """
    graph, findings = build_all(notes, paths, settings, today)
    return graph, tuple(sorted(list_problems(findings)))


def build_all(
    notes: Iterable[Note], paths: Iterable[str], settings: Settings, today: date
) -> tuple[Graph, Findings]:
    """The same, with all that was found besides."""
    whole, written = _join_all(notes, paths, build_vocabulary(settings.verbs, settings.who), today)
    accounts = whole.accounts
    of_notes = Findings(
        problems={path: account.problems for path, account in accounts.items() if account.problems},
        strangers={path: account.strangers for path, account in accounts.items() if account.strangers},
    )
    everything = Difference(accounts.keys(), {}, accounts)
    return whole.graph, check_together(of_notes, everything, whole, written, settings, today)


def _join_all(
    notes: Iterable[Note], paths: Iterable[str], vocabulary: Vocabulary, today: date
) -> tuple[Whole, Written]:
    """What the notes tell together. None of them is held once it is told: they are most of the memory."""
    waiting = {note.path: note for note in notes}
    contacts = {path: note.contact for path, note in waiting.items() if note.contact is not None}
    names = find_names(paths, contacts)
    accounts = {path: tell(waiting.pop(path), names, vocabulary, today).account for path in sorted(waiting)}
    subjects = [find_subjects(account) for account in accounts.values()]
    written = Written(
        {one.path: one.day for one in subjects if one.day},
        lambda: find_whole_names(Called(*one[:3]) for one in subjects if one.called),
    )
    return join(accounts, find_tellers(subjects), names, vocabulary), written
