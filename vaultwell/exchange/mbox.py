"""Mail boxes (mbox): who wrote to whom, and when. Only headers are read, never what a mail says.

One entry for each person and day, however many mails went to and fro; who wrote first that day began it.
Mail of lists, machines and large circles is contact with nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

from vaultwell.exchange.formats import Request
from vaultwell.exchange.incoming import (
    ForeignFile,
    Incoming,
    IncomingEntry,
    IncomingPerson,
    LeftOut,
    NotThisFormat,
)
from vaultwell.exchange.known_addresses import KnownAddresses
from vaultwell.model.errors import UsageError
from vaultwell.model.source import Source

MOST_RECIPIENTS = 10
_LONGEST_HEADERS = 256_000
_LONGEST_SUBJECT = 80
_MAIL = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n")
_BODY = re.compile(rb"\r?\n\r?\n")
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|antw|tr|rv)\s*(?:\[[0-9]+\])?\s*:)+\s*", re.IGNORECASE)
_MACHINE = re.compile(r"(?:no-?reply|do-?not-?reply|mailer-daemon|notifications?|bounces?|postmaster)\b")
_BULK = frozenset({"bulk", "list", "junk"})
_ARRIVED = ("Delivered-To", "X-Original-To", "Envelope-To")
_FIRST_YEAR = 1990


class _Mail(NamedTuple):
    """One mail between me and one person; `at` orders those of a day."""

    on: date
    at: float
    is_mine: bool
    address: str
    name: str
    subject: str
    source: Source


def parse_files(files: Sequence[ForeignFile], request: Request) -> Incoming:
    """Whom I wrote to and who wrote to me; raises `NotThisFormat` for a file that is no mail box.

    Raises `UsageError` when nobody says which addresses are mine.
    """
    if not request.addresses:
        raise UsageError(
            "Which addresses are yours? Add --me you@example.org, or write email: into your own note"
            " (me in vaultwell.toml)."
        )
    mails: list[_Mail] = []
    refused: list[LeftOut] = []
    counts: dict[str, int] = {}
    for file in files:
        for number, headers in enumerate(_split(file), 1):
            found = _read_mail(headers, Source(file.name, number), request)
            if isinstance(found, list):
                mails.extend(found)
            elif isinstance(found, LeftOut):
                refused.append(found)
            else:
                counts[found] = counts.get(found, 0) + 1
    return Incoming(tuple(_group(mails, KnownAddresses(request.graph))), tuple(refused), counts)


def _split(file: ForeignFile) -> Iterator[bytes]:
    """The headers of each mail."""
    starts = [found.end() for found in _MAIL.finditer(file.data)]
    if not starts:
        raise NotThisFormat(f"{file.name} is no mail box: no line in it begins with “From ”.")
    for start in starts:
        end = _BODY.search(file.data, start, start + _LONGEST_HEADERS)
        yield file.data[start : end.start() if end else start + _LONGEST_HEADERS]


def _read_mail(headers: bytes, source: Source, request: Request) -> list[_Mail] | LeftOut | str:
    """What a mail says of me and others; or why it cannot be read; or a word for what it is instead."""
    message = BytesHeaderParser().parsebytes(headers)
    senders = _list_people(message, "From")
    if not senders:
        return LeftOut(source, _say(message, "Subject")[:60] or "a mail", "nobody is named who sent it")
    if _is_bulk(message, senders[0][1]):
        return "mails of lists and machines"
    at = _read_day(message)
    if at is None or not _FIRST_YEAR <= at.year <= request.today.year or at.date() > request.today:
        return LeftOut(source, _say(message, "Subject")[:60] or "a mail", "it has no day that can be meant")
    recipients = [each for key in ("To", "Cc", "Bcc") for each in _list_people(message, key)]
    if len(recipients) > MOST_RECIPIENTS:
        return f"mails to more than {MOST_RECIPIENTS} people"
    is_mine = senders[0][1] in request.addresses
    arrived = {address for key in _ARRIVED for _, address in _list_people(message, key)}
    if not is_mine and not request.addresses & {*arrived, *(address for _, address in recipients)}:
        return "mails in which no address of yours stands"
    others = recipients if is_mine else senders[:1]
    subject = _REPLY.sub("", _say(message, "Subject"))[:_LONGEST_SUBJECT]
    names = {address: name for name, address in others if address not in request.addresses}
    return [
        _Mail(at.date(), _order(at), is_mine, address, name, subject, source)
        for address, name in names.items()
    ]


def _list_people(message: Message, header: str) -> list[tuple[str, str]]:
    """Name and address of everybody in a header, addresses as they are compared."""
    texts = [_decode(str(value)) for value in message.get_all(header, [])]
    return [(name, address.casefold()) for name, address in getaddresses(texts) if "@" in address]


def _say(message: Message, header: str) -> str:
    return " ".join(_decode(str(message.get(header, ""))).split())


def _decode(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, UnicodeError, ValueError):
        return value


def _is_bulk(message: Message, sender: str) -> bool:
    """A list, a machine, an answer that nobody wrote (RFC 2919, RFC 3834)."""
    automatic = _say(message, "Auto-Submitted").lower()
    return (
        "List-Id" in message
        or "List-Unsubscribe" in message
        or _say(message, "Precedence").lower() in _BULK
        or (automatic not in ("", "no"))
        or _MACHINE.match(sender) is not None
    )


def _read_day(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _order(at: datetime) -> float:
    try:
        return at.timestamp()
    except (OverflowError, ValueError, OSError):
        return 0.0


def _group(mails: Iterable[_Mail], known: KnownAddresses) -> Iterator[IncomingPerson]:
    """One person for each address, or for each note that has it; one entry for each of their days."""
    people: dict[str, list[_Mail]] = {}
    for mail in mails:
        people.setdefault(known.find(mail.address) or mail.address, []).append(mail)
    for key, found in sorted(people.items()):
        days: dict[date, list[_Mail]] = {}
        for mail in sorted(found, key=lambda mail: (mail.on, mail.at)):
            days.setdefault(mail.on, []).append(mail)
        addresses = tuple(dict.fromkeys(mail.address for mail in found))
        name = known.name(key) or next((mail.name for mail in found if mail.name), addresses[0])
        yield IncomingPerson(
            key=addresses[0],
            source=found[0].source,
            name=name,
            properties={"email": addresses},
            entries=tuple(_build_entry(day, of_day, addresses[0]) for day, of_day in days.items()),
            only_if_known=True,
        )


def _build_entry(on: date, mails: Sequence[_Mail], address: str) -> IncomingEntry:
    first = mails[0]
    subject = next((mail.subject for mail in mails if mail.subject), "")
    text = subject if len(mails) == 1 else f"{subject} ({len(mails)} mails)".lstrip()
    return IncomingEntry(on, "emailed", "me" if first.is_mine else "them", text, uid=f"mail {address} {on}")
