"""`vaultwell import`: said first, written with --apply, the same twice, taken back whole."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import Run
from vaultwell.cli.main import cli
from vaultwell.cli.progress import show_progress
from vaultwell.exchange.incoming import Incoming, IncomingEntry, IncomingPerson
from vaultwell.exchange.plan import Known, Planner
from vaultwell.exchange.sorting import sort_people
from vaultwell.model.contact import Contact
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Conventions, Settings
from vaultwell.model.source import Source

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = """---
type: person
email: ana@x.example  # hers
location: Bristol
---
Climbs.

## Log

- 2026-10-05 call: the move
"""
_DECIDE = (
    "Decide with --doubtful same (they are who they seem to be) or --doubtful new (a note of their own);"
    " with --apply, a terminal asks you one by one."
)
_COLUMNS = (
    "Columns: Name → name, E-mail → email, Phone → phone, City → location, Birthday → birthday,"
    " Notes → notes. Not read: Where from."
)
TABLE = """Name,E-mail,Phone,City,Birthday,Notes,Where from
Ana Díaz,ANA@x.example,+49 170 1234567,Lisbon,17/04/1988,Likes tea,PyCon
Zoë Ünal,zoe@x.example,,,03/04/1990,,
"""


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with Ana."""
    return write_vault({"People/Ana Díaz.md": ANA, "vaultwell.toml": ""})


def _table(vault: Path, text: str | bytes = TABLE) -> str:
    place = vault.parent / "people.csv"
    place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return str(place)


def _read(vault: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((vault / "People").iterdir())}


def test_it_is_said_before_it_is_done(vault: Path, run: Run) -> None:
    """Without --apply nothing is written, and everything is said that would be."""
    result = run(vault, "import", "csv", _table(vault))
    assert result.output.splitlines() == [
        _COLUMNS,
        "People: 1 new, 1 with something more.",
        "New:",
        "  People/Zoë Ünal.md",
        "More for:",
        "  People/Ana Díaz.md: birthday 1988-04-17, phone +49 170 1234567, 1 entry",
        "Yours stays:",
        "  People/Ana Díaz.md: location “Bristol”; the file says “Lisbon”",
        "Nothing was written. To do it, add --apply; to see every line first, --dry-run.",
    ]
    assert _read(vault) == {"Ana Díaz": ANA}


def test_the_notes_after_it(vault: Path, run: Run) -> None:
    """A note that is there gets what it lacks and keeps every byte; a new one is whole."""
    result = run(vault, "import", "csv", _table(vault), "--map", "where from=met_at", "--apply")
    assert result.output.splitlines()[-1] == "To take all of it back: vaultwell undo"
    notes = _read(vault)
    assert (
        notes["Ana Díaz"]
        == ANA.replace(
            "Bristol\n", 'Bristol\nbirthday: 1988-04-17\nmet_at: PyCon\nphone: "+49 170 1234567"\n'
        )
        + "- 2026-11-22 note: Likes tea ^im-a14e9131\n"
    )
    assert notes["Zoë Ünal"] == (
        "---\ntype: person\nbirthday: 1990-04-03\nemail: zoe@x.example\ncreated: 2026-11-22\n---\n\n## Log\n"
    )
    assert run(vault, "check").exit_code == 0


def test_the_same_file_twice_changes_nothing(vault: Path, run: Run) -> None:
    """A second import of the file, also on another day, has nothing to add; the columns are remembered."""
    run(vault, "import", "csv", _table(vault), "--map", "where from=met_at", "--apply")
    before = _read(vault)
    result = run(vault, "import", "csv", _table(vault), "--apply", today="2027-01-05")
    assert "Where from → met_at" in result.output
    assert "People: 2 as before." in result.output.splitlines()
    assert _read(vault) == before


