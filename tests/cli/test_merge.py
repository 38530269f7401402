"""`vaultwell merge`: two notes about one person become one, and nothing of either is lost."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import TODAY, Run, run_vaultwell, settings_on_disk, write_notes
from tests.strange_notes import ANA, BEN, VAULT, texts
from tests.watch.world import make_git
from vaultwell.model.entry import Entry
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.lines import split_lines
from vaultwell.vault.load import load_vault

Write = Callable[[Mapping[str, str | bytes]], Path]

KEPT = """---
type: person
circle: close
birthday:
email: ana@example.org
interests:
  - climbing
---
Met at PyCon.

## Log

- 2026-10-05 call: the move
  - next: the flat
"""
GONE = """---
type: person
circle: work # from the table
birthday: 1988-04-17
email: a@b.org
interests: [climbing, chess]
phone: "123 456 789"
aliases: [Anita]
---
Likes chess with [[Ben]].

# Log
- 2026-10-05 call: the move
  - next: the flat
- 2026-11-01 coffee: chess

# Gifts
- a book
"""
MERGED = """---
type: person
circle: close
birthday: 1988-04-17
email: [ana@example.org, a@b.org]
interests:
  - climbing
  - chess
aliases:
  - Ana Diaz
  - Anita
phone: "123 456 789"
---
Met at PyCon.

Likes chess with [[Ben]].

```yaml
circle: work # from the table
```

## Log

- 2026-10-05 call: the move
  - next: the flat
- 2026-11-01 coffee: chess

# Gifts
- a book
"""
NOTES: Mapping[str, str | bytes] = {
    "vaultwell.toml": "",
    "People/Ana Díaz.md": KEPT,
    "Contacts/Ana Diaz.md": GONE,
    "People/Ben.md": '---\npartner: "[[Ana Diaz]]" # her\n---\nSee [a](../Contacts/Ana%20Diaz.md#Log).\n',
    "Daily/2026-11-05.md": "Lunch with [[ana diaz|Ana]], [[Contacts/Ana Diaz]] and Anita, `[[Ana Diaz]]`\r\n",
}


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """Two notes about Ana, and others that link to them."""
    return write_vault(NOTES)


def tree(vault: Path) -> dict[str, bytes]:
    return {
        place.relative_to(vault).as_posix(): place.read_bytes()
        for place in vault.rglob("*")
        if place.is_file()
    }


def test_two_notes_become_one(vault: Path, run: Run) -> None:
    """Each part goes under its heading, links go along, what differs is kept and said; undo takes it back."""
    before = tree(vault)
    result = run(vault, "merge", "Ana Díaz", "Ana Diaz")
    assert result.output == (
        "Contacts/Ana Diaz.md is part of People/Ana Díaz.md now; links changed in 2 notes.\n"
        "“Ana Diaz” and “Anita” stay as aliases.\n"
        "circle: “close” holds; “work” stands in the note’s text.\n"
    )
    after = tree(vault)
    assert "Contacts/Ana Diaz.md" not in after
    assert after["People/Ana Díaz.md"].decode() == MERGED
    assert after["People/Ben.md"].decode() == (
        '---\npartner: "[[Ana Díaz]]" # her\n---\nSee [a](Ana%20Díaz.md#Log).\n'
    )
    assert after["Daily/2026-11-05.md"].decode() == (
        "Lunch with [[Ana Díaz|Ana]], [[People/Ana Díaz]] and Anita, `[[Ana Diaz]]`\r\n"
    )
    assert run(vault, "check").exit_code == 0
    assert run(vault, "undo").exit_code == 0
    assert tree(vault) == before


def test_a_dry_run_shows_it_and_writes_nothing(vault: Path, run: Run) -> None:
    """The diffs of all four notes, and not a byte changed."""
    before = tree(vault)
    output = run(vault, "merge", "Ana Díaz", "Ana Diaz", "--dry-run").output
    assert [line for line in output.splitlines() if line.startswith("+++")] == [
        f"+++ b/{path}"
        for path in ("Daily/2026-11-05.md", "People/Ben.md", "People/Ana Díaz.md", "Contacts/Ana Diaz.md")
    ]
    assert "-- a book" in output
    assert tree(vault) == before


def test_the_answer_as_json(vault: Path, run: Run) -> None:
    """What became of the two, for a program."""
    document = json.loads(run(vault, "merge", "Ana Díaz", "Ana Diaz", "--json").stdout)
    assert document["answer"] == {
        "path": "People/Ana Díaz.md",
        "was": "Contacts/Ana Diaz.md",
        "aliases": ["Ana Diaz", "Anita"],
        "differing": [{"key": "circle", "kept": "close", "other": "work"}],
        "left": [],
    }
    assert [change["path"] for change in document["changes"]][-1] == "Contacts/Ana Diaz.md"


def test_one_note_with_itself(vault: Path, run: Run) -> None:
    """Two names of one note are told, and nothing is done."""
    result = run(vault, "merge", "Anita", "Ana Diaz")
    assert result.exit_code == 1
    assert "“Anita” and “Ana Diaz” are one note already: Contacts/Ana Diaz.md." in result.output


def test_what_leads_from_its_own_folder_still_leads_there(write_vault: Write, run: Run) -> None:
    """A link with dots is led anew when its note stood elsewhere; one to no note is told."""
    vault = write_vault(
        {
            "vaultwell.toml": "",
            "People/Ana.md": "---\ntype: person\n---\n",
            "People/Work/Ann.md": "---\ntype: person\n---\n[b](../Ben.md), ![p](./p.png), [[Ann]]\n",
            "People/Ben.md": "",
        }
    )
    output = run(vault, "merge", "Ana", "Ann").output
    assert "People/Work/Ann.md:4 led to “./p.png” from its own folder: look where it leads now.\n" in output
    assert (vault / "People/Ana.md").read_text().endswith("---\n[b](Ben.md), ![p](./p.png), [[Ana]]\n")


@pytest.mark.parametrize(
    ("kept", "gone", "words"),
    [
        ("---\n[\n---\n", "", "People/Ana.md:"),
        ("", "---\n[\n---\n", "People/Ann.md:"),
        ("", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", "People/Ann.md:1: git left conflict markers"),
        ("", b"\xff\xfe", "People/Ann.md is not UTF-8 text."),
        ("```\nnever closed\n", "## Log\n- 2026-01-01 call\n", "would be read in another way in one note"),
        (
            "---\ninteractions:\n  - date: 2026-01-01\n---\n",
            "---\ninteractions:\n  - date: 2026-01-02\n---\n",
            "People/Ana.md:2: both notes have entries in “interactions”.",
        ),
        ("---\ntier: close\n---\n", "circle:: work\n", "says something else for “circle”"),
    ],
    ids=["kept", "gone", "conflict", "bytes", "fence", "lists", "inline"],
)
def test_what_cannot_be_shown_to_be_right_is_not_done(
    kept: str, gone: str | bytes, words: str, write_vault: Write, run: Run
) -> None:
    """A note that cannot be read, or would be read otherwise, is told with its place; nothing is written."""
    vault = write_vault({"vaultwell.toml": "", "People/Ana.md": kept, "People/Ann.md": gone})
    before = tree(vault)
    result = run(vault, "merge", "Ana", "Ann")
    assert result.exit_code == 1
    assert words in result.output
    assert tree(vault) == before


def test_a_merge_of_git_comes_first(vault: Path, run: Run) -> None:
    """In the middle of a merge of git no note is written."""
    (make_git(vault) / "MERGE_HEAD").touch()
    before = tree(vault)
    assert run(vault, "merge", "Ana Díaz", "Ana Diaz").exit_code == 1
    assert tree(vault) == before


# --- The law --------------------------------------------------------------------------------------------

_OTHERS: Mapping[str, str | bytes] = {
    **VAULT,
    "Journal/2026-11-20.md": "- lunch with [[Dora]] and [[Ben Okafor]]\n- [[Dora Kahn]] called: the dog\n",
}
_PAIR = "People/Dora.md", "People/Work/Dora Kahn.md"


def find_entries(root: Path, *paths: str) -> set[tuple[object, ...]]:
    """What the graph says of these people, but for where it stands."""
    graph = load_vault(root, date.fromisoformat(TODAY)).graph
    return {_describe(entry) for path in paths for entry in graph.of(path)}


def _describe(entry: Entry) -> tuple[object, ...]:
    text = entry.text.replace("Dora Kahn", "Dora")
    return entry.on, entry.verb, entry.by, text, entry.due_on


def count_lines(text: str) -> Counter[str]:
    """The lines of a note's body that hold anything, headings by their names."""
    lines = split_lines(text.removeprefix("\ufeff"))
    start = parse_front_matter("", lines).body_line - 1
    return Counter(_write_line(line) for line in lines[start:] if line.strip())


