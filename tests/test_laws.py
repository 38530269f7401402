"""What holds for every vault, every note and every edit, not only for those that somebody thought of."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import jinja2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY, examples, run_vaultwell, settings_on_disk, write_notes
from tests.due_note_edits import Edited, bodies, edited_notes, render_body
from tests.strange_notes import STRANGE_PATHS, VAULT, any_bytes, strange_vaults
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.lines import split_lines
from vaultwell.notes.note import parse_note
from vaultwell.notes.region import parse_region, render_region
from vaultwell.practices.brief import find_brief
from vaultwell.practices.due import find_due
from vaultwell.practices.load import find_load
from vaultwell.practices.meetings import find_meetings
from vaultwell.practices.periods import parse_period
from vaultwell.practices.review import find_review
from vaultwell.practices.stats import find_stats
from vaultwell.render.documents import check_document, due_document, dump, show_document
from vaultwell.render.due_note import render_due_note
from vaultwell.render.environment import build_environment
from vaultwell.render.load import load_document, render_load
from vaultwell.render.page import Page
from vaultwell.render.problems import render_problem
from vaultwell.render.review import render_review_note, review_document
from vaultwell.render.stats import render_stats, stats_document
from vaultwell.render.terminal import print_answer
from vaultwell.render.terminal_brief import render_brief
from vaultwell.render.terminal_due import render_due
from vaultwell.render.terminal_review import render_review
from vaultwell.vault.load import load_vault
from vaultwell.vault.templates import find_templates

# --- Parsing --------------------------------------------------------------------------------------------

_PATHS = (
    "People/Ana Díaz.md",
    "Journal/2026-11-20.md",
    "Meetings/2026-11-24 Kick-off.md",
    "Notes/Harbour.md",
)


@settings(max_examples=examples(400))
@given(st.sampled_from(_PATHS), any_bytes)
@example("People/Ana Díaz.md", b"## Log\n- 2026-1 a month alone\n")
def test_parsing_never_raises(path: str, data: bytes) -> None:
    """Any bytes are a note, and every problem found in them names one of its lines and a remedy."""
    note = parse_note(path, data, Settings(), Conventions(daily_folder="Journal"))
    line_count = len(split_lines(data.decode("utf-8", "replace")))
    for problem in note.problems:
        assert problem.path == path
        assert 1 <= problem.line <= line_count
        assert min(problem.column, problem.width) >= 1
        assert problem.message
        assert problem.remedy
        assert render_problem(problem)


# --- Whole vaults ---------------------------------------------------------------------------------------


def answers_of(root: Path) -> Iterator[str]:
    """Everything that vaultwell says about a vault."""
    vault = load_vault(root, date.fromisoformat(TODAY))
    graph, today = vault.graph, vault.today
    rows = find_due(graph, vault.settings, today, 30)
    meetings = find_meetings(graph, vault.settings, today, 30)
    names = {path: contact.name for path, contact in graph.contacts.items()}
    templates = build_environment(jinja2.FileSystemLoader(find_templates()))
    yield render_due_note(graph, vault.settings, vault.problems, today, templates)
    yield dump(due_document(rows, meetings, vault.settings, vault.problems, today))
    yield dump(check_document(vault.problems))
    yield from map(render_problem, vault.problems)
    yield _printed(render_due(rows, meetings, today, len(rows)))
    review = find_review(graph, vault.settings, parse_period("2026", today), today)
    yield render_review_note(review, graph.contacts, graph.names, templates)
    yield dump(review_document(review, graph.contacts, today))
    yield _printed(render_review(review, graph.contacts))
    load, stats = find_load(graph, vault.settings, today), find_stats(graph, vault.settings, today)
    yield dump(load_document(load, vault.settings, names, today))
    yield _printed(render_load(load, vault.settings, names, today))
    yield dump(stats_document(stats, today))
    yield _printed(render_stats(stats, today))
    for contact in graph.contacts.values():
        brief = find_brief(graph, contact, vault.settings, today)
        yield dump(show_document(brief, names, today))
        yield _printed(render_brief(brief, names, today))


def _printed(answer: Page) -> str:
    with redirect_stdout(StringIO()) as out:
        print_answer(answer)
    return out.getvalue()


class Backwards:
    """`os.scandir` of a file system that lists every folder the other way round."""

    def __init__(self, path: str) -> None:
        with _scandir(path) as entries:
            self._entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

    def __enter__(self) -> list[os.DirEntry[str]]:
        return self._entries

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return iter(self._entries)

    def close(self) -> None:
        """Nothing is open any more."""


_scandir = os.scandir


@settings_on_disk(30)
@given(strange_vaults(), st.permutations(STRANGE_PATHS))
def test_the_order_of_files_means_nothing(notes: dict[str, bytes], order: list[str]) -> None:
    """Whatever the notes hold, every answer is given, and the same one in whichever order they are listed."""
    shuffled = dict(sorted(notes.items(), key=lambda note: order.index(note[0])))
    with TemporaryDirectory() as folder:
        one = write_notes(Path(folder, "one"), dict(sorted(notes.items())))
        two = write_notes(Path(folder, "two"), shuffled)
        said = list(answers_of(one))
        with patch.object(os, "scandir", Backwards):
            assert list(answers_of(two)) == said


_INDEX_AND_DUE = """
import sys
from vaultwell.cli.main import main
for words in ("index", "--quiet"), ("due", "--within", "30"):
    sys.argv[3:] = words
    try:
        main()
    except SystemExit as end:
        assert not end.code
