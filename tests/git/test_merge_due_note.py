"""The due note merged: no tick and no typed line of either side is lost, no conflict in its region."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.due_note_edits import Edited, bodies, edited_notes, render_body
from tests.git.repositories import BARE_PATH, Clone, install_driver, make_clone
from vaultwell.git.merge_due_note import merge_due_notes
from vaultwell.git.three_way import Marks
from vaultwell.notes.region import parse_region, render_region

_ANA = "- [ ] [[Ana Díaz]] · lunch in March: “2 hives; Signe” ^vw-00000000"
_CHEN = _ANA.replace("Ana Díaz", "Chen").replace("00000000", "00000002")


def make_note(*rows: int, day: int = 22) -> str:
    """A due note with some of six rows, as it was generated."""
    return render_region(render_body(rows, day), None)


def ticked(text: str, row: str, *typed: str, mark: str = "x") -> str:
    """The due note with one row ticked, and lines typed under it."""
    assert row in text
    return text.replace(row, "\n".join([row.replace("[ ]", f"[{mark}]"), *typed]))


def merge(base: str, ours: str, theirs: str) -> str:
    """The merged due note, which must be free of conflicts."""
    merged = merge_due_notes(base, ours, theirs, Marks())
    assert merged is not None
    assert merged[1]
    return merged[0]


def test_ticks_of_both_sides_stay_in_place() -> None:
    """Each side's tick and the words under it stand at their rows; nothing else changes."""
    base = make_note(0, 2)
    ours, theirs = ticked(base, _ANA, "\tcall: hello"), ticked(base, _CHEN)
    assert merge(base, ours, theirs) == ticked(ours, _CHEN)


def test_a_tick_on_a_row_that_we_no_longer_have_is_kept() -> None:
    """Their row is kept under “Ticked”, and the region is otherwise ours."""
    ours = make_note(1, day=23)
    merged = merge(make_note(0, 2), ours, ticked(make_note(0, 2), _ANA, "\tlater 2w"))
    rows = [line for line in merged.split("\n") if line.startswith(("- [", "\t", "## "))]
    assert rows == [
        "## A few people",
        "- [ ] [[Ben Okafor]] · last on 23\u00a0Nov ^vw-00000001",
        "## Ticked",
        _ANA.replace("[ ]", "[x]"),
        "\tlater 2w",
    ]


def test_a_tick_that_was_applied_meanwhile_does_not_come_back() -> None:
    """A row ticked before both sides parted, and applied here, is gone although they still have it."""
    base = ticked(make_note(0, 2), _ANA)
    assert merge(base, make_note(2), base) == make_note(2)
    assert merge(base, base, make_note(2)).count("vw-00000000") == 1  # as our own region still has the row
    assert "[x]" not in merge(base, base, make_note(0, 2))


@pytest.mark.parametrize(("ours", "theirs", "mark"), [("x", "-", "x"), ("-", "x", "x"), ("-", "-", "-")])
def test_two_marks_on_one_row(ours: str, theirs: str, mark: str) -> None:
    """A tick counts more than a dash, and both sides' words stay."""
    base = make_note(0)
    merged = merge(base, ticked(base, _ANA, "\tmine", mark=ours), ticked(base, _ANA, "\ttheirs", mark=theirs))
    assert merged == ticked(base, _ANA, "\tmine", "\ttheirs", mark=mark)


def test_words_around_the_region_are_merged_as_git_does() -> None:
    """What only one side wrote is taken; what both wrote at one place is a conflict outside the region."""
    base = "Mine.\n" + make_note(0) + "\nBelow.\n"
    merged = merge_due_notes(base, base.replace("Mine.", "Hers."), base.replace("Below.", "Under."), Marks())
    assert merged == (base.replace("Mine.", "Hers.").replace("Below.", "Under."), True)
    merged = merge_due_notes(
        base,
        ticked(base, _ANA).replace("Below.", "A."),
        base.replace("Below.", "B."),
        Marks(9, "HEAD", "phone"),
    )
    end = "\n<<<<<<<<< HEAD\nA.\n=========\nB.\n>>>>>>>>> phone\n"
    assert merged == (ticked(base, _ANA).replace("\nBelow.\n", end), False)


def test_both_sides_made_the_first_due_note() -> None:
    """Without a common version every tick and every typed line of both is kept."""
    ours, theirs = ticked(make_note(0, 2), _ANA), ticked(make_note(0, 2, 4, day=23), _CHEN, "\tgave: soup")
    assert merge("", ours, theirs) == ticked(ours, _CHEN, "\tgave: soup")


def test_a_due_note_without_its_markers_is_an_ordinary_note() -> None:
    """When one side took the region away, nothing is known of ticks."""
    assert merge_due_notes(make_note(0), "My own words.\n", make_note(0), Marks()) is None


