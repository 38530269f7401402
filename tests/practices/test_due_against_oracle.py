"""The due list is the one that the format's sentences give when they are followed one by one."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practices.due_oracle import Row, expected_rows
from tests.practices.random_vaults import Vault, random_vaults
from vaultwell.graph.build import build_graph
from vaultwell.model.cadence import Cadence
from vaultwell.model.entry import Entry, Kind
from vaultwell.model.graph import Graph
from vaultwell.model.log import Log
from vaultwell.model.settings import Conventions
from vaultwell.model.source import Source
from vaultwell.notes.note import Note, parse_note
from vaultwell.practices.due import find_due

# More when the profile asks for more, such as one that runs for an hour.
EXAMPLES = max(600, settings().max_examples)
LAW_EXAMPLES = EXAMPLES // 8
# The days on which a vault is looked at: an edge that one of them misses is met by the next.
DAYS = 5
FOREVER = 40_000
KINDS: list[Kind] = ["contact", "attempt", "favor", "ask", "promise", "note", "mention"]

quietly = [HealthCheck.too_slow]


def parsed(vault: Vault) -> list[Note]:
    """The notes of a vault."""
    conventions = Conventions(daily_folder="Journal")
    return [
        parse_note(path, text.encode(), vault.settings, conventions) for path, text in vault.texts.items()
    ]


def graph_of(vault: Vault) -> Graph:
    """The graph of a vault on its own day."""
    return build_graph(parsed(vault), list(vault.texts), vault.settings, vault.world.today)[0]


def found_rows(graph: Graph, vault: Vault, today: date, within_days: int = 0) -> list[Row]:
    """The rows that vaultwell finds."""
    return [
        Row(row.path, row.reason, row.due_on, row.cadence_days, row.is_estimated, row.is_today_pick)
        for row in find_due(graph, vault.settings, today, within_days)
    ]


def cadence_days_of(graph: Graph, vault: Vault) -> dict[str, date]:
    """When each person is due by cadence, however far ahead."""
    rows = found_rows(graph, vault, vault.world.today, FOREVER)
    return {row.path: row.due_on for row in rows if row.reason in ("cadence", "dormant") and row.due_on}


def with_cadence(graph: Graph, days: int) -> Graph:
    """The same people, all with one cadence of their own."""
    contacts = {path: one._replace(cadence=Cadence(days)) for path, one in graph.contacts.items()}
    return replace(graph, contacts=contacts)


def with_entry(graph: Graph, person: str, kind: Kind, on: date) -> Graph:
    """The same people with one entry more."""
    entry = Entry(on, person, kind, "call", "me", "one more thing", Source(person, 999))
    own = sorted((*graph.of(person), entry), key=lambda one: (one.on, one.source))
    return replace(graph, logs={**graph.logs, person: Log(tuple(own))})


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=quietly)
@given(random_vaults, st.sampled_from([0, 0, 7, 60]))
def test_due_rows_are_those_of_the_oracle(vault: Vault, within_days: int) -> None:
    """The rows found in a vault's text are exactly those of the slow oracle, in their order, day after day."""
    notes = parsed(vault)
    for passed in range(DAYS):
        world = replace(vault.world, today=vault.world.today + timedelta(passed))
        graph, _ = build_graph(notes, list(vault.texts), vault.settings, world.today)
        assert found_rows(graph, vault, world.today, within_days) == expected_rows(world, within_days)


@settings(max_examples=LAW_EXAMPLES, deadline=None, suppress_health_check=quietly)
@given(random_vaults, st.integers(1, 400), st.integers(1, 400))
def test_a_longer_cadence_is_never_due_earlier(vault: Vault, days: int, more: int) -> None:
    """Whoever is due by cadence is due on the same day or later with a longer cadence."""
    graph = graph_of(vault)
    shorter = cadence_days_of(with_cadence(graph, days), vault)
    longer = cadence_days_of(with_cadence(graph, days + more), vault)
    assert shorter.keys() == longer.keys()
    assert all(longer[path] >= due_on for path, due_on in shorter.items())


@settings(max_examples=LAW_EXAMPLES, deadline=None, suppress_health_check=quietly)
@given(random_vaults, st.sampled_from(KINDS), st.integers(7, 400), st.data())
def test_an_entry_of_today_never_makes_a_cadence_due_earlier(
    vault: Vault, kind: Kind, days: int, data: st.DataObject
) -> None:
    """With a cadence of a week or more, whatever is written down today, nobody becomes due earlier by it."""
    graph = with_cadence(graph_of(vault), days)
    person = data.draw(st.sampled_from(sorted(graph.contacts)))
    before = cadence_days_of(graph, vault)
    after = cadence_days_of(with_entry(graph, person, kind, vault.world.today), vault)
    assert all(after[path] >= due_on for path, due_on in before.items() if path in after)


@settings(max_examples=LAW_EXAMPLES, deadline=None, suppress_health_check=quietly)
@given(random_vaults, st.data())
def test_nobody_moves_up_when_somebody_is_contacted_today(vault: Vault, data: st.DataObject) -> None:
    """A contact of today takes that person's picked row away and changes no row of anybody else."""
    graph, today = graph_of(vault), vault.world.today
    person = data.draw(st.sampled_from(sorted(graph.contacts)))
    before = found_rows(graph, vault, today)
    after = found_rows(with_entry(graph, person, "contact", today), vault, today)
    assert [row for row in after if row.path != person] == [row for row in before if row.path != person]
    assert not any(row.today_pick for row in after if row.path == person)
