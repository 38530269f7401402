"""A table of lines as people jot them, read like code: `hurried_lines.md`."""

import os
import re
from pathlib import Path

import pytest

from tests.graph.lines import PERSON, build, say_all

TABLE = Path(__file__).with_name("hurried_lines.md")
OTHERS = {"People/Ben.md": PERSON, "People/Chen Wei.md": PERSON, "People/Henrik.md": PERSON}
ANA = PERSON.replace("person\n", "person\naliases: [Ana]\n")

_CASE = re.compile(r"^- (`+)(.+?)\1\n  (.*)$", re.MULTILINE)
_DAILY = "# In a daily note"


def read_own_line(line: str) -> str:
    """What a line of Ana's log says."""
    return say_all(*build({**OTHERS, "People/Ana Díaz.md": f"{PERSON}\n## Log\n\n- 2026-10-05 {line}\n"}))


def read_daily(text: str) -> str:
    """What a daily note says."""
    text = text.replace("⏎", "\n").replace("⇥", "\t")
    return say_all(*build({**OTHERS, "People/Ana Díaz.md": ANA, "2026-10-05.md": text + "\n"})) or "nothing"


def list_cases() -> list[tuple[str, str, str]]:
    """(where, line, what it says) of the whole table."""
    own, _, daily = TABLE.read_text(encoding="utf-8").partition(_DAILY)
    return [("log", *found[1:]) for found in _cases(own)] + [("daily", *found[1:]) for found in _cases(daily)]


def _cases(text: str) -> list[tuple[str, str, str]]:
    return [(found[1], found[2], found[3]) for found in _CASE.finditer(text)]


def test_the_table_is_read_whole() -> None:
    """Every line of the table is a case; none is skipped by its form."""
    text = TABLE.read_text(encoding="utf-8")
    assert len(list_cases()) == sum(line.startswith("- ") for line in text.split("\n")) > 100


@pytest.mark.parametrize(("where", "line", "said"), list_cases(), ids=lambda part: str(part)[:40])
def test_a_hurried_line_means_what_was_meant(where: str, line: str, said: str) -> None:
    """Each line says what the table says it does, nothing more and nothing less."""
    found = read_own_line(line) if where == "log" else read_daily(line)
    if os.environ.get("VAULTWELL_REFRESH"):
        text = TABLE.read_text(encoding="utf-8")
        before, mark, after = text.partition(f"{line}`")
        TABLE.write_text(before + mark + after.replace(f"\n  {said}\n", f"\n  {found}\n", 1), "utf-8")
    else:
        assert found == said
