"""What holds for every merge that ends well, whatever both sides did."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import settings_on_disk
from tests.strange_notes import texts
from vaultwell.git.driver import merge_files
from vaultwell.git.merge_due_note import merge_due_notes
from vaultwell.git.merge_note import is_proven, merge_notes
from vaultwell.git.three_way import Hunk, Marks, is_kept, settle, split_hunks

_KEYS = ("circle: close", "cadence: 30", "interests:", "  - climbing", "  - sourdough", "why: we dig")
_NEW_KEYS = ("org: Kiln", "phone: 01796 628361", "cadence: 60", "pets:\n  - Biscuit")
_LINES = (
    "Met at PyCon.", "", "## Favors", "", "- [ ] 2026-09-15 promised: soup", "- [ ] 2026-09-16 lent: tent",
    "", "## Log", "", "- 2026-09-02 met: hall", "  She laughed.", "- 2026-10-05 call: talk",
    "- 2026-10-20 walk", "", "```", "- 2026-01-01 code", "```", "", "%% hidden", "- 2026-01-02 hidden", "%%",
    "", "> - 2026-01-03 quote",
)  # fmt: skip


_SAME = "- 2026-11-01 call: the same on both sides"


@st.composite
def edits(draw: st.DrawFn, side: str) -> str:
    """The note after a few edits; every line that is written is one of a kind."""
    keys, lines = list(_KEYS), list(_LINES)
    for number in range(draw(st.integers(1, 4))):
        name = f"{side}{number}"
        place = draw(st.integers(0, len(lines)))
        day = f"2026-{draw(st.integers(10, 12))}-{draw(st.integers(10, 28))}"
        match draw(st.sampled_from("append append above tick delete edit key drop prose code same".split())):
            case "append":
                lines += [f"- {day} call: {name}", *([f"  more {name}"] if draw(st.booleans()) else [])]
            case "above":
                lines.insert(place, f"- {day} card: {name}")
            case "tick":
                lines = [line.replace("[ ]", "[x]") if "soup" in line else line for line in lines]
            case "delete":
                del lines[place : place + 1]
            case "edit":
                lines[place : place + 1] = [f"{line} {name}" for line in lines[place : place + 1]]
            case "key":
                keys.insert(draw(st.sampled_from((0, len(keys)))), draw(st.sampled_from(_NEW_KEYS)))
            case "drop":
                del keys[draw(st.integers(0, len(keys))) :]
            case "prose":
                lines.insert(place, f"Prose {name}")
            case "code":
                lines[place:place] = ["```", f"- {day} call: {name}", "```"]
            case _:
                lines = [*(line for line in lines if line != _SAME), _SAME]
    return _join(keys, lines)


def _join(keys: list[str], lines: list[str]) -> str:
    return "\n".join(["---", *keys, "---", *lines, ""])


_BASE = _join(list(_KEYS), list(_LINES))


def check_merge(ours: str, theirs: str, merged: str) -> None:
    """Every line that a side wrote is there, none that a side took away, and no property twice."""
    base = {*_BASE.split("\n")} - {"", "```", "%%"}
    mine, others, both = ({*text.split("\n")} - {"", "```", "%%"} for text in (ours, theirs, merged))
    assert (mine - base) | (others - base) <= both
    assert (base & mine & others) <= both
    assert both <= (mine - base) | (others - base) | (base & mine & others)
    keys = [line.split(":")[0] for line in merged.split("---")[1].split("\n") if line[:1].isalpha()]
    allowed = [text.split("---")[1].count("\ncadence:") for text in (ours, theirs)]
    assert keys.count("cadence") <= max(1, *allowed)


@given(edits("a"), edits("b"))
def test_a_merge_without_conflict_loses_and_resurrects_nothing(ours: str, theirs: str) -> None:
    """Its lines are those of the base that both kept, and those that either side wrote."""
    merged = merge_notes(_BASE, ours, theirs)
    if merged is not None:
        check_merge(ours, theirs, merged)


@given(edits("a"), edits("b"))
def test_the_sides_may_change_places(ours: str, theirs: str) -> None:
    """Whether a merge is possible, and which lines it has, does not hang on whose side is ours."""
    one, other = merge_notes(_BASE, ours, theirs), merge_notes(_BASE, theirs, ours)
    assert (one is None) == (other is None)
    assert sorted((one or "").split("\n")) == sorted((other or "").split("\n"))


@given(edits("a"))
def test_what_one_side_changed_is_taken_whole(ours: str) -> None:
    """Nothing on the other side, or the same there: the result is that side, byte for byte."""
    assert merge_notes(_BASE, ours, _BASE) == ours
    assert merge_notes(_BASE, _BASE, ours) == ours
    assert merge_notes(_BASE, ours, ours) == ours


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@settings_on_disk(15)
@given(edits("a"), edits("b"))
def test_the_driver_ends_well_or_shows_both_sides(ours: str, theirs: str) -> None:
    """With git's own merge behind it: a clean end keeps the law, else all that was written stands there."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, (_BASE, ours, theirs), strict=True):
            path.write_text(text, "utf-8", newline="")
        is_clean = merge_files(paths[0], paths[1], paths[2], Marks())
        merged = paths[1].read_bytes().decode("utf-8")
    if is_clean:
        check_merge(ours, theirs, merged)
    else:
        assert "<<<<<<< ours" in merged
        assert ({*ours.split("\n")} | {*theirs.split("\n")}) - {*_BASE.split("\n")} <= {*merged.split("\n")}


