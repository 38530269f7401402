"""The JSON that others rely on is what docs/json.md says, and nothing in it, or beside it, is obeyed."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TODAY, run_vaultwell, settings_on_disk, write_notes
from tests.practices.random_vaults import Vault, random_vaults
from tests.strange_notes import CONTROLS, SETTINGS, VAULT, hostile, strange_vaults

DOCS = Path(__file__).parent.parent.parent / "docs" / "json.md"

Schema = Mapping[str, Any]

# --- A validator for the little of JSON Schema that the page uses ---------------------------------------

_TYPES: dict[str, type] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def read_schemas() -> dict[str, Schema]:
    """The schemas of the page by their `$id`."""
    blocks = re.findall(r"^```json\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    schemas = [json.loads(block) for block in blocks]
    return {schema["$id"]: schema for schema in schemas}


SCHEMAS = read_schemas()


def find_faults(value: object, schema: Schema, document: str, place: str = "$") -> Iterator[str]:
    """Where and how `value` is not what the schema says; a key that the schema does not name is a fault too.

    `document` is the `$id` that a `$ref` beginning with `#` counts from.
    """
    if "$ref" in schema:
        named, _, pointer = schema["$ref"].partition("#/$defs/")
        document = named or document
        yield from find_faults(value, SCHEMAS[document]["$defs"][pointer], document, place)
        return
    types = schema.get("type", [])
    if types and type(value) not in [_TYPES[name] for name in ([types] if isinstance(types, str) else types)]:
        yield f"{place}: {value!r} is not of type {types}"
        return
    yield from _find_value_faults(value, schema, place)
    if isinstance(value, dict):
        yield from _find_object_faults(value, schema, document, place)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from find_faults(item, schema["items"], document, f"{place}[{index}]")


def _find_value_faults(value: object, schema: Schema, place: str) -> Iterator[str]:
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if "minimum" in schema and isinstance(value, int) and value < schema["minimum"]:
        yield f"{place}: {value} is too small"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value, re.DOTALL):
            yield f"{place}: {value!r} does not match {schema['pattern']}"
        if schema.get("format") == "date" and str(date.fromisoformat(value)) != value:
            yield f"{place}: {value!r} is not a day"


def _find_object_faults(
    value: Mapping[str, object], schema: Schema, document: str, place: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{place}: no {key}" for key in schema.get("required", ()) if key not in value)
    for key, item in value.items():
        rule = known.get(key, schema.get("additionalProperties"))
        if rule is None:
            yield f"{place}: {key} is not in the schema"
        else:
            yield from find_faults(item, rule, document, f"{place}.{key}")


def list_keywords(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every keyword of a schema with the schema it stands in, those inside included."""
    for keyword, value in schema.items():
        yield keyword, schema
        inner = value.values() if keyword in ("properties", "$defs") else [value]
        for item in inner if keyword in ("properties", "$defs", "items", "additionalProperties") else ():
            yield from list_keywords(item)


def test_the_page_uses_only_what_is_checked() -> None:
    """The validator knows every keyword of the page's schemas, and the schemas demand every key they name."""
    known = (
        "$id $defs $ref type required properties additionalProperties items const enum minimum pattern format"
    )
    for schema in SCHEMAS.values():
        for keyword, where in list_keywords(schema):
            assert keyword in known.split()
            if keyword == "properties":
                assert where["required"] == list(where["properties"])


