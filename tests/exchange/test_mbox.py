"""Mail boxes: who wrote to whom and when, and nothing of what they wrote."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.exchange.graphs import TODAY_DATE, graph_of
from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import ForeignFile, Incoming, NotThisFormat
from vaultwell.exchange.mbox import parse_files
from vaultwell.model.errors import UsageError
from vaultwell.model.settings import Settings

Write = Callable[[Mapping[str, str | bytes]], Path]
ANA = {"People/Ana Díaz.md": "---\nemail: [ana@x.example, ana@work.example]\n---\n"}


def mail(sender: str, to: str, on: str, subject: str = "", more: str = "", body: str = "secret") -> str:
    """One mail of a box."""
    first = "From x Thu Jan  1 00:00:00 2026"
    return f"{first}\nFrom: {sender}\nTo: {to}\nDate: {on}\nSubject: {subject}\n{more}\n{body}\n\n"


def parse(text: str | bytes, notes: Mapping[str, str] = ANA) -> Incoming:
    """Read a box without a disk; `me@x.example` is mine."""
    data = text if isinstance(text, bytes) else text.encode()
    request = Request(Settings(), graph_of(notes), TODAY_DATE, addresses=frozenset({"me@x.example"}))
    return parse_files([ForeignFile("in.mbox", data)], request)


def said(found: Incoming) -> list[tuple[str, str, str | None, str]]:
    """Each entry: whose, when, who began, its words."""
    return [
        (person.name, str(each.on), each.by, each.text) for person in found.people for each in person.entries
    ]


def test_one_entry_a_day() -> None:
    """Many mails of a day are one entry, begun by who wrote first; both addresses of Ana are Ana's."""
    box = (
        mail("Me <ME@x.example>", "ana@x.example", "Mon, 2 Feb 2026 12:00:00 +0000", "Re: Re: the flat")
        + mail("Ana <ana@work.example>", "me@x.example", "Mon, 2 Feb 2026 09:00:00 +0000", "the flat")
        + mail("me@x.example", "ana@x.example", "Tue, 3 Feb 2026 12:00:00 +0000", "=?utf-8?q?caf=C3=A9?=")
    )
    found = parse(box)
    assert said(found) == [
        ("Ana Díaz", "2026-02-02", "them", "the flat (2 mails)"),
        ("Ana Díaz", "2026-02-03", "me", "café"),
    ]
    assert "secret" not in repr(found)


def test_what_is_nobodys_contact() -> None:
    """Lists, machines, large circles and mails between others are counted, not logged."""
    many = ", ".join(f"p{number}@x.example" for number in range(11))
    day = "Mon, 2 Feb 2026 12:00:00 +0000"
    box = (
        mail("a@x.example", "me@x.example", day, more="List-Id: <x>\n")
        + mail("no-reply@x.example", "me@x.example", day)
        + mail("a@x.example", "me@x.example", day, more="Auto-Submitted: auto-replied\n")
        + mail("me@x.example", many, day)
        + mail("me@x.example", "me@x.example", day)
        + mail("a@x.example", "b@x.example", day)
    )
    found = parse(box)
    assert said(found) == []
    assert found.passed_over == {
        "mails of lists and machines": 3,
        "mails to more than 10 people": 1,
        "mails in which no address of yours stands": 1,
    }


@pytest.mark.parametrize(
    "on", ["", "yesterday", "Mon, 2 Feb 2099 12:00:00 +0000", "Mon, 32 Feb 2026 12:00:00"]
)
def test_a_mail_without_a_day(on: str) -> None:
    """A day that cannot be meant is named, and never replaced by another."""
    found = parse(mail("a@x.example", "me@x.example", on, "hello"))
    assert [(each.what, each.why) for each in found.refused] == [("hello", "it has no day that can be meant")]


def test_from_in_a_body_is_no_mail() -> None:
    """Only a “From ” line behind an empty line begins a mail; CRLF is read as well."""
    box = mail(
        "a@x.example", "me@x.example", "Mon, 2 Feb 2026 12:00:00 +0000", "one", body="x\nFrom now on\n>From y"
    )
    for text in (box, box.replace("\n", "\r\n")):
        assert [each[3] for each in said(parse(text))] == ["one"]


def test_only_people_with_a_note(run: Run, write_vault: Write, tmp_path: Path) -> None:
    """Ana's log gets one line a day, a stranger no note; my addresses are those of my own note; twice
    changes nothing."""
    vault = write_vault(
        {**ANA, "vaultwell.toml": 'me = "Me"\n', "Notes/me.md": "---\nemail: ME@x.example\n---\n"}
    )
    day = "Mon, 2 Feb 2026 12:00:00 +0000"
    box = tmp_path / "in.mbox"
    box.write_text(mail("me@x.example", "ana@x.example, b@x.example", day, "the flat %% <% x %>"))
    done = run(vault, "import", "mbox", str(box), "--apply")
    assert "People of whom you have no note, passed over: 1.\n" in done.stdout
    text = (vault / "People/Ana Díaz.md").read_text("utf-8")
    assert "- 2026-02-02 emailed: the flat" in text
    assert "<%" not in text
    assert len(list(vault.rglob("*.md"))) == 2
    assert run(vault, "import", "mbox", str(box)).stdout.endswith("Nothing would change.\n")


def test_somebody_has_to_say_who_i_am(run: Run, write_vault: Write, tmp_path: Path) -> None:
    """Without an address of mine no direction is guessed."""
    box = tmp_path / "in.mbox"
    box.write_text(mail("a@x.example", "b@x.example", ""))
    done = run(write_vault({**ANA, "vaultwell.toml": ""}), "import", "mbox", str(box))
    assert done.exit_code == 2
    assert done.stderr == (
        "Which addresses are yours? Add --me you@example.org, or write email: into your own note (me in"
        " vaultwell.toml).\n"
    )
    with pytest.raises(UsageError):
        parse_files([], Request(Settings(), graph_of({}), TODAY_DATE))


def test_what_is_no_box() -> None:
    """A file without a “From ” line is refused."""
    with pytest.raises(NotThisFormat):
        parse("Subject: x\n\nhello\n")


@given(st.binary(max_size=300), st.sampled_from(["From", "To", "Date", "Subject", "Content-Type"]))
def test_no_bytes_break_it(data: bytes, header: str) -> None:
    """Whatever stands in a header, the mail is read or named."""
    parse(b"From x\nFrom: a@x.example\nTo: me@x.example\n" + header.encode() + b": " + data + b"\n\n")
