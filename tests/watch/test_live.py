"""A vault that is looked at again and again is the vault that a fresh look would find."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import settings_on_disk, write_notes
from vaultwell.model.errors import VaultwellError
from vaultwell.vault import live as live_module
from vaultwell.vault.cache import find_place
from vaultwell.vault.changes import find_stamp
from vaultwell.vault.live import LiveVault, Scan
from vaultwell.vault.load import load_vault
from vaultwell.watch.schedule import Hint, is_relevant, join_places

TODAY = date(2026, 11, 22)
LATER = 4_000_000_000.0  # long after every note of a test was saved
Write = Callable[[Mapping[str, str | bytes]], Path]
ANA = "---\ncircle: close\n---\n\n## Log\n\n- 2026-10-05 call: the move\n"


def test_only_the_note_that_changed_is_read_again(write_vault: Write, parsed: list[str]) -> None:
    """A second scan parses what was edited, and the vault tells of it."""
    root = write_vault({"People/Ana.md": ANA, "People/Ben.md": "", "2026-11-20.md": "[[Ben]]"})
    live = LiveVault(root)
    assert live.scan(LATER).has_changed
    live.build(TODAY)
    parsed.clear()
    (root / "People/Ben.md").write_text("- 2026-11-21 tea\n", "utf-8")
    assert live.scan(LATER) == Scan(has_changed=True, is_settled=True)
    assert live.build(TODAY) == load_vault(root, TODAY)
    assert parsed == ["People/Ben.md"]


def test_nothing_changed(write_vault: Write, parsed: list[str]) -> None:
    """A second scan of the same disk parses nothing and says so, also when a note was only touched."""
    root = write_vault({"People/Ana.md": ANA})
    live = LiveVault(root)
    live.scan(LATER)
    parsed.clear()
    assert not live.scan(LATER).has_changed
    os.utime(root / "People/Ana.md", (1, 1))
    assert not live.scan(LATER).has_changed
    assert parsed == []


def test_a_note_of_this_moment_is_read_again(write_vault: Write) -> None:
    """Two saves within one tick of the disk's clock leave the same stamp; the second is seen all the same."""
    root = write_vault({"People/Ana.md": ANA})
    note = root / "People/Ana.md"
    live = LiveVault(root)
    now = note.stat().st_ctime + 0.5
    live.scan(now)
    stamp, _ = find_stamp(str(note), 0)
    note.write_text(ANA.replace("move", "cake"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_module, "find_stamp", lambda _full, _now: (stamp, 500_000_000))
        assert live.scan(now).has_changed
    assert live.build(TODAY).graph.entries["People/Ana.md"][0].text == "the cake"


def test_a_note_that_was_just_saved_is_not_settled(write_vault: Write) -> None:
    """Somebody may be in the middle of something: 0.4 s after the last save the disk is quiet."""
    root = write_vault({"People/Ana.md": ANA})
    saved = (root / "People/Ana.md").stat().st_ctime
    assert not LiveVault(root).scan(saved + 0.2).is_settled
    assert LiveVault(root).scan(saved + 0.5).is_settled


def test_a_note_is_gone_when_two_scans_miss_it(write_vault: Write) -> None:
    """An editor that takes a note away to put another in its place deletes nobody."""
    root = write_vault({"People/Ana.md": ANA, "People/Ben.md": ""})
    live = LiveVault(root)
    live.scan(LATER)
    (root / "People/Ana.md").unlink()
    assert live.scan(LATER) == Scan(has_changed=False, is_settled=False)
    assert "People/Ana.md" in live.build(TODAY).graph.contacts
    assert live.scan(LATER) == Scan(has_changed=True, is_settled=True)
    assert live.build(TODAY) == load_vault(root, TODAY)


def test_a_note_that_comes_back_was_never_gone(write_vault: Write) -> None:
    """Missed once, back with the same words: nothing changed."""
    root = write_vault({"People/Ana.md": ANA})
    live = LiveVault(root)
    live.scan(LATER)
    (root / "People/Ana.md").unlink()
    live.scan(LATER)
    (root / "People/Ana.md").write_text(ANA, "utf-8")
    assert live.scan(LATER) == Scan(has_changed=False, is_settled=True)


def test_other_settings_are_another_vault(write_vault: Write) -> None:
    """All notes are read anew when the settings or Obsidian's daily notes say how to read them otherwise."""
    root = write_vault({"Friends/Ana.md": ANA, "Tage/22-11-2026.md": "[[Ana]]"})
    live = LiveVault(root)
    live.scan(LATER)
    write_notes(
        root,
        {
            "vaultwell.toml": 'people = ["Friends"]\n',
            ".obsidian/daily-notes.json": '{"folder": "Tage", "format": "DD-MM-YYYY"}',
        },
    )
    assert live.scan(LATER).has_changed
    assert live.build(TODAY) == load_vault(root, TODAY)
    assert live.build(TODAY).graph.contacts


def test_broken_settings_change_nothing(write_vault: Write) -> None:
    """They are an error, and what was kept is still there when they are whole again."""
    root = write_vault({"People/Ana.md": ANA})
    live = LiveVault(root)
    live.scan(LATER)
    (root / "vaultwell.toml").write_text("people = [", "utf-8")
    with pytest.raises(VaultwellError, match=r"vaultwell\.toml:1"):
        live.scan(LATER)
    (root / "vaultwell.toml").unlink()
    assert live.scan(LATER) == Scan(has_changed=False, is_settled=True)


def test_what_vaultwell_wrote_itself_is_no_change(write_vault: Write) -> None:
    """The scan after a write of our own finds nothing, unless somebody wrote there since."""
    root = write_vault({"People/Ana.md": ANA})
    live = LiveVault(root)
    live.scan(LATER)
    (root / "Due.md").write_bytes(b"ours")
    live.note_own("Due.md", b"ours")
    assert not live.scan(LATER).has_changed
    (root / "Due.md").write_bytes(b"ours, ticked")
    assert live.scan(LATER).has_changed


def test_what_was_kept_and_is_lost_is_read_again(write_vault: Write) -> None:
    """Somebody empties the folder for caches while the vault is watched."""
    root = write_vault({"People/Ana.md": ANA, "People/Ben.md": ANA.replace("move", "cake")})
    for live in (LiveVault(root), LiveVault(root)):
        live.scan(LATER)
        live.build(TODAY)
    Path(find_place(str(root), "heap") or "").unlink()
    (root / "People/Ana.md").write_text(ANA + "- 2026-11-01 tea\n", "utf-8")
    assert live.scan(LATER).has_changed
    assert live.build(TODAY) == load_vault(root, TODAY)
    assert live.build(TODAY) == load_vault(root, TODAY)


_PATHS = st.sampled_from(
    [
        "People/Ana.md",
        "People/Ben.md",
        "People/Käthe.md",
        "2026-11-20.md",
        "Due.md",
        "vaultwell.toml",
        "a/b.md",
        "People/Ana (conflicted copy).md",
        "People/Ben.sync-conflict-20261122-042028-HHAXNIA.md",
        "People/.Käthe.md.icloud",
    ]
)
_TEXTS = st.sampled_from(
    [
        b"",
        ANA.encode(),
        b"- 2026-11-20 tea with [[Ben]]\n",
        b"---\ntype: person\naliases: [Ben]\n---\n",
        b"\xff",
        b"---\ncircle: close\n",
        b'people = ["a"]\n',
    ]
)
_EDITS = st.tuples(_PATHS, st.one_of(_TEXTS, st.none(), _PATHS))


@given(st.lists(st.lists(_EDITS, max_size=4), max_size=6))
@settings_on_disk(60)
def test_a_live_vault_is_the_vault_on_the_disk(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, bytes | str | None]]]
) -> None:
    """Whatever is written, deleted and renamed: once two scans agree, building is loading; also when only
    those places are looked at of which the system tells."""
    root = tmp_path_factory.mktemp("vault")
    live = LiveVault(root)
    places: frozenset[str] | None = None
    for edits in rounds:
        for path, what in edits:
            _edit(root, path, what)
            hints = [Hint(one) for one in (path, what) if isinstance(one, str)]
            places = join_places(places, hints) if all(map(is_relevant, hints)) else None
        try:
            expected = load_vault(root, TODAY)
        except VaultwellError:
            continue
        while not live.scan(LATER, places).is_settled:
            pass
        assert live.build(TODAY) == expected
        places = frozenset()


def _edit(root: Path, path: str, what: bytes | str | None) -> None:
    """Write a text there, delete what is there, or rename it over another place."""
    if isinstance(what, bytes):
        write_notes(root, {path: what})
    elif what is None:
        (root / path).unlink(missing_ok=True)
    elif (root / path).exists() and not (root / what).is_dir():
        (root / what).parent.mkdir(exist_ok=True)
        (root / path).replace(root / what)


def test_only_the_places_are_looked_at(write_vault: Write) -> None:
    """A note that changed elsewhere is found by the next look at everything."""
    root = write_vault({"People/Ana.md": ANA, "People/Ben.md": ANA})
    live = LiveVault(root)
    live.scan(LATER)
    live.build(TODAY)
    for name in ("Ana", "Ben"):
        (root / f"People/{name}.md").write_text(ANA + "- 2026-11-20 tea\n", "utf-8")
    assert live.scan(LATER, frozenset({"People/Ana.md"})).has_changed
    assert len(live.build(TODAY).graph.touches("People/Ana.md")) == 2
    assert len(live.build(TODAY).graph.touches("People/Ben.md")) == 1
    assert live.scan(LATER).has_changed
    assert live.build(TODAY) == load_vault(root, TODAY)
