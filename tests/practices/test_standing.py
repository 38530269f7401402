"""What the due list and the due note need of one person: enough for both, and nobody else's business."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import jinja2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.graph.lines import TODAY, build
from tests.practices.random_vaults import Vault, random_vaults
from vaultwell.graph.build import build_graph
from vaultwell.model.cadence import Cadence
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.log import Log
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.practices.due import find_due
from vaultwell.practices.history import History, find_histories, find_history
from vaultwell.practices.row import DueRow
from vaultwell.practices.standing import (
    Standing,
    Standings,
    find_standing,
    find_standings,
    find_until,
)
from vaultwell.practices.today import Turn, find_turn, find_turns, list_days, may_be_offered, pick_week
from vaultwell.render.documents import due_document, dump
from vaultwell.render.due_note import render_due_note
from vaultwell.render.environment import build_environment
from vaultwell.vault.plain_data import Codec
from vaultwell.vault.templates import find_templates

ENVIRONMENT = build_environment(jinja2.FileSystemLoader(find_templates()))
CLOSE = Settings(circles={"close": Cadence(months=1)})
CODEC = Codec(Standing, {})
V = TypeVar("V")

quietly = [HealthCheck.too_slow]


def graph_of(vault: Vault) -> Graph:
    """The graph of a vault on its own day."""
    conventions = Conventions(daily_folder="Journal")
    notes = [
        parse_note(path, text.encode(), vault.settings, conventions) for path, text in vault.texts.items()
    ]
    return build_graph(notes, list(vault.texts), vault.settings, vault.world.today)[0]


def written(standings: Standings) -> dict[str, Standing]:
    """The same, written as plain data and read again, in another order."""
    return {path: CODEC.read(CODEC.write(one), {}) for path, one in reversed([*standings.items()])}


class Asked(Mapping[str, V]):
    """A mapping that remembers whose part somebody looked at."""

    def __init__(self, found: Mapping[str, V]) -> None:
        self.found, self.people = found, set[str]()

    def __getitem__(self, person: str) -> V:
        self.people.add(person)
        return self.found[person]

    def __iter__(self) -> Iterator[str]:
        self.people.update(self.found)
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def asked_graph(graph: Graph) -> tuple[Graph, Asked[Contact], Asked[Log]]:
    """The same graph, which remembers whose contact and whose log somebody looked at."""
    contacts, logs = Asked(graph.contacts), Asked(graph.logs)
    return replace(graph, contacts=contacts, logs=logs), contacts, logs


@settings(deadline=None, suppress_health_check=quietly)
@given(random_vaults, st.integers(0, 9))
def test_with_standings_kept_on_disk_list_and_note_are_the_same(vault: Vault, days: int) -> None:
    """Everybody's standing can be written down and read again, and gives the same list and the same bytes."""
    today = vault.world.today + timedelta(days)
    graph = graph_of(vault)
    kept = written(find_standings(graph, vault.settings, today))
    assert kept == find_standings(graph, vault.settings, today)
    assert render_due_note(graph, vault.settings, [], today, ENVIRONMENT, kept) == render_due_note(
        graph, vault.settings, [], today, ENVIRONMENT
    )
    for within in range(0, vault.settings.dates_ahead + 1, 7):
        assert _document(graph, vault, find_due(graph, vault.settings, today, within, kept)) == _document(
            graph, vault, find_due(graph, vault.settings, today, within)
        )


def _document(graph: Graph, vault: Vault, rows: tuple[DueRow, ...]) -> str:
    return dump(due_document(rows, (), vault.settings, (), vault.world.today))


@settings(deadline=None, suppress_health_check=quietly)
@given(random_vaults)
def test_a_standing_is_nobody_elses_business(vault: Vault) -> None:
    """It follows from the person's own contact and log: in a graph of them alone it is the same."""
    graph = graph_of(vault)
    for path, standing in find_standings(graph, vault.settings, vault.world.today).items():
        called = {path: graph.called[path]}
        people, logs = {path: graph.contacts[path]}, {path: graph.log(path)}
        alone = Graph(people, called, logs, {}, {}, frozenset(), graph.find_called)
        history = find_history(alone, alone.contacts[path], vault.settings)
        assert find_standing(history, vault.settings, vault.world.today) == standing


@settings(deadline=None, suppress_health_check=quietly)
@given(random_vaults)
def test_only_those_who_are_written_about_are_looked_up(vault: Vault) -> None:
    """With standings the due note asks for nobody whose link does not stand in it."""
    graph, today = graph_of(vault), vault.world.today
    standings = find_standings(graph, vault.settings, today)
    graph, contacts, logs = asked_graph(graph)
    note = render_due_note(graph, vault.settings, [], today, ENVIRONMENT, standings)
    for person in contacts.people | logs.people:
        assert graph.contacts[person].name in note or person.removesuffix(".md") in note


def test_of_hundreds_of_people_a_few_are_looked_up() -> None:
    """However many are due, hardly more people are looked up than there is room for on a page."""
    notes = {f"People/P{i:03}.md": _note(i) for i in range(300)}
    graph, _ = build(notes, CLOSE, TODAY)
    standings = find_standings(graph, CLOSE, TODAY)
    graph, contacts, logs = asked_graph(graph)
    render_due_note(graph, CLOSE, [], TODAY, ENVIRONMENT, standings)
    assert len(find_due(graph, CLOSE, TODAY, 14, standings)) > 300
    assert len(contacts.people | logs.people) < 60


