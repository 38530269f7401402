"""`init --obsidian`: a little comfort, never over something that is there."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

VAULT = {
    "vaultwell.toml": 'people = ["Freunde & Co"]\n',
    ".obsidian/templates.json": '{"folder": "Vorlagen"}',
    "Freunde & Co/Ana.md": "---\ncircle: close\n---\n## Log\n\n- 2026-10-05 call: the move\n",
}


def test_files_are_written_where_there_are_none(write_vault: Write, run: Run) -> None:
    """A base, a template in the folder of templates and a snippet; what to do with each is said."""
    vault = write_vault(VAULT)
    output = run(vault, "init", "--obsidian").output
    assert output[output.index("Wrote People.base") :] == (
        "Wrote People.base: tables of people by circle, place and birthday.\n"
        "Wrote Vorlagen/Person.md: somebody new: Templates → Insert template.\n"
        "Wrote .obsidian/snippets/vaultwell.css: switch it on in Settings → Appearance.\n"
        "For your daily note’s template, today’s few: ![[Due#A few people]]\n"
        "\n"
        "Next: vaultwell index\n"
    )
    assert 'containsAny("Freunde & Co")' in (vault / "People.base").read_text()


def test_nothing_is_ever_overwritten(write_vault: Write, run: Run) -> None:
    """A second run, and files of one’s own, change nothing."""
    vault = write_vault({**VAULT, "People.base": "mine\n"})
    assert "Left as it is: People.base." in run(vault, "init", "--obsidian").output
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    assert "Wrote" not in run(vault, "init", "--obsidian").output.replace("Wrote vaultwell.toml", "")
    assert {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()} == before
    assert (vault / "People.base").read_text() == "mine\n"


def test_the_template_makes_a_person_without_problems(write_vault: Write, run: Run) -> None:
    """Nobody is called after the template, and what Obsidian makes of it is somebody without a problem."""
    vault = write_vault(VAULT)
    run(vault, "init", "--obsidian")
    text = (vault / "Vorlagen/Person.md").read_text()
    filled = re.sub(r"\{\{date:YYYY-MM-DD\}\}", "2026-11-20", text).replace("met:", "met: the lake, by boat")
    (vault / "Somewhere").mkdir()
    (vault / "Somewhere/Ben.md").write_text(filled)
    people = json.loads(run(vault, "list", "--json").stdout)["people"]
    assert [person["name"] for person in people] == ["Ana", "Ben"]
    assert run(vault, "check").output == "Nothing wrong in the notes of 2 people.\n"


def test_templater_gets_a_line_of_its_own(write_vault: Write, run: Run) -> None:
    """Where Templater is switched on, a template types the first half of a log line."""
    vault = write_vault({**VAULT, ".obsidian/community-plugins.json": '["templater-obsidian"]'})
    assert "Wrote Vorlagen/Log line.md" in run(vault, "init", "--obsidian").output
    assert (vault / "Vorlagen/Log line.md").read_text().startswith('- <% tp.date.now("YYYY-MM-DD") %> ')


def test_a_dry_run_writes_nothing(write_vault: Write, run: Run) -> None:
    """It shows each file as a diff."""
    vault = write_vault(VAULT)
    before = sorted(vault.rglob("*"))
    output = run(vault, "init", "--obsidian", "--dry-run").output
    assert "+++ b/People.base" in output
    assert "Would write People.base" in output
    assert sorted(vault.rglob("*")) == before


def test_a_folder_without_obsidian_is_left_alone(write_vault: Write, run: Run) -> None:
    """Without Obsidian's own folder nothing is written, not even the settings."""
    vault = write_vault({"People/Ana.md": ""})
    answer = run(vault, "init", "--obsidian")
    assert answer.exit_code == 1
    assert answer.stderr == (
        "Obsidian has not been here yet: there is no .obsidian folder."
        " Open the folder as a vault in Obsidian once, and run the command again.\n"
    )
    assert not (vault / "vaultwell.toml").exists()
