"""Notes in the formats of perm, Personal CRM and Contacts: read as they are, due on the day those tools say.

The rules of the other tools are stated anew here, from their own sources, and know nothing of vaultwell.
"""

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TODAY, Run
from tests.graph.lines import build
from vaultwell.model.settings import Settings
from vaultwell.notes.property_keys import ALSO_READ_AS
from vaultwell.practices.due import find_due
from vaultwell.practices.row import DueRow
from vaultwell.vault.settings import parse_settings

Write = Callable[[Mapping[str, str | bytes]], Path]

PAGE_FILE = Path(__file__).parent.parent.parent / "docs" / "from-other-tools.md"
PAGE = PAGE_FILE.read_text("utf-8")
NOW = date.fromisoformat(TODAY)
FOREVER = 40_000


def find_rows(files: Mapping[str, str], settings: Settings, today: date = NOW) -> dict[str, DueRow]:
    """Everybody's row by rhythm, however far ahead, by name; all that is wrong is one e-mail for all."""
    graph, problems = build(dict(files), settings, today)
    assert [problem for problem in problems if problem.code != "same-person"] == []
    rows = find_due(graph, settings, today, FOREVER)
    return {row.name: row for row in rows if row.reason in ("cadence", "dormant")}


def due_days(files: Mapping[str, str], settings: Settings, today: date = NOW) -> dict[str, date | None]:
    """When each person is due by rhythm."""
    return {name: row.due_on for name, row in find_rows(files, settings, today).items()}


def test_every_name_stands_on_the_page() -> None:
    """The page has each name of another tool beside ours, and no other."""
    head, rows, tail = re.split(r"(?<=\|---\|---\|\n)((?:\|.*\n)*)", PAGE, maxsplit=1)
    ours = dict.fromkeys(ALSO_READ_AS.values())
    names = {
        key: ", ".join(f"`{name}`" for name, meant in ALSO_READ_AS.items() if meant == key) for key in ours
    }
    table = "".join(f"| `{key}` | {theirs} |\n" for key, theirs in names.items())
    if os.environ.get("VAULTWELL_REFRESH"):
        PAGE_FILE.write_text(head + table + tail, "utf-8")
    else:
        assert rows == table


# --- perm (github.com/lhansford/perm-cli, src/commands/due.ts) --------------------------------------------

_DAYS = st.dates(date(2019, 1, 1), NOW)


@dataclass(frozen=True)
class PermNote:
    """What perm reads of a note; `text` is such a note, with all that its examples have."""

    frequency: int | None
    last: date | None
    created: date | None

    @property
    def text(self) -> str:
        """The note."""
        known = [
            f"{key}: {value}"
            for key, value in (
                ("created", self.created),
                ("updated", self.created),
                ("lastContact", self.last),
                ("contactFrequency", self.frequency and f"{self.frequency} # in days"),
            )
            if value
        ]
        return "\n".join(
            [
                "---",
                "# what perm reads",
                *known,
                "birthDate: XXXX-03-09",
                'aliases: ["Jo"]',
                'email: "jo@example.org"',
                'relationship: "Colleague"',
                'howWeMet: "At the harbour: it rained"',
                "groups:",
                "  - Choir",
                "interests:",
                "  - plants",
                "---",
                "# Jo Marsh",
                "",
                "Sings alto.",
            ]
        )


def perm_due_on(note: PermNote) -> date | None:
    """The first day on which `perm due` lists them: the day itself counts, nobody without a frequency.

    Somebody without a last contact is listed every day; "days overdue" count from `created`.
    """
    if not note.frequency:
        return None
    return date.min if note.last is None else note.last + timedelta(note.frequency)


_PERM_NOTES = st.builds(
    PermNote,
    st.one_of(st.none(), st.integers(1, 800)),
    st.one_of(st.none(), _DAYS),
    st.one_of(st.none(), _DAYS),
)


