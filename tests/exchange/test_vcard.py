"""vCards 2.1, 3.0 and 4.0, as phones and address books write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.reading import read, read_one
from vaultwell.exchange.incoming import IncomingPerson, NotThisFormat


def _card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def _read(*lines: str, version: str = "3.0") -> IncomingPerson:
    return read_one("vcard", _card("FN:Ana Díaz", *lines, version=version))


@pytest.mark.parametrize(
    ("lines", "key", "values"),
    [
        (
            ["EMAIL;TYPE=work:ana@x.example", "item1.EMAIL:a@y.example"],
            "email",
            ("ana@x.example", "a@y.example"),
        ),
        (["TEL;VALUE=uri:tel:+49-170-1", "TEL;TYPE=fax:1", "TEL;CELL:2"], "phone", ("+49-170-1", "2")),
        (["BDAY:1988-04-17"], "birthday", ("1988-04-17",)),
        (["BDAY;VALUE=date:19880417"], "birthday", ("1988-04-17",)),
        (["BDAY:--0417"], "birthday", ("04-17",)),
        (["BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-17"], "birthday", ("04-17",)),
        (["BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1992:1992-04-17"], "birthday", ("04-17",)),
        (["ANNIVERSARY:20100612"], "anniversary", ("2010-06-12",)),
        (
            ["item1.X-ABDATE:2010-06-12", "item1.X-ABLabel:_$!<Anniversary>!$_"],
            "anniversary",
            ("2010-06-12",),
        ),
        (["ORG:Acme\\, Inc.;R&D"], "org", ("Acme, Inc.",)),
        (["ROLE:maker", "TITLE:Engineer"], "role", ("Engineer",)),
        (["ADR;TYPE=WORK:;;1 Road;Porto;;;", "ADR;TYPE=HOME:;;;Lisbon;;;PT"], "location", ("Lisbon",)),
        (["URL:www.ana.example", "IMPP:xmpp:a@x.example"], "url", ("www.ana.example",)),
        (
            ["X-SOCIALPROFILE;type=linkedin:https://linkedin.com/in/ana"],
            "url",
            ("https://linkedin.com/in/ana",),
        ),
        (["INTEREST;LEVEL=high:chess", "HOBBY:reading"], "interests", ("chess", "reading")),
        (["CATEGORIES:Friends,Climbing club,myContacts"], "communities", ("Climbing club",)),
        (["CATEGORIES:Friends,Family"], "relation", ("friend", "family")),
        (["DEATHDATE:20200301"], "died", ("2020-03-01",)),
        (["DEATHDATE;VALUE=text:some years ago"], "died", ("true",)),
        (["UID:urn:uuid:1"], "uid", ("urn:uuid:1",)),
        (["X-FRM-FREQUENCY:2w"], "cadence", ("2 weeks",)),
        (["X-FRM-FREQUENCY:1m"], "cadence", ("1 month",)),
        (["X-FRM-GROUP:close"], "circle", ("close",)),
        (["X-FRM-SNOOZE-UNTIL:2026-12-24"], "snooze", ("2026-12-24",)),
        (["X-FRM-IGNORE:true"], "paused", ("true",)),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--04-17;3;;;"], "birthday", ("04-17",)),
    ],
)
def test_a_field(lines: list[str], key: str, values: tuple[str, ...]) -> None:
    """Each field becomes the property that means the same."""
    assert _read(*lines).values(key) == values


@pytest.mark.parametrize(
    ("lines", "links"),
    [
        (["RELATED;TYPE=spouse:urn:uuid:2"], {"partner": ("urn:uuid:2",)}),
        (['RELATED;VALUE=text;TYPE="co-worker":Ben'], {"colleague_of": ("Ben",)}),
        (["a.X-ABRELATEDNAMES:Ben", "a.X-ABLabel:_$!<Mother>!$_"], {"parent": ("Ben",)}),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ben;14;;;"], {"partner": ("Ben",)}),
        (["RELATED;TYPE=muse:Ben"], {}),
    ],
)
def test_somebody_else(lines: list[str], links: dict[str, tuple[str, ...]]) -> None:
    """Relations keep what they are, by the id of a card or a name."""
    assert _read(*lines).links == links


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ana Díaz", "N:Other;Name;;;"], "Ana Díaz"),
        (["N:Díaz;Ana;Maria,Luz;Dr.;"], "Ana Maria Luz Díaz"),
        (["FN:", "N:;Ana;;;"], "Ana"),
        (["NICKNAME:Anita"], "Anita"),
        (["FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=20=", "=C3=9Cnal"], "Zoë Ünal"),
        (["FN;ENCODING=quoted-printable;CHARSET=ISO-8859-1:Zo=EB"], "Zoë"),
        (["FN:Ana ", " Maria", "\tDíaz"], "Ana MariaDíaz"),
        (["fn:Ana"], "Ana"),
    ],
)
def test_the_name(lines: list[str], name: str) -> None:
    """The whole name, else its parts, else a nickname; folded and quoted-printable lines are put together."""
    assert read_one("vcard", _card(*lines, version="2.1")).name == name


def test_nicknames_and_notes() -> None:
    """Several nicknames are several; several notes are one after the other."""
    person = _read("NICKNAME:Anita,Ani\\, dear", "NOTE:One\\nTwo\\, three", "NOTE:Four")
    assert person.aliases == ("Anita", "Ani, dear")
    assert person.words == "One\nTwo, three\nFour"


def test_who_is_no_person() -> None:
    """Groups and organisations become no notes, and are counted; so is what a note has no place for."""
    cards = [
        _card("FN:Climbers", "KIND:group", version="4.0"),
        _card("FN:Climbers", "X-ADDRESSBOOKSERVER-KIND:group"),
        _card("FN:Acme", "X-ABShowAs:COMPANY"),
        _card("N:;;;;", "ORG:Acme"),
        _card(
            "FN:Ana", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA", " BBBB", "IMPP:x:y", "ADR:;;1 Road;;;;", "TEL;FAX:1"
        ),
    ]
    found = read("vcard", "".join(cards))
    assert [person.name for person in found.people] == ["Ana"]
    assert found.passed_over == {
        "groups": 2,
        "organisations": 2,
        "photos": 1,
        "messenger addresses": 1,
        "street addresses": 1,
        "fax numbers": 1,
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_many_cards_in_one_file(end: str, encoding: str) -> None:
    """Line ends and encodings of any computer; blank lines between cards; a lower-case `begin`."""
    text = (_card("FN:Ana Díaz") + "\r\n" + _card("FN:Ben").replace("BEGIN", "begin")).replace("\r\n", end)
    assert [person.name for person in read("vcard", text.encode(encoding)).people] == ["Ana Díaz", "Ben"]


def test_a_photo_of_a_phone() -> None:
    """Base64 without folding, as vCard 2.1 has it, is taken out with its blank line; what follows counts."""
    lines = [
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ",
        "AQABAAD/2wBDAAEBAQEBAQEB",
        "AQ==",
        "",
        "NOTE:Tea",
    ]
    assert _read(*lines, version="2.1").words == "Tea"


def test_a_card_inside_a_card_is_left_out() -> None:
    """An agent's card does not become part of its person."""
    inner = ["AGENT:", "BEGIN:VCARD", "FN:Somebody", "EMAIL:no@x.example", "END:VCARD"]
    assert _read(*inner, "EMAIL:ana@x.example", version="2.1").properties == {"email": ("ana@x.example",)}