def _note(number: int) -> str:
    """Everybody is due; some are met soon, some are thanked, all have a birthday, of some nothing is known."""
    lines = (
        "- 2026-08-02 call: the move\n",
        "- 2026-11-10 they gave: a lift\n",
        "- 2026-08-02 call: x\n- 2026-08-01 promised: a book\n",
        "",
    )
    plan = "- [ ] 2026-11-25 coffee: the move\n" if number % 3 == 0 else ""
    log = lines[number % len(lines)] + plan
    return f"---\ncircle: close\nmet: 2020-01-01\nbirthday: 11-24\n---\n## Log\n\n{log}"


def test_of_most_people_nothing_is_kept() -> None:
    """Somebody who is not due stands like everybody else who is not: by one and the same empty record."""
    notes = {
        "People/Ana.md": "---\ncircle: close\n---\n## Log\n- 2026-11-20 call: hello\n",
        "People/Ben.md": "---\ncadence: 30\n---\n## Log\n- 2026-11-18 call: and more\n",
        "People/Cy.md": "## Log\n- 2026-11-18 call: no rhythm\n",
        "People/Dee.md": "---\ndied: 2020-01-01\nbirthday: 11-22\n---\n",
    }
    graph, _ = build(notes, CLOSE, date(2026, 11, 20))
    ana, ben, cy, dee = find_standings(graph, CLOSE, date(2026, 11, 20)).values()
    assert ana is ben
    assert ana == Standing(is_tracked=True)
    assert cy is dee
    assert cy == Standing()


def test_the_line_that_makes_a_row_due_is_the_first_why() -> None:
    """Also when the row comes from a standing that was written down, and the reasons from the note."""
    notes = {
        "People/Ana.md": "## Log\n- 2026-11-10 promised: the slides\n- 2026-11-12 asked me: for a recipe\n"
    }
    graph, _ = build(notes, CLOSE, TODAY)
    standings = written(find_standings(graph, CLOSE, TODAY))
    rows = due_document(find_due(graph, CLOSE, TODAY, 0, standings), (), CLOSE, (), TODAY)["rows"]
    assert [(row["reason"], row["why"][0]) for row in rows] == [
        ("ask", "they asked: for a recipe"),
        ("promise", "promised: the slides"),
    ]


@settings(deadline=None, suppress_health_check=quietly, max_examples=examples(200))
@given(random_vaults, st.integers(0, 9), st.sampled_from([None, None, 1, 90, 365]))
def test_a_standing_holds_until_it_says(vault: Vault, days: int, ahead: int | None) -> None:
    """It is the one that is found anew on every day before that, told nothing more of them."""
    rules = vault.settings if ahead is None else vault.settings._replace(dates_ahead=ahead)
    graph, today = graph_of(vault), vault.world.today + timedelta(days)
    for path, standing in find_standings(graph, rules, today).items():
        history = find_history(graph, graph.contacts[path], rules)
        until = find_until(standing, history, rules, today)
        assert until > today
        for more in range(1, min((until - today).days, 800)):
            assert find_standing(history, rules, today + timedelta(more)) == standing


@settings(deadline=None, suppress_health_check=quietly, max_examples=examples(200))
@given(random_vaults, st.integers(0, 9))
def test_the_few_of_a_week_are_those_of_each_of_its_days(vault: Vault, days: int) -> None:
    """However long turns are, each day picks from those whose turn it is on that very day."""
    graph, today = graph_of(vault), vault.world.today + timedelta(days)
    histories = [history for history in find_histories(graph, vault.settings) if may_be_offered(history)]
    for day in (today + timedelta(more) for more in range(9)):
        turns = {one.contact.path: find_turns(one, vault.settings, day) for one in histories}
        one_by_one = {one.contact.path: list(_list_turns(one, vault, day)) for one in histories}
        assert pick_week(turns, vault.settings, day) == pick_week(one_by_one, vault.settings, day)


def _list_turns(history: History, vault: Vault, today: date) -> Iterator[Turn]:
    for day in list_days(today):
        if turn := find_turn(history, vault.settings, day):
            yield turn._replace(first=day, last=day)


@pytest.mark.parametrize(
    ("lines", "until"),
    [
        ("circle: close\n---\n## Log\n- 2026-11-20 call: x\n", date(2026, 12, 6)),
        ("---\n## Log\n- 2026-11-20 call: x\n", date(2027, 11, 7)),
        ("birthday: 1980-01-31\n---\n## Log\n- 2026-11-20 call: x\n", date(2027, 1, 17)),
        ("died: 2024\n---\n", date.max),
        ("circle: close\n---\n## Log\n- [x] 2026-11-01 promised: x ✅ 2026-12-01\n", date(2026, 12, 1)),
        ("---\n## Log\n- [ ] 2026-12-20 dinner\n", date(2026, 12, 6)),
        ("---\n## Log\n- 2026-11-20 asked: x\n", date(2027, 1, 19)),
    ],
)
def test_how_long_a_standing_holds(lines: str, until: date) -> None:
    """Until two weeks before they are due, silent for a year, or have a birthday, or what is open is past."""
    graph, _ = build({"People/Ana.md": f"---\ntype: person\n{lines}"}, settings=CLOSE)
    history = find_history(graph, graph.contacts["People/Ana.md"], CLOSE)
    assert find_until(find_standing(history, CLOSE, TODAY), history, CLOSE, TODAY) == until