"""


@pytest.mark.parametrize(
    ("seed", "locale", "zone"),
    [
        (0, "C", "Pacific/Kiritimati"),
        (1, "C.UTF-8", "Pacific/Pago_Pago"),
        (2, "tr_TR.UTF-8", "Pacific/Kiritimati"),
        (3, "C", "Pacific/Pago_Pago"),
        (4, "tr_TR.UTF-8", "UTC"),
    ],
)
def test_every_machine_says_the_same(seed: int, locale: str, zone: str, tmp_path: Path) -> None:
    """Hash seed, locale, time zone and the order of files change no byte of the due note or of an answer."""
    paths = sorted(VAULT)
    there = write_notes(tmp_path / "there", {path: VAULT[path] for path in paths[seed:] + paths[:seed]})
    here = write_notes(tmp_path / "here", VAULT)
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "LC_ALL": locale, "TZ": zone}
    done = subprocess.run(
        [sys.executable, "-c", _INDEX_AND_DUE, f"--vault={there}", f"--today={TODAY}"],
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout == run_vaultwell(here, "due", "--within", "30").stdout_bytes
    run_vaultwell(here, "index")
    assert (there / "Due.md").read_bytes() == (here / "Due.md").read_bytes()


# --- What is written ------------------------------------------------------------------------------------


def photograph(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Mode, time and bytes of everything below a folder, the folder itself included."""
    taken = {}
    for path in (root, *root.rglob("*")):
        found = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        taken[path.relative_to(root).as_posix()] = (found.st_mode, found.st_mtime_ns, data)
    return taken


@pytest.mark.parametrize(
    "words",
    ["due", "due --json", "due --within 30", "show Ana", "show Ana --json", "check", "check --json",
     "index --dry-run", "list", "search call", "config", "--help", "show nobody",
     "log Ana call:x --dry-run", "new Zoe --dry-run", "done Ana tripod --dry-run", "snooze Ana 2w --dry-run",
     "rename Ana Anne --dry-run", "amend Ana", "open Ana --obsidian", "completion fish", "log nobody x"],
)  # fmt: skip
@pytest.mark.parametrize("has_due_note", [True, False])
def test_a_question_changes_nothing(words: str, has_due_note: bool, tmp_path: Path) -> None:
    """Asking leaves every file and folder of the vault as it is, times included."""
    root = write_notes(tmp_path / "vault", VAULT)
    if has_due_note:
        run_vaultwell(root, "index", today="2026-11-21")
    before = photograph(root)
    run_vaultwell(root, *words.split())
    assert photograph(root) == before


@settings_on_disk(20)
@given(strange_vaults(), edited_notes() | st.none())
def test_index_writes_the_due_note_alone(notes: dict[str, bytes], edited: Edited | None) -> None:
    """`index` touches no file but the due note, that only when its bytes change, and finds no fault in it."""
    if edited is not None:
        notes = {**notes, "Due.md": edited.text.encode()}
    with TemporaryDirectory() as folder:
        root = write_notes(Path(folder, "vault"), notes)
        before = _without_due_note(photograph(root))
        run_vaultwell(root, "index")
        first = photograph(root)
        assert _without_due_note(first) == before
        run_vaultwell(root, "index")
        assert photograph(root) == first
        assert '"Due.md"' not in run_vaultwell(root, "check", "--json").stdout


@pytest.mark.parametrize(
    "opening",
    [
        "cssclasses: [vaultwell]\n--- a slip",
        "cssclasses: [people\n---",
        "type: person\n---",
        "aliases: [Ana]\n---",
        "",
    ],
)
def test_a_damaged_due_note_is_no_note(opening: str, tmp_path: Path) -> None:
    """Whatever became of the front matter above the region, the due note stays the due note."""
    root = write_notes(tmp_path / "vault", VAULT)
    asked = run_vaultwell(root, "check", "--json").stdout
    note = render_region(render_body([0, 1]), None)
    write_notes(root, {"Due.md": note.replace("cssclasses: [vaultwell]\n---", opening)})
    assert run_vaultwell(root, "check", "--json").stdout == asked
    run_vaultwell(root, "index")
    first = photograph(root)
    run_vaultwell(root, "index")
    assert photograph(root) == first


