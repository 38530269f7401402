"""Our own JSON: everything about people, so that leaving loses nothing."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.conftest import Run, examples
from tests.exchange.graphs import TODAY_DATE, graph_of
from tests.practices.random_vaults import Vault, random_vaults
from tests.strange_notes import strange_vaults
from vaultwell.exchange.to_json import Leaving, build_leaving
from vaultwell.model.settings import Settings
from vaultwell.notes.lines import split_lines
from vaultwell.practices.due import find_due
from vaultwell.render.documents import dump

EXAMPLE = Path(__file__).parent.parent.parent / "example-vault"
PLACES = {"source", "path", "line"}
Write = Callable[[Mapping[str, str | bytes]], Path]


def placeless(value: Any) -> Any:
    """A document without what may differ in another place."""
    if isinstance(value, dict):
        return {key: placeless(item) for key, item in value.items() if key not in PLACES}
    return [placeless(item) for item in value] if isinstance(value, list) else value


def leave(texts: Mapping[str, str], given: Settings, today: date) -> Leaving:
    """The notes as `export json` has them."""
    return build_leaving(graph_of(texts, given, today), texts, given, None, today)


def notes_of(leaving: Leaving) -> dict[str, str]:
    """The notes that an import would write."""
    return {person["path"]: person["front_matter"] + person["body"] for person in leaving.document["people"]}


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(random_vaults)
def test_leaving_and_coming_back_changes_nothing(vault: Vault) -> None:
    """Export, import into an empty vault, export: the same but for places; nobody is due otherwise."""
    today = vault.world.today
    first = leave(vault.texts, vault.settings, today)
    assert first.left == ()
    second = leave(notes_of(first), vault.settings, today)
    assert placeless(first.document) == placeless(second.document)
    due = [
        [
            (row.name, row.reason, row.due_on, row.cadence_days, row.is_today_pick)
            for row in find_due(graph_of(texts, vault.settings, today), vault.settings, today)
        ]
        for texts in (vault.texts, notes_of(first))
    ]
    assert due[0] == due[1]


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(strange_vaults())
def test_any_vault_can_be_left(notes: Mapping[str, bytes]) -> None:
    """Whatever the notes are, the document is JSON, and each note that is in it stands there byte for byte
    but for lines that were added."""
    texts = {path: data.decode("utf-8", "replace") for path, data in notes.items()}
    leaving = leave(texts, Settings(), TODAY_DATE)
    assert json.loads(dump(leaving.document)) == leaving.document
    for path, text in notes_of(leaving).items():
        kept = iter(split_lines(text))
        assert all(line in kept for line in split_lines(texts[path]) if line)


def read_people(run: Run, vault: Path) -> dict[str, Any]:
    """Everybody as `export json` prints them, by name."""
    done = run(vault, "export", "json", "--quiet")
    assert done.exit_code == 0
    return {person["name"]: person for person in json.loads(done.stdout)["people"]}


def test_lines_of_dated_notes_stand_in_the_log(run: Run, write_vault: Write) -> None:
    """What a daily note says of somebody stands in their log in the words of the line; prose, a mention and
    a task become lines that mean the same."""
    vault = write_vault(
        {
            "People/Ana.md": "## Log\n- 2026-10-01 call: the move\n\nBelow the log.\n",
            "People/Ben.md": "",
            "2026-11-02.md": (
                "A walk with [[Ben]], called off early.\n\n"
                "Thought of [[Ana]].\n\n"
                "- called [[Ana]]: the *lease*\n"
                "- Lunch: [[Ana]], [[Ben]]\n"
                "- [ ] call [[Ana]] about the flat\n"
                "- [[Ben]] gave: his drill\n"
            ),
        }
    )
    people = read_people(run, vault)
    assert people["Ana"]["body"] == (
        "## Log\n- 2026-10-01 call: the move\n"
        "- 2026-11-02 mention: Thought of Ana.\n"
        "- 2026-11-02 called [[Ana]]: the *lease*\n"
        "- 2026-11-02 lunch with [[Ben]]: Ana, Ben\n"
        "- [ ] 2026-11-02 todo: call Ana about the flat\n"
        "\nBelow the log.\n"
    )
    assert people["Ben"]["body"] == (
        "## Log\n\n"
        "- 2026-11-02 contact: A walk with Ben, called off early.\n"
        "- 2026-11-02 [[Ben]] gave: his drill\n"
    )
    assert [(entry["on"], entry["verb"], entry["text"]) for entry in people["Ana"]["entries"]] == [
        ("2026-10-01", "call", "the move"),
        ("2026-11-02", "called", "the *lease*"),
        ("2026-11-02", "lunch", "Ana, Ben"),
        ("2026-11-02", "mention", "Thought of Ana."),
        ("2026-11-02", "todo", "call Ana about the flat"),
    ]


def test_a_person_is_there_whole(run: Run, write_vault: Write) -> None:
    """Unknown properties, comments, quotes and line ends of a note are in its two texts, byte for byte."""
    note = "---\ncircle: close # since June\nMy own: [a, 'b']\n---\r\nOne.\r\n\r\n## Log\r\n- 2026-10-01 tea"
    person = read_people(run, write_vault({"People/Ana.md": note}))["Ana"]
    assert person["front_matter"] + person["body"] == note
    assert person["properties"] == {"circle": "close", "My own": ["a", "b"]}


def test_what_cannot_be_carried_is_named(run: Run, write_vault: Write) -> None:
    """A note that cannot take a line, and one that is not UTF-8, are said on stderr; the rest goes on."""
    vault = write_vault(
        {
            "People/Ana.md": "## Log\n\n%% never closed\n- 2026-10-01 tea\n",
            "People/Old.md": b"caf\xe9\n",
            "2026-11-02.md": "- called [[Ana]]: the lease\n",
        }
    )
    done = run(vault, "export", "json")
    assert [person["name"] for person in json.loads(done.stdout)["people"]] == ["Ana"]
    assert "People/Old.md:1: this note would not be read as a person’s" in done.stderr
    assert "2026-11-02.md:1: People/Ana.md cannot take it" in done.stderr


def test_the_example_vault_loses_nothing(run: Run) -> None:
    """Everybody, the settings, and not a line left behind."""
    document = json.loads(run(EXAMPLE, "export", "json", "--json").stdout)
    assert (document["people"], document["left"]) == (15, [])
    leaving = json.loads(document["text"])
    assert leaving["settings"] == (EXAMPLE / "vaultwell.toml").read_text("utf-8")
    assert len(leaving["people"]) == 15
