"""What is remembered of a vault is what the plain way finds, whatever happened in between."""

import random  # noqa: TID251 - the seed is fixed
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.people import build_vault
from tests.conftest import TODAY, examples, run_vaultwell, settings_on_disk, write_notes
from tests.strange_notes import STRANGE_PATHS, any_bytes, strange_vaults
from vaultwell.cli.standings import recall_standings
from vaultwell.graph.account import Account
from vaultwell.graph.names import find_names
from vaultwell.graph.telling import tell
from vaultwell.model.errors import VaultwellError
from vaultwell.model.settings import Conventions, Settings
from vaultwell.notes.note import parse_note
from vaultwell.notes.verbs import Head, build_vocabulary
from vaultwell.practices.standing import find_standings
from vaultwell.vault.cache import find_place
from vaultwell.vault.cards import Index
from vaultwell.vault.load import Vault, load_vault
from vaultwell.vault.look import look_at
from vaultwell.vault.plain_data import Codec
from vaultwell.vault.table import Table

Write = Callable[[Mapping[str, str | bytes]], Path]

DAY = date.fromisoformat(TODAY)
LATER_NS = 4_000_000_000 * 10**9  # long after every note of a test was saved: their stamps alone count
VOCABULARY = build_vocabulary({}, {})
CODEC = Codec(Account, {Head: VOCABULARY.heads}, ("data",))

ANA = "---\ntype: person\ncircle: close\n---\n\n## Log\n\n- 2026-10-05 call: the move\n"
NOTES = {
    "vaultwell.toml": '[circles]\nclose = "monthly"\n',
    "People/Ana Díaz.md": ANA,
    "People/Ben Okafor.md": "---\ncircle: close\nemail: ben@example.org\n---\n## Log\n- 2026-08-02 met\n",
    "Journal/2026-11-21.md": "- coffee with [[Ben Okafor]]: the wall\n- lunch with [[Chen Wei]]\n",
    "Journal/2026-11-19.md": "Tea with Ana Díaz. Saw [[Ben]] too.\n",
}


def remember(root: Path, day: date = DAY, now_ns: int = LATER_NS, *, with_look: bool = False) -> Vault:
    """The vault by what is remembered of it, and by a look that was taken at it before if there is one."""
    return load_vault(root, day, now_ns=now_ns, look=look_at(str(root), 0, "") if with_look else None)


def find_file(root: Path, kind: str) -> Path:
    """A file of the memory."""
    return Path(find_place(str(root.resolve()), kind) or "")


@settings(max_examples=examples(300))
@given(st.sampled_from(STRANGE_PATHS), any_bytes)
def test_every_account_comes_back_as_it_was(path: str, data: bytes) -> None:
    """Whatever a note tells: written down and read again it is equal, to the last type."""
    note = parse_note(path, data, Settings(), Conventions())
    names = find_names(STRANGE_PATHS, {path: note.contact} if note.contact else {})
    account = tell(note, names, VOCABULARY, DAY).account
    again = CODEC.read(CODEC.write(account), {"data": data})
    assert (replace(again, data=b""), repr(again)) == (replace(account, data=b""), repr(account))


def test_only_the_note_that_changed_is_parsed(write_vault: Write, parsed: list[str]) -> None:
    """The second time nothing is; after an edit that note alone, and the vault tells of it."""
    root = write_vault(NOTES)
    assert remember(root) == load_vault(root, DAY)
    parsed.clear()
    assert remember(root) == load_vault(root, DAY)
    assert parsed == []
    (root / "People/Ana Díaz.md").write_text(ANA + "- 2026-11-20 lunch: rain\n", "utf-8")
    assert remember(root) == load_vault(root, DAY)
    assert parsed == ["People/Ana Díaz.md"]


def test_a_touched_note_is_not_parsed(write_vault: Write, parsed: list[str]) -> None:
    """Another stamp and the same words: read once more, and no more the time after."""
    root = write_vault(NOTES)
    remember(root)
    parsed.clear()
    (root / "People/Ana Díaz.md").write_text(ANA, "utf-8")
    assert remember(root) == load_vault(root, DAY)
    assert parsed == []


def test_who_asked_for_a_name_is_asked_again(write_vault: Write, parsed: list[str]) -> None:
    """A note for somebody whom others link already: those others are told anew, and nobody else."""
    root = write_vault(NOTES)
    remember(root)
    parsed.clear()
    write_notes(root, {"People/Chen Wei.md": "---\ntype: person\n---\n"})
    vault = remember(root)
    assert vault == load_vault(root, DAY)
    assert sorted(parsed) == ["Journal/2026-11-21.md", "People/Chen Wei.md"]
    assert vault.graph.log("People/Chen Wei.md").touches == (date(2026, 11, 21),)


