"""The due list is the one that the format's sentences give when they are followed one by one."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practices.due_oracle import Row, expected_rows
from tests.practices.random_vaults import Vault, random_vaults
from vaultwell.graph.build import build_graph
from vaultwell.model.settings import Conventions
from vaultwell.notes.note import Note, parse_note
from vaultwell.practices.due import find_due

# More when the profile asks for more, such as one that runs for an hour.
EXAMPLES = max(200, settings().max_examples)
# The days on which a vault is looked at: an edge that one of them misses is met by the next.
DAYS = 5


def found_rows(notes: list[Note], vault: Vault, today: date, within_days: int) -> list[Row]:
    """The rows that vaultwell finds in the vault's notes."""
    graph, _ = build_graph(notes, list(vault.texts), vault.settings, today)
    return [
        Row(row.path, row.reason, row.due_on, row.cadence_days, row.is_estimated, row.is_today_pick)
        for row in find_due(graph, vault.settings, today, within_days)
    ]


def parsed(vault: Vault) -> list[Note]:
    """The notes of a vault."""
    conventions = Conventions(daily_folder="Journal")
    return [
        parse_note(path, text.encode(), vault.settings, conventions) for path, text in vault.texts.items()
    ]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(random_vaults, st.sampled_from([0, 0, 7, 60]))
def test_due_rows_are_those_of_the_oracle(vault: Vault, within_days: int) -> None:
    """The rows found in a vault's text, with their order, are exactly those of the slow oracle, day after day."""
    notes = parsed(vault)
    for later_days in range(DAYS):
        world = replace(vault.world, today=vault.world.today + timedelta(later_days))
        assert found_rows(notes, vault, world.today, within_days) == expected_rows(world, within_days)