@pytest.mark.parametrize(
    ("text", "what", "why"),
    [
        ("BEGIN:VCARD\nFN:Ana\n", "a card", "it has no end, so the file may be cut off"),
        (_card("FN:Ana", "BDAY:31 Feb 1988"), "BDAY “31 Feb 1988”", "there is no such day"),
        (_card("FN:Ana", "BDAY;VALUE=text:circa 1800"), "BDAY “circa 1800”", "it is not written as a day"),
        (
            _card("FN:Ana", "NOTE:" + "x" * 200_000),
            "a card",
            "200.0 kB, and at most 200.0 kB are read of a card without its photo",
        ),
    ],
)
def test_what_is_refused(text: str, what: str, why: str) -> None:
    """A card that is cut off or too large, and a day that is none, are named with their line."""
    (left,) = read("vcard", text, "a.vcf").refused
    assert (str(left.source), left.what, left.why) == ("a.vcf:1", what, why)


@pytest.mark.parametrize("text", ["", "Name,Email\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
def test_no_card_at_all(text: str) -> None:
    """Another kind of file is said to be one."""
    with pytest.raises(NotThisFormat, match="holds no vCard"):
        read("vcard", text)


_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            """FN:Ana|N:;;;;|BDAY:x|END:VCARD|BEGIN:VCARD|ADR:;;|TEL;;:;|a.b.c:|item1.X-ABLabel:|X:\\|;:|=|: |
            FN;ENCODING=QUOTED-PRINTABLE:=|NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=x:=C3|RELATED;TYPE=",":|
            NOTE;ENCODING=8BIT;ENCODING=QUOTED-PRINTABLE:=C3=|X-ANDROID-CUSTOM:;;²|BDAY:--0230|PHOTO:""".split(
                "|"
            )
        ),
        st.text(max_size=20),
    ),
    max_size=12,
)


@given(_LINES)
def test_no_card_crashes(lines: list[str]) -> None:
    """Whatever stands in a file, it is read or refused."""
    with suppress(NotThisFormat):
        read(
            "vcard", "BEGIN:VCARD\n" + "\n".join(lines).encode("utf-8", "replace").decode() + "\nEND:VCARD\n"
        )
