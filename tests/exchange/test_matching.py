"""Who an incoming person is: certain by what only one person has, doubtful otherwise, never guessed."""

import pytest

from vaultwell.exchange.incoming import IncomingPerson
from vaultwell.exchange.matching import (
    Index,
    Match,
    compare_names,
    identify_incoming,
)
from vaultwell.graph.marks import org_key, phone_key, url_key
from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.source import Source

HERE = Source("people.vcf", 1)
ANA = Contact(
    "People/Ana Díaz.md",
    "Ana Díaz",
    aliases=("Anita",),
    facts={
        "email": ("Ana@X.example",),
        "phone": ("+49 170 1234567",),
        "url": ("https://www.ana.example/",),
        "org": ("Acme Inc.",),
        "uid": ("urn:uuid:77",),
    },
)
BEN = Contact(
    "People/Ben.md", "Ben", yearly=(YearlyDate("birthday", 4, 17, 1988, Source("People/Ben.md", 2)),)
)


def _find(name: str, *contacts: Contact, **properties: str) -> Match:
    given = {key: (value,) for key, value in properties.items()}
    person = IncomingPerson("1", HERE, name, properties=given)
    return Index(contacts or (ANA, BEN)).find(identify_incoming(person))


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("Somebody Else", "uid", "77"),
        ("ana diaz", "email", "mailto:ana@x.example"),
        ("Ana", "phone", "0170 123 45 67"),
        ("A. Díaz", "url", "http://ana.example"),
        ("Ana Maria Díaz", "email", "ana@x.example"),
        ("Anita", "email", "ana@x.example"),
        ("Ana Díaz", "org", "ACME"),
    ],
)
def test_certain(name: str, key: str, value: str) -> None:
    """The other program's id; e-mail, phone or page under a fitting name; name and organisation."""
    assert _find(name, **{key: value}) == Match("People/Ana Díaz.md")


@pytest.mark.parametrize(
    ("name", "key", "value", "why"),
    [
        ("Mum", "phone", "+49 170 1234567", "the same phone, another name"),
        ("Ana Díaz", "email", "other@x.example", "the same name, and nothing else that tells"),
        ("Ana Díaz", "org", "Initech", "the same name, and nothing else that tells"),
        ("Ben", "birthday", "1990-01-01", "the same name, and nothing else that tells"),
    ],
)
def test_doubtful(name: str, key: str, value: str, why: str) -> None:
    """A name alone beside other facts, and a nickname at a known number, decide nothing."""
    found = _find(name, **{key: value})
    assert (found.path, found.doubt) == (None, why)
    assert len(found.candidates) == 1


def test_two_people_at_one_number() -> None:
    """A couple's number is theirs both: another full name is another person."""
    assert _find("Tom Díaz", phone="+49 170 1234567") == Match()


def test_a_name_that_is_all_there_is() -> None:
    """A name without anything else means the one person of that name."""
    assert _find("BEN") == Match("People/Ben.md")
    assert _find("Ben", birthday="04-17") == Match("People/Ben.md")


def test_two_of_one_name() -> None:
    """Two people of one name, or two notes with one address, are listed both."""
    twins = (Contact("People/Ben.md", "Ben"), Contact("Work/Ben.md", "Ben"))
    assert _find("Ben", *twins) == Match(
        None, "several people have this name", ("People/Ben.md", "Work/Ben.md")
    )
    shared = tuple(
        Contact(path, name, facts={"email": ("a@x.example",)})
        for path, name in (("People/Ana.md", "Ana"), ("People/Ana D.md", "Ana D"))
    )
    assert _find("Ana", *shared, email="a@x.example").doubt == "several have the same e-mail"


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("ana", "ana diaz", "same"),
        ("ana diaz", "diaz ana", "same"),
        ("a diaz", "ana maria diaz", "same"),
        ("ana maria diaz", "ana diaz", "same"),
        ("mum", "ana diaz", "perhaps"),
        ("diaz", "ana diaz", "perhaps"),
        ("ben diaz", "ana diaz", "no"),
    ],
)
def test_names(one: str, other: str, likeness: str) -> None:
    """Names that can be one person's, either way round."""
    assert compare_names([one], [other]) == compare_names([other], [one]) == likeness


def test_keys() -> None:
    """What is written in many ways is compared in one."""
    assert phone_key("0170 / 12 34 567 ext. 9") == phone_key("+49 (0)170-1234567") == "701234567"
    assert phone_key("112") == ""
    assert url_key("https://www.LinkedIn.com/in/Ana/") == "linkedin.com/in/ana"
    assert org_key("Acme, Inc.") == org_key("ACME") == "acme"
