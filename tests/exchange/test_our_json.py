"""`import json`: our own export comes back as it left."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given

from tests.conftest import Run, run_vaultwell, settings_on_disk, write_notes
from tests.exchange.test_to_json import EXAMPLE, placeless
from tests.strange_notes import strange_vaults
from vaultwell.exchange.our_json import find_active, find_unwritable
from vaultwell.notes.file_names import is_safe_path

Write = Callable[[Mapping[str, str | bytes]], Path]


def export_to(vault: Path, place: Path) -> Any:
    """The export of a vault, written to a file, as JSON."""
    run_vaultwell(vault, "export", "json", "-o", str(place), "--quiet")
    return json.loads(place.read_text("utf-8"))


def test_the_example_vault_comes_back(run: Run, tmp_path: Path) -> None:
    """Export, import into an empty vault, export: the same but for places, the settings byte for byte; a
    second import says that nothing is new."""
    first = export_to(EXAMPLE, tmp_path / "a.json")
    empty = write_notes(tmp_path / "empty", {"vaultwell.toml": "# mine\n"})
    done = run(empty, "import", "json", str(tmp_path / "a.json"), "--apply")
    assert done.stdout.startswith("People: 15 new.\n")
    assert (empty / "vaultwell.toml").read_bytes() == (EXAMPLE / "vaultwell.toml").read_bytes()
    assert placeless(export_to(empty, tmp_path / "b.json")) == placeless(first)
    again = run(empty, "import", "json", str(tmp_path / "a.json"))
    assert again.stdout == "People: 15 as before.\nNothing would change.\n"


def test_it_can_all_be_taken_back(run: Run, write_vault: Write, tmp_path: Path) -> None:
    """One `undo` brings the old settings back and takes the notes away."""
    export_to(EXAMPLE, tmp_path / "a.json")
    empty = write_vault({"vaultwell.toml": "# mine\n"})
    run(empty, "import", "json", str(tmp_path / "a.json"), "--apply")
    assert run(empty, "undo").exit_code == 0
    assert (empty / "vaultwell.toml").read_text() == "# mine\n"
    assert list(empty.rglob("*.md")) == []


@settings_on_disk(25)
@given(strange_vaults())
def test_any_vault_comes_back(notes: Mapping[str, bytes]) -> None:
    """Whatever the notes are: what the export says is left behind is all that is lost."""
    with TemporaryDirectory() as folder:
        vault = write_notes(Path(folder, "vault"), notes)
        empty = write_notes(Path(folder, "empty"), {"vaultwell.toml": ""})
        first = export_to(vault, Path(folder, "a.json"))
        run_vaultwell(empty, "import", "json", f"{folder}/a.json", "--apply", "--trusted", "--quiet")
        second = export_to(empty, Path(folder, "b.json"))
        assert [person["body"] for person in second["people"]] == [
            person["body"]
            for person in first["people"]
            if not find_unwritable(person["front_matter"] + person["body"])
        ]
        left = json.loads(run_vaultwell(vault, "export", "json", "--json").stdout)["left"]
        if not left and len(second["people"]) == len(first["people"]):
            for one, other in zip(first["people"], second["people"], strict=True):
                assert placeless(one) == placeless(other)
            assert second["settings"] == first["settings"]


def test_two_of_one_name_stay_two(run: Run, write_vault: Write, tmp_path: Path) -> None:
    """Notes of one vault are of as many people, whatever they are called."""
    vault = write_vault({"People/Ana.md": "One.\n", "Contacts/Ana.md": "Other.\n", "People/Zoe.md": ""})
    export_to(vault, tmp_path / "a.json")
    empty = write_notes(tmp_path / "empty", {"vaultwell.toml": ""})
    run(empty, "import", "json", str(tmp_path / "a.json"), "--apply")
    assert {path.relative_to(empty).as_posix(): path.read_text() for path in empty.rglob("*.md")} == {
        "People/Ana.md": "One.\n",
        "Contacts/Ana.md": "Other.\n",
        "People/Zoe.md": "",
    }


def test_who_is_there_gets_what_is_missing(run: Run, write_vault: Write, tmp_path: Path) -> None:
    """In a vault with people settings stay, a known person gets new properties and entries once, and
    nothing of theirs is replaced."""
    vault = write_vault(
        {
            "vaultwell.toml": "pace = '2 a day'\n",
            "People/Ana.md": "---\nemail: a@x.example\norg: Kiln\n---\n## Log\n- 2026-10-05 call: the move\n",
            "People/Ben.md": "",
            "2026-11-02.md": "- lunch with [[Ana]] and [[Ben]]: soup\n",
        }
    )
    export_to(vault, tmp_path / "a.json")
    other = write_notes(
        tmp_path / "other",
        {
            "vaultwell.toml": "",
            "Contacts/Ana.md": "---\nemail: a@x.example\norg: Mine\n---\n",
            "People/Ben.md": "",
        },
    )
    run(other, "import", "json", str(tmp_path / "a.json"), "--apply")
    assert (other / "vaultwell.toml").read_text() == ""
    text = (other / "Contacts/Ana.md").read_text()
    assert text.startswith("---\nemail: a@x.example\norg: Mine\n---\n")
    assert "- 2026-10-05 call: the move ^im-" in text
    assert "- 2026-11-02 lunch with [[Ben]]: soup ^im-" in text
    assert (other / "People/Ben.md").read_text() == ""
    assert run(other, "import", "json", str(tmp_path / "a.json")).stdout.endswith("Nothing would change.\n")


HOSTILE = [
    "```dataviewjs\ndv.view('x')\n```\n",
    "~~~ dataviewjs\n~~~\n",
    "> ```js-engine\n",
    "Today `$= dv.current()`\n",
    "<%* tp.system.prompt() %>\n",
    "<iframe src='x'></iframe>\n",
    "[x](obsidian://run?command=1)\n",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_code_in_a_note_needs_trust(run: Run, tmp_path: Path, body: str) -> None:
    """A note that would run in Obsidian is left out and said, unless the file is trusted."""
    vault = write_notes(tmp_path / "vault", {"People/Ana.md": f"Hello.\n{body}"})
    export_to(vault, tmp_path / "a.json")
    empty = write_notes(tmp_path / "empty", {"vaultwell.toml": ""})
    done = run(empty, "import", "json", str(tmp_path / "a.json"), "--apply")
    assert "Ana: line 2 of the note is code that Obsidian runs" in done.stdout
    assert list(empty.rglob("*.md")) == []
    run(empty, "import", "json", str(tmp_path / "a.json"), "--apply", "--trusted")
    assert (empty / "People/Ana.md").read_text() == f"Hello.\n{body}"


def test_plain_notes_are_no_code() -> None:
    """Ordinary Markdown needs no trust."""
    text = "# Ana\n```python\nx\n```\n`code`, 5 < 6 % 7, [x](https://x.example), [[Ben]] %% c %%\ndata: 5\n"
    assert find_active(text) == 0


@pytest.mark.parametrize(
    "path",
    ["../x.md", "/etc/x.md", ".obsidian/x.md", "People/.x.md", "People//x.md", "C:/x.md", "People/x",
     "con.md", "People/a\u202eb.md", "-x.md", "People/x\\y.md", "", "People/x.md/"],
)  # fmt: skip
def test_no_path_leads_away(run: Run, write_vault: Write, tmp_path: Path, path: str) -> None:
    """A place that is none is replaced by one among the people."""
    assert not is_safe_path(path)
    record = {"name": "Ana Díaz", "path": path, "front_matter": "---\ntype: person\n---\n", "body": "Hi.\n"}
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"format": "vaultwell", "version": 1, "people": [record]}))
    empty = write_vault({"vaultwell.toml": ""})
    run(empty, "import", "json", str(file), "--apply")
    assert [each.relative_to(empty).as_posix() for each in empty.rglob("*.md")] == ["People/Ana Díaz.md"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "is no file of “vaultwell export json”"),
        ("{", "is no file of “vaultwell export json”"),
        ("[" * 100_000, "is no file of “vaultwell export json”"),
        ('{"format": "vaultwell", "version": 2}', "was written by a newer vaultwell"),
    ],
)
def test_what_is_not_ours(run: Run, write_vault: Write, tmp_path: Path, text: str, said: str) -> None:
    """Any other file is refused in one sentence."""
    file = tmp_path / "a.json"
    file.write_text(text)
    done = run(write_vault({"vaultwell.toml": ""}), "import", "json", str(file))
    assert done.exit_code == 1
    assert said in done.stderr


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [7], [None], {"x": 7}])
@pytest.mark.parametrize("key", ["people", "name", "path", "properties", "body", "entries", "aliases"])
def test_no_shape_of_json_breaks_it(
    run: Run, write_vault: Write, tmp_path: Path, key: str, value: object
) -> None:
    """Values of another kind than ours are passed over."""
    record = {"name": "Ana", "path": "People/Ana.md", "properties": {}, "body": "", "entries": [{}]}
    document: dict[str, object] = {"format": "vaultwell", "version": 1, "people": [{**record, key: value}]}
    if key == "people":
        document[key] = value
    file = tmp_path / "a.json"
    file.write_text(json.dumps(document))
    assert run(write_vault({"vaultwell.toml": ""}), "import", "json", str(file), "--apply").exit_code == 0
