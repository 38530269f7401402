"""Whether somebody can be asked now, as others rely on it."""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY
from vaultwell.graph.who import find_person
from vaultwell.practices.ask import find_stance
from vaultwell.vault.load import Vault, load_vault

EXAMPLE = Path(__file__).parent.parent.parent / "example-vault"


@pytest.fixture(scope="module")
def example() -> Vault:
    """The example vault on its day."""
    return load_vault(EXAMPLE, date.fromisoformat(TODAY))


@pytest.mark.parametrize(
    ("who", "word", "deed"),
    [
        ("laura", "not-yet", "promise"),
        ("chen", "warm-up-first", "introduction"),
        ("henrik", "warm-up-first", None),
        ("tomasz", "go-ahead", None),
        ("ana", "just-ask", None),
        ("arthur", None, None),
    ],
)
def test_the_example_tells_who_can_be_asked(
    who: str, word: str | None, deed: str | None, example: Vault
) -> None:
    """One person for each verdict, and what to put right first where there is something."""
    contact = find_person(example.graph.contacts, who)
    stance = find_stance(example.graph, example.settings, contact, example.today)
    assert stance.word == word
    assert (stance.step.fact.topic if stance.step.fact else None) == deed
