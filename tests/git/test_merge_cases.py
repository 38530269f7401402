"""The table of merges, by real git with the driver: what each one ends in.

All cases are notes of one repository, merged in one go; `CONFLICT` means the ordinary one, with git's marks.
"""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.git.repositories import BARE_PATH, Clone, install_driver, make_clone
from vaultwell.git.merge_note import merge_notes

CONFLICT = "conflict"


class Case(NamedTuple):
    """A note as both sides knew it (None: not at all), as each left it, and as it is after the merge."""

    base: str | None
    ours: str
    theirs: str
    merged: str


def note(*lines: str, keys: tuple[str, ...] = ("circle: close", "cadence: 30")) -> str:
    """A contact's note with these lines under its log."""
    return "\n".join(["---", *keys, "---", "", "## Log", "", *lines, ""])


_MET = "- 2026-09-02 met: climbing hall"
_CALL = "- 2026-10-05 call: how the talk went"
_WALK = "- 2026-10-06 walk"
_COFFEE = "- 2026-10-04 coffee: the flat in Lisbon"
_PROMISE = "- [ ] 2026-09-15 promised: the checklist 📅 2026-11-20"
_KEPT = "- [x] 2026-09-15 promised: the checklist 📅 2026-11-20 ✅ 2026-11-02"
_CODE = ("", "```", "- 2026-01-01 call: no entry", "```")
_CRLF = note(_MET).replace("\n", "\r\n")

# The merges of real git.
CASES = {
    "log + log: both, by day": Case(
        note(_MET), note(_MET, _CALL), note(_MET, _COFFEE), note(_MET, _COFFEE, _CALL)
    ),
    "the same line twice: once": Case(
        note(_MET), note(_MET, _CALL), note(_MET, _CALL, _WALK), note(_MET, _CALL, _WALK)
    ),
    "entries of several lines: whole": Case(
        note(_MET),
        note(_MET, _CALL, "  She laughed a lot."),
        note(_MET, _COFFEE, "", "  Two rooms.", "\t- gave: my keys"),
        note(_MET, _COFFEE, "", "  Two rooms.", "\t- gave: my keys", _CALL, "  She laughed a lot."),
    ),
    "newest first: stays so": Case(
        note(_MET, "- 2026-08-01 card"),
        note(_CALL, _MET, "- 2026-08-01 card"),
        note("- 2026-10-09 walk", _COFFEE, _MET, "- 2026-08-01 card"),
        note("- 2026-10-09 walk", _CALL, _COFFEE, _MET, "- 2026-08-01 card"),
    ),
    "tick + append: both": Case(
        note(_PROMISE), note(_KEPT), note(_PROMISE, _COFFEE), note(_KEPT, _COFFEE)
    ),
    "key vs key: both": Case(
        note(_MET),
        note(_MET, keys=("circle: warm", "cadence: 30")),
        note(_MET, keys=("circle: close", "cadence: 60")),
        note(_MET, keys=("circle: warm", "cadence: 60")),
    ),
    "same key": Case(
        note(_MET),
        note(_MET, keys=("circle: warm", "cadence: 30")),
        note(_MET, keys=("circle: far", "cadence: 30")),
        CONFLICT,
    ),
    "edit + append": Case(
        note(_MET), note(_MET.replace("hall", "wall")), note(_MET, _COFFEE), CONFLICT
    ),
    "delete + append": Case(note(_CALL, _MET), note(_CALL), note(_CALL, _MET, _COFFEE), CONFLICT),
    "code block + append": Case(note(_MET), note(_MET, *_CODE), note(_MET, _COFFEE), CONFLICT),
    "two code blocks": Case(
        note(_MET), note(_MET, *_CODE), note(_MET, *_CODE[:2], "- 2026-01-02 walk: no entry", "```"), CONFLICT
    ),
    "no final newline: still none": Case(
        note(_MET)[:-1], note(_MET, _CALL)[:-1], note(_MET, _COFFEE)[:-1], note(_MET, _COFFEE, _CALL)[:-1]
    ),
    "CRLF vs LF: the new line ends": Case(
        note(_MET), _CRLF, note(_MET, _COFFEE), note(_MET, _COFFEE).replace("\n", "\r\n")
    ),
    "add/add, the same person: all entries": Case(
        None, note(_MET, _CALL), note(_MET, _COFFEE, keys=("circle: close", "cadence: 30", "org: Kiln")),
        note(_MET, _COFFEE, _CALL, keys=("circle: close", "cadence: 30", "org: Kiln")),
    ),
    "far apart: as git does": Case(
        note(_MET, _CALL, _COFFEE), note(_MET.replace("hall", "wall"), _CALL, _COFFEE),
        note(_MET, _CALL, _COFFEE.replace("flat", "house")),
        note(_MET.replace("hall", "wall"), _CALL, _COFFEE.replace("flat", "house")),
    ),
}  # fmt: skip

