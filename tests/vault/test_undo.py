"""Taking back what was written: only what is certainly ours, and never a byte of somebody else's."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import settings_on_disk, write_notes
from vaultwell.model.errors import VaultwellError
from vaultwell.vault import journal
from vaultwell.vault.state import find_state_folder
from vaultwell.vault.write import (
    CannotUndo,
    Change,
    Create,
    Delete,
    Edit,
    Move,
    Step,
    Undone,
    change_notes,
    undo_last,
    write_due_note,
)

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ANA = "# Ana\n\n## Log\n\n- 2026-01-01 call: old\n"
OURS = "- 2026-11-22 call: the move\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with two people."""
    return write_notes(tmp_path / "vault", {"People/Ana.md": ANA, "People/Ben.md": "# Ben\n"})


def tree(root: Path) -> dict[str, str]:
    return {
        place.relative_to(root).as_posix(): place.read_bytes().decode()
        for place in root.rglob("*")
        if place.is_file()
    }


def do(vault: Path, *steps: Step, action: str = "log Ana") -> tuple[Change, ...]:
    return change_notes(vault, steps, action, NOW)


def log(path: str = "People/Ana.md", line: str = OURS) -> Edit:
    return Edit(path, lambda text: text + line)


def undo(vault: Path) -> Undone:
    return undo_last(vault, NOW)


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([log()], id="edit"),
        pytest.param([Create("New/Cleo.md", "# Cleo\n")], id="create"),
        pytest.param([Create("Empty.md", "")], id="create empty"),
        pytest.param([Move("People/Ana.md", "Friends/Ana Diaz.md")], id="move"),
        pytest.param([Move("People/Ana.md", "People/ana.md")], id="respelt"),
        pytest.param(
            [
                log(),
                Move("People/Ana.md", "Ana.md"),
                log("Ana.md"),
                Create("People/Ana.md", "x"),
                log("People/Ben.md"),
            ],
            id="all",
        ),
    ],
)
def test_undo_gives_the_original_bytes(vault: Path, steps: list[Step]) -> None:
    """Everything that an action did is taken back at once, and undo says which action it was."""
    before = tree(vault)
    do(vault, *steps, action="rename Ana")
    after = tree(vault)
    planned = undo_last(vault, NOW, is_dry_run=True)
    assert tree(vault) == after != before
    undone = undo(vault)
    assert tree(vault) == before
    assert undone == planned
    assert (undone.action, undone.when) == ("rename Ana", "2026-11-22T10:00:00+00:00")


@settings_on_disk(15)
@given(
    before=st.text(st.sampled_from("ab\n\r-é\ufeff"), min_size=1, max_size=20).filter(
        lambda text: text.strip("\ufeff\r\n")
    ),
    added=st.text("ab", max_size=5),
)
def test_undo_of_any_edit_gives_the_original_bytes(
    tmp_path_factory: pytest.TempPathFactory, before: str, added: str
) -> None:
    """Whatever a note holds, an edit and its undo leave the same bytes."""
    vault = write_notes(tmp_path_factory.mktemp("vault"), {"Ana.md": before})
    changes = change_notes(vault, [Edit("Ana.md", lambda text: text + added)], "log Ana", NOW)
    assert (vault / "Ana.md").read_bytes() == (before + added).encode()
    if changes:
        undo_last(vault, NOW)
    assert (vault / "Ana.md").read_bytes() == before.encode()


def test_undo_goes_back_step_by_step(vault: Path) -> None:
    """Each undo takes back the action before the one that was taken back; at the end it says so."""
    before = tree(vault)
    do(vault, log(line="- one\n"), action="log one")
    do(vault, log(line="- two\n"), action="log two")
    assert undo(vault).action == "log two"
    do(vault, log(line="- three\n"), action="log three")
    assert [undo(vault).action, undo(vault).action] == ["log three", "log one"]
    assert tree(vault) == before
    with pytest.raises(VaultwellError) as stopped:
        undo(vault)
    assert str(stopped.value) == (
        "There is nothing to take back: no command has changed a note of this vault on this computer,"
        " or all of it was taken back."
    )


