"""Two devices and a phone: the page about them, executed in three clones, and what it only mentions."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import TODAY, run_vaultwell
from tests.git.repositories import BARE_PATH, Clone, install, install_driver

ROOT = Path(__file__).parents[2]

_BLOCK = re.compile(r"^```(text|md)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^(\w+)\$ (.+)\n((?:(?!\w+\$ ).*\n)*)", re.MULTILINE)
_ROW = re.compile(r"^- \[.\] .*(\^vw-[0-9a-f]{8}\n)(?:\t.*\n)*", re.MULTILINE)

_DAILY = "Journal/2026-11-22.md"
_HENRIK, _LAURA = "People/Henrik Lund.md", "People/Laura Benedetti.md"
_ODILE, _INES = "Neighbours/Odile Fournier.md", "People/Inês Carvalho.md"


class Devices(NamedTuple):
    """Three clones of one vault. The phone has git alone: no hook and no driver is set there."""

    desktop: Clone
    laptop: Clone
    phone: Clone

    def run(self, device: str, command: str, today: str = TODAY) -> str:
        """What a command prints on one of the devices."""
        clone: Clone = getattr(self, device)
        program, *words = shlex.split(command)
        if program == "git":
            return clone.git(*words, path=BARE_PATH if device == "phone" else None)
        assert (program, device != "phone") == ("vaultwell", True)
        return run_here(clone, *words, today=today)

    def follow_page(self) -> list[tuple[str, str]]:
        """Do what the page says. The answers it gives and the real ones; git's chatter is its own affair."""
        answers = []
        for kind, text in _BLOCK.findall((ROOT / "docs" / "two-devices.md").read_text(encoding="utf-8")):
            if kind == "md":
                write_on_phone(self.phone, text)
                continue
            for device, command, answer in _COMMAND.findall(text):
                said = self.run(device, command)
                if not command.startswith(("git pull", "git push")):
                    answers.append((f"{device}$ {command}\n{answer}", f"{device}$ {command}\n{said}"))
        return answers

    def sync(self, *devices: str) -> None:
        """On one device after the other: commit, pull, push."""
        for device in devices:
            self.run(device, "git add --all")
            self.run(device, "git commit --quiet --allow-empty --message notes")
            self.run(device, "git pull --quiet --no-rebase --no-edit")
            self.run(device, "git push --quiet")


def run_here(clone: Clone, *words: str, today: str = TODAY) -> str:
    """Run vaultwell in the clone's folder, a while after the last save."""
    for note in clone.top.glob("*/*.md"):
        os.utime(note, (1_700_000_000, 1_700_000_000))
    if (clone.top / "Due.md").exists():
        os.utime(clone.top / "Due.md", (1_700_000_000, 1_700_000_000))
    with chdir(clone.top):
        done = run_vaultwell(clone.top, *words, today=today)
    assert done.exit_code == 0, done.output
    return done.stdout


def write_on_phone(phone: Clone, text: str) -> None:
    """Rows take the place of those with their ids in the due note; anything else is the daily note."""
    rows = {found[1]: found[0] for found in _ROW.finditer(text)}
    if not rows:
        phone.write(_DAILY, text)
        return
    due_note = phone.read("Due.md")
    assert all(row.split("\n")[0].replace(row[:5], "- [ ]", 1) in due_note for row in rows.values())
    phone.write("Due.md", _ROW.sub(lambda found: rows.get(found[1], found[0]), due_note))


def tick(phone: Clone, row_id: str, *typed: str) -> None:
    """Tick one row on the phone, and type lines under it."""
    found = next(found for found in _ROW.finditer(phone.read("Due.md")) if row_id in found[1])
    row = found[0].replace("[ ]", "[x]", 1) + "".join(f"\t{line}\n" for line in typed)
    phone.write("Due.md", phone.read("Due.md").replace(found[0], row))


@pytest.fixture
def devices(tmp_path: Path) -> Devices:
    """The example vault on the desktop, an empty remote, and two devices that have nothing yet."""
    found = Devices(*(Clone(tmp_path / name) for name in Devices._fields))
    shutil.copytree(ROOT / "example-vault", found.desktop.top, ignore=shutil.ignore_patterns("Due.md"))
    for clone in (found.laptop, found.phone):
        clone.top.mkdir()
    found.desktop.git("init", "--quiet", "--bare", "--initial-branch=main", "../vault.git")
    found.desktop.git("init", "--quiet", "--initial-branch=main")
    found.desktop.git("remote", "add", "origin", "../vault.git")
    return found


@pytest.fixture
def clones(devices: Devices) -> Devices:
    """Three clones with the driver on both computers; hooks would only make the tests slow."""
    install(devices.desktop, "--tracked")
    devices.desktop.git("config", "core.hooksPath", "nowhere")
    devices.desktop.commit({})
    devices.desktop.git("push", "--quiet", "--set-upstream", "origin", "main")
    for clone in (devices.laptop, devices.phone):
        clone.git("clone", "--quiet", "../vault.git", ".")
    install_driver(devices.laptop)
    return devices