@given(texts, texts, texts)
def test_strange_notes_are_merged_rightly_or_not_at_all(base: str, ours: str, theirs: str) -> None:
    """Whatever stands in three notes: no crash, and what is merged passes the proof."""
    merge_due_notes(base, ours, theirs, Marks())
    for mine, others in ((ours, theirs), (f"{base}\n{ours}", f"{base}\n{theirs}")):
        merged = merge_notes(base, mine, others)
        assert merged is None or is_proven(base, mine, others, merged)


_texts = st.lists(st.sampled_from("abcd"), max_size=8)


@given(_texts, _texts, _texts)
def test_hunks_are_the_three_texts(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """The hunks one after the other are each text again; what nobody changed is the same in all three."""
    hunks = list(split_hunks(base, ours, theirs))
    for place, text in enumerate((base, ours, theirs)):
        assert [line for hunk in hunks for line in hunk[place]] == text
    assert all(hunk.base for hunk in hunks if hunk == Hunk(hunk.base, hunk.base, hunk.base))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "is_right"),
    [
        ("", "a", "b", "ab", True),
        ("", "a", "a", "a", True),
        ("", "a", "a", "aa", True),
        ("", "a", "b", "a", False),
        ("a", "", "a", "", True),
        ("a", "", "a", "a", False),
        ("a", "", "ab", "b", True),
        ("a", "", "ab", "ab", False),
        ("aa", "a", "a", "a", True),
        ("aa", "a", "a", "", False),
        ("a", "a", "a", "aa", False),
        ("", "", "", "c", False),
    ],
)
def test_what_is_kept(base: str, ours: str, theirs: str, merged: str, is_right: bool) -> None:
    """The proof sees a lost line, a line that came back, one that came from nowhere, and a lost double."""
    assert is_kept(base, ours, theirs, merged) == is_right


def test_settling() -> None:
    """The one change is taken, the same change once."""
    assert [settle(*words) for words in ("aab", "aba", "abb", "aaa")] == ["b", "b", "b", "a"]


def test_bytes_that_are_no_text_pass_unharmed(tmp_path: Path) -> None:
    """A note in another encoding is merged like any other, and its bytes stay."""
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    texts = (b"## Log\n\n- 2026-01-01 caf\xe9\n", b"- 2026-02-01 na\xefve\n", b"- 2026-03-01 walk\n")
    for path, text in zip(paths, (texts[0], texts[0] + texts[1], texts[0] + texts[2]), strict=True):
        path.write_bytes(text)
    assert merge_files(paths[0], paths[1], paths[2], Marks())
    assert paths[1].read_bytes() == b"".join(texts)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_is_no_text_at_all_stays_ours(tmp_path: Path) -> None:
    """Bytes that git does not merge either: a conflict, our version in place, nothing made up."""
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for number, path in enumerate(paths):
        path.write_bytes(b"\0" + os.fsencode(str(number)))
    assert not merge_files(paths[0], paths[1], paths[2], Marks())
    assert paths[1].read_bytes() == b"\x001"
