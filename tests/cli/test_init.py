"""`init` on a vault that people already have: what it finds, proposes, says, and leaves alone."""

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given

from tests.conftest import Run, run_vaultwell, settings_on_disk, write_notes
from tests.strange_notes import strange_vaults
from vaultwell.vault.settings import parse_settings

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = "---\ntype: person\n---\n## Log\n\n- 2026-10-05 call: the move\n"


def propose(run: Run, vault: Path) -> dict[str, Any]:
    """The settings that `init` writes."""
    run(vault, "init")
    return tomllib.loads((vault / "vaultwell.toml").read_text("utf-8"))


def survey(run: Run, vault: Path) -> dict[str, Any]:
    """What `init --dry-run --json` says."""
    document: dict[str, Any] = json.loads(run(vault, "init", "--dry-run", "--json").stdout)
    return document


# --- People ---------------------------------------------------------------------------------------------


def test_people_are_found_however_they_are_marked(write_vault: Write, run: Run) -> None:
    """Folder, type, tag and category are counted, each in how many notes it stands."""
    vault = write_vault(
        {
            "People/Ana.md": ANA,
            "People/Ben.md": "",
            "Notes/Cleo.md": "---\ntags: [person/work]\n---\n",
            "Notes/Dov.md": '---\ncategories: ["[[People]]"]\n---\n',
        }
    )
    first = run(vault, "init", "--dry-run").output.split("\n\n")[0]
    assert first == (
        "4 people: 2 by folder (People), 1 by the category “People”, 1 by the tag\n"
        "“person”, 1 by “type: person”.\n"
        "1 line about them in people’s own notes."
    )


@pytest.mark.parametrize("folder", ["CRM", "👥 Friends", "02 - Kontakte", "Databases/CRM"])
def test_a_folder_called_after_people_is_proposed(folder: str, write_vault: Write, run: Run) -> None:
    """A name that means people is enough; the counts are those with the proposed folder."""
    vault = write_vault({f"{folder}/Ana.md": "met at the lake\n"})
    assert survey(run, vault)["people"] == 1
    assert propose(run, vault)["people"] == [folder.rpartition("/")[2]]


def test_the_usual_folder_stays_beside_a_new_one(write_vault: Write, run: Run) -> None:
    """A list of folders takes the place of the default one, so those in use are in it."""
    vault = write_vault({"People/Ana.md": "", "CRM/Ben.md": ""})
    assert propose(run, vault)["people"] == ["People", "CRM"]


def test_a_folder_is_known_by_what_its_notes_hold(write_vault: Write, run: Run) -> None:
    """A folder whose notes have a birthday and an address holds people; the reason is said."""
    note = "---\nbirthday: 1988-04-17\nemail: a@example.net\n---\n"
    vault = write_vault({f"Those I know/{name}.md": note for name in ("Ana", "Ben", "Cleo")})
    assert propose(run, vault)["people"] == ["Those I know"]
    assert "# Those I know: 3 of its 3 notes with birthday, email" in (vault / "vaultwell.toml").read_text()


def test_a_folder_is_known_by_whom_one_was_with(write_vault: Write, run: Run) -> None:
    """Notes without a property hold people when dated notes say that one was with them."""
    vault = write_vault(
        {
            **{f"Circle/{name}.md": "" for name in ("Ana", "Ben", "Cleo")},
            "2026-10-01.md": "Supper with [[Ana]] and a walk with [[Ben]].\n",
            "2026-10-02.md": "- call [[Cleo]]: the flat\n",
        }
    )
    assert propose(run, vault)["people"] == ["Circle"]


@pytest.mark.parametrize(
    ("folder", "note"),
    [
        ("Composers", "---\nbirthday: 1756-01-27\n---\n"),
        ("Restaurants", "---\nphone: 030 1234567\nemail: hello@example.net\n---\n"),
        ("Leads", "---\ntype: company\nlast_contact: 2026-01-01\nemail: a@example.net\n---\n"),
        ("Meetings", "---\npeople: ['[[Ana]]']\nrelation: x\nemail: a@example.net\n---\n"),
        ("Templates", "---\nbirthday:\nemail:\n---\n"),
    ],
)
def test_what_others_have_too_makes_no_people(folder: str, note: str, write_vault: Write, run: Run) -> None:
    """A wrong folder of people makes everybody in it a contact, so one sign alone proposes none."""
    notes = {f"{folder}/{name}.md": note for name in ("One", "Two", "Three")}
    vault = write_vault({**notes, "2026-10-01.md": "Dinner at [[One]], then [[Two]] and [[Three]].\n"})
    assert "people" not in propose(run, vault)


def test_a_doubtful_folder_is_left_to_its_owner(write_vault: Write, run: Run) -> None:
    """“Network” may be people or cables: it is named, not chosen."""
    vault = write_vault({"Network/Router.md": "in the cellar\n"})
    assert (
        "  - Network: if its notes are people, add it to “people”" in run(vault, "init", "--dry-run").output
    )
    assert "people" not in propose(run, vault)


