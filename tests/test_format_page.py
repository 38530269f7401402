"""docs/format.md says what each line is read as: the parser is asked."""

import os
import re
import tomllib
from datetime import date

import pytest

from tests.conftest import TODAY
from tests.graph.lines import build
from tests.test_docs import ROOT
from vaultwell.model.entry import Entry
from vaultwell.model.settings import Settings
from vaultwell.notes.property_keys import CANONICAL_KEYS
from vaultwell.notes.verbs import VERBS
from vaultwell.render.entries import say_entry

PAGE = ROOT / "docs/format.md"
_TABLE = re.compile(r"^\| (.+) \| it is read as \|\n\|---\|---\|\n((?:\|.*\n)+)", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \| ?(.*?) ?\|$", re.MULTILINE)
_PROPERTIES = re.compile(r"^\| property \| for example \|.*\n\|.*\n((?:\|.*\n)+)", re.MULTILINE)
_PEOPLE = {
    "People/Ana Díaz.md": "Ana",
    "People/Ben Okafor.md": "Ben",
    "People/Chen Wei.md": "Wei",
}
_LOG_TABLE = "in Ana’s log"
_DAILY_TABLE = "in the daily note of 18 November"


def read_line(where: str, line: str) -> str:
    """What `line` is read as, `\\|` of a table being a plain `|` and ` ⏎ ` a line end."""
    text = line.replace(r"\|", "|").replace(" ⏎ ", "\n")
    notes = {path: f"---\ntype: person\naliases: {alias}\n---\n" for path, alias in _PEOPLE.items()}
    if where == _LOG_TABLE:
        notes["People/Ana Díaz.md"] += f"## Log\n\n{text}\n"
    else:
        assert where == _DAILY_TABLE
        notes["Journal/2026-11-18.md"] = f"{text}\n"
    graph, problems = build(notes)
    names = {path: contact.name for path, contact in graph.contacts.items()}
    said = [say_whose(entry, names) for entries in graph.entries.values() for entry in entries]
    return "; ".join([*said, *(f"*{problem.message}*" for problem in problems)]) or "nothing"


def say_whose(entry: Entry, names: dict[str, str]) -> str:
    """The words of `vaultwell log`, with the name in front when it is not Ana’s entry."""
    words = say_entry(entry, names, date.fromisoformat(TODAY))
    words += f" · {entry.state}" if entry.state else ""
    return words if entry.person == "People/Ana Díaz.md" else f"{_PEOPLE[entry.person]}: {words}"


def test_each_line_is_read_as_the_page_says() -> None:
    """The second column of each table is what the parser makes of the first."""
    text = PAGE.read_text("utf-8")

    def read_table(table: re.Match[str]) -> str:
        def read_row(row: re.Match[str]) -> str:
            return f"| `{row[1]}` | {read_line(table[1], row[1])} |"

        assert len(_ROW.findall(table[2])) == table[2].count("\n"), table[2]
        return table[0].replace(table[2], _ROW.sub(read_row, table[2]))

    read = _TABLE.sub(read_table, text)
    if os.environ.get("VAULTWELL_REFRESH"):
        PAGE.write_text(read, "utf-8")
    else:
        assert read == text


def list_properties() -> list[str]:
    """Every `key: value` that the page gives as an example."""
    tables = _PROPERTIES.findall(PAGE.read_text("utf-8"))
    return [example for table in tables for example in re.findall(r"`([\w-]+: [^`]+)`", table)]


@pytest.mark.parametrize("example", list_properties())
def test_each_property_is_understood(example: str) -> None:
    """An example of a property is one of ours, and nothing is wrong with it."""
    note = f"---\ntype: person\n{example}\n---\n"
    _, problems = build({"People/Ana.md": note, "People/Ben Okafor.md": ""})
    assert not problems


def test_every_property_is_on_the_page() -> None:
    """No property of ours is missing there."""
    told = {example.partition(":")[0] for example in list_properties()}
    assert told >= {*CANONICAL_KEYS, "aliases"}


def test_every_verb_of_the_table_is_on_the_page() -> None:
    """Each verb that counts stands there; of the words that only keep a line from counting, some do."""
    text = PAGE.read_text("utf-8").lower()
    counted = {word for word, verb in VERBS.items() if verb.kind not in ("note", "mention")}
    assert {word for word in counted if not re.search(rf"\b{re.escape(word)}\b", text)} == set()


def test_the_settings_of_the_page_are_the_defaults() -> None:
    """The settings block reads as the defaults do, and names all of them."""
    block = re.search(r"^```toml\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert block
    told = tomllib.loads(block[1])
    default = Settings()
    assert (told["dormant_after"], told["dates_ahead"]) == (default.dormant_after, default.dates_ahead)
    assert tuple(told["headings"]) == default.headings
    assert tuple(told["mention_headings"]) == default.mention_headings
