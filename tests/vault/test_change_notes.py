"""Changing people's notes: all steps or none, and only on the bytes that were parsed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import write_notes
from vaultwell.model.errors import VaultwellError
from vaultwell.vault import apply
from vaultwell.vault.write import Change, Create, Edit, Move, Step, change_notes

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def change(root: Path, *steps: Step, is_dry_run: bool = False) -> tuple[Change, ...]:
    return change_notes(root, steps, "log Ana", NOW, is_dry_run=is_dry_run)


def append(path: str, line: str) -> Edit:
    return Edit(path, lambda text: f"{text}{line}\n")


def tree(root: Path) -> dict[str, bytes]:
    return {
        place.relative_to(root).as_posix(): place.read_bytes() for place in root.rglob("*") if place.is_file()
    }


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "vault", {"People/Ana.md": "# Ana\n", "People/Ben.md": "# Ben\n"})


def test_an_edit_changes_its_own_note(vault: Path) -> None:
    """The note holds what the edit function gave, and nothing else changed."""
    assert change(vault, append("People/Ana.md", "- x")) == (
        Change("People/Ana.md", b"# Ana\n", b"# Ana\n- x\n"),
    )
    assert tree(vault) == {"People/Ana.md": b"# Ana\n- x\n", "People/Ben.md": b"# Ben\n"}


def test_a_new_note_is_made_with_its_folder(vault: Path) -> None:
    """A new note appears with its folder; one that stands there already is refused."""
    assert change(vault, Create("New/Cleo.md", "# Cleo\n")) == (Change("New/Cleo.md", None, b"# Cleo\n"),)
    assert (vault / "New" / "Cleo.md").read_bytes() == b"# Cleo\n"
    with pytest.raises(VaultwellError, match=r"New/Cleo\.md exists already"):
        change(vault, Create("New/Cleo.md", "# Other\n"))
    assert (vault / "New" / "Cleo.md").read_bytes() == b"# Cleo\n"


def test_a_note_moves_to_a_free_name(vault: Path) -> None:
    """A note that moves keeps its bytes; it is never moved over another."""
    moved = Change("People/Ana.md", b"# Ana\n", b"# Ana\n", "Friends/Ana Diaz.md")
    assert change(vault, Move("People/Ana.md", "Friends/Ana Diaz.md")) == (moved,)
    with pytest.raises(VaultwellError, match=r"People/Ben\.md exists already"):
        change(vault, Move("Friends/Ana Diaz.md", "People/Ben.md"))
    assert tree(vault) == {"Friends/Ana Diaz.md": b"# Ana\n", "People/Ben.md": b"# Ben\n"}


def test_steps_follow_one_another(vault: Path) -> None:
    """A later step sees what an earlier one did, also in a dry run."""
    steps = (
        append("People/Ana.md", "- one"),
        Move("People/Ana.md", "People/Ana Diaz.md"),
        append("People/Ana Diaz.md", "- two"),
        Create("People/Ana.md", "new\n"),
    )
    before = tree(vault)
    planned = change(vault, *steps, is_dry_run=True)
    assert tree(vault) == before
    assert change(vault, *steps) == planned
    assert tree(vault)["People/Ana Diaz.md"] == b"# Ana\n- one\n- two\n"
    assert tree(vault)["People/Ana.md"] == b"new\n"


def test_a_step_that_changes_nothing_is_no_change(vault: Path) -> None:
    """A note whose edit gives the same text is not written."""
    assert change(vault, Edit("People/Ana.md", lambda text: text)) == ()


def test_a_refusal_is_found_before_the_first_write(vault: Path) -> None:
    """When one of the steps cannot be done, none is."""
    before = tree(vault)
    for bad in (append("People/Nobody.md", "- x"), Create("People/Ben.md", ""), Create(".git/x.md", "")):
        with pytest.raises(VaultwellError):
            change(vault, append("People/Ana.md", "- x"), bad)
        assert tree(vault) == before


def test_a_failure_midway_puts_back_what_was_done(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses the last step, the earlier ones are taken back."""
    before = tree(vault)

    def failing(target: Path, data: bytes, mark: str, *, is_name_synced: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(apply, "create_file", failing)
    with pytest.raises(VaultwellError, match=r"People/New\.md was not written: no space left on device"):
        change(
            vault,
            append("People/Ana.md", "- x"),
            Move("People/Ben.md", "People/Benno.md"),
            Create("People/New.md", "x"),
        )
    assert tree(vault) == before


def test_a_note_saved_meanwhile_is_edited_again(vault: Path) -> None:
    """A save between reading and writing is kept, and the edit is made on it."""
    ana = vault / "People" / "Ana.md"
    saves = iter([b"# Ana\nfirst\n", b"# Ana\nsecond\n"])

    def edit(text: str) -> str:
        if (save := next(saves, None)) is not None:
            ana.write_bytes(save)
        return f"{text}- x\n"

    change(vault, Edit("People/Ana.md", edit))
    assert ana.read_bytes() == b"# Ana\nsecond\n- x\n"


def test_a_note_that_never_rests_is_left_alone(vault: Path) -> None:
    """After five tries the note is as its other writer left it, and a sentence says so."""
    ana = vault / "People" / "Ana.md"
    count = 0

    def edit(text: str) -> str:
        nonlocal count
        count += 1
        ana.write_bytes(b"%d\n" % count)
        return f"{text}- x\n"

    with pytest.raises(VaultwellError, match=r"People/Ana\.md was changed by another program"):
        change(vault, Edit("People/Ana.md", edit))
    assert ana.read_bytes() == b"%d\n" % count
    assert sorted(tree(vault)) == ["People/Ana.md", "People/Ben.md"]
