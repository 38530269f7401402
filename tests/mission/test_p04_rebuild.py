"""P4 · Rebuild a connection, however long it has been."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

WriteVault = Callable[[Mapping[str, str | bytes]], Path]

SIGNE = """---
location: Copenhagen
---

## Log

- 2025-12-18 card: the ferry in a linocut storm
- 2026-03-14 lunch in Copenhagen: 2 hives; Signe preparing an exhibition
"""


def test_a_ready_draft(write_vault: WriteVault, run: Run) -> None:
    """How long and where is said; what they told you waits in a bracket; the first line says why."""
    assert run(write_vault({"People/Henrik Lund.md": SIGNE}), "draft", "henrik").stdout == (
        "Henrik, I cannot believe it has been eight months since our lunch in Copenhagen."
        " I am writing to hear how you are.\n"
        "\n"
        "[ask about: 2 hives / Signe preparing an exhibition]\n"
        "\n"
        "[one thing from your own life, in a sentence]\n"
        "\n"
        "No need to answer; a line whenever it suits you would make me happy.\n"
    )


def test_a_place_that_is_only_likely_is_asked_about(write_vault: WriteVault, run: Run) -> None:
    """Where they live is no proof of where you met: it stands in a bracket."""
    vault = write_vault({"People/Henrik Lund.md": SIGNE.replace("lunch in Copenhagen", "lunch")})
    assert run(vault, "draft", "henrik").stdout.startswith(
        "Henrik, I cannot believe it has been eight months since our lunch [in Copenhagen?]. "
    )


@pytest.mark.parametrize(
    ("line", "begin"),
    [
        ("2026-11-20 lunch", "Henrik, how are you?"),
        ("2026-11-01 coffee: the move", "Henrik, it has been three weeks since our coffee: how are you?"),
        ("2026-10-10 they called", "Henrik, it has been six weeks since we last spoke: how are you?"),
        ("2026-07-20 they wrote: pages", "Henrik, it has been four months since we last wrote: how are you?"),
        ("2026-05-01 met: the fair", "it has been six months since we last saw each other."),
        ("2025-11-22 visited: the yard", "it has been a year since my visit."),
        ("2025-05-22 they visited", "it has been a year and a half since your visit."),
        (
            "2024-05-21 walk at last: rain",
            "it has been two and a half years since our walk [in Copenhagen?].",
        ),
        ("2023-09-01 gave: honey", "it has been three years and two months since we were last in touch."),
        ("2006-11-21 tea at Café Nord: cake", "it has been twenty years since our tea at Café Nord."),
        ("1999-11-22 call", "it has been 27 years since our call."),
    ],
)
def test_how_long_and_what_it_was(line: str, begin: str, write_vault: WriteVault, run: Run) -> None:
    """The time is said as one says it, and what you did by its kind alone, never by the note's prose."""
    log = f"---\nlocation: Copenhagen\ninterests: bees\n---\n\n## Log\n\n- {line}\n"
    said = run(write_vault({"People/Henrik Lund.md": log}), "draft", "henrik", "--for", "reconnect").stdout
    assert begin in said.split("\n")[0]


def test_dormant_ties_are_listed_kindly(write_vault: WriteVault, run: Run) -> None:
    """With the last thing you shared and its line; nobody who died, was let go or rests is among them."""
    notes = {
        "vaultwell.toml": 'pace = "0 a day"\n',
        "People/Henrik Lund.md": SIGNE.replace("2026-03-14", "2025-03-14").replace("2025-12", "2024-12"),
        "People/Gone.md": SIGNE.replace("---\n", "---\ndied: 2026-01-01\n", 1).replace("2026", "2024"),
        "People/Free.md": SIGNE.replace("---\n", "---\nlet_go: 2026-01-01\n", 1).replace("2026", "2024"),
        "People/Quiet.md": SIGNE.replace("---\n", "---\npaused: true\n", 1).replace("2026", "2024"),
        "People/Later.md": SIGNE.replace("---\n", "---\nsnooze: 2026-12-24\n", 1).replace("2026", "2024"),
    }
    assert run(write_vault(notes), "reconnect").stdout == (
        "Not heard from for long\n"
        "\n"
        "Henrik Lund · a year and eight months\n"
        "  lunch in March 2025: “in Copenhagen: 2 hives; Signe preparing an exhibition”"
        "  People/Henrik Lund.md:8\n"
        "\n"
        'It is not too late for any of them. Just reach out anyway: vaultwell draft "Henrik Lund"\n'
    )


def test_drafts_on_demand(write_vault: WriteVault, run: Run) -> None:
    """`reconnect --draft` writes each of them below the name."""
    notes = {
        "vaultwell.toml": 'pace = "0 a day"\n',
        "People/Henrik Lund.md": SIGNE.replace("2026", "2024").replace("2025", "2023"),
    }
    vault = write_vault(notes)
    said = run(vault, "reconnect", "--draft").stdout
    assert "\n\nHenrik, I cannot believe it has been" in said
    told = json.loads(run(vault, "reconnect", "--draft", "--json").stdout)["dormant"][0]
    assert told["drafts"][0]["text"] in said


def test_no_silence_is_claimed_where_nothing_was_ever_said(write_vault: WriteVault, run: Run) -> None:
    """Of somebody you only know it is said for how long, not that you have not heard from them."""
    notes = {f"People/{name}.md": "---\ncreated: 2023-09-13\n---\n" for name in ("Ana", "Ben")}
    said = run(write_vault(notes), "reconnect").stdout
    assert "Ben · never in touch yet, known for three years and two months\n" in said