def test_a_newer_file_adds_what_is_new(vault: Path, run: Run) -> None:
    """Only the new person and the new address come."""
    run(vault, "import", "csv", _table(vault), "--apply")
    newer = TABLE + "Ben,ben@x.example,,,,,\nZoë Ünal,zoe@x.example ::: z@y.example,,,,,\n"
    result = run(vault, "import", "csv", _table(vault, newer), "--apply")
    assert result.output.splitlines()[1:6] == [
        "People: 1 new, 1 with something more, 1 as before.",
        "New:",
        "  People/Ben.md",
        "More for:",
        "  People/Zoë Ünal.md: email z@y.example",
    ]
    assert "email: [zoe@x.example, z@y.example]" in _read(vault)["Zoë Ünal"]


def test_undo_takes_it_back_whole(vault: Path, run: Run) -> None:
    """One undo, and the vault is as it was, byte for byte."""
    run(vault, "import", "csv", _table(vault), "--apply")
    assert "Taken back: import csv people.csv" in run(vault, "undo").output
    assert _read(vault) == {"Ana Díaz": ANA}


def test_who_is_not_certain_waits(vault: Path, run: Run) -> None:
    """A name alone decides nothing: it is listed, or taken as the user says."""
    file = _table(vault, "Name,Email\nAna Díaz,other@x.example\n")
    assert run(vault, "import", "csv", file, "--apply").output.splitlines()[1:] == [
        "People: 1 not certain.",
        "Not certain who:",
        "  Ana Díaz (people.csv:2): the same name, and nothing else that tells: People/Ana Díaz.md",
        _DECIDE,
    ]
    assert _read(vault) == {"Ana Díaz": ANA}
    run(vault, "import", "csv", file, "--apply", "--doubtful", "new")
    assert list(_read(vault)) == ["Ana Díaz (2)", "Ana Díaz"]
    assert "People: 1 as before." in run(vault, "import", "csv", file, "--apply").output
    run(vault, "undo")
    run(vault, "import", "csv", file, "--apply", "--doubtful", "same")
    assert "email: [ana@x.example, other@x.example]  # hers" in _read(vault)["Ana Díaz"]


@pytest.mark.parametrize(
    ("answers", "notes"),
    [
        ("1\nn\n", ["Ana Díaz", "Ben (2)", "Ben"]),
        ("s\n\n", ["Ana Díaz", "Ben"]),
        ("q\n", ["Ana Díaz", "Ben"]),
    ],
)
def test_a_terminal_asks(
    vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answers: str, notes: list[str]
) -> None:
    """With --apply, in a terminal, each doubtful person is asked about, until it is enough."""
    (vault / "People/Ben.md").write_text("---\ntype: person\nemail: b@x.example\n---\n", "utf-8")
    file = _table(vault, "Name,Email\nAna Díaz,other@x.example\nBen,ben@y.example\n")
    monkeypatch.setattr("vaultwell.cli.import_.is_terminal", lambda: True)
    words = ["--vault", str(vault), "import", "csv", file, "--apply"]
    result = CliRunner().invoke(cli, words, input=answers, catch_exceptions=False)
    assert (
        "Ana Díaz (people.csv:2): the same name, and nothing else that tells.\n  1  People/Ana"
        in result.stderr
    )
    assert sorted(_read(vault)) == sorted(notes)
    assert ("other@x.example" in _read(vault)["Ana Díaz"]) == answers.startswith("1")


def test_dry_run_shows_every_line(vault: Path, run: Run) -> None:
    """--dry-run is the diff of every note, and cannot stand beside --apply."""
    output = run(vault, "import", "csv", _table(vault), "--dry-run").output
    assert '+phone: "+49 170 1234567"' in output.splitlines()
    assert "+++ b/People/Zoë Ünal.md" in output.splitlines()
    assert _read(vault) == {"Ana Díaz": ANA}
    assert run(vault, "import", "csv", _table(vault), "--dry-run", "--apply").exit_code == 2