@pytest.mark.parametrize("key", sorted({
    key for schema in SCHEMAS.values() for word, where in list_keywords(schema) if word == "properties"
    for key in where["properties"]
}))  # fmt: skip
def test_every_key_is_described(key: str) -> None:
    """The page says in words what every key of its schemas is."""
    words = re.sub(r"^```json\n.*?^```$", "", DOCS.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert f"`{key}`" in words


@pytest.mark.parametrize(
    "document",
    [
        {"version": 2, "problems": []},
        {"version": 1},
        {"version": 1, "problems": [], "more": 1},
        {"version": 1, "problems": [{}]},
        {"version": True, "problems": {}},
    ],
)
def test_the_validator_sees_faults(document: object) -> None:
    """A wrong version, a missing or unknown key and a wrong type are found."""
    assert list(find_faults(document, SCHEMAS["vaultwell:check"], "vaultwell:check"))


# --- The documents --------------------------------------------------------------------------------------


def find_faults_of(root: Path, today: str) -> Iterator[str]:
    """What is wrong with any JSON document about a vault."""
    due = run_vaultwell(root, "due", "--within", "30", "--json", today=today)
    check = run_vaultwell(root, "check", "--json", today=today)
    problems = json.loads(check.stdout)["problems"]
    count = sum(problem["severity"] == "problem" for problem in problems)
    assert (due.exit_code, check.exit_code) == (0, 1 if count else 0)
    assert json.loads(due.stdout)["problems"] == count
    yield from _validated("due", due.stdout)
    yield from _validated("check", check.stdout)
    yield from _validated("init", run_vaultwell(root, "init", "--dry-run", "--json", today=today).stdout)
    file = Path(__file__).parent.parent / "exchange/files/people.csv"
    yield from _validated(
        "import", run_vaultwell(root, "import", "csv", str(file), "--json", today=today).stdout
    )
    for words in ("favors", "serve", "share sourdough lisbon", "path lisbon", "graph"):
        done = run_vaultwell(root, *words.split(), "--json", today=today)
        if done.exit_code == 0 or words != "path lisbon":
            yield from _validated(words.split()[0], done.stdout)
    yield from _validated("duplicates", run_vaultwell(root, "duplicates", "--json", today=today).stdout)
    yield from _validated("load", run_vaultwell(root, "load", "--json", today=today).stdout)
    yield from _validated("stats", run_vaultwell(root, "stats", "--json", today=today).stdout)
    yield from _validated("review", run_vaultwell(root, "review", today[:4], "--json", today=today).stdout)
    for path in sorted(path.relative_to(root).as_posix() for path in root.rglob("People/**/*.md")):
        show = run_vaultwell(root, "show", path, "--json", today=today)
        if show.exit_code == 0:
            yield from _validated("show", show.stdout)
            for command in ("favors", "path", "graph"):
                done = run_vaultwell(root, command, path, "--json", today=today)
                yield from _validated(command, done.stdout)
            ask = run_vaultwell(root, "ask", path, "an introduction to Ana", "--json", today=today)
            yield from _validated("ask", ask.stdout)
            for options in ([], ["--for", "ask"]):
                done = run_vaultwell(root, "draft", path, *options, "--json", today=today)
                yield from _validated("draft", done.stdout)
    reconnect = run_vaultwell(root, "reconnect", "--draft", "--json", today=today)
    yield from _validated("reconnect", reconnect.stdout)
    yield from _validated("template", run_vaultwell(root, "template", "list", "--json", today=today).stdout)


def _validated(command: str, text: str) -> Iterator[str]:
    name = f"vaultwell:{command}"
    yield from find_faults(json.loads(text), SCHEMAS[name], name, command)


def test_the_documents_of_a_vault_follow_the_schemas(tmp_path: Path) -> None:
    """A vault with a little of everything gives documents as documented, with something in every list, but
    for the mirror: of friends nothing is counted."""
    root = write_notes(tmp_path / "vault", VAULT)
    assert list(find_faults_of(root, TODAY)) == []
    show = json.loads(run_vaultwell(root, "show", "Ana Díaz", "--json").stdout)
    assert [key for key, value in show.items() if value in ([], {}, None)] == ["mirror"]


@settings_on_disk(15)
@given(random_vaults)
def test_the_documents_of_any_people_follow_the_schemas(vault: Vault) -> None:
    """Whoever is in a vault, and whatever happened with them, the documents are as documented."""
    with TemporaryDirectory() as folder:
        root = write_notes(Path(folder), {**vault.texts, "vaultwell.toml": SETTINGS})
        assert list(find_faults_of(root, str(vault.world.today))) == []


@settings_on_disk(15)
@given(strange_vaults())
def test_the_documents_of_strange_notes_follow_the_schemas(notes: dict[str, bytes]) -> None:
    """Whatever stands in the notes, the documents are as documented."""
    with TemporaryDirectory() as folder:
        assert list(find_faults_of(write_notes(Path(folder), notes), TODAY)) == []


# --- What terminals obey --------------------------------------------------------------------------------

_OBEYED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069{re.escape(CONTROLS)}]")
_COMMANDS = (
    "due --within 60",
    "check",
    "index --dry-run",
    "index",
    "list",
    "search call",
    "search 2026",
    "doctor --all",
    "doctor ana",
    "favors",
    "favors --past --all",
    "favors ana",
    "serve",
    "share lisbon call coffee",
    "path ana",
    "path lisbon",
    "graph",
    "graph --format dot",
    "graph --format canvas",
    "config",
    "reconnect --why --draft",
    "template list",
    "load",
    "stats",
    "review 2026",
    "review 2026 --dry-run",
    "list --in e",
    "duplicates",
)

