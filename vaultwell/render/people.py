"""Chosen people as a table: one row for each."""

from collections.abc import Sequence
from datetime import date

from vaultwell.model.contact import Contact
from vaultwell.practices.people import Person
from vaultwell.practices.places import Tie
from vaultwell.render.page import Grid, Indent, Page, Part, Text
from vaultwell.render.safe import plain
from vaultwell.render.words import say_day, say_deed_of, say_when

_WHERE_KEYS = ("location", "org")


def render_people(people: Sequence[Person], today: date) -> Page:
    """Name, circle, last in touch, next day to reach out, where they are; no column that is empty."""
    rows = [_cells(person, today) for person in people]
    shown = [index for index in range(5) if any(row[index] for row in rows)]
    styles = ("bold", "", "dim", "", "")
    cells = [[row[index] for index in shown] for row in rows]
    return [Grid(cells, [styles[index] for index in shown])]


def _cells(person: Person, today: date) -> tuple[str, str, str, str, str]:
    contact = person.contact
    return (
        plain(contact.name),
        plain(contact.circle or ""),
        f"last {say_day(person.last.on, today)}" if person.last else "never in touch yet",
        f"due {say_day(person.due_on, today)}" if person.due_on else "",
        _say_where(contact),
    )


def _say_where(contact: Contact) -> str:
    return plain(" · ".join(", ".join(contact.fact(key)) for key in _WHERE_KEYS if contact.fact(key)))


_VERBS = {"needs": "needs", "offers": "offers", "goals": "would like", "interests": "likes"}


def render_travel(place: str, people: Sequence[Person], ties: Sequence[Tie], today: date) -> Page:
    """Who is there, due or not, with what you last shared; then who else has the place in mind."""
    where = plain(place.title() if place.islower() else place)
    if not people:
        parts: list[Part] = [Text(f"Nobody’s note says that they live in {where}.")]
    else:
        parts = [Text(f"In {where}", style="bold cyan"), Indent(_shared_table(people, today))]
    if ties:
        parts += [Text(), Text(f"With {where} in mind", style="bold cyan")]
        rows = []
        for tie in ties:
            source = Text(f"  {plain(str(tie.source))}", style="dim")
            words = Text(f"{_VERBS[tie.key]}: {plain(tie.text)}") + source
            rows.append((Text(plain(tie.contact.name), style="bold"), words))
        parts.append(Indent(Grid(rows)))
    return parts


def _shared_table(people: Sequence[Person], today: date) -> Grid:
    return Grid(
        [(Text(plain(person.contact.name), style="bold"), _say_shared(person, today)) for person in people]
    )


def _say_shared(person: Person, today: date) -> Text:
    """What you last shared, and where it stands; that they asked for quiet comes first."""
    quiet = "paused · " if person.contact.is_paused else ""
    last = person.last
    if last is None:
        return Text(f"{quiet}never in touch yet")
    words = f": “{plain(last.text)}”" if last.text else ""
    said = Text(f"{quiet}{say_deed_of(person.contact, last)} {say_when(last.on, today)}{words}")
    return said + Text(f"  {plain(str(last.source))}", style="dim")
