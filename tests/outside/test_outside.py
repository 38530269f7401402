"""Other people's parsers read what vaultwell reads and writes: Obsidian's dialect is theirs, not ours."""

import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_vaultwell, write_notes
from tests.outside.run import needs_node, run_node
from tests.render.test_timeline import NAMES, coming, draw
from vaultwell.notes.fields import Value
from vaultwell.notes.front_matter import parse_front_matter
from vaultwell.notes.lines import split_lines
from vaultwell.notes.moment import build_reader

pytestmark = needs_node
ROOT = Path(__file__).parent.parent.parent

# Names of notes as they exist in people's vaults, and what each of their signs means to somebody's parser.
STRANGE_NAMES = (
    "Ana Díaz", "Ana Di\u0301az-Núñez", "大橋 美咲", "שרה לוי", "أحمد", "🧗🏽‍♀️ Climber", "end",
    "Dr. No", "O'Neill", "“Lefty” Lee", "Ana (work)", "A & B", "100% Ben", "C++ Carl", "a_b_c",
    "*star*", "~tilde~", "=eq=", "$x$", "{{name}}", "`tick`", "<b>bold</b>", "semi;colon",
    "comma, name", "e.g.", "no", "null", "2 Fast", "- dash", "+1", "x" * 60, "Zoë", "Straße",
    "İpek", "Ⅷ Henry", "tab name", "!bang", "@home", "née Smith",
)  # fmt: skip
DAYS = [date(2026, 1, 1) + timedelta(17 * step) for step in range(60)]
FORMATS = (
    "YYYY-MM-DD", "YYYYMMDD", "DD-MM-YYYY", "DD.MM.YYYY", "D.M.YYYY", "MM-DD-YYYY", "YYYY.MM.DD", "YY-MM-DD",
    "YYYY-MM-DD dddd", "dddd, MMMM Do YYYY", "ddd D MMM YYYY", "MMMM D, YYYY", "MMM Do, YYYY", "D MMMM YYYY",
    "YYYY/MM/YYYY-MM-DD", "YYYY/MM-MMMM/YYYY-MM-DD", "YYYY/[W]ww/YYYY-MM-DD", "[Daily] YYYY-MM-DD",
    "YYYY-MM-DD_ddd", "YYYY-DDD", "YYYY-DDDD", "YYYY_MM_DD", "DD MMM YYYY", "Do MMMM YYYY",
    "YYYY-MM-DD[-log]", "ddd, YYYY-MM-DD", "YYYY.M.D", "[Journal]/YYYY/MMMM/D",
    "YYYY年M月D日", "YYYY-MM-DD HHmm",
)  # fmt: skip


def read_outside(vault: Path) -> dict[str, Any]:
    """What the parsers find in every note: see read.mjs."""
    answer: dict[str, Any] = run_node("read.mjs", str(vault))
    return answer


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example vault, with everything in it written anew that vaultwell can write."""
    vault = shutil.copytree(ROOT / "example-vault", tmp_path_factory.mktemp("outside") / "vault")
    for words in (
        (
            "new",
            "Nuño “Nu” Pérez",
            "--circle",
            "close",
            "--met",
            "2026-11-20",
            "--at",
            "a: b # c",
            "--set",
            "key=no",
        ),
        (
            "new",
            "Øyvind",
            "--set",
            "interests=- x",
            "--set",
            "zip=01234",
            "--set",
            "time=12:30",
            "--set",
            "q=\"'",
        ),
        ("log", "ana", "call: the flat"),
        ("snooze", "henrik", "2026-12-24"),
        ("circle", "laura", "close"),
        ("let-go", "ravi", "we: # said {goodbye}"),
        ("pause", "signe"),
        ("index",),
    ):
        run = run_vaultwell(vault, *words)
        assert run.exit_code == 0, run.output
    return vault


@pytest.fixture(scope="module")
def seen(example: Path) -> dict[str, Any]:
    """What the parsers find in it."""
    return read_outside(example)


def test_every_link_of_the_due_note_leads_to_one_note(seen: dict[str, Any]) -> None:
    """A second resolver finds for each link exactly the person's note."""
    assert_links_lead_home(seen)


def test_links_hold_whatever_people_are_called(tmp_path: Path) -> None:
    """Signs that mean something to Markdown, YAML or Mermaid, other scripts, accents: none harms a link."""
    person = (
        "---\ncircle: close\nbirthday: 1990-11-24\n---\n## Log\n\n- 2026-01-05 call: the *move* [x] `y`\n"
    )
    targets: set[str] = set()  # of two notes: one has room for twenty coming days
    for number, names in enumerate((STRANGE_NAMES[::2], STRANGE_NAMES[1::2])):
        notes = {f"People/{name}.md": person for name in names}
        vault = write_notes(
            tmp_path / str(number),
            {"vaultwell.toml": 'pace = "40 a day"\n[circles]\nclose = "weekly"\n', **notes},
        )
        assert run_vaultwell(vault, "index").exit_code == 0
        found = read_outside(vault)
        assert_links_lead_home(found)
        targets |= {target for target, _ in found["Due.md"]["links"]}
    assert targets >= {"Ana Díaz", "שרה לוי", "end", "no"}
    assert_diagrams_parse(found)