def count(clone: Clone, path: str, words: str) -> int:
    """How often some words stand in a note."""
    return clone.read(path).count(words)


def test_the_page(devices: Devices) -> None:
    """Each command answers as the page says; in the end all is everywhere, once, and no mark is left."""
    answers = devices.follow_page()
    assert [said for _, said in answers] == [told for told, _ in answers]
    for clone in devices:
        assert clone.read(_HENRIK).endswith(
            "- 2026-11-22 call: varnish, of course\n- 2026-11-22 letter: thanked him for the honey\n"
        )
        assert clone.read(_DAILY) == "- call [[Henrik Lund]]: a fox has found the allotment\n"
        assert clone.read(_LAURA).endswith(
            "\n- 2026-11-22 call: the tide tables are nearly done ^vw-40c229e7\n"
        )
        assert count(clone, _LAURA, "tide tables are nearly done") == 1
        assert count(clone, _ODILE, "- [x] 2026-10-28 owe: a jar of quince jam ✅ 2026-11-22\n") == 1
        assert count(clone, _ODILE, "jam") == 1
        assert count(clone, _INES, "snooze: 2026-11-29\n") == 1
        assert not any("<<<<<<<" in note.read_text("utf-8") for note in clone.top.rglob("*.md"))
        assert clone.status() == ""
    due_notes = {clone.read("Due.md") for clone in devices}
    assert len(due_notes) == 1
    assert not any(mark in next(iter(due_notes)) for mark in ("[x]", "[-]", "Henrik", "Laura"))
    talks = run_here(devices.laptop, "show", "henrik")
    assert all(talks.count(words) == 1 for words in ("varnish, of", "thanked him for the honey", "a fox has"))


def commit_marks(phone: Clone) -> None:
    """Commit a conflict as it stands."""
    phone.git("commit", "--quiet", "--all", "--message", "merged")


def take_own_side(phone: Clone) -> None:
    """Settle it as a button of a phone's app does: this device's side of each conflict."""
    kept = re.sub(
        r"^<<<<<<< .*\n((?s:.*?))^=======\n(?s:.*?)^>>>>>>> .*\n",
        r"\1",
        phone.read("Due.md"),
        flags=re.MULTILINE,
    )
    phone.write("Due.md", kept)
    commit_marks(phone)


@pytest.mark.parametrize("settle", [commit_marks, take_own_side])
@pytest.mark.parametrize("change", ["the row reads otherwise", "the row is gone"])
def test_a_conflict_on_the_phone(clones: Devices, change: str, settle: Callable[[Clone], None]) -> None:
    """A row is ticked that changed elsewhere: what was typed is logged, and no word of the row."""
    tick(clones.phone, "vw-57dc2f51", "call: the fox again")
    if change == "the row is gone":
        clones.run("desktop", "vaultwell log henrik 'letter: the honey'")
    else:
        clones.desktop.write("Journal/2026-11-21.md", "Long thoughts about [[Henrik Lund]] and bees.\n")
    clones.run("desktop", "vaultwell index")
    clones.sync("desktop")
    with pytest.raises(subprocess.CalledProcessError):
        clones.sync("phone")
    settle(clones.phone)
    clones.run("phone", "git push --quiet")
    clones.run("desktop", "git pull --quiet --no-rebase --no-edit")
    clones.run("desktop", "vaultwell index --no-ticks")  # as the hook does
    clones.run("desktop", "vaultwell index")
    log = clones.desktop.read(_HENRIK).partition("2 hives; Signe preparing an exhibition\n")[2]
    letter = "- 2026-11-22 letter: the honey\n" if change == "the row is gone" else ""
    assert log == letter + "- 2026-11-22 call: the fox again ^vw-57dc2f51\n"
    inner = clones.desktop.read("Due.md").partition("%% vaultwell:end")[0]
    assert not any(words in inner for words in ("Henrik", "[x]", "<<<<<<<", ">>>>>>>"))


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-23"])
def test_a_tick_that_two_devices_apply(clones: Devices, day: str) -> None:
    """It is logged once, on the earlier day, and both have the same due note."""
    tick(clones.phone, "vw-40c229e7", "call: the proofs")
    tick(clones.phone, "vw-717986dd")
    clones.sync("phone")
    for device, today in (("desktop", TODAY), ("laptop", day)):
        clones.run(device, "git pull --quiet")
        clones.run(device, "vaultwell index", today)
    clones.sync("laptop", "desktop", "laptop")
    for clone in (clones.desktop, clones.laptop):
        assert count(clone, _LAURA, "the proofs") == 1
        assert clone.read(_LAURA).endswith("- 2026-11-22 call: the proofs ^vw-40c229e7\n")
        assert "- [x] 2026-10-28 owe: a jar of quince jam ✅ 2026-11-22\n" in clone.read(_ODILE)
        run_here(clone, "index")
    assert clones.desktop.read("Due.md") == clones.laptop.read("Due.md")
