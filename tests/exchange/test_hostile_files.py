"""Files that want to do harm: nothing that runs or misleads reaches a note, a file name or the terminal."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]

EVIL = [
    "```dataviewjs\\nrequire('fs')\\n```",
    "`$= dv.io.load('x')`",
    "<%* await tp.system.prompt('x') %>",
    "%%hidden%%",
    "[[Ana]] ]] ![x](https://evil.example/b.png)",
    "> [!danger]- folded",
    "<iframe src=//evil.example></iframe>",
    "cadence:: 1",
    "- [ ] 2026-01-01 promised: money 📅 2026-01-02 ^vw-1a2b3c4d",
    "\x1b[2J\x1b]52;c;ZXZpbA==\x07\x9b31m",
    "\u202egnp.exe\u2066",
    "---\\ntype: template\\n---",
    "%% vaultwell:begin x %%",
    "{{title}}",
    "obsidian://open?vault=x javascript:alert(1)",
]
NAMES = [
    "../../etc/passwd",
    "/absolute",
    "C:\\Windows",
    ".obsidian/plugins/x/main.js",
    "CON",
    "Ana (2)",
    "\x1b[31mRed\x1b[0m",
    "evil\u202egnp.exe",
    "-rf",
    "2026-01-01",
    "<% x %>",
    "README",
    "x" * 400,
]
_OBEYED = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
_ANYWHERE = rf"<%|%>|%%|\{{\{{|\[\[|(?<!\\)\]\(|obsidian://|javascript:\S|{_OBEYED}"
_IN_PROPERTIES = re.compile(rf"`|<\w|{_ANYWHERE}")
_IN_TEXT = re.compile(rf"(?<!\\)[`<\[\]]|\w::|\d📅|📅 \d|{_ANYWHERE}")


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with Ana."""
    return write_vault(
        {"People/Ana.md": "---\ntype: person\nemail: ana@x.example\n---\n", "vaultwell.toml": ""}
    )


def _write(vault: Path, name: str, text: str) -> str:
    place = vault.parent / name
    place.write_bytes(text.encode("utf-8"))
    return str(place)


def _card(name: str, *lines: str) -> str:
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


def test_nothing_hostile_gets_into_a_note(vault: Path, run: Run) -> None:
    """In every field, of a new note and of one that is there, and in what is printed about it."""
    fields = "NICKNAME ORG TITLE NOTE CATEGORIES HOBBY UID EMAIL TEL".split()
    cards = [
        _card(
            f"Person {number} {evil}",
            *(f"{field}:{evil}" for field in fields),
            f"ADR:;;;{evil};;;",
            f"URL:http://x/{evil}",
        )
        for number, evil in enumerate(EVIL)
    ]
    cards += [_card("Ana", "EMAIL:ana@x.example", *(f"NOTE:{evil}" for evil in EVIL))]
    file = _write(vault, "evil.vcf", "".join(cards))
    for words in (["--dry-run"], [], ["--json"], ["--apply"]):
        output = run(vault, "import", "vcard", file, *words).output
        assert not re.search(_OBEYED, output)
    notes = [path.read_text("utf-8") for path in sorted((vault / "People").iterdir())]
    assert len(notes) == len(EVIL) + 1
    for note in notes:
        _, front_matter, text = re.split(r"^---$", note, maxsplit=2, flags=re.MULTILINE)
        assert not _IN_PROPERTIES.search(front_matter)
        assert not _IN_TEXT.search(text)
        assert not re.search(r"^(?:> |  )(?:- \[|---$|>)", text, re.MULTILINE)
    assert run(vault, "check").exit_code == 0
    assert "money" not in run(vault, "due").output


def test_no_name_leaves_the_folder_of_people(vault: Path, run: Run) -> None:
    """Whatever somebody is called, their note has a name that every computer can hold, and is theirs."""
    file = _write(vault, "names.vcf", "".join(map(_card, NAMES)))
    run(vault, "import", "vcard", file, "--apply")
    found = {path.relative_to(vault.parent).as_posix() for path in vault.parent.rglob("*.*")}
    notes = {path.removeprefix("vault/People/") for path in found - {"names.vcf", "vault/vaultwell.toml"}}
    assert notes == {
        "Ana.md",
        "Ana (2).md",
        "etc-passwd.md",
        "absolute.md",
        "C Windows.md",
        "obsidian-plugins-x-main.js.md",
        "CON_.md",
        "Red.md",
        "evilgnp.exe.md",
        "rf.md",
        "2026-01-01.md",
        "% x %.md",
        "README.md",
        f"{'x' * 120}.md",
    }
    names = {person["name"] for person in json.loads(run(vault, "list", "--json").output)["people"]}
    assert {f"{name}.md" for name in names} == notes


def test_a_photo_of_fifty_megabytes(vault: Path, run: Run) -> None:
    """It is taken out before anything is parsed; the person comes."""
    photo = "\n ".join(["A" * 74] * 700_000)
    file = _write(vault, "photo.vcf", _card("Ben", f"PHOTO;ENCODING=b:{photo}", "EMAIL:ben@x.example"))
    output = run(vault, "import", "vcard", file, "--apply").output
    assert output.splitlines()[0] == "People: 1 new."
    assert "photos (1)" in output
    assert (vault / "People/Ben.md").stat().st_size < 200


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("vcard", _card("Ben", "NOTE:" + "x" * 2_000_000), "a card: 2.0 MB, and at most 200.0 kB are read"),
        ("csv", "Name,Notes\nBen," + "x" * 2_000_000, "this line is 2.0 MB long"),
        ("google", "Name,Labels\nBen," + "x" * 2_000_000, "this line is 2.0 MB long"),
    ],
)
def test_an_endless_line(vault: Path, run: Run, form: str, text: str, words: str) -> None:
    """It is refused with its size, and nothing is written."""
    result = run(vault, "import", form, _write(vault, "endless", text), "--apply")
    assert words in result.output
    assert [path.name for path in (vault / "People").iterdir()] == ["Ana.md"]


def test_a_file_that_is_too_large(vault: Path, run: Run) -> None:
    """The size is said before a byte is read."""
    place = vault.parent / "large.csv"
    with place.open("wb") as file:
        file.truncate(65_000_000)
    result = run(vault, "import", "csv", str(place))
    assert result.exit_code == 1
    assert result.output.endswith("large.csv is 65.0 MB, and at most 64 MB are read. Split it first.\n")


def test_a_formula_stays_text(vault: Path, run: Run) -> None:
    """`=cmd()` is a name like any other; it runs nowhere in a note."""
    run(vault, "import", "csv", _write(vault, "a.csv", "Name,Company\n=cmd()|x,=HYPERLINK(1)\n"), "--apply")
    assert 'org: "=HYPERLINK(1)"' in (vault / "People/=cmd()-x.md").read_text("utf-8")


@pytest.mark.parametrize("sign", ["a.", "[", '"', "%", "\x1b]", "=\n", " ", "\\", "`", "::", "a:", "1."])
def test_no_sign_takes_long(vault: Path, run: Run, sign: str) -> None:
    """A card full of one sign, as large as one may be, is read in a moment."""
    many = (sign * 90_000)[:90_000]
    card = _card(f"Ben {many}", f"NICKNAME:{many}").replace("NICKNAME", "NOTE;ENCODING=QUOTED-PRINTABLE")
    start = perf_counter()
    run(vault, "import", "vcard", _write(vault, "a.vcf", card), "--dry-run")
    assert perf_counter() - start < 10
