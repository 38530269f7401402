"""The JSON of commands that write is what docs/json.md says."""

import json
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.test_json import SCHEMAS, find_faults
from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

NOTE = "---\naliases: [Anita]\n---\n## Log\n- 2026-10-05 call: x\n- [ ] 2026-10-06 owe: a list\n"


@pytest.mark.parametrize("is_dry", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        'log ana "gave the tent"',
        "new Anna --circle close",
        "done ana list",
        "drop ana list",
        "snooze ana 2w",
        "circle ana close",
        "pause ana",
        "resume ana",
        "let-go ana",
        'amend ana --line 5 "call: y"',
        "amend ana --line 5 --remove",
        "rename ana Anne",
        "undo",
    ],
)
def test_every_change_is_one_document(words: str, is_dry: bool, write_vault: Write, run: Run) -> None:
    """Whether it was written or would be: the same keys, and a diff for each note."""
    vault = write_vault({"People/Ana.md": NOTE, "Journal/2026-11-01.md": "[[Ana]]\n"})
    run(vault, "log", "ana", "call: before")
    more = ["--dry-run"] if is_dry else []
    document = json.loads(run(vault, *shlex.split(words), "--json", *more).stdout)
    schema = SCHEMAS["vaultwell:change"]
    command = words.split(maxsplit=1)[0]
    answer = schema["$defs"].get({"drop": "done"}.get(command, command), schema["$defs"]["person"])
    assert not list(find_faults({**document, "answer": {}}, schema, "vaultwell:change"))
    assert not list(find_faults(document["answer"], answer, "vaultwell:change"))
    assert document["dry_run"] is is_dry
    assert bool(document["changes"]) is (words != "resume ana")
