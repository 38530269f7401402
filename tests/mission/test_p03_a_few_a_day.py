"""P3 · A few a day."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run

WriteVault = Callable[[Mapping[str, str | bytes]], Path]


def note(last: str, cadence: str = "cadence: 30\n") -> str:
    """Somebody with a last talk."""
    return f"---\n{cadence}interests: tea\n---\n\n## Log\n\n- {last} call: the move\n"


NOTES = {
    "vaultwell.toml": 'pace = "2 a day"\n',
    "People/Ana.md": note("2026-10-01"),
    "People/Ben.md": note("2026-10-02"),
    "People/Chen.md": note("2026-10-03"),
    "People/Dora.md": note("2024-05-01", ""),
    "People/Emil.md": note("2023-05-01", ""),
    "People/Finn.md": "---\ninterests: tea\n---\n",
}
MONDAY = "2026-11-16"


def test_the_day_has_few_places_and_one_is_for_the_longest_silence(write_vault: WriteVault, run: Run) -> None:
    """Who is due longest, and one from the bottom of the inbox; the others dormant stand below."""
    assert run(write_vault(NOTES), "reconnect", today=MONDAY).stdout == (
        "A few people today\n"
        "\n"
        "Ana\n"
        "  call 1 Oct: “the move”  People/Ana.md:8\n"
        "\n"
        "Emil\n"
        "  call in May 2023: “the move”  People/Emil.md:7\n"
        "\n"
        "Not heard from for long\n"
        "\n"
        "Dora · two and a half years\n"
        "  call in May 2024: “the move”  People/Dora.md:7\n"
        "\n"
        'It is not too late for any of them. Just reach out anyway: vaultwell draft "Dora"\n'
    )


def test_whoever_is_skipped_comes_round_again(write_vault: WriteVault, run: Run) -> None:
    """The next day offers others first; after everybody was offered they come again."""
    vault = write_vault(NOTES)
    names = []
    for day in (16, 17, 18, 19):
        few = json.loads(run(vault, "reconnect", "--json", today=f"2026-11-{day}").stdout)["few"]
        names.append([pick["row"]["name"] for pick in few])
    assert names == [["Ana", "Emil"], ["Ben", "Dora"], ["Chen", "Emil"], ["Ana", "Dora"]]


def test_nobody_moves_up(write_vault: WriteVault, run: Run) -> None:
    """Once you have written to the day's few, the list is finished."""
    logged = {name: f"{NOTES[f'People/{name}.md']}- {MONDAY} call\n" for name in ("Ana", "Emil")}
    done = {**NOTES, **{f"People/{name}.md": text for name, text in logged.items()}}
    assert "A few people" not in run(write_vault(done), "reconnect", today=MONDAY).stdout


def test_why_says_how_they_were_picked(write_vault: WriteVault, run: Run) -> None:
    """The rule, and for each of them the days it was applied to."""
    assert run(write_vault(NOTES), "reconnect", "--why", "--limit", "0", today="2026-11-19").stdout == (
        "Your pace is 2 a day. The week is replayed from Monday: each day first follow-ups,"
        " then whoever is due longest, and one place for the longest silence."
        " Nobody moves up when you have written to one.\n"
        "\n"
        "A few people today\n"
        "\n"
        "Ana\n"
        "  call 1 Oct: “the move”  People/Ana.md:8\n"
        "  Why: last in touch 1 Oct, and 30 days later it was due 31 Oct; also offered on Mon.\n"
        "\n"
        "Dora\n"
        "  call in May 2024: “the move”  People/Dora.md:7\n"
        "  Why: the longest silence, last in touch 1 May 2024; also offered on Tue.\n"
        "\n"
        "And 1 more: --limit 1."
        ' It is not too late for any of them. Just reach out anyway: vaultwell draft "Emil"\n'
    )


def test_a_pace_of_none_offers_nobody(write_vault: WriteVault, run: Run) -> None:
    """For those whom it drains: no few, and the silences only when asked for."""
    vault = write_vault({**NOTES, "vaultwell.toml": 'pace = "0 a day"\n'})
    assert run(vault, "reconnect", "--limit", "1", today=MONDAY).stdout == (
        "Not heard from for long\n"
        "\n"
        "Emil · three and a half years\n"
        "  call in May 2023: “the move”  People/Emil.md:7\n"
        "\n"
        "And 1 more: --limit 2."
        ' It is not too late for any of them. Just reach out anyway: vaultwell draft "Emil"\n'
    )


def test_a_rest_is_a_rest(write_vault: WriteVault, run: Run) -> None:
    """While you rest nobody is offered, and it is said until when."""
    vault = write_vault({**NOTES, "vaultwell.toml": 'rest_until = "2026-12-01"\n'})
    said = run(vault, "reconnect", today=MONDAY).stdout
    assert said == "You rest until 1 Dec: nobody has to hear from you before.\n"