# The same without git, because each driver that git starts takes a fifth of a second.
MORE_CASES = {
    "the same words below different lines: twice": Case(
        note(_MET),
        note(_MET, _CALL, "  It rained."),
        note(_MET, _COFFEE, "  It rained."),
        note(_MET, _COFFEE, "  It rained.", _CALL, "  It rained."),
    ),
    "both begin the log: one heading": Case(
        "Met at PyCon.\n", f"Met at PyCon.\n\n## Log\n\n{_CALL}\n", f"Met at PyCon.\n\n## Log\n\n{_COFFEE}\n",
        f"Met at PyCon.\n\n## Log\n\n{_COFFEE}\n\n{_CALL}\n",
    ),
    "tick of a plain promise + append: both": Case(
        note("- 2026-09-15 promised: soup"),
        note("- 2026-09-15 promised: soup", _COFFEE),
        note("- [x] 2026-09-15 promised: soup"),
        note("- [x] 2026-09-15 promised: soup", _COFFEE),
    ),
    "ticked on different days: the earlier": Case(
        note(_PROMISE), note(_KEPT), note(_KEPT.replace("11-02", "11-03")), note(_KEPT)
    ),
    "ticked on different days, other words: conflict": Case(
        note(_PROMISE),
        note(_KEPT),
        note(_KEPT.replace("11-02", "11-03").replace("promised", "owe")),
        CONFLICT,
    ),
    "one row of the due note applied on different days: once, the earlier": Case(
        note(_MET),
        note(_MET, f"{_CALL} ^vw-0000000a"),
        note(_MET, f"{_COFFEE} ^vw-0000000b", f"{_CALL} ^vw-0000000a".replace("2026-", "2027-")),
        note(_MET, f"{_COFFEE} ^vw-0000000b", f"{_CALL} ^vw-0000000a"),
    ),
    "the same words on different days, typed: both": Case(
        note(_MET), note(_MET, _CALL), note(_MET, _CALL.replace("2026-", "2027-")),
        note(_MET, _CALL, _CALL.replace("2026-", "2027-")),
    ),
    "key + list, side by side: both": Case(
        note(_MET, keys=("circle: close", "interests:", "  - climbing")),
        note(_MET, keys=("interests:", "  - climbing")),
        note(_MET, keys=("circle: close", "interests:", "  - climbing", "  - sourdough")),
        note(_MET, keys=("interests:", "  - climbing", "  - sourdough")),
    ),
    "same new key, far apart": Case(
        note(_MET),
        note(_MET, keys=("phone: 1", "circle: close", "cadence: 30")),
        note(_MET, keys=("circle: close", "cadence: 30", "Phone: 2")),
        CONFLICT,
    ),
    "two names for one key": Case(
        note(_MET, keys=("circle: close",)),
        note(_MET, keys=("cadence: 30", "circle: close")),
        note(_MET, keys=("circle: close", "contactFrequency: 20")),
        CONFLICT,
    ),
    "same line edited twice": Case(
        note(_MET), note(_MET.replace("hall", "wall")), note(_MET.replace("hall", "gym")), CONFLICT
    ),
    "lines inside a code block": Case(
        note("```", _MET, "```"), note("```", _MET, _CALL, "```"), note("```", _MET, _COFFEE, "```"), CONFLICT
    ),
    "list that is no log": Case(
        "# Boat\n\n- sand the hull\n", "# Boat\n\n- sand the hull\n- buy paint\n",
        "# Boat\n\n- sand the hull\n- sell it\n", CONFLICT,
    ),
    "CRLF on all sides: kept": Case(
        _CRLF,
        note(_MET, _CALL).replace("\n", "\r\n"),
        note(_MET, _COFFEE).replace("\n", "\r\n"),
        note(_MET, _COFFEE, _CALL).replace("\n", "\r\n"),
    ),
    "add/add, two people of one name": Case(
        None, "Met at PyCon.\n", "My neighbour.\n", CONFLICT
    ),
}  # fmt: skip


def _path(name: str) -> str:
    return f"People/{name.split(':', maxsplit=1)[0].replace('/', ' ')}.md"


def _commit(clone: Clone, side: str) -> None:
    texts = {_path(name): getattr(case, side) for name, case in CASES.items()}
    there = {path: text for path, text in texts.items() if text is not None or (clone.top / path).exists()}
    clone.commit(there)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """The repository of all cases after `git merge`, which stopped at the conflicts."""
    clone = make_clone(tmp_path_factory.mktemp("merge"), {"vaultwell.toml": ""})
    install_driver(clone)
    _commit(clone, "base")
    clone.git("switch", "-qc", "phone")
    _commit(clone, "theirs")
    clone.git("switch", "-q", "main")
    _commit(clone, "ours")
    assert clone.try_git("merge", "phone").returncode == 1
    return clone