needs_any_name = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")


@st.composite
def hostile_vaults(draw: st.DrawFn) -> dict[str, str]:
    """A vault whose notes, properties and file names hold control characters."""
    notes = {path: draw(hostile(text)) if path.endswith(".md") else text for path, text in VAULT.items()}
    sign = draw(st.sampled_from([sign for sign in CONTROLS if sign != "\0"]))
    notes[f"People/Eve{sign}[31m.md"] = draw(hostile(notes["People/Ben Okafor.md"]))
    notes[f"People/{sign}Zoe/Bo.md"] = draw(hostile(notes["People/Ana Díaz.md"]))
    notes[f"Journal/2026-11-21 {sign}.md"] = (
        f"Saw [[Eve{sign}[31m]] and [[Bo]] and [[{sign}]]. met [[Bo|{sign}]]: {sign}"
    )
    return notes


@needs_any_name
@settings_on_disk(15)
@given(hostile_vaults())
def test_nothing_printed_is_obeyed(notes: dict[str, str]) -> None:
    """No control or bidirectional character of a note, a name or a path reaches the terminal."""
    with TemporaryDirectory() as folder:
        root = write_notes(Path(folder), notes)
        people = [path for path in notes if path.startswith("People/")]
        commands = [*(words.split() for words in _COMMANDS), *(["show", path] for path in people)]
        commands += [["ask", path, "Ana \x1b[31m"] for path in people]
        commands += [["draft", path] for path in people]
        commands += [[*words, "--json"] for words in commands]
        for words in [*commands, ["show", "People/nobody\x1b[31m"], ["show", "e"]]:
            done = run_vaultwell(root, *words)
            assert words + _OBEYED.findall(done.stdout) == words
            assert words + _OBEYED.findall(done.stderr) == words


@needs_any_name
@pytest.mark.parametrize(
    "words",
    [
        "due",
        "index",
        "index --dry-run",
        "init",
        "init --dry-run",
        "config",
        "due --json",
        "index --json",
        "init --json",
        "config --json",
    ],
)
def test_nothing_of_the_settings_is_obeyed(words: str, tmp_path: Path) -> None:
    """Neither the vault's own name nor what its settings and Obsidian's say moves the cursor."""
    notes = {
        "vaultwell.toml": 'people = ["Friends\\u001b[31m"]\n[circles]\n"close\\u202e" = "soon"\n',
        ".obsidian/daily-notes.json": json.dumps({"folder": "Journal\x1b[31m"}),
    }
    root = write_notes(tmp_path / "vault\x1b[31m", notes)
    done = run_vaultwell(root, *words.split())
    assert done.exit_code == 0
    assert _OBEYED.findall(done.stdout + done.stderr) == []