def test_a_folders_own_note_and_a_lone_person_are_pointed_out(write_vault: Write, run: Run) -> None:
    """A folder's own note counts as a person, a person outside any folder does not: both are said."""
    note = "---\nbirthday: 04-17\nphone: 030 1234567\n---\n"
    vault = write_vault({"People/Friends/Friends.md": "", "People/Ana.md": "", "Ben.md": note})
    doubtful = survey(run, vault)["doubtful"]
    assert doubtful["unlike_people"] == ["People/Friends/Friends.md"]
    assert doubtful["like_people"] == ["Ben.md"]


@pytest.mark.parametrize(
    ("notes", "me"),
    [
        ({"People/Me.md": ""}, "Me"),
        ({"Robin Vale.md": "---\ntags: [me]\n---\n"}, "Robin Vale"),
        ({"A/Me.md": "", "B/Lake.md": "---\ntype: me\n---\n"}, None),
        ({"Memory.md": "", "ME.md": ""}, None),
    ],
)
def test_my_own_note_is_nobody(notes: dict[str, str], me: str | None, write_vault: Write, run: Run) -> None:
    """A note that calls itself mine is proposed as such; of two none is."""
    vault = write_vault({**notes, "People/Ana.md": ""})
    assert propose(run, vault).get("me") == me
    assert survey(run, vault)["people"] == 1


# --- Their words ----------------------------------------------------------------------------------------


def test_own_names_of_properties_need_name_and_values(write_vault: Write, run: Run) -> None:
    """A property is proposed for ours when its name and its values say so; else it stays the user's own."""
    note = (
        "---\nGeburtstag: 1988-04-17\nfrequency: {}\nLast spoke: 2026-05-02\nKinder: 2\n"
        "hair: brown\nbirthday_cake: nut\n---\n"
    )
    vault = write_vault({"People/Ana.md": note.format("monthly"), "People/Ben.md": note.format("2 weeks")})
    assert propose(run, vault)["properties"] == {
        "Geburtstag": "birthday",
        "frequency": "cadence",
        "Last spoke": "last_contact",
    }
    own = [found["key"] for found in survey(run, vault)["properties"] if found["meaning"] is None]
    assert own == ["birthday_cake", "hair", "Kinder"]


def test_values_that_do_not_fit_are_no_proof(write_vault: Write, run: Run) -> None:
    """`frequency: 440 Hz` is no cadence, and a second name beside ours is no second birthday."""
    note = "---\nfrequency: 440 Hz\nbirthday: 04-17\nGeburtsdatum: 1988-04-17\n---\n"
    assert "properties" not in propose(run, write_vault({"People/Ana.md": note}))


def test_own_circles_are_kept_with_what_their_names_say(write_vault: Write, run: Run) -> None:
    """A circle whose name is no length of time makes nobody due until its owner says how often."""
    notes = {
        f"People/{i}.md": f"---\ncircle: {name}\n---\n" for i, name in enumerate(["Choir", "weekly", "choir"])
    }
    vault = write_vault(notes)
    assert propose(run, vault)["circles"] == {"weekly": "weekly", "Choir": "never"}
    assert 'Choir = "never"  # 2 people; say how often' in (vault / "vaultwell.toml").read_text()
    assert run(vault, "check").exit_code == 0


def test_our_circles_are_proposed_whole(write_vault: Write, run: Run) -> None:
    """Who uses one of ours, or none, gets all of them."""
    circles = propose(run, write_vault({"People/Ana.md": "---\ncircle: close\n---\n"}))["circles"]
    assert list(circles) == ["inner", "close", "casual", "warm", "far"]


def test_headings_of_talks_are_proposed_and_others_named(write_vault: Write, run: Run) -> None:
    """Dated lines under a heading of talks are read at once; those of a career are left to their owner."""
    talks = "## Gespräche\n\n- 2026-10-05 sat by the river\n\n"
    note = f"# Ana\n\n{talks}## Career\n\n- 2019-01-01 Kiln\n- 2020-01-01 Oak\n"
    vault = write_vault({"People/Ana.md": note})
    found = survey(run, vault)
    assert found["entries"] == {"own": 1, "dated": 0}
    assert found["doubtful"]["headings"] == [{"heading": "Career", "lines": 2, "source": "People/Ana.md:9"}]
    assert propose(run, vault)["headings"][-1] == "Gespräche"
    assert "# Gespräche: 1 line with a date below it in 1 note" in (vault / "vaultwell.toml").read_text()


# --- Days, links, Tasks, what is left over --------------------------------------------------------------


