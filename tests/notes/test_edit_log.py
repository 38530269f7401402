"""Where a new entry goes in a note."""

import pytest

from vaultwell.model.errors import CannotEdit
from vaultwell.model.settings import Settings
from vaultwell.notes.edit_log import append_entries, has_block_id

HEADINGS = Settings().headings
NEW = "- 2026-11-22 call: x"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"## Log\n\n{NEW}\n"),
        ("Met at sea.", f"Met at sea.\n\n## Log\n\n{NEW}\n"),
        ("Met at sea.\r\n\r\n", f"Met at sea.\r\n\r\n## Log\r\n\r\n{NEW}\r\n"),
        ("---\na: 1\n---", f"---\na: 1\n---\n## Log\n\n{NEW}\n"),
        ("\ufeff## LOG\n- a", f"\ufeff## LOG\n- a\n{NEW}\n"),
        ("# log\n* a\n\n* b  \n\n\n# Other\n- c\n", f"# log\n* a\n\n* b  \n{NEW}\n\n\n# Other\n- c\n"),
        ("Log\n---\n- a\n", f"Log\n---\n- a\n{NEW}\n"),
        ("Log\n---\n", f"Log\n---\n\n{NEW}\n"),
        ("## Log\r\n## Favors\r\n", f"## Log\r\n\r\n{NEW}\r\n\r\n## Favors\r\n"),
        ("## Log\n- a\n  more\n\n  - b\n\nwords\n", f"## Log\n- a\n  more\n\n  - b\n{NEW}\n\nwords\n"),
        ("## Log\n- a\nlazy\n\n## X\n", f"## Log\n- a\nlazy\n{NEW}\n\n## X\n"),
        ("## Log\n- a\n  ```\n  b\n  ```\n> c\n", f"## Log\n- a\n  ```\n  b\n  ```\n{NEW}\n> c\n"),
        ("## Log\n- a %% open\nhidden\n%%\n", f"## Log\n- a %% open\nhidden\n%%\n{NEW}\n"),
        ("```\n## Log\n```\n", f"```\n## Log\n```\n\n## Log\n\n{NEW}\n"),
        ("> ## Log\n", f"> ## Log\n\n## Log\n\n{NEW}\n"),
        ("## Log\n\n### 2026-10-05\nWalked.\n", f"## Log\n\n{NEW}\n\n### 2026-10-05\nWalked.\n"),
        (
            "## Log\n### 2026\n- 2026-01-01 a\n### 2025\n- 2025-01-01 b\n",
            f"## Log\n### 2026\n- 2026-01-01 a\n{NEW}\n### 2025\n- 2025-01-01 b\n",
        ),
        ("## Journal\n- a\n## X\n", f"## Journal\n- a\n{NEW}\n## X\n"),
        ("## Log\n- a\r- b\r\n", f"## Log\n- a\r- b\r\n{NEW}\r\n"),
    ],
)
def test_an_entry_stands_behind_the_last_one(before: str, after: str) -> None:
    """In the log's first section, with what is indented, in the newline of its neighbour; else at the end."""
    assert append_entries(before, [NEW], HEADINGS) == after


def test_what_can_be_ticked_has_a_section_of_its_own() -> None:
    """Favors never go into another section; a new one has the level of those there are."""
    assert append_entries("# Log\n- a\n", [NEW], HEADINGS, "Favors") == f"# Log\n- a\n\n# Favors\n\n{NEW}\n"


def test_a_section_that_would_not_be_read_is_not_made() -> None:
    """Where the settings have other headings, the first of them takes the place of both."""
    for section in ("Log", "Favors"):
        assert append_entries("", [NEW], ["Tagebuch"], section) == f"## Tagebuch\n\n{NEW}\n"
    with pytest.raises(CannotEdit, match="name no heading"):
        append_entries("", [NEW], [])


def test_several_entries_keep_their_lines_together() -> None:
    """Each entry may have lines indented under it."""
    entries = [f"{NEW} ^a1", "- 2026-11-22 next: y\n  - z"]
    assert append_entries("## Log\r\n- a\r\n", entries, HEADINGS) == (
        f"## Log\r\n- a\r\n{NEW} ^a1\r\n- 2026-11-22 next: y\r\n  - z\r\n"
    )


@pytest.mark.parametrize(
    "note",
    [
        "- x ^a1",
        "x ^a1  \r\ny",
        "## Log\n- [x] z ^a1\n",
        "```\n- x ^a1\n```",
        "> - x ^a1",
        "%% - x ^a1 %%",
        "^a1",
    ],
)
def test_an_id_is_written_once(note: str) -> None:
    """An entry whose id stands anywhere in the note is not added again, nor twice at a time."""
    assert append_entries(note, [f"{NEW} ^a1"], HEADINGS) == note
    assert append_entries("", [f"{NEW} ^a1", f"{NEW} ^a1"], HEADINGS).count("^a1") == 1


@pytest.mark.parametrize("note", ["x ^a12", "[[Ben#^a1]]", "x^a1", "x ^a1 y", "^b1"])
def test_what_is_no_id_counts_for_none(note: str) -> None:
    """A longer id, a link to one, and words behind it are something else."""
    assert not has_block_id(note, "a1")


@pytest.mark.parametrize(
    ("note", "line", "words"),
    [
        ("x\n```\nopen\n", 2, "is never closed"),
        ("x\n\n%% open\n", 3, "is never closed"),
        ("<!-- open\n", 1, "is never closed"),
        ("## Log\n- a\n<script>\nopen\n", 0, ""),
        ("---\na: [\n---\n", 2, "cannot read"),
        ("---\na: 1\n", 1, "never closed"),
        ("---\na: 1\nA: 2\na: 3\n---\n", 4, "a second time"),
        ("x\n<<<<<<< a\n- b\n=======\n- c\n>>>>>>> d\n", 2, "conflict markers"),
    ],
)
def test_a_note_in_doubt_is_left_alone(note: str, line: int, words: str) -> None:
    """The line in the way is named; where there is room above it, nothing is in the way."""
    if not line:
        assert append_entries(note, [NEW], HEADINGS) == f"## Log\n- a\n{NEW}\n<script>\nopen\n"
        return
    with pytest.raises(CannotEdit) as caught:
        append_entries(note, [NEW], HEADINGS)
    assert caught.value.line == line
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("words", ["- call: %% x", "- <!-- x", "call: x", "    - x"])
def test_words_that_are_no_entry_are_refused(words: str) -> None:
    """What opens a comment or code, or is no list item, would swallow what stands below it."""
    with pytest.raises(CannotEdit, match="these words are no entry"):
        append_entries("## Log\n- a\n\n- b\n", [words], HEADINGS)
