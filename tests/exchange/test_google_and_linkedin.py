"""Google Contacts in both layouts, and LinkedIn's connections."""

from pathlib import Path

import pytest

from tests.exchange.reading import read, read_one
from vaultwell.exchange.incoming import NotThisFormat

FILES = Path(__file__).parent / "files"


def test_the_layout_of_today() -> None:
    """Cells with several values, the default address first, labels, a birthday without a year, relations."""
    found = read("google", (FILES / "google-new.csv").read_bytes())
    ana, nameless = found.people
    assert (ana.name, ana.aliases, ana.words) == ("Ana Maria Díaz", ("Anita",), "Likes tea\nand boats")
    assert ana.properties == {
        "email": ("ana@x.example", "ana2@x.example", "a@y.example"),
        "phone": ("+49 170 1",),
        "url": ("https://ana.example",),
        "org": ("Acme",),
        "role": ("Engineer",),
        "location": ("Lisbon",),
        "relation": ("friend",),
        "communities": ("Climbing",),
        "birthday": ("04-17",),
        "anniversary": ("2010-06-12",),
    }
    assert ana.links == {"partner": ("Ben",)}
    assert nameless.name == ""
    assert found.passed_over == {"photos": 1, "street addresses": 1, "organisations": 1}


def test_the_layout_before() -> None:
    """The same from the older columns."""
    ana = read_one("google", (FILES / "google-old.csv").read_bytes())
    assert ana.name == "Ana Díaz"
    assert ana.properties == {
        "email": ("ana@x.example",),
        "phone": ("0170 1", "0170 2"),
        "org": ("Acme",),
        "role": ("Engineer",),
        "location": ("Lisbon",),
        "interests": ("sailing",),
        "relation": ("family",),
        "birthday": ("1988-04-17",),
    }


def test_another_table_is_not_taken_for_it() -> None:
    """A table without Google's columns is refused, and the way to read it is named."""
    with pytest.raises(NotThisFormat, match=r"file is no file of Google Contacts.*vaultwell import csv"):
        read("google", "Name,Email\nAna,a@x.example\n")


def test_connections() -> None:
    """Below the preamble; the day of the connection is the day you met; nameless rows are counted."""
    found = read("linkedin", (FILES / "Connections.csv").read_bytes(), "Connections.csv")
    ana, _, ben, cy = found.people
    assert ana.properties == {
        "url": ("https://www.linkedin.com/in/ana",),
        "org": ("Acme, Inc.",),
        "role": ('Head of "Things"',),
        "met": ("2024-03-12",),
    }
    assert (ben.values("met"), cy.name, cy.values("met")) == (("2022-02-07",), "Cy", ())
    assert not any(person.entries for person in found.people)
    (left,) = found.refused
    assert (str(left.source), left.what, left.why) == (
        "Connections.csv:10",
        "Connected On “soon”",
        "it is not written as a day",
    )
    assert found.passed_over == {"rows without a name": 1}


def test_no_connections() -> None:
    """Another file of the same archive is refused."""
    with pytest.raises(NotThisFormat, match="holds no table"):
        read("linkedin", "From,To,Content\n1,2,3\n")
