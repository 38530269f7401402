"""Taking back a change of a text that somebody edited since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultwell.notes.reversal import take_back

LOG = "# Ana\n\n## Log\n\n- 2026-01-01 call: old\n"
OURS = "- 2026-11-22 call: the move\n"
TEXTS = st.text(st.sampled_from("ab -#\n\r\u2028é"), max_size=30)


@given(before=TEXTS, after=TEXTS)
def test_a_change_is_taken_back_exactly(before: str, after: str) -> None:
    """What has not changed since is what it was again."""
    assert take_back(before, after, after) == before


@given(before=TEXTS, after=TEXTS, current=TEXTS)
def test_any_three_texts_are_taken(before: str, after: str, current: str) -> None:
    """Whatever became of a note, the answer is a text or that it is not certain."""
    take_back(before, after, current)


@given(lines=st.lists(st.sampled_from(["a", "b", "# c", ""]), max_size=8), data=st.data())
def test_what_others_wrote_stays(lines: list[str], data: st.DataObject) -> None:
    """An appended line goes, another that somebody put anywhere stays, and nothing else moves."""
    at, theirs_at = data.draw(st.integers(0, len(lines))), data.draw(st.integers(0, len(lines) + 1))
    after = [*lines[:at], "ours", *lines[at:]]
    current = [*after[:theirs_at], "theirs", *after[theirs_at:]]
    expected = [line for line in current if line != "ours"]
    assert take_back(join(lines), join(after), join(current)) == join(expected)


def join(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        pytest.param(LOG + OURS + "- 2026-11-23 met: later\n", LOG + "- 2026-11-23 met: later\n", id="below"),
        pytest.param("---\ncircle: close\n---\n" + LOG + OURS, "---\ncircle: close\n---\n" + LOG, id="above"),
        pytest.param(LOG + OURS.rstrip(), LOG, id="without the last line end"),
        pytest.param(LOG + OURS.replace("move", "house"), None, id="the line itself was changed"),
        pytest.param(LOG, None, id="the line is gone"),
        pytest.param(LOG + OURS + OURS, None, id="the line was copied"),
        pytest.param((LOG + OURS).replace("\n", "\r\n"), LOG.replace("\n", "\r\n"), id="other line ends"),
    ],
)
def test_a_logged_line(current: str, expected: str | None) -> None:
    """A logged line is taken out of the note as it is now, when it is certain which it is."""
    assert take_back(LOG, LOG + OURS, current) == expected


def test_a_note_without_a_last_line_end() -> None:
    """The note ends as it did, whether or not something was written below our line."""
    before, after = "# Ana", "# Ana\n- ours"
    assert take_back(before, after, after) == before
    assert take_back(before, after, "# Ana\n- ours\n- theirs") == "# Ana\n- theirs"
    assert take_back(before, after, "# Anna\n- ours") == "# Anna"


def test_a_changed_line_becomes_what_it_was() -> None:
    """A property that was set has its old value again; one that was set anew meanwhile is left alone."""
    before, after = "---\ncircle: close\n---\n", "---\ncircle: work\n---\n"
    assert take_back(before, after, after + "# Ana\n") == before + "# Ana\n"
    assert take_back(before, after, after.replace("work", "family")) is None


def test_removed_lines_come_back_to_their_place_only() -> None:
    """A line that was taken out returns between its neighbours, or not at all."""
    before, after = "a\nb\nc\nd\ne\n", "a\nb\nd\ne\n"
    assert take_back(before, after, "x\n" + after) == "x\n" + before
    assert take_back(before, after, "a\nb\nx\nd\ne\n") is None


def test_several_hunks_stay_in_order() -> None:
    """Two changes of one action are both taken back, or none is."""
    before, after = "a\nb\nc\n", "a1\nb\nc1\n"
    assert take_back(before, after, "a1\nb\nx\nc1\n") == "a\nb\nx\nc\n"
    assert take_back(before, after, "c1\nb\na1\n") is None
    assert take_back(before, after, "a1\nb\nc2\n") is None