@pytest.mark.parametrize("name", CASES)
def test_a_merge_ends_as_the_table_says(merged: Clone, name: str) -> None:
    """A merge that ends well has everything of both sides; a conflict is git's own and loses nothing."""
    case, path = CASES[name], _path(name)
    is_unmerged = bool(merged.git("ls-files", "--unmerged", "--", path))
    assert is_unmerged == (case.merged == CONFLICT)
    text = merged.read(path)
    if case.merged != CONFLICT:
        assert text == case.merged
    else:
        assert text.count("\n<<<<<<< ") + text.startswith("<<<<<<< ") >= 1
        new = {*case.ours.split("\n"), *case.theirs.split("\n")} - {*(case.base or "").split("\n")}
        assert new <= set(text.split("\n"))


@pytest.mark.parametrize("name", MORE_CASES)
def test_a_merge_without_git_ends_so_too(name: str) -> None:
    """Either the text with everything of both sides, or none."""
    case = MORE_CASES[name]
    merged = merge_notes(case.base or "", case.ours, case.theirs)
    assert (merged or CONFLICT) == case.merged


_BASE, _OURS, _THEIRS = (note(_MET), note(_MET, _CALL), note(_MET, _COFFEE))
_BOTH = note(_MET, _COFFEE, _CALL)


@pytest.fixture
def diverged(tmp_path: Path) -> Clone:
    """One note, with a line on `main` and another on `phone`."""
    clone = make_clone(tmp_path / "vault", {"vaultwell.toml": ""})
    install_driver(clone)
    clone.commit({"People/Ana.md": _BASE})
    clone.git("switch", "-qc", "phone")
    clone.commit({"People/Ana.md": _THEIRS})
    clone.git("switch", "-q", "main")
    clone.commit({"People/Ana.md": _OURS})
    return clone


@pytest.mark.parametrize("words", ["rebase phone", "cherry-pick phone", "merge --squash phone"])
def test_whatever_merges_uses_the_driver(diverged: Clone, words: str) -> None:
    """Rebase, cherry-pick and squash end in both lines too."""
    diverged.git(*words.split())
    assert diverged.read("People/Ana.md") == _BOTH


def test_a_stash_is_merged(diverged: Clone) -> None:
    """A line that was put aside and one that came meanwhile both stand there after `stash pop`."""
    diverged.git("reset", "-q", "--hard", "HEAD~")
    diverged.write("People/Ana.md", _OURS)
    diverged.git("stash", "-q")
    diverged.git("merge", "-q", "phone")
    diverged.git("stash", "pop")
    assert diverged.read("People/Ana.md") == _BOTH


def test_a_renamed_note_takes_the_lines_along(diverged: Clone) -> None:
    """Renamed and written on one side, written on the other: one note of the new name, with both lines."""
    diverged.git("mv", "People/Ana.md", "People/Ana Díaz $(touch no) 'x'.md")
    diverged.git("commit", "-qm", "rename")
    diverged.git("merge", "-q", "-m", "merge", "phone")
    assert diverged.read("People/Ana Díaz $(touch no) 'x'.md") == _BOTH
    assert not (diverged.top / "no").exists()


def test_a_deleted_note_that_was_written_to_is_a_conflict(diverged: Clone) -> None:
    """Deleted on one side, written on the other: git asks, and the written note is still there."""
    diverged.commit({"People/Ana.md": None})
    assert diverged.try_git("merge", "phone").returncode == 1
    assert diverged.read("People/Ana.md") == _THEIRS


def test_without_vaultwell_git_merges_as_always(diverged: Clone, tmp_path: Path) -> None:
    """A clone whose vaultwell is gone has git's own conflict with both lines, and git's own clean merge."""
    diverged.git("config", "vaultwell.program", str(tmp_path / "gone"))
    done = diverged.try_git("merge", "phone", path=BARE_PATH)
    assert done.returncode == 1
    text = diverged.read("People/Ana.md")
    assert text == _BASE + f"<<<<<<< ours\n{_CALL}\n=======\n{_COFFEE}\n>>>>>>> theirs\n"
    diverged.git("merge", "--abort", path=BARE_PATH)
    diverged.commit({"People/Ana.md": f"First.\n{_BASE}"})
    diverged.git("reset", "-q", "--soft", "HEAD~2")
    diverged.git("commit", "-qm", "far from the other change")
    diverged.git("merge", "-q", "-m", "merge", "phone", path=BARE_PATH)
    assert diverged.read("People/Ana.md") == f"First.\n{_THEIRS}"


def test_a_vaultwell_that_breaks_hides_nothing(diverged: Clone, tmp_path: Path) -> None:
    """A program that fails before it has begun leaves an ordinary conflict, not our side alone."""
    broken = tmp_path / "bin" / "vaultwell"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert diverged.try_git("merge", "phone", path=f"{broken.parent}{os.pathsep}{BARE_PATH}").returncode == 1
    assert (_CALL in diverged.read("People/Ana.md"), _COFFEE in diverged.read("People/Ana.md")) == (
        True,
        True,
    )
