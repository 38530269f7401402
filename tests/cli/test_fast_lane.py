"""`index` where nothing has changed is answered from the cache; with it, without it, damaged: one answer."""

import io
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TODAY, run_vaultwell, settings_on_disk, write_notes
from vaultwell.cli import start
from vaultwell.vault.cache import find_place

Write = Callable[[Mapping[str, str | bytes]], Path]

NOTES = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\n',
    "People/Ana Díaz.md": "---\ncircle: close\n---\n\n## Log\n\n- 2026-09-01 call: the move\n",
    "People/Ben Okafor.md": "---\ncircle: close\ncadence: soon\n---\n## Log\n- 2026-08-02 met: the wall\n",
    "Journal/2026-11-21.md": "- coffee with [[Ben Okafor]]: the wall\n",
}
HEAVY = frozenset("click typing re pathlib json datetime collections dataclasses hashlib".split())


def ask_fast_lane(vault: Path, *words: str, today: str = TODAY) -> str | None:
    """What the fast lane says to `index`; None when it leaves the answer to the whole program."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        is_answered, _ = start._answer(["--vault", str(vault), "--today", today, "index", *words])
    return said.getvalue() if is_answered else None


def read_due_note(vault: Path) -> bytes | None:
    """The due note's bytes."""
    place = vault / "Due.md"
    return place.read_bytes() if place.is_file() else None


@pytest.fixture
def vault(write_vault: Write) -> Path:
    """A vault whose due note is up to date, and that has been indexed once more since it was made."""
    root = write_vault(NOTES)
    for _ in range(2):
        run_vaultwell(root, "index")
    return root


def test_the_fast_lane_says_what_the_whole_program_says(vault: Path) -> None:
    """The same sentences, whether or not anything had to be read."""
    said = ask_fast_lane(vault)
    result = run_vaultwell(vault, "index")
    assert said == result.stderr + result.stdout
    assert said is not None
    assert said.endswith("Due.md is up to date (2 people).\n")
    assert said.startswith("1 problem in your notes")


def test_quiet_says_nothing(vault: Path) -> None:
    """`index -q` and `index --quiet --no-ticks` are answered too, without a word."""
    assert ask_fast_lane(vault, "-q") == ""
    assert ask_fast_lane(vault, "--quiet", "--no-ticks") == ""


def test_the_vault_is_found_from_a_folder_in_it(vault: Path) -> None:
    """Without `--vault` it is the one around the current folder, and the path is told from there."""
    said = io.StringIO()
    with chdir(vault), redirect_stdout(said), redirect_stderr(io.StringIO()):
        assert start._answer(["index", f"--today={TODAY}"])[0]
    assert said.getvalue() == "Due.md is up to date (2 people).\n"


@pytest.mark.parametrize(
    "words",
    [("--json",), ("--dry-run",), ("--help",), ("due",), ("--vault",), ("--",), ("--today=2026-11-23",)],
)
def test_other_words_are_for_the_whole_program(words: tuple[str, ...], vault: Path) -> None:
    """Only a plain `index` of this very day is answered."""
    assert ask_fast_lane(vault, *words) is None


def test_a_write_that_changes_nothing_else_is_remembered(vault: Path) -> None:
    """The `index` that writes the due note is not read again by the next one."""
    write_notes(
        vault, {"People/Ana Díaz.md": "---\ncircle: close\n---\n\n## Log\n\n- 2026-11-20 call: rain\n"}
    )
    assert ask_fast_lane(vault) is None
    assert "written" in run_vaultwell(vault, "index").stdout
    assert ask_fast_lane(vault) is not None


def test_a_tick_is_never_passed_over(vault: Path) -> None:
    """A row that somebody touched waits for the whole program, also on the second run."""
    due = vault / "Due.md"
    due.write_bytes(due.read_bytes().replace(b"- [ ]", b"- [-]", 1))
    assert ask_fast_lane(vault) is None
    run_vaultwell(vault, "index", "--no-ticks")
    run_vaultwell(vault, "index", "--no-ticks")
    assert b"- [-]" in due.read_bytes()
    assert ask_fast_lane(vault) is None