def test_the_due_note_is_nothing_to_undo(vault: Path) -> None:
    """Undo takes back what was written about people, not the generated note."""
    do(vault, log())
    write_due_note(vault, "Due.md", None, b"due\n")
    undo(vault)
    assert tree(vault) == {"People/Ana.md": ANA, "People/Ben.md": "# Ben\n", "Due.md": "due\n"}


def test_what_was_written_elsewhere_in_the_note_stays(vault: Path) -> None:
    """A line logged before somebody typed another one is taken out, and the other stays."""
    do(vault, log())
    (vault / "People" / "Ana.md").write_text(f"{ANA}{OURS}- typed\n", newline="")
    undo(vault)
    assert tree(vault)["People/Ana.md"] == f"{ANA}- typed\n"


def test_a_line_that_was_changed_is_left_alone(vault: Path) -> None:
    """When the line itself was changed, nothing is written, and the lines to look for are shown."""
    do(vault, log(), log("People/Ben.md"))
    (vault / "People" / "Ana.md").write_text(f"{ANA}{OURS.strip()} to Lisbon\n", newline="")
    before = tree(vault)
    with pytest.raises(CannotUndo) as stopped:
        undo(vault)
    assert tree(vault) == before
    assert stopped.value.changes == (Change("People/Ana.md", ANA.encode(), (ANA + OURS).encode()),)
    assert str(stopped.value) == (
        "“log Ana” was not taken back: People/Ana.md has been changed since, and what was written stands"
        " there no more as it was. Nothing was changed.\n"
        "By hand: take out the lines with -, put in the lines with +.\n"
        "  - - 2026-11-22 call: the move"
    )


def test_a_new_note_that_was_changed_is_not_deleted(vault: Path) -> None:
    """A note that somebody wrote in since it was made stays."""
    do(vault, Create("Cleo.md", "# Cleo\n"), action="new Cleo")
    (vault / "Cleo.md").write_text("# Cleo\n\nMet in Porto.\n", newline="")
    with pytest.raises(
        CannotUndo, match=r"Cleo\.md has been changed since it was made, so it is not deleted"
    ):
        undo(vault)
    assert tree(vault)["Cleo.md"] == "# Cleo\n\nMet in Porto.\n"


def test_a_note_does_not_move_back_over_another(vault: Path) -> None:
    """When something stands where the note was, nothing moves."""
    do(vault, Move("People/Ana.md", "Ana.md"), action="rename Ana")
    (vault / "People" / "Ana.md").write_text("another Ana\n")
    with pytest.raises(CannotUndo, match=r"Ana\.md cannot go back to People/Ana\.md: something stands there"):
        undo(vault)
    assert tree(vault)["Ana.md"] == ANA


def test_a_note_that_was_deleted_is_said(vault: Path) -> None:
    """Undo of a line in a note that is gone says so; undo of a new note that is gone is no trouble."""
    do(vault, Create("Cleo.md", "# Cleo\n"), action="new Cleo")
    do(vault, log())
    (vault / "People" / "Ana.md").rename(vault / "elsewhere")
    with pytest.raises(CannotUndo, match=r"People/Ana\.md is not there any more"):
        undo(vault)
    (vault / "elsewhere").rename(vault / "People" / "Ana.md")
    undo(vault)
    (vault / "Cleo.md").unlink()
    assert undo(vault) == Undone("new Cleo", (), "2026-11-22T10:00:00+00:00")
    with pytest.raises(VaultwellError, match="nothing to take back"):
        undo(vault)


def test_what_was_taken_back_by_hand_is_done(vault: Path) -> None:
    """When a note is as it was before, there is nothing left to do for it."""
    do(vault, log(), log("People/Ben.md"))
    (vault / "People" / "Ana.md").write_text(ANA, newline="")
    assert [change.path for change in undo(vault).changes] == ["People/Ben.md"]
    assert tree(vault) == {"People/Ana.md": ANA, "People/Ben.md": "# Ben\n"}