def test_dated_notes_are_counted_with_their_source(write_vault: Write, run: Run) -> None:
    """Daily notes by Obsidian's setting, meetings, weeks, and those whose day nobody can read."""
    vault = write_vault(
        {
            ".obsidian/daily-notes.json": '{"folder": "Journal", "format": "DD.MM.YYYY"}',
            "Journal/05.10.2026.md": "",
            "Journal/Ideas.md": "",
            "Meetings/2026-10-06 Kiln.md": "",
            "Meetings/Oak.md": "---\ntype: meeting\n---\n",
            "Old/5-10-2019.md": "",
            "2026-W41.md": "",
        }
    )
    assert run(vault, "init", "--dry-run").output.split("\n\n")[0] == (
        "2 dated notes: 1 called after the day alone, 1 of meetings and the like.\n"
        "Daily notes: Journal, as DD.MM.YYYY (from .obsidian/daily-notes.json).\n"
        "1 weekly or longer note: never contact.\n"
        "2 notes without a date that can be read: Journal/Ideas.md, Meetings/Oak.md.\n"
        "1 name may be a day in another form, such as Old/5-10-2019.md. Set folder and\n"
        "date format in Obsidian’s daily-note settings, and they are read.\n"
        "--- a/vaultwell.toml"
    ).replace("\n--- a/vaultwell.toml", "")


def test_links_are_counted_by_where_they_lead(write_vault: Write, run: Run) -> None:
    """To people, to other notes, to two notes of one name, to none."""
    vault = write_vault(
        {
            "People/Ana.md": "",
            "A/Lake.md": "",
            "B/Lake.md": "",
            "Kiln.md": "",
            "2026-10-01.md": "With [[Ana]] at the [[Lake]], past [[Kiln]], like [[Nobody]].\n",
        }
    )
    assert survey(run, vault)["links"] == {"people": 1, "notes": 1, "ambiguous": 1, "unknown": 1}


@pytest.mark.parametrize(
    "notes",
    [
        {".obsidian/community-plugins.json": '["obsidian-tasks-plugin"]'},
        {"Dashboard.md": "```tasks\nnot done\n```\n"},
    ],
)
def test_users_of_tasks_are_told_what_to_exclude(notes: dict[str, str], write_vault: Write, run: Run) -> None:
    """The plugin, or a query of it in a note, is enough; nobody else is told."""
    assert "\n  path does not include Due.md\n" in run(write_vault(notes), "init", "--dry-run").output


def test_nobody_else_is_told_of_tasks(write_vault: Write, run: Run) -> None:
    """Without the plugin and without a query nothing is said of it."""
    vault = write_vault({".obsidian/community-plugins.json": '["dataview"]', "Plan.md": "- [ ] tasks\n"})
    assert "Tasks" not in run(vault, "init", "--dry-run").output


def test_what_is_not_understood_is_named(write_vault: Write, run: Run) -> None:
    """Lines without a date, lines in own words and problems each come with a place."""
    log = "---\nbirthday: 17.4.1988\n---\n## Log\n\n- called her\n- 2026-10-05 sat by the river\n"
    output = run(write_vault({"People/Ana.md": log}), "init", "--dry-run").output
    assert "  - 1 log line without a date: People/Ana.md:6.\n" in output
    assert "no verb I know, and counts as a talk:\n    People/Ana.md:7 “sat by the river”.\n" in output
    assert "  - 1 problem, each named by “vaultwell check”: a property is not a date" in output


# --- What is written ------------------------------------------------------------------------------------


def test_settings_that_are_there_are_never_overwritten(write_vault: Write, run: Run) -> None:
    """`init` says what it would have proposed beyond them, and counts under what holds."""
    mine = 'pace = "2 a day"\n'
    vault = write_vault({"CRM/Ana.md": "", "vaultwell.toml": mine})
    output = run(vault, "init").output
    assert (
        "left it as it is.\nI would have proposed beyond it:\n\n# CRM: called after people, 1 note\n"
        in output
    )
    assert 'people = ["CRM"]' in output
    assert "[circles]" not in output
    assert (vault / "vaultwell.toml").read_text() == mine
    assert survey(run, vault)["people"] == 0


def test_a_due_note_of_ones_own_is_not_in_the_way(write_vault: Write, run: Run) -> None:
    """Where a note has the due note's name already, another name is proposed, and `index` works."""
    vault = write_vault({"Due.md": "my own list\n", "People/Ana.md": ANA})
    assert propose(run, vault)["due_note"] == "Due today.md"
    assert run(vault, "index").exit_code == 0
    assert (vault / "Due.md").read_text() == "my own list\n"


def test_a_folder_that_is_not_there_yet(tmp_path: Path, run: Run) -> None:
    """`init --dry-run DIR` shows what it would write, and makes no folder."""
    output = run(tmp_path, "init", "--dry-run", str(tmp_path / "new")).output
    assert output.startswith("--- a/vaultwell.toml\n")
    assert not (tmp_path / "new").exists()


@settings_on_disk(15)
@given(strange_vaults())
def test_what_is_proposed_can_be_read_and_nothing_else_is_touched(notes: dict[str, bytes]) -> None:
    """Whatever stands in the notes, the settings are good TOML without a fault, and no note changes."""
    notes = {path: data for path, data in notes.items() if path != "vaultwell.toml"}
    with TemporaryDirectory() as folder:
        root = write_notes(Path(folder), notes)
        result = run_vaultwell(root, "init")
        assert result.exit_code == 0
        assert parse_settings((root / "vaultwell.toml").read_text("utf-8"))[1] == ()
        assert all((root / path).read_bytes() == data for path, data in notes.items())