@pytest.mark.parametrize("end", ["", "0", "\n", "\n1", "\0"])
def test_a_damaged_cache_is_no_cache(vault: Path, end: str) -> None:
    """Whatever stands in the cache's file, the answer is the same or left to the whole program."""
    place = Path(find_place(str(vault)) or "")
    whole = place.read_bytes()
    for length in (0, 1, 20, len(whole) // 2, len(whole) - 1):
        damaged = whole[:length] + end.encode()
        place.write_bytes(damaged)
        assert damaged == whole or ask_fast_lane(vault) is None
    place.write_bytes(whole)
    assert ask_fast_lane(vault) is not None


def test_the_cache_is_only_for_its_owner(vault: Path) -> None:
    """0600, in a folder that is 0700, and nothing of a note in it."""
    place = Path(find_place(str(vault)) or "")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert b"Ana" not in place.read_bytes()


def test_the_cache_can_be_switched_off(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With VAULTWELL_NO_CACHE nothing is taken from it and nothing put into it."""
    place = Path(find_place(str(vault)) or "")
    monkeypatch.setenv("VAULTWELL_NO_CACHE", "1")
    assert ask_fast_lane(vault) is None
    place.unlink()
    run_vaultwell(vault, "index")
    assert not place.exists()


def test_a_home_that_may_not_be_written_is_only_slower(
    vault: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a place for the cache `index` says the same."""
    expected = run_vaultwell(vault, "index").stdout
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert run_vaultwell(vault, "index").stdout == expected
    assert ask_fast_lane(vault) is None


def test_each_vault_has_its_own(vault: Path, tmp_path: Path) -> None:
    """What is known of one vault says nothing of a copy of it."""
    other = write_notes(tmp_path / "other", {**NOTES, "Due.md": (vault / "Due.md").read_bytes()})
    assert ask_fast_lane(other) is None
    run_vaultwell(other, "index")
    assert ask_fast_lane(other) is not None
    assert ask_fast_lane(vault) is not None


def test_a_notice_is_told(vault: Path) -> None:
    """What has to be said of an earlier write is said by the next command, this one too."""
    from vaultwell.vault.state import add_notice, make_state_folder

    add_notice(make_state_folder(vault), "A save was kept.")
    assert ask_fast_lane(vault) is None


# --- The law: whatever happens to a vault, the fast lane answers only where the whole program would not write


Edit = Callable[[Path], None]


def _rewrite(path: str, text: str) -> Edit:
    return lambda root: _write(root / path, text.encode("utf-8"))


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _swap_digit(path: str) -> Edit:
    """Another text of the same length, with the old time put back."""

    def edit(root: Path) -> None:
        place = root / path
        if place.is_file():
            before = place.stat()
            place.write_bytes(place.read_bytes().replace(b"2026-0", b"2026-1").replace(b"-11-2", b"-11-0"))
            os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))

    return edit