def test_another_vault_has_its_own_journal(vault: Path, tmp_path: Path) -> None:
    """What was done in one vault is not taken back in another."""
    do(vault, log())
    with pytest.raises(VaultwellError, match="nothing to take back"):
        undo(write_notes(tmp_path / "other", {"Ana.md": ANA}))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_copies_are_their_owners_alone(vault: Path) -> None:
    """Whoever else uses the computer cannot read the journal or the copies."""
    before = os.umask(0)
    try:
        do(vault, log())
    finally:
        os.umask(before)
    folder = find_state_folder(vault)
    places = [folder.parent.parent, folder.parent, folder, *folder.rglob("*")]
    modes = {stat.S_IMODE(place.stat().st_mode) for place in places}
    assert modes == {0o700, 0o600}
    assert not any(place.is_relative_to(vault) for place in places)


def test_the_oldest_copies_are_deleted(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many actions can be taken back and no more, and nothing is kept of the others."""
    monkeypatch.setattr(journal, "_MOST_ACTIONS", 3)
    for number in range(20):
        do(vault, log(line=f"- {number}\n"))
    folder = find_state_folder(vault)
    count = len((folder / "journal.jsonl").read_bytes().splitlines())
    assert count <= 12
    assert len(list((folder / "texts").iterdir())) <= 12
    for _ in range(3):
        undo(vault)
    assert tree(vault)["People/Ana.md"] == ANA + "".join(f"- {number}\n" for number in range(17))


def test_large_copies_are_deleted_first(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copies never take much more room than they may."""
    monkeypatch.setattr(journal, "_MOST_BYTES", 2_000)
    for number in range(20):
        do(vault, log(line=f"- {number} {'x' * 200}\n"))
    texts = find_state_folder(vault) / "texts"
    assert sum(place.stat().st_size for place in texts.iterdir()) < 4_000 + 10_000


def test_a_torn_journal_does_no_harm(vault: Path) -> None:
    """A last line cut short by a crash, or nonsense in between, costs that line only."""
    do(vault, log(line="- one\n"))
    place = find_state_folder(vault) / "journal.jsonl"
    place.write_bytes(b'[]\n{"id": 1}\nnull\n' + place.read_bytes() + b'{"id": "0')
    do(vault, log(line="- two\n"))
    undo(vault)
    undo(vault)
    assert tree(vault)["People/Ana.md"] == ANA


def test_copies_that_are_gone_are_said(vault: Path) -> None:
    """Without the copies nothing is guessed."""
    do(vault, log())
    for place in (find_state_folder(vault) / "texts").iterdir():
        place.write_bytes(b"damaged")
    with pytest.raises(VaultwellError, match=r"undo copies of People/Ana\.md are not there any more"):
        undo(vault)
    assert tree(vault)["People/Ana.md"] == ANA + OURS


def test_a_deleted_note_comes_back(vault: Path) -> None:
    """A note that was deleted stands again as it was, whatever else the action did."""
    before = tree(vault)
    do(vault, log(), Delete("People/Ben.md", b"# Ben\n"))
    assert tree(vault) == {"People/Ana.md": ANA + OURS}
    undo(vault)
    assert tree(vault) == before


def test_what_stands_in_a_deleted_notes_place_stays(vault: Path) -> None:
    """Who wrote a new note of that name keeps it, and nothing is taken back."""
    do(vault, log(), Delete("People/Ben.md", b"# Ben\n"))
    (vault / "People/Ben.md").write_text("# Another Ben\n")
    with pytest.raises(
        CannotUndo, match=r"People/Ben\.md was deleted, and something else stands there by now"
    ):
        undo(vault)
    assert tree(vault) == {"People/Ana.md": ANA + OURS, "People/Ben.md": "# Another Ben\n"}


def test_a_note_that_changed_is_not_deleted(vault: Path) -> None:
    """What somebody wrote after the note was read is not lost with it."""
    with pytest.raises(VaultwellError, match=r"^People/Ben\.md was changed by another program meanwhile"):
        do(vault, log(), Delete("People/Ben.md", b"# Older Ben\n"))
    assert tree(vault) == {"People/Ana.md": ANA, "People/Ben.md": "# Ben\n"}
