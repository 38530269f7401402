"""What is asked of one person costs what one person costs: nobody else is looked up for it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import given

from tests.practices.random_vaults import Vault, random_vaults
from tests.practices.test_due_against_oracle import graph_of
from tests.practices.test_laws import printed
from vaultwell.graph.build import build_graph
from vaultwell.graph.who import find_person
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.practices.alternatives import find_alternatives
from vaultwell.practices.ask import find_verdict
from vaultwell.practices.brief import find_brief
from vaultwell.practices.draft import Wanted, find_draft
from vaultwell.practices.due import find_due, find_due_of
from vaultwell.practices.history import find_history
from vaultwell.render.terminal_brief import render_brief

TODAY = date(2026, 11, 22)
ANA = """\
---
partner: "[[Ben Okafor]]"
cadence: 30
birthday: 1990-12-01
---
## Log
- 2026-08-01 coffee with [[Chen Wei]]: the harbour
- [ ] 2026-10-01 promised: the checklist 📅 2026-11-20
- 2026-09-02 they called: the flat
"""
SOMEBODY = "---\ncadence: 30\n---\n## Log\n- 2026-01-01 call: bread\n- [ ] 2026-03-01 promised: salt\n"
PEOPLE = ("Ana Díaz", "Ben Okafor", "Chen Wei", "Dora", "Emil", "Fay")

Value = TypeVar("Value")


class Watched(Mapping[str, Value]):
    """A look-up that remembers what it was asked for."""

    def __init__(self, inner: Mapping[str, Value]) -> None:
        self._inner = inner
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Value:
        self.asked.add(key)
        return self._inner[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._inner)

    def __len__(self) -> int:
        return len(self._inner)


def watch(graph: Graph) -> tuple[Graph, set[str], set[str]]:
    """The same graph, with the people and the logs that are asked of it from now on."""
    contacts, logs = Watched(graph.contacts), Watched(graph.logs)
    watched = replace(graph, contacts=contacts, logs=logs)
    vars(watched)["called"] = graph.called  # how everybody is called is known without their notes
    return watched, contacts.asked, logs.asked


def build_company() -> Graph:
    """Ana with her partner and somebody she met, and three who have nothing to do with her."""
    texts = dict.fromkeys((f"People/{name}.md" for name in PEOPLE), SOMEBODY) | {"People/Ana Díaz.md": ANA}
    notes = [parse_note(path, text.encode(), Settings(), Conventions()) for path, text in texts.items()]
    return build_graph(notes, list(texts), Settings(), TODAY)[0]


def test_show_looks_up_one_person() -> None:
    """`show ana` reads what stands between you and Ana, and of the others no more than their names."""
    graph, people, logs = watch(build_company())
    brief = find_brief(graph, find_person(graph, "ana"), Settings(), TODAY)
    said = printed(render_brief(brief, graph.person_names, TODAY))
    assert "partner  Ben Okafor" in said
    assert [row.reason for row in brief.rows] == ["cadence", "promise", "date"]
    assert people == logs == {"People/Ana Díaz.md"}


def test_a_draft_looks_up_one_person() -> None:
    """So does `draft ana`, for what is due with her today."""
    graph, people, logs = watch(build_company())
    ana = find_person(graph, "ana")
    rows = find_due_of(graph, find_history(graph, ana, Settings()), Settings(), TODAY)
    assert find_draft(graph, ana, Settings(), TODAY, Wanted(rows=rows)).occasion == "promise"
    assert people == logs == {"People/Ana Díaz.md"}


def test_an_ask_for_nothing_in_particular_looks_up_one_person() -> None:
    """`ask ana` without a matter has no offers of others to compare."""
    graph, people, logs = watch(build_company())
    verdict = find_verdict(graph, Settings(), find_person(graph, "ana"), "", TODAY)
    assert verdict.stance.word == "warm-up-first"
    assert find_alternatives(graph, Settings(), verdict, TODAY) == ()
    assert people == logs == {"People/Ana Díaz.md"}


@given(random_vaults)
def test_the_rows_of_one_person_are_those_of_the_list(vault: Vault) -> None:
    """Found alone, somebody's rows are their part of the due list; who is one of today's few only if asked."""
    graph, today = graph_of(vault), vault.world.today
    whole = find_due(graph, vault.settings, today)
    for contact in graph.contacts.values():
        history = find_history(graph, contact, vault.settings)
        own = tuple(row for row in whole if row.path == contact.path)
        assert find_due_of(graph, history, vault.settings, today, with_picks=True) == own
        alone = find_due_of(graph, history, vault.settings, today)
        unpicked = [replace(row, is_today_pick=False) for row in own]
        assert [replace(row, is_today_pick=False) for row in alone] == unpicked