@given(st.lists(_PERM_NOTES, min_size=1, max_size=5))
def test_perms_people_are_due_on_perms_day(notes: list[PermNote]) -> None:
    """Everybody with a last contact is due on the day of perm; nobody is without a frequency."""
    found = due_days({f"people/P{i}.md": note.text for i, note in enumerate(notes)}, Settings())
    for i, note in enumerate(notes):
        if note.last is not None or not note.frequency:
            assert found.get(f"P{i}") == perm_due_on(note)


def test_perm_without_a_last_contact() -> None:
    """A difference: perm lists them at once, vaultwell from `created` on; without that both do, undated."""
    made, bare = PermNote(30, None, date(2026, 11, 1)), PermNote(30, None, None)
    rows = find_rows({"people/Made.md": made.text, "people/Bare.md": bare.text}, Settings())
    assert rows["Made"].due_on == date(2026, 12, 1)
    assert rows["Made"].is_estimated
    assert (rows["Bare"].due_on, rows["Bare"].is_estimated) == (None, True)


def test_what_perm_takes_and_vaultwell_names() -> None:
    """A difference: a last contact to come and a frequency of 0 are named as problems, with nobody due."""
    files = {
        "people/Ahead.md": PermNote(30, date(2026, 12, 24), None).text,
        "people/Zero.md": PermNote(30, date(2026, 10, 1), None).text.replace("30 #", "0 #"),
    }
    graph, problems = build(files, Settings(), NOW)
    assert [(problem.path, problem.code) for problem in problems if problem.severity == "problem"] == [
        ("people/Ahead.md", "impossible-date"),
        ("people/Zero.md", "bad-cadence"),
    ]
    assert {row.name: row.due_on for row in find_due(graph, Settings(), NOW)} == {"Ahead": None}


def test_perms_folder_is_a_vault(write_vault: Write, run: Run) -> None:
    """Perm's own folder, hidden as it is, can be named as the vault; every fact has its place."""
    vault = write_vault({".perm/people/JoMarsh.md": PermNote(30, date(2026, 10, 23), None).text}) / ".perm"
    rows = json.loads(run(vault, "due", "--json").stdout)["rows"]
    assert [(row["name"], row["reason"], row["due_on"]) for row in rows] == [
        ("JoMarsh", "cadence", "2026-11-22"),
    ]
    shown = json.loads(run(vault, "show", "jo", "--json").stdout)
    assert shown["relation"] == ["colleague"]
    assert shown["facts"]["met_at"] == ["At the harbour: it rained"]
    assert shown["other"]["groups"] == ["Choir"]
    assert [(day["label"], day["on"]) for day in shown["dates"]] == [("birthday", "2027-03-09")]


# --- Personal CRM (github.com/xuvi7/obsidian-personal-crm, src/engine.ts, version 1.7.0) ------------------

