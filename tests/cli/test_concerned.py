"""Whom an ask could concern, remembered: what is kept changes no answer."""

import random  # noqa: TID251 - the seed is fixed
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY, run_vaultwell
from vaultwell.model.graph import Graph
from vaultwell.practices.clues import find_clues
from vaultwell.vault.cache import find_place

Write = Callable[[Mapping[str, str | bytes]], Path]

NOTES = {
    "People/Ana Díaz.md": "---\ntype: person\n---\n## Log\n- 2026-11-05 call: the move\n",
    "People/Ben.md": "---\noffers: keys to the archive\n---\n## Log\n- 2026-11-10 lunch\n- 2026-11-15 walk\n",
    "People/Chen.md": "## Log\n- 2026-11-10 lunch\n- 2026-11-12 they offered: a bed\n",
    "Journal/2026-11-11.md": "- called [[Chen]]: rain\n",
}
OTHER_DAY = str(date.fromisoformat(TODAY).replace(day=1))


def ask(vault: Path, what: str, today: str = TODAY) -> str:
    """The answer to an ask of Ana, which is the same when nothing is remembered."""
    results = [run_vaultwell(vault, "ask", "ana", what, today=today)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAULTWELL_NO_CACHE", "1")
        results.append(run_vaultwell(vault, "ask", "ana", what, today=today))
    assert results[0].stdout == results[1].stdout
    return results[0].stdout


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all whose clues are found anew from now on."""
    paths: list[str] = []

    def find(graph: Graph, path: str) -> frozenset[str]:
        paths.append(path)
        return find_clues(graph, path)

    monkeypatch.setattr("vaultwell.cli.concerned.find_clues", find)
    return paths


def test_only_who_changed_is_looked_up_again(write_vault: Write, looked_up: list[str]) -> None:
    """Everybody once; after an edit, a new note and another day those whose notes say something else."""
    vault = write_vault(NOTES)
    assert "Ben" in ask(vault, "a look at the archives")
    assert sorted(looked_up) == ["People/Ana Díaz.md", "People/Ben.md", "People/Chen.md"]
    looked_up.clear()
    assert "Chen" in ask(vault, "beds for two")
    assert looked_up == []
    with (vault / "People/Chen.md").open("a", encoding="utf-8") as file:
        file.write("- 2026-11-20 they offered: the attic of the archive\n")
    (vault / "People/Dora.md").write_text("---\noffers: [tents, archives]\n---\n", "utf-8")
    assert "Chen" in ask(vault, "the archive")
    assert sorted(looked_up) == ["People/Chen.md", "People/Dora.md"]
    (vault / "People/Ben.md").unlink()
    assert "Ben" not in ask(vault, "the archive", OTHER_DAY)


def test_an_ask_for_nothing_reads_and_keeps_nothing(write_vault: Write, looked_up: list[str]) -> None:
    """Without a matter nobody else is concerned."""
    vault = write_vault(NOTES)
    run_vaultwell(vault, "ask", "ana")
    assert looked_up == []
    assert not _find_file(vault).exists()


def test_damage_changes_nothing(write_vault: Write) -> None:
    """Whatever stands in the file; and it is only for its owner."""
    vault = write_vault(NOTES)
    said = ask(vault, "the archive")
    file = _find_file(vault)
    whole = file.read_bytes()
    chance = random.Random(1)
    for _ in range(12):
        at, end = sorted(chance.randrange(len(whole)) for _ in range(2))
        for damaged in (whole[:at] + b"7" + whole[at + 1 :], whole[:at] + whole[end:], whole[:at]):
            file.write_bytes(damaged)
            assert ask(vault, "the archive") == said
    assert file.stat().st_mode & 0o777 == 0o600


def _find_file(vault: Path) -> Path:
    return Path(find_place(str(vault.resolve()), "clues") or "")


def test_who_cannot_be_kept_is_always_looked_up(write_vault: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with room for the clues and none for what the notes tell: nobody is missed."""
    vault = write_vault(NOTES)
    ask(vault, "the archive")

    def refuse(_heap: object, _records: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vaultwell.vault.heap.Heap.append", refuse)
    (vault / "People/Chen.md").write_text("---\noffers: [archives]\n---\n", "utf-8")
    assert "Chen" in ask(vault, "the archive")
    assert "Chen" not in ask(vault, "a bed")
