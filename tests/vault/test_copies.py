"""Copies that a sync left behind: told by their names, read by nobody, and never somebody's own note."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from vaultwell.notes.copies import _CERTAIN, _POSSIBLE, find_suspect, is_same_story
from vaultwell.vault.load import Vault, load_vault

NOTE = "---\naliases: [Annie]\n---\n## Log\n\n- 2026-10-05 coffee: the move to Lisbon\n"


def load(root: Path, **notes: str) -> Vault:
    people = root / "People"
    people.mkdir()
    for name, text in notes.items():
        (people / f"{name}.md").write_text(text, encoding="utf-8")
    return load_vault(root, date(2026, 11, 22))


@pytest.mark.parametrize(
    "name",
    [
        "Ana.sync-conflict-20260101-120000-ABCDEFG",
        "Ana.sync-conflict-20260101-120000",
        "Ana.sync-conflict-20260101-120000-ABCDEFG.sync-conflict-20260102-120000-HIJKLMN",
        "Ana (Ben's conflicted copy 2026-01-01)",
        "Ana (Ben's conflicted copy 2026-01-01 (1))",
        "Ana (conflicted copy 2026-01-01 120000)",
        "Ana (Conflicted copy phone 202601011200)",
        "Ana_conflict-20260101-120000",
    ],
)
def test_a_name_that_nobody_has_is_enough(name: str) -> None:
    """Syncthing, Dropbox, Nextcloud, ownCloud and Obsidian Sync name their copies beyond doubt."""
    assert find_suspect(f"People/{name}.md") == ("People/Ana.md", True)


@pytest.mark.parametrize(
    "name",
    ["Ana 2", "Ana (1)", "Ana-DESKTOP-7KQ2M1A", "Ana-Anas-MacBook-Pro", "Ana_LOCAL_1234", "Ana_REMOTE_1234"],
)
def test_a_name_that_somebody_could_have_needs_the_same_story(name: str, tmp_path: Path) -> None:
    """iCloud's `Ana 2` beside Ana is a copy when both tell of the same days, else a person of that name."""
    assert find_suspect(f"People/{name}.md") == ("People/Ana.md", False)
    vault = load(tmp_path, **{"Ana": NOTE, name: NOTE + "- 2026-10-20 call: the flat\n"})
    assert [contact.name for contact in vault.graph.contacts.values()] == ["Ana"]
    assert [(problem.code, problem.path) for problem in vault.problems] == [
        ("sync-copy", f"People/{name}.md")
    ]


@pytest.mark.parametrize(
    "text", ["", "---\ncreated: 2026-01-01\n---\n", "## Log\n\n- 2026-03-01 met: here\n"]
)
def test_two_people_of_one_template_are_two(text: str, tmp_path: Path) -> None:
    """`Ana 2` with another story, or with none yet, stays a person."""
    assert len(load(tmp_path, **{"Ana": NOTE if "Log" in text else text, "Ana 2": text}).graph.contacts) == 2


@pytest.mark.parametrize("name", ["Ana-Maria", "Ana (Work)", "Louis 14", "Ana 2nd", "Ana"])
def test_ordinary_names_are_no_suspects(name: str) -> None:
    """A second first name, a word in brackets or a larger number make no copy."""
    assert find_suspect(f"People/{name}.md") is None


def test_a_copy_is_nobody(tmp_path: Path) -> None:
    """The aliases and names of a copy mean nobody, so that no link becomes ambiguous."""
    copy = "Ana Díaz.sync-conflict-20260101-120000-ABCDEFG"
    vault = load(
        tmp_path,
        **{"Ana Díaz": NOTE, copy: NOTE, "Ben Okafor": f"## Log\n\n- 2026-10-06 call with [[{copy}]]: hm\n"},
    )
    (tmp_path / "2026-11-01.md").write_text("- call Annie: the balcony\n- gave Ana: the tent\n", "utf-8")
    vault = load_vault(tmp_path, date(2026, 11, 22))
    assert set(vault.graph.contacts) == {"People/Ana Díaz.md", "People/Ben Okafor.md"}
    assert [entry.text for entry in vault.graph.of("People/Ana Díaz.md")] == [
        "the move to Lisbon",
        "the balcony",
        "the tent",
    ]


def test_a_copy_of_another_kind_of_note_is_not_reported(tmp_path: Path) -> None:
    """Only people's and dated notes are vaultwell's to speak of."""
    (tmp_path / "Soup.sync-conflict-20260101-120000-ABCDEFG.md").write_text("leeks", "utf-8")
    (tmp_path / "2026-01-01.sync-conflict-20260101-120000-ABCDEFG.md").write_text("rain", "utf-8")
    vault = load_vault(tmp_path, date(2026, 11, 22))
    assert [problem.path[:10] for problem in vault.problems] == ["2026-01-01"]


def test_a_few_equal_lines_are_no_copy() -> None:
    """Half of what the shorter text tells has to stand in the other."""
    assert not is_same_story("- 2026-01-01 dinner: at ours\n" + "- 2026-02-02 a\n- 2026-03-03 b", NOTE)


def test_a_note_that_is_elsewhere_is_not_somebody_else(tmp_path: Path) -> None:
    """A link to a note that iCloud has not downloaded means nobody, and its problem goes when it is there."""
    (tmp_path / "People").mkdir()
    (tmp_path / "People" / ".Ana.md.icloud").write_bytes(b"bplist00")
    (tmp_path / "People" / "Ana Ruiz.md").write_text("---\naliases: [Ana]\n---\n", "utf-8")
    (tmp_path / "2026-11-01.md").write_text("coffee with [[Ana]]\n", "utf-8")
    vault = load_vault(tmp_path, date(2026, 11, 22))
    assert [problem.code for problem in vault.problems] == ["not-downloaded"]
    assert not vault.graph.of("People/Ana Ruiz.md")
    (tmp_path / "People" / "Ana.md").write_text("", "utf-8")
    assert load_vault(tmp_path, date(2026, 11, 22)).problems == ()


_BITS = st.lists(
    st.sampled_from(
        """Ana| |2|9|(1)| (1)|-|_|(|)|-DESKTOP-AB1|-MacBook|.sync-conflict-20260101-101010
        |_conflict-20260101-101010| (conflicted copy 2026)|_BACKUP_12| (Konflikt 2026-01-01)|.md""".replace(
            "\n        ", ""
        ).split("|")
    ),
    max_size=5,
)


@settings(max_examples=examples(500))
@given(_BITS, st.sampled_from([".md", ".MD"]))
def test_the_quick_look_at_a_name_hides_no_copy(bits: list[str], ending: str) -> None:
    """Whatever name one of the patterns knows is found out, though most names are not shown to them."""
    name = "".join(bits) + ending
    known = _CERTAIN.fullmatch(name) or _POSSIBLE.fullmatch(name)
    assert (find_suspect(f"People/{name}") is not None) == (known is not None)