def _without_due_note(taken: Mapping[str, tuple[int, int, bytes]]) -> dict[str, tuple[int, int, bytes]]:
    """Neither the due note nor the folder it stands in."""
    return {path: found for path, found in taken.items() if path not in (".", "Due.md")}


# --- The region of the due note -------------------------------------------------------------------------


def regenerate(text: str, body: str) -> str | None:
    """The due note with a new body; None when it is not ours to write."""
    region = parse_region(text)
    return None if region is None else render_region(body, region)


@settings(max_examples=examples(400))
@given(edited_notes(), bodies, bodies)
def test_what_was_typed_survives(edited: Edited, body: str, later: str) -> None:
    """Every text typed into a due note is in it after two regenerations, or it is not written."""
    first = regenerate(edited.text, body)
    if first is None:
        return
    assert [text for text in edited.typed if text not in first] == []
    second = regenerate(first, later)
    assert second is not None
    assert [text for text in edited.typed if text not in second] == []


@settings(max_examples=examples(200))
@given(edited_notes(is_gentle=True), bodies, bodies)
def test_what_was_ticked_stays_ticked(edited: Edited, body: str, later: str) -> None:
    """Every marked row keeps its mark through two regenerations, whether it is still generated or not."""
    text = edited.text
    for new in (body, later):
        text = regenerate(text, new) or ""
        assert edited.list_ticks() <= Edited(text, ()).list_ticks()


@settings(max_examples=examples(200))
@given(edited_notes(), bodies)
def test_regenerating_is_done_once(edited: Edited, body: str) -> None:
    """A second regeneration with the same body changes nothing."""
    first = regenerate(edited.text, body)
    assert first is None or regenerate(first, body) == first


_AROUND = st.lists(
    st.sampled_from(("", "", "my words", "- [ ] mine ^vw-00000001", "---", "  ", "%%", "\u2028"))
)


@settings(max_examples=examples(200))
@given(edited_notes(is_gentle=True), _AROUND, _AROUND, bodies, st.sampled_from(("\n", "\r\n")))
def test_what_stands_outside_stays(
    edited: Edited, above: list[str], below: list[str], body: str, end: str
) -> None:
    """Text before and after the region is kept byte for byte; only lines moved out of it come between."""
    before, after = (end.join([*lines, ""]) for lines in (above, below))
    text = before + edited.text.rstrip("\r\n") + "\n" + after
    new = regenerate(text, body)
    assert new is not None
    assert new.startswith(before)
    kept = after.lstrip("\r\n")
    assert new.endswith(kept)
    region = new[new.index("%% vaultwell:end", len(before)) :]
    moved = region[: len(region) - len(kept)].split("\n")[1:]
    assert all(line.strip() in edited.text for line in moved)
    assert any(map(str.strip, moved)) or new.endswith(f" %%\n{after}")


def _note_with(old: str, new: str) -> str:
    return render_region(render_body([0, 1]), None).replace(old, new)


_FIRST = "- [ ] [[Ana Díaz]] · lunch in March: “2 hives; Signe” ^vw-00000000"
_TICKED = _FIRST.replace("[ ]", "[x]")


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(f"{_FIRST}\n\tmine\n\n{_FIRST}\n\ttheirs", id="a copied row"),
        pytest.param(
            f"<<<<<<< HEAD\n{_TICKED}\n\tmine\n=======\n{_TICKED}\n\ttheirs\n>>>>>>> phone", id="a conflict"
        ),
        pytest.param(_FIRST.replace("lunch", "mine, theirs"), id="a row written over"),
        pytest.param(_TICKED.replace("lunch", "mine, theirs"), id="a ticked row written over"),
        pytest.param(_FIRST.replace("] [[Ana Díaz]] · lunch", "]\tmine, theirs"), id="a tab behind the box"),
        pytest.param(f"{_FIRST} mine\n\n\ttheirs", id="behind the id and below it"),
        pytest.param(f"{_FIRST}\n\nmine\n\n> theirs", id="between the rows"),
    ],
)
@pytest.mark.parametrize("days", [([0, 1], [0, 1]), ([1], [1]), ([], [0]), ([1], [0, 1])])
def test_words_survive_what_happens_often(new: str, days: tuple[list[int], list[int]]) -> None:
    """Both sides' words outlive the row they were typed at, however often the note is made again."""
    text = _note_with(_FIRST, new)
    for rows in days:
        text = regenerate(text, render_body(rows)) or ""
        assert ("mine" in text, "theirs" in text) == (True, True)


def test_words_on_the_first_marker_survive() -> None:
    """What was typed behind the marker that opens the region is kept."""
    text = _note_with("below this part %%", "below this part %% mine")
    assert "mine" in (regenerate(text, render_body([0])) or text)