def test_json(vault: Path, run: Run) -> None:
    """One document: each note with what comes, who is doubtful, what is left out."""
    table = "Name,Birthday,Met\nAna Díaz,17/04/1988,31/02/2024\nBen,,\nBen,1990-01-01,\n"
    document = json.loads(run(vault, "import", "csv", _table(vault, table), "--json").output)
    assert document == {
        "version": 1,
        "applied": False,
        "people": [
            {
                "path": "People/Ana Díaz.md",
                "name": "Ana Díaz",
                "outcome": "changed",
                "added": ["birthday 1988-04-17"],
                "kept": [],
                "why": None,
            },
            {
                "path": "People/Ben.md",
                "name": "Ben",
                "outcome": "new",
                "added": ["birthday 1990-01-01"],
                "kept": [],
                "why": None,
            },
        ],
        "doubtful": [],
        "left_out": [{"source": "people.csv:2", "what": "Met “31/02/2024”", "why": "there is no such day"}],
        "passed_over": {},
        "unknown": 0,
        "remarks": ["Columns: Name → name, Birthday → birthday, Met → met."],
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Foo,Bar\n1,2\n", "No column of this table is a name."),
        ("", "people.csv holds no table, so nothing of it was read."),
        (b"Name\n\0\1\2", "people.csv is no text file, so nothing of it was read."),
        ("Name\n" + "x" * 1_000_001, "people.csv:2: this line is 1.0 MB long"),
    ],
)
def test_what_is_no_table_of_people(vault: Path, run: Run, text: str | bytes, words: str) -> None:
    """A file that cannot be meant is refused with the reason, and nothing is written."""
    result = run(vault, "import", "csv", _table(vault, text), "--apply")
    assert result.exit_code != 0
    assert words in result.output
    assert _read(vault) == {"Ana Díaz": ANA}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(vault: Path, run: Run, encoding: str, separator: str) -> None:
    """A table of any spreadsheet, on any computer."""
    text = 'Name,E-mail,Company\r\nZoë Ünal,zoe@x.example,"Müller, Söhne; Co"\r\n'
    if separator != ",":
        text = text.replace(",", separator).replace("Müller" + separator, "Müller,")
    run(vault, "import", "csv", _table(vault, text.encode(encoding)), "--apply")
    assert "org: Müller, Söhne; Co\nemail: zoe@x.example\n" in _read(vault)["Zoë Ünal"]


def test_a_note_that_cannot_be_edited_is_left_out(vault: Path, run: Run) -> None:
    """One note with front matter that is not understood stops nobody else."""
    odd = "---\nemail:\n  work: ana@x.example\n---\n"
    (vault / "People/Ana Díaz.md").write_text(odd, "utf-8")
    output = run(vault, "import", "csv", _table(vault), "--doubtful", "same", "--apply").output
    assert "People/Ana Díaz.md:2: the value of “email” is no text on one line" in output
    assert set(_read(vault)) == {"Ana Díaz", "Zoë Ünal"}


