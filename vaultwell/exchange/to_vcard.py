"""People to vCard, for phones and address books: 4.0 (RFC 6350), or 3.0 for those that know no other.

A card has a place for who somebody is and not for what happened, so the log stays behind. How often, which
circle, until when at rest: the `X-FRM-` fields, which frm reads. What else is known stands in the note.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from vaultwell.model.cadence import Cadence
from vaultwell.model.contact import Contact, YearlyDate
from vaultwell.model.graph import Graph
from vaultwell.model.settings import Settings, find_cadence
from vaultwell.notes.values import parse_day
from vaultwell.render.safe import one_line, visible
from vaultwell.render.words import say_label

if TYPE_CHECKING:
    from vobject.base import Component

Version = Literal["3.0", "4.0"]

_APPLE_NO_YEAR = 1604  # what Apple writes for a year that is not known
_IN_NOTE = "why met_at field food pets needs offers goals channel".split()
_RELATED = {
    "partner": "spouse",
    "parent": "parent",
    "child": "child",
    "sibling": "sibling",
    "colleague_of": "colleague",
}


class _Line(NamedTuple):
    """One property of a card; a list is a structured value."""

    name: str
    value: str | list[str]
    params: Mapping[str, str] = MappingProxyType({})
    group: str = ""


def render_vcards(graph: Graph, settings: Settings, version: Version) -> str:
    """Everybody as one file of cards, in the order of the graph; lines end in CRLF."""
    cards = (_build_card(contact, graph, settings, version) for contact in graph.contacts.values())
    return "".join(card.serialize(validate=False, lineLength=75) for card in cards)


def _build_card(contact: Contact, graph: Graph, settings: Settings, version: Version) -> "Component":
    from vobject import vCard

    card = vCard()
    for line in _list_lines(contact, graph, settings, version):
        made = card.add(line.name, line.group or None)
        made.value = _value(line)
        made.params = {name: [value] for name, value in line.params.items()}
    return card


def _value(line: _Line) -> object:
    from vobject.vcard import Address, Name

    if isinstance(line.value, str):
        return visible(line.value) if line.name == "note" else one_line(line.value)
    parts = [one_line(part) for part in line.value]
    if line.name == "n":
        return Name(given=parts[0], family=parts[1])
    return Address(city=parts[0]) if line.name == "adr" else parts


def _list_lines(contact: Contact, graph: Graph, settings: Settings, version: Version) -> Iterator[_Line]:
    given, _, family = contact.name.rpartition(" ")
    yield _Line("version", version)
    yield _Line("uid", find_uid(contact))
    yield _Line("fn", contact.name)
    yield _Line("n", [given, family] if given else [family, ""])
    yield from _simple_lines(contact)
    yield from _date_lines(contact, version)
    yield from _related_lines(contact, graph, version)
    yield from _frm_lines(contact, settings)
    if version == "4.0":
        yield from (_Line("interest", words) for words in contact.fact("interests"))
    if note := "\n".join(_list_notes(contact, version)):
        yield _Line("note", note)


def find_uid(contact: Contact) -> str:
    """The id that another program gave somebody, else one made of the note's path, the same each time."""
    known = contact.fact("uid") or contact.others.get("uid", ())
    return known[0] if known else f"urn:uuid:{uuid5(NAMESPACE_URL, f'vaultwell:{contact.path}')}"


def _simple_lines(contact: Contact) -> Iterator[_Line]:
    yield from (_Line("nickname", alias) for alias in contact.aliases)
    yield from (_Line("org", [org]) for org in contact.fact("org"))
    yield from (_Line("title", role) for role in contact.fact("role"))
    for key, name in {"email": "email", "phone": "tel", "url": "url"}.items():
        yield from (_Line(name, value) for value in contact.fact(key))
    yield from (_Line("adr", [place]) for place in contact.fact("location"))
    words = dict.fromkeys((*contact.relation, *contact.fact("communities")))
    if words:
        yield _Line("categories", list(words))


def _date_lines(contact: Contact, version: Version) -> Iterator[_Line]:
    index = 0
    for day in contact.yearly:
        if day.label == "birthday":
            yield _dated("bday", day, version)
        elif day.label == "anniversary":
            yield _dated("anniversary" if version == "4.0" else "x-anniversary", day, version)
        else:
            index += 1
            group = f"item{index}"
            yield _dated("x-abdate", day, version)._replace(group=group)
            yield _Line("x-ablabel", say_label(day.label), group=group)
    if contact.died and (on := _find_day(contact.died)):
        yield _Line("deathdate" if version == "4.0" else "x-deathdate", on)


def _dated(name: str, day: YearlyDate, version: Version) -> _Line:
    """A yearly date; where 3.0 has no form without a year, Apple's."""
    if version == "4.0":
        return _Line(name, f"{day.year or '--'}{day.month:02}{day.day:02}")
    params = {} if day.year else {"X-APPLE-OMIT-YEAR": str(_APPLE_NO_YEAR)}
    return _Line(name, f"{day.year or _APPLE_NO_YEAR}-{day.month:02}-{day.day:02}", params)


def _find_day(text: str) -> str:
    try:
        return parse_day(text).strftime("%Y%m%d")
    except ValueError:
        return ""


def _related_lines(contact: Contact, graph: Graph, version: Version) -> Iterator[_Line]:
    for index, tie in enumerate(graph.relations.get(contact.path, ()), 101):
        name = graph.contacts[tie.person].name
        if version == "4.0":
            kind = _RELATED.get(tie.word, "contact")
            yield _Line("related", name, {"TYPE": kind, "VALUE": "text"})
        else:
            yield _Line("x-abrelatednames", name, group=f"item{index}")
            yield _Line("x-ablabel", tie.word, group=f"item{index}")


def _frm_lines(contact: Contact, settings: Settings) -> Iterator[_Line]:
    cadence = find_cadence(contact, settings)
    if cadence:
        yield _Line("x-frm-frequency", _say_frequency(cadence))
    if contact.circle:
        yield _Line("x-frm-group", contact.circle)
    if contact.snooze:
        yield _Line("x-frm-snooze-until", str(contact.snooze))
    if contact.let_go or contact.died or contact.is_paused:
        yield _Line("x-frm-ignore", "true")


def _say_frequency(cadence: Cadence) -> str:
    """`3d`, `2w`, `6m`: all that frm knows."""
    if cadence.months:
        return f"{cadence.months}m"
    return f"{cadence.days // 7}w" if cadence.days % 7 == 0 else f"{cadence.days}d"


def _list_notes(contact: Contact, version: Version) -> Iterator[str]:
    """What a card has no field for, a line for each property."""
    if contact.met:
        yield f"met: {contact.met}"
    keys: Iterable[str] = [*_IN_NOTE, *(["interests"] if version == "3.0" else [])]
    for key in keys:
        if values := contact.fact(key):
            yield one_line(f"{say_label(key)}: {', '.join(values)}")
    for key, values in contact.others.items():
        if values:
            yield one_line(f"{key}: {', '.join(values)}")