CRM_TOML = next(block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[circles]" in block)
CRM_SETTINGS, _ = parse_settings(CRM_TOML)
TIERS = {"inner": 14, "close": 30, "casual": 90, "warm": 180, "dormant": 365}

# A line of a dated note about somebody, and whether the plugin counts it as being in touch.
_JOURNAL_LINES = {
    "…coffee with [[{}]]…": True,
    "Walked along the river with [[{}|her]] and the dog.": True,
    "- [x] called [[{}]]": True,
    "- [ ] reach out to [[{}]]": False,
    "> [[{}]] once said so": False,
    "![[{}]]": False,
    "```\n[[{}]]\n```": False,
}
# The same for a line of the person's own note, with the day as a link.
_LOG_LINES = {
    "- [[{}]] — coffee": True,
    "- [[{}]]": True,
    "- [[{}]] — her talk in Lisbon\n  went well": True,
    "- [ ] follow up on [[{}]]": False,
    "> as written on [[{}]]": False,
    "```\n- [[{}]]\n```": False,
}


@dataclass(frozen=True)
class CrmPerson:
    """Somebody in Personal CRM's keys, with the lines of dated notes about them."""

    tier: str | None = None
    cadence: int | None = None
    last: date | None = None
    created: date | None = None
    is_paused: bool = False
    log: tuple[tuple[date, str], ...] = ()
    journal: tuple[tuple[date, str], ...] = ()

    @property
    def text(self) -> str:
        """The note."""
        keys = {
            "prm-tier": self.tier,
            "prm-cadence": self.cadence,
            "prm-last-contacted": self.last,
            "created": self.created,
            "prm-paused": "true" if self.is_paused else None,
        }
        written = [f"{key}: {value}" for key, value in keys.items() if value]
        log = [line.format(day) for day, line in self.log]
        return "\n".join(
            [
                "---",
                "tags:",
                "  - people",
                *written,
                "prm-birthday: 04-17",
                "prm-relationship: climbing gym",
                "prm-location: Lisbon",
                "---",
                "# Contact log",
                *log,
            ]
        )


def crm_due_on(person: CrmPerson) -> date | None:
    """`finalize`: so many days (their own before the tier's) after the newest contact, else `created`."""
    counted = [day for day, line in person.log if _LOG_LINES[line]]
    counted += [day for day, line in person.journal if _JOURNAL_LINES[line]]
    counted += [person.last] if person.last else []
    days = person.cadence or TIERS.get(person.tier or "")
    if person.is_paused or not days:
        return None
    baseline = max(counted, default=person.created)
    assert baseline is not None
    return baseline + timedelta(days)


_RECENT = st.dates(date(2024, 1, 1), NOW)
_CRM_PEOPLE = st.builds(
    CrmPerson,
    tier=st.sampled_from([None, *TIERS]),
    cadence=st.one_of(st.none(), st.integers(1, 500)),
    last=st.one_of(st.none(), _RECENT),
    created=_RECENT,
    is_paused=st.sampled_from([False, False, False, True]),
    log=st.lists(st.tuples(_RECENT, st.sampled_from(sorted(_LOG_LINES))), max_size=4).map(tuple),
    journal=st.lists(st.tuples(_RECENT, st.sampled_from(sorted(_JOURNAL_LINES))), max_size=4).map(tuple),
)


def crm_files(people: list[CrmPerson]) -> dict[str, str]:
    """The vault: `People/P0.md` and on, and a daily note for each day written about."""
    files = {f"People/P{i}.md": person.text for i, person in enumerate(people)}
    for i, person in enumerate(people):
        for day, line in person.journal:
            path = f"Daily/{day}.md"
            files[path] = files.get(path, "") + line.format(f"P{i}") + "\n\n"
    return files


@given(st.lists(_CRM_PEOPLE, min_size=1, max_size=4))
def test_personal_crms_people_are_due_on_its_day(people: list[CrmPerson]) -> None:
    """With the circles of the page, everybody is due on the day of Personal CRM, whatever their lines are."""
    graph, _ = build(crm_files(people), CRM_SETTINGS, NOW)
    rows = find_due(graph, CRM_SETTINGS, NOW, FOREVER)
    found = {row.name: row.due_on for row in rows if row.reason in ("cadence", "dormant")}
    assert found == {f"P{i}": day for i, person in enumerate(people) if (day := crm_due_on(person))}


def test_the_circles_of_the_page_are_the_plugins_tiers() -> None:
    """The settings that the page gives are Personal CRM's own tiers, in its days."""
    circles = tomllib.loads(CRM_TOML)["circles"]
    assert circles == {tier: f"{days} days" for tier, days in TIERS.items()}


def test_a_whole_note_of_personal_crm() -> None:
    """A note as the plugin writes it has no problem; log, place and relation are where they belong."""
    person = CrmPerson("close", last=date(2026, 11, 3), log=((date(2026, 11, 3), "- [[{}]] — coffee"),))
    graph, problems = build({"People/Sam Rivera.md": person.text}, CRM_SETTINGS, NOW)
    sam = graph.contacts["People/Sam Rivera.md"]
    assert problems == ()
    assert (sam.relation, sam.fact("location"), sam.circle) == (("climbing gym",), ("Lisbon",), "close")
    assert [(entry.on, entry.verb) for entry in graph.of(sam.path)] == [(date(2026, 11, 3), "coffee")]


# What the page names: a line more in the person's note or in a dated one, and what the plugin counts last.
_FIRST, _LATER = date(2026, 10, 1), date(2026, 11, 14)
_DIFFERENCES: dict[str, tuple[str, date]] = {
    "prm-snooze-until: 2026-12-01": ("property", date(2026, 12, 2) - timedelta(30)),  # back the day after
    "- [[2026-11-10]] — called, no answer": ("log", date(2026, 11, 10)),
    "- [[2026-11-10]] — met at the fair": ("log", date(2026, 11, 10)),
    "Thought about [[Sam]] on the train.": ("2026-11-14", _LATER),
    "Dinner with [[Sam]].": ("2026-11-28", _FIRST),
    "We talked for hours on [[2026-11-14]].": ("note", _LATER),
    "- [x] [[Sam]] — overdue 6w": ("2026-11-14", _LATER),
    "prm-ignore-journal: true": ("property", _FIRST),
}


@pytest.mark.parametrize("line", _DIFFERENCES)
def test_the_differences_are_as_the_page_says(line: str) -> None:
    """Where vaultwell means another day than Personal CRM, the page has the line and both days."""
    place, newest = _DIFFERENCES[line]
    row = next(row for row in PAGE.split("\n") if row.startswith(f"| `{line}`"))
    theirs, ours = row.split(" | ")[1:3]
    more = f"{line}\n" if place == "property" else ""
    note = f"---\nprm-tier: close\nprm-last-contacted: {_FIRST}\n{more}---\n"
    note += {"log": f"# Contact log\n{line}\n", "note": line}.get(place, "")
    files = {"People/Sam.md": note}
    if place.startswith("2026"):
        files[f"Journal/{place}.md"] = line
    elif "ignore" in line:
        files[f"Journal/{_LATER}.md"] = "Tea with [[Sam]]."
    graph, _ = build(files, CRM_SETTINGS, NOW)
    assert [str(row.due_on) for row in find_due(graph, CRM_SETTINGS, NOW, FOREVER)] == [ours]
    assert str(newest + timedelta(30)) == theirs != ours


# --- Contacts, Contacts-NG, Friend Tracker ----------------------------------------------------------------


_RHYTHMLESS = {
    "Contacts": """\
name:
  first: Jo
  last: Marsh
phone: 01
birthday: 1990-03-09
last_chat: 2026-10-05
friends:
type: contact
""",
    "Contacts, linked days": """\
name:
  first: Jo
birthday: "[[1990-03-09]]"
last_chat: "[[2026-10-05]]"
type: contact
""",
    "Contacts-NG": """\
first_name: Jo
last_name: Marsh
last_contact: 2026-10-05
birthday: 1990-03-09
type: contact
""",
    "Friend Tracker": """\
name: Jo Marsh
birthday: 1990-03-09
relationship: friend
interactions:
  - date: 2026-10-05
    text: her choir
  - date: 2026-08-01
    text: tea
""",
}


@pytest.mark.parametrize("note", _RHYTHMLESS.values(), ids=_RHYTHMLESS)
def test_tools_without_a_rhythm_tell_of_the_last_contact(note: str) -> None:
    """Their last contact and birthday are read; somebody is due once a rhythm is written beside them."""
    assert due_days({"Contacts/Jo.md": f"---\n{note}---\n"}, Settings()) == {}
    timed = {"Contacts/Jo.md": f"---\ncadence: 30\n{note}---\n"}
    assert due_days(timed, Settings()) == {"Jo": date(2026, 11, 4)}