def _write_line(line: str) -> str:
    found = re.fullmatch(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*", line)
    return f"# {found[1].lower()}" if found else line.rstrip()


@settings_on_disk(60)
@given(texts, texts)
@example(ANA, BEN)
@example(BEN, ANA)
@example("", ANA)
def test_nothing_is_lost(kept: str, gone: str) -> None:
    """Every line of both bodies and every entry of both people is the one's; undo gives the same bytes."""
    try:
        kept.encode(), gone.encode()
    except UnicodeEncodeError:
        return
    with TemporaryDirectory() as folder:
        notes: dict[str, str | bytes] = {**_OTHERS, _PAIR[0]: kept.encode(), _PAIR[1]: gone.encode()}
        root = write_notes(Path(folder, "vault"), notes)
        before, entries = tree(root), find_entries(root, *_PAIR)
        result = run_vaultwell(root, "merge", *_PAIR)
        if result.exit_code:
            assert tree(root) == before
            return
        after = (root / _PAIR[0]).read_bytes().decode()
        missing = (count_lines(kept) | count_lines(gone)) - count_lines(after)
        assert not [line for line in missing if "Dora" not in line]
        assert find_entries(root, _PAIR[0]) == entries
        assert run_vaultwell(root, "undo").exit_code == 0
        assert tree(root) == before


@given(st.sampled_from((ANA, BEN)), st.sampled_from((ANA, BEN)))
@settings_on_disk(4)
def test_ordinary_notes_are_merged(kept: str, gone: str) -> None:
    """What people write is not refused."""
    with TemporaryDirectory() as folder:
        root = write_notes(Path(folder, "vault"), {**_OTHERS, _PAIR[0]: kept, _PAIR[1]: gone})
        assert run_vaultwell(root, "merge", *_PAIR).exit_code == 0
