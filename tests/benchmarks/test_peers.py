"""Other tools are asked about the same people."""

import re
from pathlib import Path

from tests.benchmarks.peers import write_files
from tests.benchmarks.people import write_vault
from tests.conftest import write_notes

ANA = """\
---
type: person
circle: close
birthday: 1988-04-17
email: ana@example.org
---
Met at PyCon.

## Log

- 2026-10-21 coffee: with [[Ben]], by the harbour
- [ ] 2026-09-15 lent: tripod
- 2027-01-02 lunch: a plan
"""


def test_each_peer_is_told_of_everybody(tmp_path: Path) -> None:
    """A note, a card and a line for each person of a vault, however odd their notes are."""
    write_vault(tmp_path / "vault", 300)
    write_files(tmp_path / "vault", tmp_path / "peers")
    people = sorted(note.stem for note in (tmp_path / "vault" / "People").rglob("*.md"))
    notes = (tmp_path / "peers" / "perm").iterdir()
    cards = [card.read_text("utf-8") for card in (tmp_path / "peers" / "cards").iterdir()]
    friends = (tmp_path / "peers" / "friends.md").read_text("utf-8").partition("### Friends:\n")[2]
    assert len(people) == 300
    assert sorted(note.stem for note in notes) == people
    assert sorted(name for card in cards for name in re.findall("^FN:(.+)$", card, re.MULTILINE)) == people
    assert sorted(re.findall("^- (.+)$", friends, re.MULTILINE)) == people


def test_each_peer_is_told_what_it_can_know(tmp_path: Path) -> None:
    """The last day and the rhythm for perm, the birthday for khard, what was done for friends; no plans."""
    vault = write_notes(tmp_path / "vault", {"People/Ana.md": ANA, "People/B/Ben.md": ""})
    write_files(vault, tmp_path / "peers")
    perm = (tmp_path / "peers" / "perm" / "Ana.md").read_text("utf-8")
    assert perm.startswith(
        "---\ncreated: 2021-01-24\nlastContact: 2026-10-21\ncontactFrequency: 30\nbirthDate: 1988-04-17\n"
    )
    assert "---\n# Ana\n\nMet at PyCon.\n" in perm
    assert "lastContact" not in (tmp_path / "peers" / "perm" / "Ben.md").read_text("utf-8")
    card = (tmp_path / "peers" / "cards" / "0.vcf").read_bytes()
    assert card.endswith(b"\r\nEMAIL:ana@example.org\r\nBDAY:1988-04-17\r\nEND:VCARD\r\n")
    assert (tmp_path / "peers" / "friends.md").read_text("utf-8") == (
        "### Activities:\n"
        "- 2026-10-21: **Ana** coffee: with **Ben**, by the harbour\n"
        "- 2026-09-15: **Ana** lent: tripod\n"
        "\n### Notes:\n\n### Friends:\n- Ana\n- Ben\n\n### Locations:\n"
    )