@given(bodies, edited_notes(is_gentle=True), edited_notes(is_gentle=True), st.booleans())
def test_no_tick_and_no_typed_line_is_lost(body: str, ours: Edited, theirs: Edited, has_base: bool) -> None:
    """Whatever both sides ticked and typed since they parted stands in the merged due note, in a region."""
    base = render_region(body, None) if has_base else ""
    merged = merge_due_notes(base, ours.text, theirs.text, Marks())
    assert merged is not None
    text = merged[0]
    assert parse_region(text) is not None
    for words in (*ours.typed, *theirs.typed):
        assert words in text
    for side in (ours, theirs):
        marked = {row_id for row_id, _ in Edited(text, ()).list_ticks()}
        assert {row_id for row_id, _ in side.list_ticks()} <= marked


@given(edited_notes(is_gentle=True), edited_notes(is_gentle=True))
def test_conflict_marks_are_read_and_go(ours: Edited, theirs: Edited) -> None:
    """A due note in which git left its marks, for want of the driver, loses nothing when it is made again."""
    text = mark_whole_conflict(ours.text, theirs.text)
    region = parse_region(text)
    assert region is not None
    again = render_region(render_body([0]), region)
    for words in (*ours.typed, *theirs.typed):
        assert words in again
    assert not any(line.startswith(("<<<<<<<", "=======", ">>>>>>>")) for line in again.split("\n"))


def mark_whole_conflict(ours: str, theirs: str) -> str:
    """The two due notes as one conflict, as git shows a note that was added on both sides."""
    ends = [text if text.endswith("\n") else f"{text}\n" for text in (ours, theirs)]
    return f"<<<<<<< HEAD\n{ends[0]}=======\n{ends[1]}>>>>>>> phone\n"


# --- With git -------------------------------------------------------------------------------------------


_THEIRS = ticked(make_note(0, 2, day=24), _CHEN, "\tcall: the move")


@pytest.fixture
def diverged(tmp_path: Path) -> Clone:
    """A tracked due note, ticked on `main` and on `phone`."""
    clone = make_clone(tmp_path / "vault", {"vaultwell.toml": "", "Due.md": make_note(0, 2)})
    install_driver(clone)
    clone.commit({})
    clone.git("switch", "-qc", "phone")
    clone.commit({"Due.md": _THEIRS})
    clone.git("switch", "-q", "main")
    clone.commit({"Due.md": ticked(make_note(0, 2, 4, day=23), _ANA)})
    return clone


_BOTH = ticked(ticked(make_note(0, 2, 4, day=23), _ANA), _CHEN, "\tcall: the move")


@pytest.mark.parametrize("words", ["merge -q --no-edit phone", "cherry-pick phone"])
def test_ticks_of_both_sides_of_a_tracked_due_note(diverged: Clone, words: str) -> None:
    """git merges them cleanly, into our region with both ticks."""
    diverged.git(*words.split())
    assert diverged.read("Due.md") == _BOTH


def test_ticks_survive_a_rebase(diverged: Clone) -> None:
    """In a rebase our side is the other one; both ticks are there all the same."""
    diverged.git("rebase", "-q", "phone")
    assert Edited(diverged.read("Due.md"), ()).list_ticks() == {("vw-00000000", "x"), ("vw-00000002", "x")}


def test_ticks_survive_a_stash(diverged: Clone) -> None:
    """What was ticked and put aside comes back beside what was pulled meanwhile."""
    diverged.git("reset", "-q", "--hard", "HEAD~")
    diverged.write("Due.md", ticked(make_note(0, 2), _ANA))
    diverged.git("stash", "-q")
    diverged.git("merge", "-q", "phone")
    diverged.git("stash", "pop", "-q")
    assert Edited(diverged.read("Due.md"), ()).list_ticks() == {("vw-00000000", "x"), ("vw-00000002", "x")}


def test_a_due_note_deleted_on_one_side(diverged: Clone) -> None:
    """git asks no driver: it is a conflict, and the ticked note is still there."""
    diverged.commit({"Due.md": None})
    assert diverged.try_git("merge", "phone").returncode == 1
    assert diverged.read("Due.md") == _THEIRS


def test_a_due_note_that_git_merged_line_by_line(diverged: Clone) -> None:
    """Without vaultwell git leaves its marks; the next run has both ticks and no mark."""
    diverged.git("config", "vaultwell.program", "/nowhere")
    with pytest.raises(subprocess.CalledProcessError):
        diverged.git("merge", "phone", path=BARE_PATH)
    region = parse_region(diverged.read("Due.md"))
    assert render_region(render_body([0, 2, 4], 23), region) == _BOTH
