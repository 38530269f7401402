"""What notes said is told again from the cache: the same, or parsed anew."""

import random  # noqa: TID251 - the seed is fixed
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.people import build_vault
from tests.conftest import TODAY, examples, run_vaultwell, settings_on_disk, write_notes
from tests.strange_notes import STRANGE_PATHS, any_bytes, strange_vaults
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import Note, parse_note
from vaultwell.notes.verbs import Head, Verb, build_vocabulary
from vaultwell.vault import parsed as parsed_module
from vaultwell.vault.cache import find_place
from vaultwell.vault.load import parse_notes
from vaultwell.vault.parsed import recall_notes
from vaultwell.vault.plain_data import Codec
from vaultwell.vault.reading import RawNote

VOCABULARY = build_vocabulary({}, {})
CODEC = Codec(Note, {Verb: VOCABULARY.verbs, Head: VOCABULARY.heads}, ("data",))
NOTES = tuple(RawNote(path, data) for path, data in build_vault(40) if path.endswith(".md"))


def recall(root: Path, notes: tuple[RawNote, ...] = NOTES, settings: Settings | None = None) -> list[Note]:
    """What the notes say, with the cache of the vault at `root`."""
    return recall_notes(root, notes, settings or Settings(), Conventions(), parse_notes)


def parse(notes: tuple[RawNote, ...] = NOTES, settings: Settings | None = None) -> list[Note]:
    """What the notes say, without one."""
    return parse_notes(notes, settings or Settings(), Conventions())


def find_file(root: Path) -> Path:
    """The cache's file."""
    return Path(find_place(str(root.resolve()), "notes") or "")


@settings(max_examples=examples(300))
@given(st.sampled_from(STRANGE_PATHS), any_bytes)
def test_every_note_comes_back_as_it_was(path: str, data: bytes) -> None:
    """Whatever a note holds: written down and read again it is equal, to the last type."""
    note = parse_note(path, data, Settings(), Conventions())
    again = CODEC.read(CODEC.write(note), {"data": data})
    assert (again, repr(again)) == (note, repr(note))


def test_notes_as_people_have_them_come_back() -> None:
    """The odd ones of the benchmarks too."""
    for raw, note in zip(NOTES, parse(), strict=True):
        assert CODEC.read(CODEC.write(note), {"data": raw.data}) == note


def test_a_note_is_parsed_once(tmp_path: Path) -> None:
    """The second time only the note that changed is parsed."""
    assert recall(tmp_path) == parse()
    asked: list[RawNote] = []

    def parse_and_tell(raws: Sequence[RawNote], rules: Settings, conventions: Conventions) -> list[Note]:
        asked.extend(raws)
        return parse_notes(raws, rules, conventions)

    changed = (NOTES[0]._replace(data=b"---\ntype: person\n---\n"), *NOTES[1:])
    for notes in (NOTES, changed):
        assert recall_notes(tmp_path, notes, Settings(), Conventions(), parse_and_tell) == parse(notes)
    assert asked == [changed[0]]


def test_other_settings_read_other_things(tmp_path: Path) -> None:
    """What was read under other settings, or under another name, is not taken for it."""
    other = Settings(headings=("Talks",), verbs={"pint": "drinks"})
    moved = tuple(raw._replace(path=f"Journal/{raw.path}") for raw in NOTES)
    for notes, rules in ((NOTES, None), (NOTES, other), (moved, None), (NOTES, None)):
        assert recall(tmp_path, notes, rules) == parse(notes, rules)


def test_a_damaged_cache_changes_nothing(tmp_path: Path) -> None:
    """Any byte changed, anything missing, anything added: the notes say the same."""
    expected = parse()
    recall(tmp_path)
    file = find_file(tmp_path)
    whole = file.read_bytes()
    chance = random.Random(1)
    for _ in range(60):
        at, end = sorted(chance.randrange(len(whole)) for _ in range(2))
        for damaged in (whole[:at] + b"7" + whole[at + 1 :], whole[:at] + whole[end:], whole[:at]):
            file.write_bytes(damaged)
            assert recall(tmp_path) == expected


def test_what_nobody_needs_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays about as large as what the notes say now."""
    monkeypatch.setattr(parsed_module, "_FEW_LINES", 0)
    recall(tmp_path)
    size = find_file(tmp_path).stat().st_size
    for number in range(8):
        recall(tmp_path, tuple(raw._replace(data=raw.data + b"\n%d\n" % number) for raw in NOTES))
        assert find_file(tmp_path).stat().st_size < 3.5 * size


def test_without_a_place_it_is_only_slower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be made, and no cache wanted."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert recall(tmp_path) == parse()
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("VAULTWELL_NO_CACHE", "1")
    assert recall(tmp_path) == parse()
    assert not find_file(tmp_path).exists()


@settings_on_disk(10)
@given(st.lists(strange_vaults(), min_size=2, max_size=3), st.sampled_from(["check", "due", "index"]))
def test_every_command_says_the_same_with_and_without(vaults: list[dict[str, bytes]], command: str) -> None:
    """One vault after the other in the same place, with the cache of those before and with none."""
    with TemporaryDirectory() as folder:
        for notes in vaults:
            shutil.rmtree(Path(folder) / "vault", ignore_errors=True)
            root = write_notes(Path(folder) / "vault", notes)
            told = [_tell(root, command), _tell(root, command)]
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("VAULTWELL_NO_CACHE", "1")
                told.append(_tell(root, command))
            assert told[0] == told[1] == told[2]


def _tell(root: Path, command: str) -> tuple[int, object]:
    done = run_vaultwell(root, command, "--json", today=TODAY)
    return done.exit_code, done.output.replace('"written": true', '"written": false')
