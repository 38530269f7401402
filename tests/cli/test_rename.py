"""`vaultwell rename`: the note, every link to it, and nothing else."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

DAY = """[[Ana Díaz]], [[ana díaz|Ana]], [[People/Ana Díaz#Log|log]], ![[Ana Díaz#^a1]]; [[Bel]]
[mail](../People/Ana%20D%C3%ADaz.md#Log), [file](<People/Ana Díaz.md>), [web](https://x.org/Ana%20Díaz.md)
> quoted [[Ana Díaz]] `[[Ana Díaz]]`

| a | [[Ana Díaz\\|Ana]] |
|---|---|

```
[[Ana Díaz]]
```

    [[Ana Díaz]]
- coffee with Ana: x\r
%% [[Ana Díaz]] %%
"""
RENAMED = """[[Mia O'Neil]], [[Mia O'Neil|Ana]], [[People/Mia O'Neil#Log|log]], ![[Mia O'Neil#^a1]]; [[Bel]]
[mail](../People/Mia%20O%27Neil.md#Log), [file](<People/Mia O'Neil.md>), [web](https://x.org/Ana%20Díaz.md)
> quoted [[Mia O'Neil]] `[[Ana Díaz]]`

| a | [[Mia O'Neil\\|Ana]] |
|---|---|

```
[[Ana Díaz]]
```

    [[Ana Díaz]]
- coffee with Ana: x\r
%% [[Mia O'Neil]] %%
"""
BEN = "---\npartner: '[[Ana Díaz]]' # [[Ana Díaz]]\nsibling: \"[[Ana Díaz|A]]\"\n---\n"
NOTES = {
    "vaultwell.toml": "",
    "People/Ana Díaz.md": "---\naliases: [Anita]\n---\nSee [[Ana Díaz#Log]].\n",
    "People/Bel.md": "",
    "People/Ben.md": BEN,
    "Journal/2026-11-01.md": DAY,
}


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with links of every form."""
    return write_vault(NOTES)


def read(vault: Path, path: str) -> str:
    """A note's text, line ends included."""
    return (vault / path).read_bytes().decode("utf-8")


def test_every_link_goes_along(vault: Path, run: Run) -> None:
    """Links of every form keep their form; code and the web are left alone; the old names are aliases."""
    result = run(vault, "rename", "ana díaz", "Mia O'Neil")
    assert result.output == (
        "People/Ana Díaz.md is People/Mia O'Neil.md now; links changed in 2 notes. "
        "“Ana Díaz” stays as an alias.\n"
    )
    assert read(vault, "Journal/2026-11-01.md") == RENAMED
    assert read(vault, "People/Ben.md") == (
        "---\npartner: '[[Mia O''Neil]]' # [[Mia O'Neil]]\nsibling: \"[[Mia O'Neil|A]]\"\n---\n"
    )
    assert read(vault, "People/Mia O'Neil.md") == (
        "---\naliases: [Anita, Ana Díaz, Ana]\n---\nSee [[Mia O'Neil#Log]].\n"
    )
    assert not (vault / "People/Ana Díaz.md").exists()


def test_one_undo_takes_it_all_back(vault: Path, run: Run) -> None:
    """However many notes a rename touched, it is one step."""
    run(vault, "rename", "ana díaz", "Mia")
    assert run(vault, "undo").output.startswith("Taken back: rename Ana Díaz to Mia\n")
    assert {path: read(vault, path) for path in NOTES} == NOTES


def test_nobody_loses_an_entry(vault: Path, run: Run) -> None:
    """What counted for somebody counts for them under the new name."""
    keys = ("on", "kind", "verb", "by", "with", "source")

    def entries(who: str) -> list[list[object]]:
        found = json.loads(run(vault, "show", who, "--json").stdout)["entries"]
        return [[entry[key] for key in keys] for entry in found]

    before = entries("People/Ana Díaz.md")
    run(vault, "rename", "ana díaz", "Mia")
    assert len(before) == 4
    assert entries("mia") == before


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("ben", "There is a note of that name already: People/Ben.md."),
        ("Ana Díaz", "People/Ana Díaz.md is called so already."),
        ("..", "“..” cannot be the name of a note."),
    ],
)
def test_a_name_that_cannot_be_is_refused(new: str, sentence: str, vault: Path, run: Run) -> None:
    """Neither a name that another note has, nor one that is none."""
    result = run(vault, "rename", "ana díaz", new)
    assert result.exit_code in (1, 2)
    assert result.stderr.startswith(sentence)
    assert {path: read(vault, path) for path in NOTES} == NOTES


def test_somebodys_alias_is_no_new_name(vault: Path, run: Run) -> None:
    """Links to an alias would change their person."""
    assert run(vault, "rename", "ben", "Anita").stderr == (
        "“Anita” is an alias in People/Ana Díaz.md, and links to it would change their person. "
        "Choose another name, or take that alias out first.\n"
    )


def test_a_note_that_cannot_be_edited_is_named(write_vault: Write, run: Run) -> None:
    """Its link still means the person, by the alias; the rest goes on."""
    vault = write_vault({**NOTES, "Notes/Bad.md": "---\na: [\n---\n[[Ana Díaz]]\n"})
    lines = run(vault, "rename", "ana díaz", "Mia").stdout.splitlines()
    assert lines[0].startswith("People/Ana Díaz.md is People/Mia.md now; links changed in 2 notes.")
    assert lines[1].startswith("Notes/Bad.md:2 keeps its link to the old name: ")
    assert read(vault, "Notes/Bad.md").endswith("[[Ana Díaz]]\n")