def _move(old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        if (root / old).exists():
            (root / new).parent.mkdir(parents=True, exist_ok=True)
            (root / old).replace(root / new)

    return edit


def _exchange(one: str, other: str) -> Edit:
    def edit(root: Path) -> None:
        for old, new in ((one, "kept.tmp"), (other, one), ("kept.tmp", other)):
            _move(old, new)(root)

    return edit


def _delete(path: str) -> Edit:
    return lambda root: (root / path).unlink(missing_ok=True)


def _link(path: str, target: str) -> Edit:
    def edit(root: Path) -> None:
        if not (root / path).is_symlink():
            (root / path).symlink_to(target)

    return edit


def _tick(mark: str) -> Edit:
    def edit(root: Path) -> None:
        place = root / "Due.md"
        if place.is_file():
            place.write_bytes(place.read_bytes().replace(b"- [ ]", f"- [{mark}]".encode(), 1))

    return edit


ANA, BEN, CHEN = "People/Ana Díaz.md", "People/Ben Okafor.md", "People/Chen Wei.md"
EDITS: dict[str, Edit] = {
    "nothing": lambda _root: None,
    "a line": _rewrite(ANA, "---\ncircle: close\n---\n## Log\n- 2026-11-20 call: x\n"),
    "the old line": _rewrite(ANA, "---\ncircle: close\n---\n## Log\n- 2026-06-20 call: x\n"),
    "same size": _swap_digit(ANA),
    "same size, a day": _swap_digit("Journal/2026-11-21.md"),
    "a fault": _rewrite(BEN, "---\ncircle: frends\n---\n"),
    "somebody new": _rewrite(CHEN, "---\ncadence: 30\n---\n## Log\n- 2026-03-01 met\n"),
    "one gone": _delete(CHEN),
    "one moved": _move(BEN, "People/Old/Ben Okafor.md"),
    "and back": _move("People/Old/Ben Okafor.md", BEN),
    "two exchanged": _exchange(ANA, BEN),
    "a plan": _rewrite("Journal/2026-11-24.md", "- 15:00 lunch with [[Ana Díaz]]\n"),
    "settings": _rewrite("vaultwell.toml", '[circles]\nclose = "weekly"\n'),
    "old settings": _rewrite("vaultwell.toml", NOTES["vaultwell.toml"]),
    "another due note": _rewrite("vaultwell.toml", 'due_note = "Today.md"\n'),
    "broken settings": _rewrite("vaultwell.toml", "circles = \n"),
    "daily notes": _rewrite(".obsidian/daily-notes.json", '{"folder": "Elsewhere"}'),
    "no daily notes": _delete(".obsidian/daily-notes.json"),
    "a link": _link("People/Link.md", "Ana Díaz.md"),
    "a link out": _link("People/Out.md", "../../outside.md"),
    "its end": lambda root: _write(root.parent / "outside.md", os.urandom(4).hex().encode()),
    "a copy": _rewrite("People/Ana Díaz.sync-conflict-20261006-081500-ABCDEFG.md", "- 2026-11-22 call\n"),
    "a copy of the due note": _rewrite("Due 2.md", "- 2026-11-22 call\n"),
    "not downloaded": _rewrite("People/.Dora.md.icloud", ""),
    "words in the due note": lambda root: _append(root / "Due.md", "mine\n"),
    "the due note is a person": _rewrite("Due.md", "---\ntype: person\n---\n"),
    "no due note": _delete("Due.md"),
    "a tick": _tick("x"),
    "a mark": _tick("-"),
    "a picture": _rewrite("picture.png", "1"),
    "a folder": lambda root: (root / "Empty").mkdir(exist_ok=True),
}
DAYS = ("2026-11-21", TODAY, TODAY, TODAY, "2026-11-23", "2027-01-01")


def _append(place: Path, text: str) -> None:
    if place.is_file():
        _write(place, place.read_bytes() + text.encode())


@settings_on_disk(25)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.sampled_from(DAYS)), min_size=2, max_size=8),
    st.booleans(),
)
def test_the_fast_lane_is_never_wrong(steps: list[tuple[str, str]], is_aged: bool) -> None:
    """Where it answers, the whole program finds the same, says the same, and writes not a byte.

    Files are young, so that their contents count, or all so old that their stamps alone do.
    """
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = write_notes(Path(folder).resolve() / "vault", NOTES)
        if is_aged:
            patch.setattr("vaultwell.cli.due_note.read_nanoseconds", lambda: time.time_ns() + 10**10)
        for name, today in steps:
            if is_aged:
                time.sleep(0.01)  # one tick of the disk's clock
            EDITS[name](root)
            said, before = ask_fast_lane(root, today=today), read_due_note(root)
            done = run_vaultwell(root, "index", today=today)
            if said is not None:
                assert (said, before) == (done.stderr + done.stdout, read_due_note(root))


def test_an_unchanged_index_imports_next_to_nothing(vault: Path) -> None:
    """What it costs to say that nothing has changed is Python's own start and a look at each file."""
    probe = (
        "import sys; old = {*sys.modules}; from vaultwell.cli.start import main; main();"
        " print(*sorted({*sys.modules} - old))"
    )
    words = ["--vault", str(vault), "--today", TODAY, "index", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-I", "-c", probe, *words], capture_output=True, text=True, check=True
    )
    imported = done.stdout.split()
    assert not HEAVY.intersection(imported)
    assert [name.removeprefix("vaultwell.") for name in imported if name.startswith("vaultwell.")] == [
        *("cli", "cli.clock", "cli.counted", "cli.start"),
        *("model", "model.errors"),
        *("vault", "vault.cache", "vault.find", "vault.look"),
    ]
