"""docs/problems.md from the error catalogue: `python -m tests.problems.write_docs`."""

from collections.abc import Iterator
from pathlib import Path

from tests.problems.catalogue import BUILT, EXPECTED, FOLDER
from vaultwell.model.codes import CODES, Code, Severity

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"

_HEAD = """\
# Problems and hints

`vaultwell check` lists what it could not understand in your notes: where it is, the line itself, and
what to do. Whatever it finds, all other lines and notes count as ever, and no note is changed for it.

- A **problem** is something that cannot be read or cannot be meant: a note in another encoding, a day
  that does not exist, a link that fits two people. With a problem, `check` ends with exit code 1.
- A **hint** is a kind remark about a line that was perhaps meant otherwise. Hints never change the
  exit code.

Every code is shown below with notes that cause it and the exact words that `check` has for them. The
notes are those of `tests/problems/`; this page is made from them with
`python -m tests.problems.write_docs`.

| code | | what it is about |
|---|---|---|
"""
_SEVERITIES: dict[Severity, str] = {"problem": "A problem.", "hint": "A hint."}
_SETTINGS = "vaultwell.toml"


def render_page() -> str:
    """The whole page."""
    rows = (f"| [`{code}`](#{code}) | {severity} | {title} |" for code, (severity, title) in CODES.items())
    sections = (_render_section(code) for code in CODES)
    return _HEAD + "\n".join(rows) + "\n\n" + "\n".join(sections)


def _render_section(code: Code) -> str:
    severity, title = CODES[code]
    told = _read_told(code)
    built = {made.path: made.words for made in BUILT.get(code, ())}
    parts = [f"## {code}", f"{_SEVERITIES[severity]} {title}."]
    if (FOLDER / code / _SETTINGS).exists() and _SETTINGS not in told:
        parts += _render_file(code, _SETTINGS)
    for path, blocks in told.items():
        parts += [f"`{path}`: {built[path]}"] if path in built else _render_file(code, path)
        parts.append(_fence("text", "\n\n".join(blocks)))
    return "\n\n".join(parts) + "\n"


def _render_file(code: Code, path: str) -> Iterator[str]:
    text = (FOLDER / code / path).read_text(encoding="utf-8")
    yield f"`{path}`:"
    yield _fence("toml" if path == _SETTINGS else "markdown", text.rstrip("\n"))


def _fence(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def _read_told(code: Code) -> dict[str, list[str]]:
    """What `check` says of a folder, without the summary, by path."""
    blocks = (FOLDER / code / EXPECTED).read_text(encoding="utf-8").split("\n\n")[:-1]
    told: dict[str, list[str]] = {}
    for block in blocks:
        told.setdefault(block.partition(":")[0], []).append(block)
    return told


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8", newline="\n")
