"""`vaultwell open`: somebody's note in the editor, or its address."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault with Ana."""
    return write_vault({"People/-Ana Díaz.md": ""})


def test_the_editor_gets_the_path(
    vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Words of EDITOR are words of the command, and the path comes last, behind `--`."""
    script = tmp_path / "my editor.py"
    script.write_text("import sys; open(sys.argv[1], 'w').write('|'.join(sys.argv[2:])); sys.exit(3)")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}" "{tmp_path / "out"}" --wait')
    assert run(vault, "open", "ana").exit_code == 3
    said = (tmp_path / "out").read_text("utf-8")
    assert said == f"--wait|--|{(vault / 'People/-Ana Díaz.md').resolve()}"


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("", "No editor is named."),
        ("no-such-editor-here", "“no-such-editor-here” could not be started"),
        ('"', '“"”'),
    ],
)
def test_no_editor_is_a_sentence(
    editor: str, said: str, vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that is not there is named, with what to set."""
    monkeypatch.setenv("EDITOR", editor)
    result = run(vault, "open", "ana")
    assert (result.exit_code, result.stderr.startswith(said)) == (1, True)


def test_obsidian_has_an_address(vault: Path, run: Run) -> None:
    """`--obsidian` prints the address that opens the note there."""
    said = run(vault, "open", "ana", "--obsidian").output
    assert said.startswith("obsidian://open?path=%2F") or ":" in said
    assert said.endswith("People%2F-Ana%20D%C3%ADaz.md\n")
