"""A large vault read by two processes is read as by one."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vaultwell.vault import two_cores
from vaultwell.vault.load import Vault, load_vault
from vaultwell.vault.two_cores import map_on_two_cores

TODAY = date(2026, 11, 22)
EXAMPLE = Path(__file__).parents[2] / "example-vault"


@pytest.fixture
def always_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine with two cores and a vault that is worth it."""
    monkeypatch.setattr(two_cores, "WORTH_IT", 2)
    monkeypatch.setattr(two_cores, "_has_second_core", lambda: hasattr(os, "fork"))
    monkeypatch.setattr(two_cores, "active_count", lambda: 1)


def said(vault: Vault) -> tuple[object, ...]:
    """All that a vault says."""
    graph = vault.graph
    return vault.problems, graph.contacts, graph.entries, graph.relations, graph.introductions, graph.names


def test_two_processes_read_what_one_reads(request: pytest.FixtureRequest) -> None:
    """The example vault says the same, whoever reads its notes."""
    alone = said(load_vault(EXAMPLE, TODAY))
    request.getfixturevalue("always_two")
    assert said(load_vault(EXAMPLE, TODAY)) == alone


@pytest.mark.usefixtures("always_two")
@pytest.mark.parametrize("end", [lambda: os._exit(0), lambda: os._exit(3), lambda: 1 / 0])
def test_a_second_process_that_dies_loses_nothing(end: Callable[[], object]) -> None:
    """Whatever becomes of the second process, every result is there, in order."""
    parent = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != parent and number == 7:
            end()
        return number * number

    assert map_on_two_cores(work, range(10)) == [number * number for number in range(10)]


@pytest.mark.usefixtures("always_two")
def test_many_results_pass_between_the_processes() -> None:
    """More than a pipe holds at once."""
    assert map_on_two_cores(lambda number: "x" * number, range(3_000)) == ["x" * n for n in range(3_000)]
