"""vCard 4.0 and 3.0: cards that other programs read, from any notes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.exchange.graphs import export, graph_of
from vaultwell.exchange.to_vcard import render_vcards
from vaultwell.model.settings import Settings

Write = Callable[[Mapping[str, str | bytes]], Path]

ANA = """---
aliases: [Anita]
circle: close
cadence: 2 weeks
birthday: 1988-04-17
anniversary: 06-08
biscuit_birthday: 06-01
relation: friend
email: [ana@example.org, a@example.com]
phone: "+49 170 1234567"
org: Severn; Health
role: engineer
location: Lisbon
interests: [climbing]
communities: [the choir]
pets: [Biscuit, the dog]
partner: "[[Ben Okafor]]"
snooze: 2026-12-24
Hausnummer: 7
---
"""
BEN = "---\nbirthday: --02-29\ndied: 2026-05-02\n---\n"


def test_a_card_of_version_4(run: Run, write_vault: Write) -> None:
    """Each property in the field that RFC 6350 has for it, how often and which circle in frm's, the rest as
    a note; years that are not known stay away."""
    assert export(run, write_vault({"People/Ana Díaz.md": ANA}), "vcard") == (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:0ffef48c-3268-50bc-8e58-024c6236e82e\r\n"
        "ADR:;;;Lisbon;;;\r\nANNIVERSARY:--0608\r\nBDAY:19880417\r\nCATEGORIES:friend,the choir\r\n"
        "EMAIL:ana@example.org\r\nEMAIL:a@example.com\r\nFN:Ana Díaz\r\nINTEREST:climbing\r\n"
        "N:Díaz;Ana;;;\r\nNICKNAME:Anita\r\n"
        "NOTE:pets: Biscuit\\, the dog\\nHausnummer: 7\r\nORG:Severn\\; Health\r\n"
        "TEL:+49 170 1234567\r\nTITLE:engineer\r\n"
        "item1.X-ABDATE:--0601\r\nitem1.X-ABLABEL:Biscuit’s birthday\r\n"
        "X-FRM-FREQUENCY:2w\r\nX-FRM-GROUP:close\r\nX-FRM-SNOOZE-UNTIL:2026-12-24\r\nEND:VCARD\r\n"
    )


def test_a_card_of_version_3(run: Run, write_vault: Write) -> None:
    """What 3.0 has no field for is written as Apple's programs do; who died is not to be written to."""
    vault = write_vault({"People/Ana Díaz.md": ANA, "People/Ben Okafor.md": BEN})
    ana, ben = export(run, vault, "vcard3").removesuffix("END:VCARD\r\n").split("END:VCARD\r\n")
    for line in (
        "X-ANNIVERSARY;X-APPLE-OMIT-YEAR=1604:1604-06-08",
        "BDAY:1988-04-17",
        "item101.X-ABRELATEDNAMES:Ben Okafor",
        "item101.X-ABLABEL:partner",
    ):
        assert line in ana.split("\r\n")
    for line in ("VERSION:3.0", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "X-FRM-IGNORE:true"):
        assert line in ben.split("\r\n")


def test_a_partner_is_related(run: Run, write_vault: Write) -> None:
    """Both cards name the other one, whichever note says it."""
    vault = write_vault({"People/Ana Díaz.md": ANA, "People/Ben Okafor.md": BEN})
    text = export(run, vault, "vcard")
    assert "RELATED;TYPE=spouse;VALUE=text:Ben Okafor\r\n" in text
    assert "RELATED;TYPE=spouse;VALUE=text:Ana Díaz\r\n" in text
    assert "DEATHDATE:20260502\r\n" in text


@pytest.mark.parametrize(
    ("cadence", "said"),
    [("30d", "30d"), ("weekly", "1w"), ("monthly", "1m"), ("yearly", "12m"), ("10 days", "10d")],
)
def test_how_often_in_words_of_frm(run: Run, write_vault: Write, cadence: str, said: str) -> None:
    """Days, weeks and months are all that frm knows."""
    vault = write_vault({"People/Ana.md": f"---\ncadence: {cadence}\n---\n"})
    assert f"X-FRM-FREQUENCY:{said}\r\n" in export(run, vault, "vcard")


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["3.0", "4.0"]))
def test_no_text_breaks_out_of_its_field(words: list[str], version: Any) -> None:
    """Whatever stands in a note, the card holds the fields it should and no other, in lines of at most 75
    characters."""
    quoted = ["".join(f"\\U{ord(sign):08x}" for sign in word) for word in words]
    listed = ", ".join(f'"{word}"' for word in quoted)
    note = (
        f"---\nemail: [{listed}]\norg: [{listed}]\npets: [{listed}]\ncircle: {listed.split(', ')[0]}\n---\n"
    )
    text = render_vcards(graph_of({"People/Ana.md": note}), Settings(), version)
    assert all(len(line) <= 75 for line in text.split("\r\n"))
    cards = list(vobject.readComponents(text))
    assert len(cards) == 1
    names = {line.name for line in cards[0].getChildren()}
    assert names <= {"VERSION", "UID", "FN", "N", "EMAIL", "ORG", "NOTE", "CATEGORIES", "X-FRM-GROUP"}
    assert len(cards[0].contents.get("email", [])) <= len(words)