def test_a_plan_comes_to_pass(write_vault: Write, parsed: list[str]) -> None:
    """On its day a plan is told anew, as the contact that it has become; nothing else is."""
    root = write_vault({**NOTES, "Journal/2026-11-24.md": "- lunch with [[Ana Díaz]]\n"})
    remember(root)
    parsed.clear()
    for days in (1, 2, 3):
        day = DAY + timedelta(days)
        assert remember(root, day) == load_vault(root, day)
    assert parsed == ["Journal/2026-11-24.md"]


def test_two_saves_within_one_tick_are_seen(write_vault: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note that was young when it was read is read again, though its stamp is the same."""
    root = write_vault(NOTES)
    note = root / "People/Ana Díaz.md"
    now_ns = note.stat().st_ctime_ns + 10**9
    remember(root, now_ns=now_ns)
    monkeypatch.setattr("vaultwell.vault.changes.find_stamp", lambda _full, _now: ("same", 10**9))
    note.write_text(ANA.replace("move", "cake"), "utf-8")
    assert remember(root, now_ns=now_ns).graph.entries["People/Ana Díaz.md"][0].text == "the cake"


def test_a_damaged_memory_changes_nothing(write_vault: Write) -> None:
    """Any byte changed, anything missing, anything added, in any of its files."""
    root = write_vault(
        {path: data for path, data in build_vault(12) if "Project" not in path and "20" not in path}
    )
    expected = load_vault(root, DAY)
    standings = find_standings(expected.graph, expected.settings, DAY)
    recall_standings(remember(root))
    chance = random.Random(1)
    for kind in ("index", "heap", "standings"):
        file = find_file(root, kind)
        whole = file.read_bytes()
        for _ in range(12):
            at, end = sorted(chance.randrange(len(whole)) for _ in range(2))
            for damaged in (whole[:at] + b"7" + whole[at + 1 :], whole[:at] + whole[end:], whole[:at]):
                file.write_bytes(damaged)
                vault = remember(root)
                assert vault == expected
                assert recall_standings(vault) == standings


def test_a_note_that_changes_under_a_damaged_memory_is_an_error(write_vault: Write) -> None:
    """What cannot be told as it was is not guessed."""
    root = write_vault(NOTES)
    remember(root)
    vault = remember(root)
    find_file(root, "heap").unlink()
    (root / "People/Ana Díaz.md").write_text("", "utf-8")
    with pytest.raises(VaultwellError, match=r"People/Ana Díaz\.md was changed while it was read"):
        vault.graph.log("People/Ana Díaz.md")


def test_what_nobody_needs_goes(write_vault: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """The heap stays about as large as what the notes tell now."""
    monkeypatch.setattr("vaultwell.vault.kept._WASTE", 0)
    root = write_vault(NOTES)
    remember(root)
    size = find_file(root, "heap").stat().st_size
    for number in range(12):
        for path in (path for path in NOTES if path.endswith(".md")):
            with (root / path).open("a", encoding="utf-8") as file:
                file.write(f"\n{number}\n")
        assert remember(root) == load_vault(root, DAY)
        assert find_file(root, "heap").stat().st_size < 3.5 * size


def test_the_memory_is_only_for_its_owner(write_vault: Write) -> None:
    """0600: it holds what the notes do."""
    root = write_vault(NOTES)
    recall_standings(remember(root))
    for kind in ("index", "heap", "standings"):
        assert find_file(root, kind).stat().st_mode & 0o777 == 0o600


def test_without_a_place_it_is_only_slower(
    write_vault: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be made, and no memory wanted."""
    root = write_vault(NOTES)
    expected = load_vault(root, DAY)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert [remember(root), remember(root)] == [expected, expected]
    assert recall_standings(remember(root)) == find_standings(expected.graph, expected.settings, DAY)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("VAULTWELL_NO_CACHE", "1")
    assert remember(root) == expected
    assert not find_file(root, "index").exists()


def test_standings_of_what_could_not_be_kept_are_found_anew(
    write_vault: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk with room for the standings and none for what the notes told: no old standing is taken."""
    root = write_vault(NOTES)

    def refuse(_heap: object, _records: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vaultwell.vault.heap.Heap.append", refuse)
    recall_standings(remember(root))
    (root / "People/Ana Díaz.md").write_text(ANA + "- 2026-11-20 lunch: rain\n", "utf-8")
    expected = load_vault(root, DAY)
    assert recall_standings(remember(root)) == find_standings(expected.graph, expected.settings, DAY)


# --- The law: whatever happens to a vault, what is remembered is what is there ----------------------------

_PATHS = st.sampled_from(
    [
        "People/Ana Díaz.md",
        "People/Ben Okafor.md",
        "People/Chen Wei.md",
        "Old/Ana Díaz.md",
        "Journal/2026-11-20.md",
        "Journal/2026-11-24.md",
        "Notes/Harbour.md",
        "vaultwell.toml",
        ".obsidian/daily-notes.json",
        "People/Ana Díaz (conflicted copy).md",
        "People/Ben Okafor 2.md",
        "People/.Chen Wei.md.icloud",
    ]
)
_TEXTS = st.sampled_from(
    [
        "",
        ANA,
        ANA + "- 2026-12-24 dinner with [[Ben Okafor]]\n- [ ] 2026-11-01 promised: the list 📅 2026-11-25\n",
        ANA.replace("type: person", "aliases: [Chen]\npartner: '[[Ben Okafor]]'\nemail: ben@example.org"),
        ANA.replace("circle: close", "met: 2026-11-23\nlet_go: 2026-11-24\nintroduced_by: '[[Chen Wei]]'"),
        ANA + "- [ ] 2026-10-01 promised: the list\n- [x] 2026-10-01 promised: the list\n- gave: a\n",
        "- lunch with [[Chen Wei]] and [[Ana]]\n- call [[Old/Ana Díaz]]: x\n- [ ] write to [[Ben Okafor]]\n",
        "Tea with Ana Díaz and Ben Okafor; called Chen Wei.\n\n- they gave: a tent\n",
        "---\npeople: [Ana Díaz, '[[Chen]]']\n---\n- 2031-01-01 call [[Ana Díaz]]\n",
        "---\ntype: person\ncircle: frends\nphone: +351 910 000 000\n---\n## Log\n- tea with Ana\n",
        '{"folder": "Journal"}',
        '[circles]\nclose = "weekly"\n',
        "circles =",
    ]
)
_EDITS = st.tuples(_PATHS, st.one_of(_TEXTS, _TEXTS, st.none(), _PATHS))
_STEPS = st.tuples(
    st.lists(_EDITS, max_size=4),
    st.sampled_from([*range(-2, 5), 18, 60]),
    st.sampled_from(["", "", "", "index", "heap", "standings"]),
    st.booleans(),
)


@given(st.lists(_STEPS, min_size=1, max_size=7))
@settings_on_disk(80)
def test_what_is_remembered_is_what_is_there(
    steps: list[tuple[list[tuple[str, str | None]], int, str, bool]],
) -> None:
    """Notes written, deleted, renamed; days that come and go back; a file of the memory that is lost."""
    with TemporaryDirectory() as folder:
        root = write_notes(Path(folder) / "vault", NOTES)
        for edits, days, lost, with_look in steps:
            for path, what in edits:
                _edit(root, path, what)
            if lost:
                find_file(root, lost).unlink(missing_ok=True)
            day = DAY + timedelta(days)
            try:
                expected = load_vault(root, day)
            except VaultwellError:
                continue
            vault = remember(root, day, with_look=with_look)
            assert vault == expected
            assert recall_standings(vault) == find_standings(expected.graph, expected.settings, day)
            assert remember(root, day) == expected
        _check_index(root)


def _check_index(root: Path) -> None:
    """After all that, its tables are those of a memory that begins anew."""
    with suppress(VaultwellError):
        old = remember(root).memory
        find_file(root, "index").unlink(missing_ok=True)
        new = remember(root).memory
        assert old is not None
        assert new is not None
        assert _list_rows(old.index) == _list_rows(new.index)


def _list_rows(index: Index) -> dict[str, list[object]]:
    """All but where an account lies, and on which days it was told."""
    tables = {name: table for name, table in vars(index).items() if isinstance(table, Table)}
    del tables["about"]
    rows: dict[str, list[object]] = {name: list(table.items()) for name, table in tables.items()}
    cards = [
        card._replace(place=card.place and card.place._replace(offset=0)) for card in index.cards.values()
    ]
    return {**rows, "cards": [*cards], "spans": [*index.spans], "needed": [index.needed]}


def _edit(root: Path, path: str, what: str | None) -> None:
    """Write a text there, delete what is there, or rename it over another place."""
    place = root / path
    if what is None:
        place.unlink(missing_ok=True)
    elif "\n" in what or what in ("", "circles =") or what.startswith("{"):
        write_notes(root, {path: what})
    elif place.exists():
        (root / what).parent.mkdir(parents=True, exist_ok=True)
        place.replace(root / what)


@settings_on_disk(10)
@given(st.lists(strange_vaults(), min_size=2, max_size=3), st.sampled_from(["check", "due", "index"]))
def test_every_command_says_the_same_with_and_without(vaults: list[dict[str, bytes]], command: str) -> None:
    """One vault after the other in the same place, with the memory of those before and with none."""
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