def assert_links_lead_home(found: Mapping[str, Any]) -> None:
    links = found["Due.md"]["links"]
    assert links
    astray = [(target, paths) for target, paths in links if len(paths) != 1 or not is_named(target, paths[0])]
    assert not astray


def is_named(target: str, path: str) -> bool:
    return (
        unicodedata.normalize("NFC", path.removesuffix(".md"))
        .casefold()
        .endswith(unicodedata.normalize("NFC", target).casefold())
    )


def test_rows_are_tasks_with_nothing_lost(seen: dict[str, Any], example: Path) -> None:
    """Each row of the due note is one open task that still ends in its block id."""
    rows = re.findall(
        r"^- \[ \] .*(\^vw-[0-9a-f]{8})$", (example / "Due.md").read_text("utf-8"), re.MULTILINE
    )
    tasks = seen["Due.md"]["tasks"]
    assert [(sign, words.split(" ")[-1]) for sign, words in tasks] == [(" ", row) for row in rows]
    assert len(rows) > 5


def test_folds_are_callouts_and_marks_are_comments(seen: dict[str, Any]) -> None:
    """What is folded is a folded callout, and the marks of the region show nowhere."""
    assert seen["Due.md"]["callouts"]
    assert all(kind == "vaultwell" and is_folded for kind, is_folded in seen["Due.md"]["callouts"])
    assert "vaultwell:" not in seen["Due.md"]["words"]


def test_pictures_parse(seen: dict[str, Any]) -> None:
    """Every Mermaid block of every note is one that Mermaid draws."""
    assert_diagrams_parse(seen)


def assert_diagrams_parse(found: Mapping[str, Any]) -> None:
    diagrams = [(path, diagram) for path, note in found.items() for diagram in note["diagrams"]]
    assert diagrams
    assert not [(path, diagram) for path, diagram in diagrams if "error" in diagram]


def test_hostile_timelines_say_what_was_meant() -> None:
    """Of more than 2,000 timelines with hostile names, Mermaid reads exactly the weeks and lines written."""
    blocks = [
        draw(coming(2, name), coming(3, "Ben", name), coming(8, name, "plan")).split("\n") for name in NAMES
    ]
    assert len(blocks) > 2000
    answers = run_node("timelines.mjs", given=["\n".join(block[1:-1]) for block in blocks])
    for name, block, found in zip(NAMES, blocks, answers, strict=True):
        events = [line.removeprefix("        : ") for line in block if line.startswith("        : ")]
        assert found["periods"] == [["23–29 Nov", events[:2]], ["30 Nov – 6 Dec", events[2:]]], name


def test_properties_mean_to_others_what_they_mean_to_us(seen: dict[str, Any], example: Path) -> None:
    """The front matter of every note that was written loads to the values that vaultwell reads."""
    for path, note in seen.items():
        lines = split_lines((example / path).read_text("utf-8"))
        ours = {field.key: as_text(field.value) for field in parse_front_matter(path, lines).fields}
        assert ours == {key: as_typed(value) for key, value in (note["properties"] or {}).items()}, path
    assert seen["People/Øyvind.md"]["properties"]["zip"] == "01234"


def as_text(value: Value) -> object:
    """Our value without its positions."""
    if value is None or isinstance(value, Mapping):
        return value and {key: as_text(item) for key, item in value.items()}
    return value.text if hasattr(value, "text") else [as_text(item) for item in value]


def as_typed(value: object) -> object:
    """The text that YAML 1.2 reads as this value."""
    if isinstance(value, list):
        return [as_typed(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def test_moment_s_own_names_are_recognised() -> None:
    """A daily note that moment named in one of thirty formats is read as the day that it is of."""
    written = run_node("moments.mjs", given={"formats": FORMATS, "days": [day.isoformat() for day in DAYS]})
    assert len(FORMATS) == 30
    for format_ in FORMATS:
        reader = build_reader(format_)
        assert reader is not None, format_
        assert [read_day(reader.find_day_text(name)) for name in written[format_]] == DAYS, format_


def read_day(text: str | None) -> date | None:
    """The day of `2026-11-22`, or of `2026-326` (the day of the year)."""
    if text is None:
        return None
    year, *rest = (int(part) for part in text.split("-"))
    return date(year, 1, 1) + timedelta(rest[0] - 1) if len(rest) == 1 else date(year, *rest)


def list_blocks(language: str) -> Iterable[tuple[str, str]]:
    """Every fenced block of a language in the documentation: its page, its text."""
    for page in sorted(ROOT.glob("docs/**/*.md")):
        for block in re.findall(
            rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            yield page.name, block


def test_dataview_reads_our_recipes() -> None:
    """Every Dataview query of the documentation is one that Dataview understands."""
    blocks = list(list_blocks("dataview"))
    assert blocks
    answers = run_node("recipes.mjs", given=[text for _, text in blocks])
    assert not [(page, answer) for (page, _), answer in zip(blocks, answers, strict=True) if answer]


def test_a_base_is_yaml_with_expressions(example: Path) -> None:
    """The base that `init` writes, and every one of the documentation, has views and only expressions."""
    run_vaultwell(example, "init", "--obsidian")
    blocks = [text for _, text in list_blocks("base")] + [(example / "People.base").read_text("utf-8")]
    assert len(blocks) > 1
    for base in run_node("bases.mjs", given=blocks):
        assert base["views"]
        assert base["faults"] == []