def test_a_bar_is_for_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What takes long shows how far it is, on stderr, when somebody watches, and nothing else does."""
    with show_progress("Writing", 500) as step:
        step()
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with show_progress("Writing", 500) as step:
        for _ in range(500):
            step()
    out, err = capsys.readouterr()
    assert (out, "Writing" in err, "100%" in err) == ("", True, True)


def test_entries_come_under_their_people(vault: Path) -> None:
    """An entry of several stands with the first who has a note, in the words of the log, with an id."""
    contact = Contact("People/Ana Díaz.md", "Ana Díaz", facts={"email": ("ana@x.example",)})
    graph = Graph(
        {contact.path: contact},
        {contact.path: (contact.name,)},
        {},
        {},
        {},
        frozenset(),
        lambda _key: frozenset(),
    )
    source = Source("calls.json", 1)
    day = date(2026, 10, 5)
    stranger = IncomingPerson(
        "1",
        source,
        "Zoë",
        entries=(
            IncomingEntry(
                day, "called", "them", "- [ ] a\nb 📅 2026-01-01", ("ana@x.example", "Tom"), uid="9"
            ),
            IncomingEntry(date(1800, 1, 1), "met", others=("Ana Díaz",)),
        ),
        only_if_known=True,
    )
    friend = IncomingPerson(
        "2", source, "Ben", entries=(IncomingEntry(day, "owe", "me", "a bike", state="open"),)
    )
    found = sort_people(
        Incoming((stranger, friend)), graph.contacts, [contact.path], "People", lambda _person, _match: None
    )
    assert [person.name for person in found.unknown] == ["Zoë"]
    planner = Planner(
        Known(graph, {contact.path: ANA}, Settings(), Conventions(), date(2026, 11, 22)),
        found,
        [contact.path],
        lambda _name, _properties, _words: "---\ntype: person\n---\n",
    )
    ben, ana = map(planner.plan, planner.list_paths())
    assert ben.text == "---\ntype: person\n---\n## Favors\n\n- [ ] 2026-10-05 owe: a bike ^im-00070756\n"
    assert [left.why for left in ana.left_out] == ["1800-01-01 is before 1900"]
    assert ana.change is not None
    assert ana.change(ANA) == ANA + (
        "- 2026-10-05 they called: \\- \\[ \\] a (with Tom) ^im-19581e27\n  b 📅 · 2026-01-01\n"
    )


@pytest.mark.parametrize("count", [1, 30])
def test_links_among_those_who_come(vault: Path, run: Run, count: int) -> None:
    """People of one file are linked to each other, whoever of them comes first."""
    cards = "".join(
        f"BEGIN:VCARD\nFN:Person {n}\nUID:u{n}\nRELATED;TYPE=sibling:u{(n + 1) % (count + 1)}\nEND:VCARD\n"
        for n in range(count + 1)
    )
    file = vault.parent / "a.vcf"
    file.write_text(cards, "utf-8")
    run(vault, "import", "vcard", str(file), "--apply")
    notes = _read(vault)
    assert 'sibling: "[[Person 1]]"' in notes["Person 0"]
    assert 'sibling: "[[Person 0]]"' in notes[f"Person {count}"]
    again = run(vault, "import", "vcard", str(file)).output.splitlines()
    assert again == [f"People: {count + 1} as before.", "Nothing would change."]


def test_more_brothers_and_another_manager(vault: Path, run: Run) -> None:
    """A relation that one has to several people gets one more; of the others yours stays."""
    related = 'type: person\nuid: a\nsibling: "[[Ben]]"\nmanager: "[[Ben]]"\n'
    (vault / "People/Cy.md").write_text(f"---\n{related}---\n", "utf-8")
    (vault / "People/Ben.md").write_text("---\ntype: person\n---\n", "utf-8")
    lines = [
        "FN:Cy",
        "UID:a",
        *(f"RELATED;VALUE=text;TYPE={kind}" for kind in ("sibling:Ben", "sibling:Ana Díaz")),
    ]
    lines += ["RELATED;VALUE=text;TYPE=sibling:Dora", "RELATED;VALUE=text;TYPE=spouse:Dora"]
    lines += ["X-ABRELATEDNAMES:nobody", "a.X-ABRELATEDNAMES:Ana Díaz", "a.X-ABLabel:_$!<Manager>!$_"]
    file = vault.parent / "a.vcf"
    file.write_text("\n".join(["BEGIN:VCARD", *lines, "END:VCARD"]), "utf-8")
    output = run(vault, "import", "vcard", str(file), "--apply").output
    assert "People/Cy.md: manager “Ben”; the file says “[[Ana Díaz]]”" in output
    assert _read(vault)["Cy"] == (
        '---\ntype: person\nuid: a\nsibling: ["[[Ben]]", "[[Ana Díaz]]", Dora]\nmanager: "[[Ben]]"\n'
        "partner: Dora\n---\n"
    )


def test_a_file_without_its_format_is_answered_with_the_command(tmp_path: Path, run: Run) -> None:
    """Whoever names only the file reads what to type instead."""
    result = run(tmp_path, "import", "phone.vcf", "--apply")
    assert result.exit_code == 2
    assert 'say first what the file is, as in vaultwell import vcard "phone.vcf".' in result.stderr
